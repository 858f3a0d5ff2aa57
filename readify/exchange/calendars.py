"""A calendar as a file that calendar programs subscribe to (iCalendar, RFC 5545). Knows no classes.

Whole days carry no time zone; a moment is written in UTC, so no zone has to be described.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event

MAKER = "-//Readify//Leesagenda//NL"
AGAIN = dt.timedelta(hours=12)  # how often a program should look


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. Without `begins` it takes whole days, both inclusive; `uid` stays the same for ever."""

    uid: str
    summary: str
    starts: dt.date
    ends: dt.date
    begins: dt.datetime | None = None
    finishes: dt.datetime | None = None
    place: str = ""
    tentative: bool = False


def ics_file(entries: Sequence[Entry], *, name: str, language: str, now: dt.datetime) -> bytes:
    """The calendar as UTF-8, lines folded and ended as the standard asks. `begins` and `now` are aware."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name, parameters={"LANGUAGE": language})
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, language, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, language: str, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    if entry.begins is None:
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.ends + dt.timedelta(days=1))  # the standard's end is the day after
    else:
        event.add("dtstart", entry.begins.astimezone(dt.UTC))
        event.add("dtend", (entry.finishes or entry.begins + dt.timedelta(hours=1)).astimezone(dt.UTC))
    event.add("summary", entry.summary, parameters={"LANGUAGE": language})
    if entry.place:
        event.add("location", entry.place)
    event.add("status", "TENTATIVE" if entry.tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it does not make anybody busy
    return event
