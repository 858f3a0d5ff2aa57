"""A class's reading calendar for calendar programs, behind a secret address that its teacher can replace.

Whoever has the address reads it; no child and no number of a child is in it.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, request
from flask_babel import force_locale, gettext

from readify.config import Config
from readify.exchange.calendars import Entry, ics_file
from readify.perform import present
from readify.queries.reading_calendar import CalendarLine, classroom_of_calendar, reading_calendar
from readify.request_session import read_session
from readify.web.calendar_words import entry_name

bp = Blueprint("reading_calendar", __name__)
HOUR = 60  # minutes that a session takes when nobody said how long


@bp.get("/agenda/<key>.ics")
def feed(key: str) -> Response:
    """The calendar, in Dutch; `?taal=en` in English."""
    classroom, moment = classroom_of_calendar(read_session(), key), present()
    lines = reading_calendar(read_session(), classroom=classroom, today=moment["today"])
    language = "en" if request.args.get("taal") == "en" else "nl"
    with force_locale(language):
        name = gettext("Leesagenda %(classroom)s", classroom=classroom.name)
        entries = [_entry(one) for one in lines]
    made = ics_file(entries, name=name, language=language, now=moment["now"])
    response = Response(made, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="leesagenda.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _entry(line: CalendarLine) -> Entry:
    config: Config = current_app.extensions["readify.config"]
    begins = finishes = None
    if line.begins is not None:
        begins = dt.datetime.combine(line.starts, line.begins, ZoneInfo(config.timezone))
        finishes = begins + dt.timedelta(minutes=line.minutes or HOUR)
    host = (config.base_url or request.url_root).split("://", 1)[-1].strip("/").split(":")[0]
    summary = entry_name(line)
    return Entry(
        uid=f"{line.uid}@{host}",
        summary=summary if line.confirmed else gettext("%(name)s (nog te bevestigen)", name=summary),
        starts=line.starts,
        ends=line.ends,
        begins=begins,
        finishes=finishes,
        place=line.place,
        tentative=not line.confirmed,
    )
