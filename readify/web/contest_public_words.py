"""The words of a round's public page. Facts come from the round; what is not known is not said."""

from __future__ import annotations

from flask_babel import format_date, format_time, gettext, ngettext

from readify.models import BookRule, ContestRound, ContestSession, Criterion, EntryRule
from readify.queries.contest_public import PublicRound
from readify.web.words import language_word


def facts_of(found: PublicRound) -> list[str]:
    """When and where, in short lines: entering first, then each session."""
    of_round, lines = found.of_round, []
    if of_round.entry_rule is not EntryRule.WINNERS and of_round.opens and of_round.closes:
        first, last = (format_date(day, "d MMMM") for day in (of_round.opens, of_round.closes))
        lines.append(gettext("Aanmelden kan van %(first)s tot en met %(last)s.", first=first, last=last))
    return [*lines, *(session_line(one) for one in found.sessions)]


def session_line(sitting: ContestSession) -> str:
    """`Regio Limburg: woensdag 17 maart, 14:00 uur, De Proefbieb, Stein`."""
    day = format_date(sitting.day, "EEEE d MMMM") if sitting.day else gettext("dag volgt")
    time = gettext("%(time)s uur", time=format_time(sitting.starts, "H:mm")) if sitting.starts else ""
    tongues = ", ".join(language_word(one) for one in sitting.languages)
    heard = (
        gettext("talen: %(languages)s", languages=tongues) if sitting.languages not in ([], ["nl"]) else ""
    )
    parts = (day, time, sitting.place, sitting.address, sitting.municipality, heard)
    return f"{sitting.name}: " + ", ".join(part for part in parts if part)


def book_words(of_round: ContestRound) -> str:
    """Which book may be read from."""
    if of_round.book_rule is BookRule.RECENT and of_round.book_years:
        return ngettext(
            "Kies een boek van het laatste jaar.",
            "Kies een boek van de laatste %(num)d jaar.",
            of_round.book_years,
        )
    if of_round.book_rule is BookRule.LISTED:
        return of_round.book_note or gettext("Kies een boek van de lijst van de organisator.")
    return gettext("Kies een boek dat jij zelf mooi vindt.")


def for_children(criterion: Criterion) -> str:
    """What the jury looks at, as a child would say it."""
    return criterion.for_children or criterion.hint


def answers(found: PublicRound) -> list[tuple[str, str]]:
    """Questions that are often asked, with answers from the round's own rules."""
    of_round = found.of_round
    lines = [(gettext("Welk boek mag ik kiezen?"), book_words(of_round))]
    if of_round.time_limit:
        minutes = max(1, round(of_round.time_limit / 60))
        lines.append(
            (
                gettext("Hoelang lees ik?"),
                ngettext("Ongeveer %(num)d minuut.", "Ongeveer %(num)d minuten.", minutes),
            )
        )
    lines += [
        (
            gettext("Wie beslist?"),
            ngettext("Een jury van %(num)d.", "Een jury van %(num)d mensen.", of_round.jury_size),
        ),
        (
            gettext("Zie ik mijn punten?"),
            gettext("Nee. Je krijgt een compliment, en je juf of meester krijgt tips en tops."),
        ),
        (
            gettext("Komt mijn naam op internet?"),
            gettext("Alleen je voornaam en je school, en alleen als je ouders ja zeggen."),
        ),
        (
            gettext("Wat als ik ziek ben?"),
            gettext("Je juf of meester laat het weten. Dan mag de reserve meedoen."),
        ),
    ]
    own = found.of_round.info.get("faq", [])
    return [*((str(one["q"]), str(one["a"])) for one in own), *lines]


def lesson_steps() -> list[tuple[str, str]]:
    """A lesson of three quarters of an hour to run the class's own round."""
    return [
        (
            gettext("10 minuten: wat is mooi voorlezen?"),
            gettext("Lees zelf een stukje saai voor, en daarna mooi. Wat hoor je? Schrijf het samen op."),
        ),
        (
            gettext("15 minuten: kiezen en oefenen"),
            gettext("Ieder kind kiest een stukje van één bladzijde en leest het voor aan een ander kind."),
        ),
        (
            gettext("15 minuten: wie wil, leest voor"),
            gettext("Wie wil, leest voor de klas. Na elk kind zegt iemand één ding dat goed ging."),
        ),
        (
            gettext("5 minuten: kiezen"),
            gettext("Ieder schrijft één naam op een briefje. Alleen jij telt. Je noemt alleen wie wint."),
        ),
    ]
