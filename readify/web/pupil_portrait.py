"""One child on its teacher's page: what, how, when, which languages, how it felt; badges, talk starters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import format_date, get_locale, gettext, ngettext
from sqlalchemy.orm import Session

from readify.drafts.week import PRAISES, STEPS
from readify.game.day import monday_of
from readify.models import Reader
from readify.perform import present
from readify.queries.class_period import Span, year_of
from readify.queries.pupil_care import note_of, picks_for, steps_with
from readify.queries.pupil_year import PupilYear, pupil_year
from readify.queries.shelf import ShelfBook
from readify.queries.talk_cards import talk_card
from readify.queries.wall import wall
from readify.web.class_words import FORMS, HOWS, language_name
from readify.web.look_words import look_words
from readify.web.teacher_base import network_rules

MOST = 4
STARTERS = 2
SUNDAY = dt.timedelta(days=6)


def portrait_of(session: Session, reader: Reader, *, talk_about: ShelfBook | None) -> dict[str, Any]:
    """What the page shows beside the week and the forms."""
    today = present()["today"]
    whole = year_of(today)
    found = pupil_year(
        session, reader_id=reader.id, span=Span(whole.first, min(whole.last, monday_of(today) + SUNDAY))
    )
    badges = wall(session, rules=network_rules(), reader_id=reader.id)
    return {
        "year": found,
        "year_says": _year_says(found),
        "year_lines": _lines(found),
        "earned": [step.badge for family in badges.families for step in family.badges if step.earned],
        "badge_total": badges.total,
        "starters": _starters(talk_about, badges.state.band),
        "talk_about": talk_about,
        "note": note_of(session, classroom_id=reader.classroom_id, reader_id=reader.id),
        "picks": picks_for(session, reader_id=reader.id),
        "steps": steps_with(session, reader_id=reader.id),
        "step_words": STEPS,
        "praises": list(PRAISES.items()),
        "look_words": look_words,
    }


def _starters(book: ShelfBook | None, band: str) -> list[tuple[str, str]]:
    """Questions about the book that was read in last: (question, what to ask then)."""
    if book is None:
        return []
    language = str(get_locale())
    about = {"band": band, "form": book.form, "state": book.state, "work": book.work}
    cards = [talk_card(**about, turn=turn) for turn in range(STARTERS)]  # type: ignore[arg-type]
    return [(card.question.of(language), card.then.of(language)) for card in cards]


def _year_says(found: PupilYear) -> str:
    weeks = len(found.weeks)
    return ngettext(
        "Dit schooljaar: in %(num)d van de %(weeks)d weken gelezen",
        "Dit schooljaar: in %(num)d van de %(weeks)d weken gelezen",
        found.weeks_read,
        weeks=weeks,
    )


def _lines(found: PupilYear) -> list[tuple[str, str]]:
    """(what, words): what, how, when, which languages; only what there is."""
    lines = [
        (gettext("Wat"), _listed(FORMS, found.forms)),
        (gettext("Hoe"), _listed(HOWS, found.hows)),
        (gettext("Wanneer"), _weekdays(found)),
        (gettext("Talen"), ", ".join(language_name(code) for code, _ in found.languages[:MOST])),
    ]
    return [(name, words) for name, words in lines if words]


def _listed(words: dict[str, Any], times: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{words.get(code, code)} ({number})" for code, number in times[:MOST])


def _weekdays(found: PupilYear) -> str:
    """The days of the week with most readings: `maandag, woensdag`."""
    most = max(found.weekdays)
    days = [number for number, times in enumerate(found.weekdays) if times and times * 2 >= most]
    monday = dt.date(2024, 1, 1)
    if len(days) == len(found.weekdays):
        return gettext("alle dagen")
    return ", ".join(str(format_date(monday + dt.timedelta(days=number), "EEEE")) for number in days)
