"""The words of what follows a contest: certificates, the text for the press, the table of figures."""

from __future__ import annotations

from flask_babel import force_locale, format_date, gettext, ngettext

from readify.exchange.spreadsheets import Cell, Sheet
from readify.models import Outcome
from readify.printing.certificates import Certificate
from readify.queries.contest_after import AfterReader, SessionAfter
from readify.queries.contest_archive import ContestArchive


def certificates_of(after: SessionAfter) -> list[Certificate]:
    """A certificate for each reader, in the language of the page."""
    return [_certificate(after, one) for one in after.readers]


def _certificate(after: SessionAfter, reader: AfterReader) -> Certificate:
    sitting = after.sitting
    book = reader.book_title and (
        gettext("Je las uit „%(book)s” van %(author)s.", book=reader.book_title, author=reader.book_author)
        if reader.book_author
        else gettext("Je las uit „%(book)s”.", book=reader.book_title)
    )
    day = format_date(sitting.day, "d MMMM y") if sitting.day else ""
    signed = [part for part in (sitting.place or sitting.municipality, day) if part]
    return Certificate(
        head=gettext("Oorkonde"),
        lead=gettext("voor"),
        name=reader.name,
        write=gettext("Schrijf hier je naam"),
        did=gettext(
            "Jij las voor in de %(round)s van %(contest)s.",
            round=after.of_round.name.lower(),
            contest=after.contest.name,
        ),
        book=book,
        compliment=reader.compliment,
        onward=_onward(after, reader),
        signed=" · ".join([after.organiser, *signed] if after.organiser else signed),
    )


def _onward(after: SessionAfter, reader: AfterReader) -> str:
    """Only who goes on, or won the last round; of the others nothing is said."""
    if reader.outcome is not Outcome.GOES_ON:
        return ""
    if after.onward is None:
        return gettext("Jij bent de winnaar!")
    return gettext("Jij gaat door naar de %(round)s!", round=after.onward.name.lower())


def press_text(after: SessionAfter, *, language: str) -> str:
    """A few paragraphs with the facts filled in. Names only where the parents said yes."""
    with force_locale(language):
        return "\n\n".join(part for part in (_opening(after), _winners(after), _jury(after)) if part)


def _opening(after: SessionAfter) -> str:
    sitting, count = after.sitting, len(after.readers)
    facts = {
        "round": after.of_round.name.lower(),
        "contest": after.contest.name,
        "place": sitting.place or sitting.municipality or gettext("de bibliotheek"),
    }
    day = (
        gettext("Op %(day)s was de %(round)s van %(contest)s, in %(place)s.", day=_day(after), **facts)
        if sitting.day
        else gettext("Dit was de %(round)s van %(contest)s, in %(place)s.", **facts)
    )
    readers = ngettext("%(num)d kind las voor", "%(num)d kinderen lazen voor", count)
    schools = ngettext("van %(num)d school.", "van %(num)d scholen.", after.schools)
    return f"{day} {readers} {schools}"


def _day(after: SessionAfter) -> str:
    return str(format_date(after.sitting.day, "d MMMM y"))


def _winners(after: SessionAfter) -> str:
    lines = [
        gettext(
            "%(name)s van %(school)s, met „%(book)s”",
            name=one.name if one.named else gettext("Een lezer"),
            school=one.school,
            book=one.book_title,
        )
        for one in after.going_on
    ]
    if not lines:
        return ""
    head = (
        gettext("De winnaar:")
        if after.onward is None
        else gettext("Dit kind gaat door naar de %(round)s:", round=after.onward.name.lower())
        if len(lines) == 1
        else gettext("Deze kinderen gaan door naar de %(round)s:", round=after.onward.name.lower())
    )
    return "\n".join([head, *(f"- {line}" for line in lines)])


def _jury(after: SessionAfter) -> str:
    return gettext("De jury: %(names)s.", names=", ".join(after.jurors)) if after.jurors else ""


def archive_sheets(archive: ContestArchive) -> list[Sheet]:
    """Rounds, and books read aloud, as tables."""
    head = [
        gettext("Ronde"),
        gettext("Zittingen"),
        gettext("Lezers"),
        gettext("Scholen"),
        gettext("Gemeenten"),
    ]
    rounds: list[list[Cell]] = [
        [one.name, one.sessions, one.readers, one.schools, one.municipalities] for one in archive.rounds
    ]
    books: list[list[Cell]] = [[one.title, one.author, one.readers] for one in archive.books]
    return [
        Sheet(gettext("Rondes"), head, rounds),
        Sheet(gettext("Boeken"), [gettext("Titel"), gettext("Schrijver"), gettext("Lezers")], books),
    ]
