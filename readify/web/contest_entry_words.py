"""Words for entering: where a reader stands, the languages it may read in, the mail that invites it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus
from zoneinfo import ZoneInfo

from flask_babel import force_locale, format_date, format_time, gettext

from readify.drafts.contest_entry import GENDERS, MICROPHONES, EntrantDraft
from readify.errors import Refused
from readify.exchange.calendars import Entry, ics_file
from readify.game.contest.sittings import Sitting
from readify.mail import Mail
from readify.models import Contest, ContestSession, Entrant, EntrantState
from readify.queries.contest_entries import EntryLine
from readify.web.teacher_base import shown_errors
from readify.web.words import LANGUAGES as OTHER_LANGUAGES
from readify.web.words import language_word
from readify.words import N_

LANGUAGES = ("nl", "li", *OTHER_LANGUAGES)
OFTEN = ("nl", "li", "en", "de")  # what a session's form offers at once
STATES = {
    EntrantState.ENTERED: N_("aangemeld"),
    EntrantState.ACCEPTED: N_("doet mee"),
    EntrantState.WAITING: N_("wacht op een plek"),
    EntrantState.RESERVE: N_("reserve"),
    EntrantState.WITHDRAWN: N_("teruggetrokken"),
    EntrantState.LATE: N_("komt later"),
    EntrantState.READING: N_("leest nu"),
    EntrantState.READ: N_("las voor"),
}
LASTS = dt.timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a teacher is told: the text, the calendar file, and where to look the place up."""

    subject: str
    text: str
    calendar: bytes | None
    route: str


def entry_state(state: EntrantState) -> str:
    """Where a reader stands, in a few words."""
    return gettext(STATES[state])


def entry_choices(kept: str = "nl") -> dict[str, Any]:
    """What the form for a champion offers, as (code, word); the language that is `kept` always among it."""
    return {
        "microphones": [(code, gettext(words)) for code, words in MICROPHONES.items()],
        "genders": [
            ("", gettext("zeg ik niet")),
            *((code, gettext(words)) for code, words in GENDERS.items()),
        ],
        "tongues": [(code, language_word(code)) for code in dict.fromkeys((*LANGUAGES, kept or "nl"))],
    }


def session_tongues(kept: Iterable[str], asked: Iterable[str]) -> list[tuple[str, str]]:
    """(code, word): the usual languages, this session's, and those that readers of the round read in."""
    found = dict.fromkeys((*OFTEN, *kept, *asked))
    return [(code, language_word(code)) for code in found]


def tongue_of(line: EntryLine) -> str | None:
    """The language a reader reads in, when that is worth saying: not Dutch, or not heard where it sits."""
    entrant = line.entrant
    return None if entrant.language == "nl" and is_heard(line) else language_word(entrant.language)


def is_heard(line: EntryLine) -> bool:
    """Whether the reader's session hears its language; True while it has no session."""
    sitting = line.sitting
    if sitting is None:
        return True
    of = Sitting(sitting.id, sitting.municipality, 0, languages=tuple(sitting.languages))
    return of.hears(line.entrant.language)


def typed_of(entrant: Entrant) -> dict[str, Any]:
    """A reader as the form's fields."""
    typed = {name: getattr(entrant, name) for name in EntrantDraft.model_fields if name != "consent"}
    return typed | {"consent": entrant.consent_at is not None}


def entry_errors(refusal: Refused) -> dict[str, str]:
    """A refusal by the form's fields; what belongs to no field stands with the name."""
    return shown_errors(refusal) or {"name": gettext(refusal.message)}


def invitation(
    contest: Contest, line: EntryLine, *, language: str, timezone: str, now: dt.datetime
) -> Invitation:
    """The invitation for the session that this reader was given."""
    sitting = line.sitting
    assert sitting is not None, "only who has a session is invited"
    with force_locale(language):
        subject = gettext("Uitnodiging: %(contest)s", contest=contest.name)
        name = line.entrant.name or gettext("jouw lezer")
        parts = [
            gettext("%(name)s leest voor bij %(session)s.", name=name, session=sitting.name),
            _when(sitting),
            _where(sitting),
            gettext("Kom een kwartier eerder. Neem het boek mee."),
            gettext("Kan het niet doorgaan? Laat het ons snel weten, dan kan een ander kind meedoen."),
            "Readify",
        ]
    text = "\n\n".join(part for part in parts if part)
    return Invitation(subject, text, _calendar(contest, sitting, language, timezone, now), route_to(sitting))


def mail_of(made: Invitation, to: str) -> Mail:
    """The invitation as a mail; the calendar file hangs on it."""
    files = () if made.calendar is None else (("voorlezen.ics", "text/calendar", made.calendar),)
    return Mail(to=to, subject=made.subject, text=made.text, files=files)


def route_to(sitting: ContestSession) -> str:
    """A link that looks the address up on a map; nothing is fetched from here. Empty without an address."""
    asked = ", ".join(part for part in (sitting.place, sitting.address, sitting.municipality) if part)
    return f"https://www.openstreetmap.org/search?query={quote_plus(asked)}" if sitting.address else ""


def _when(sitting: ContestSession) -> str:
    if sitting.day is None:
        return ""
    day = format_date(sitting.day, "EEEE d MMMM y")
    if sitting.starts is None:
        return gettext("Wanneer: %(day)s", day=day)
    return gettext("Wanneer: %(day)s, %(time)s uur", day=day, time=format_time(sitting.starts, "H:mm"))


def _where(sitting: ContestSession) -> str:
    parts = ", ".join(part for part in (sitting.place, sitting.address, sitting.municipality) if part)
    route = route_to(sitting)
    where = gettext("Waar: %(place)s", place=parts) if parts else ""
    return f"{where}\n{route}" if route else where


def _calendar(
    contest: Contest, sitting: ContestSession, language: str, timezone: str, now: dt.datetime
) -> bytes | None:
    if sitting.day is None:
        return None
    begins = sitting.starts and dt.datetime.combine(sitting.day, sitting.starts, ZoneInfo(timezone))
    lasts = dt.timedelta(minutes=sitting.minutes) if sitting.minutes else LASTS
    entry = Entry(
        uid=f"contest-session-{sitting.id}@readify",
        summary=f"{contest.name}: {sitting.name}",
        starts=sitting.day,
        ends=sitting.day,
        begins=begins or None,
        finishes=begins + lasts if begins else None,
        place=", ".join(part for part in (sitting.place, sitting.address, sitting.municipality) if part),
    )
    return ics_file([entry], name=contest.name, language=language, now=now)
