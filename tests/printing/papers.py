"""Papers of a class to print in tests: long names, other scripts, more books than fit."""

from __future__ import annotations

from readify.printing.class_overview import OverviewLine, OverviewWords, overview_document
from readify.printing.home_letter import ClassSign
from readify.printing.reading_report import BookLine, ReadingReport, reports_document

SIGN = ClassSign("Groep 6", "Basisschool De Bron", "BEVER 42", "lees.example/k", "https://lees.example/k")
NAMES = ("Anne-Fleur-Sophie van den Berg", "فاطمة الزهراء", "Łucja", "Çağla", "Наталія", "李明")


def report(name: str, *, books: int = 12) -> ReadingReport:
    """One child's page."""
    lines = [
        BookLine(f"Een heel lange titel van boek nummer {n}", "Iemand", "animals", "book")
        for n in range(books)
    ]
    return ReadingReport(
        kicker="Leesverslag · Groep 6",
        name=name,
        companion="das",
        line="augustus 2026 tot en met 24 november 2026",
        books_head=f"Dit las {name}",
        books=lines,
        more="En nog 2 andere boeken." if books else "Kies samen een eerste boek.",
        chips_head="Wat en in welke taal",
        chips=("Boek", "Strip", "Arabisch") * 6,
        badges_head="Uit de mergelmuur",
        badges=("Eerste licht", "Stripspeurder") * 8,
        kind_head="Mooi om te vertellen",
        kind=("Las op 20 dagen.", "Leest in 2 talen."),
        talk_head="Praat er samen over",
        talk=("Waar gaat dit boek over? Wat gebeurt er straks in het verhaal?",),
        write="Wat we samen bespreken",
        foot=f"Dit blad gaat alleen over {name}.",
    )


def overview_of(children: int) -> list[OverviewLine]:
    """So many children."""
    return [
        OverviewLine(
            name=f"{NAMES[number % len(NAMES)]} {number}",
            note="eigen doel 8 min · thuis ook Arabisch",
            weeks=(0, 1, 2, 3, 4, 5, 6, 7),
            days="28 leesdagen",
            minutes="560 min",
            forms="Boek, Strip, Gedicht, Luisterboek, Tijdschrift",
            languages="Nederlands, Arabisch",
            book="Een boek met een titel die nooit op de regel past",
        )
        for number in range(children)
    ]


WORDS = OverviewWords(
    title="Leesoverzicht Groep 6",
    line="Basisschool De Bron · 8 weken",
    legend="leesdagen in een week",
    heads=("Kind", "Weken", "In totaal", "Wat en in welke taal", "Boek nu"),
    weeks=[str(week) for week in range(41, 49)],
    page="blad %(page)d van %(pages)d",
    foot="Van A tot Z.",
)
REPORTS = reports_document([report(name) for name in NAMES[:2]], title="Leesverslag", language="nl")
OVERVIEW = overview_document(overview_of(34), WORDS, language="nl")
