"""What the lines of a class's reading calendar are called, in the visitor's language."""

from __future__ import annotations

from flask_babel import get_locale, gettext

from readify.queries.reading_calendar import CalendarLine
from readify.web.class_words import holiday_word


def entry_name(line: CalendarLine) -> str:
    """`Herfstvakantie`, `Kinderboekenweek`, `Laatste dag van ons klassendoel` …"""
    name = line.name(str(get_locale()))
    if line.kind == "holiday":
        return holiday_word(name)
    if line.kind == "goal":
        return gettext("Laatste dag van ons klassendoel")
    if line.kind == "entering":
        return gettext("Inschrijven: %(name)s", name=name)
    return name
