"""The sentences on a class's papers, in the visitor's language: reports and overview. Never a rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from babel.lists import format_list
from flask_babel import format_date, get_locale, gettext, ngettext

from readify.printing.class_overview import OverviewLine, OverviewWords
from readify.printing.reading_report import SHOWN_BOOKS, BookLine, ReadingReport
from readify.queries.class_papers import ChildYear, ClassOverview, OverviewRow
from readify.web.class_words import FORMS, language_name

MOST_SENTENCES = 4
SOME_FORMS = 3  # so many are named in a sentence; the chips name them all


def report_of(one: ChildYear, *, classroom: str, language: str, today: dt.date) -> ReadingReport:
    """The page of one child for the evening with its parents. `language` is that of badges: nl or en."""
    name, year = one.child.name, one.year
    more = len(year.books) - SHOWN_BOOKS
    return ReadingReport(
        kicker=gettext("Leesverslag · %(classroom)s", classroom=classroom),
        name=name,
        companion=one.child.companion,
        line=gettext("%(first)s tot en met %(last)s", first=_month(year.begins), last=_long(today)),
        books_head=gettext("Dit las %(name)s", name=name),
        books=[_book(book) for book in reversed(year.books)],
        more=_more(name, more, any_books=bool(year.books)),
        chips_head=gettext("Wat en in welke taal"),
        chips=[*form_names(year.forms), *map(language_name, year.languages)],
        badges_head=gettext("Uit de mergelmuur"),
        badges=[badge.name.of(language) for badge in year.badges],
        kind_head=gettext("Mooi om te vertellen"),
        kind=_kind(one)[:MOST_SENTENCES],
        talk_head=gettext("Praat er samen over"),
        talk=_talk(one),
        write=gettext("Wat we samen bespreken"),
        foot=gettext(
            "Dit blad gaat alleen over %(name)s. Het is geen cijfer en vergelijkt niet. Readify",
            name=name,
        ),
    )


def _month(day: dt.date) -> str:
    return str(format_date(day, "MMMM y"))


def _long(day: dt.date) -> str:
    return str(format_date(day, "d MMMM y"))


def form_names(codes: Iterable[str]) -> list[str]:
    """`Boek`, `Strip` … for `book`, `comic` …"""
    return [str(FORMS.get(code, code)) for code in codes]


def _more(name: str, more: int, *, any_books: bool) -> str:
    if not any_books:
        return gettext("Hier komen de boeken van %(name)s. Kies samen een eerste boek.", name=name)
    return ngettext("En nog %(num)d ander boek.", "En nog %(num)d andere boeken.", more) if more > 0 else ""


def _book(book: object) -> BookLine:
    notes = {"reading": gettext("nu bezig"), "stopped": gettext("weggelegd")}
    title, author, genre, form, state = (
        str(getattr(book, field)) for field in ("title", "author", "genre", "form", "state")
    )
    return BookLine(title, author, genre, form, notes.get(state, ""))


def _kind(one: ChildYear) -> list[str]:
    """What is true and good to hear, the telling things first."""
    name, year = one.child.name, one.year
    if year.is_empty:
        return [gettext("Het leesjaar van %(name)s begint nog. Samen kiezen helpt.", name=name)]
    said = [
        ngettext(
            "%(name)s las op %(num)d dag van dit schooljaar.",
            "%(name)s las op %(num)d dagen van dit schooljaar.",
            year.days,
            name=name,
        )
    ]
    if len(year.languages) > 1:
        said.append(gettext("%(name)s leest in %(number)s talen.", name=name, number=len(year.languages)))
    finished = sum(book.state == "finished" for book in year.books)
    if finished:
        said.append(
            ngettext(
                "%(name)s las %(num)d boek uit.", "%(name)s las %(num)d boeken uit.", finished, name=name
            )
        )
    if len(year.forms) > 1:
        forms = [form.lower() for form in form_names(year.forms[:SOME_FORMS])]
        said.append(
            gettext(
                "%(name)s leest van alles: %(forms)s.",
                name=name,
                forms=format_list(forms, locale=get_locale() or "nl"),
            )
        )
    if any(book.state == "stopped" for book in year.books):
        said.append(gettext("%(name)s legde een boek weg en koos iets anders. Goed gekozen!", name=name))
    return said


def _talk(one: ChildYear) -> list[str]:
    """Questions for at home: about the book under way, about choosing, about the home language."""
    now = next((book for book in reversed(one.year.books) if book.state == "reading"), None)
    said = [
        gettext("Waar gaat %(title)s over? Wat gebeurt er straks?", title=now.title)
        if now
        else gettext("Wat wil je nu graag lezen?"),
        gettext("Welk stukje wil je aan mij voorlezen?"),
        gettext("Wie las er thuis vroeger voor, en wat?"),
    ]
    if one.child.home_languages:
        tongue = language_name(one.child.home_languages[0])
        said.append(gettext("Lees of vertel ook eens in deze taal: %(language)s.", language=tongue))
    return said


def overview_lines(overview: ClassOverview) -> list[OverviewLine]:
    """The lines of the sheet for the internal supervisor."""
    return [
        OverviewLine(
            name=row.child.name,
            note=_note(row),
            weeks=row.weeks,
            days=ngettext("%(num)d leesdag", "%(num)d leesdagen", row.days),
            minutes=gettext("%(minutes)s min", minutes=row.minutes),
            forms=", ".join(form_names(row.forms)),
            languages=", ".join(map(language_name, row.languages)),
            book=row.book.title if row.book else "",
        )
        for row in overview.rows
    ]


def _note(row: OverviewRow) -> str:
    parts = [gettext("pauze")] if row.paused else []
    if row.own_goal_differs:
        parts.append(gettext("eigen doel %(minutes)s min", minutes=row.own_goal))
    if row.child.home_languages:
        names = ", ".join(map(language_name, row.child.home_languages))
        parts.append(gettext("thuis ook %(languages)s", languages=names))
    return " · ".join(parts)


def overview_words(overview: ClassOverview) -> OverviewWords:
    """What stands around those lines."""
    return OverviewWords(
        title=gettext("Leesoverzicht %(classroom)s", classroom=overview.name),
        line=gettext(
            "%(school)s · %(first)s tot en met %(last)s",
            school=overview.school,
            first=_long(overview.mondays[0]),
            last=_long(overview.today),
        ),
        legend=gettext("leesdagen in een week"),
        heads=(
            gettext("Kind"),
            gettext("Weken"),
            gettext("In totaal"),
            gettext("Wat en in welke taal"),
            gettext("Boek nu"),
        ),
        weeks=[str(monday.isocalendar().week) for monday in overview.mondays],
        page=gettext("blad %(page)s van %(pages)s", page="%(page)d", pages="%(pages)d"),
        foot=gettext("Van A tot Z. Niet alles wat gelezen is, staat hier: praat met het kind. Readify"),
    )
