"""Why a day is worth a look together, and the one thing to do for a child: words, never an accusation."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import format_date, gettext, lazy_gettext

from readify.queries.class_rows import Look
from readify.queries.reader_week import ReaderWeek

LOOKS = {
    "many_logs": lazy_gettext("vaak in korte tijd"),
    "long_day": lazy_gettext("heel lang op één dag"),
}


def look_words(looks: Iterable[Look]) -> str:
    """`24 nov: vaak in korte tijd`; several one after another."""
    said = (f"{format_date(look.day, 'd MMM')}: {LOOKS.get(look.reason, look.reason)}" for look in looks)
    return " · ".join(said)


def todo_words(reader: ReaderWeek) -> str:
    """The one thing to do for this child, with its reason; empty when there is none."""
    if reader.looks:
        return look_words(reader.looks)
    return gettext("Samen een boek kiezen?") if reader.is_quiet and not reader.book else ""
