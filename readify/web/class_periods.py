"""A term or a school year of a class on one page: small pictures, no table; children from A to Z."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import format_date, gettext, ngettext

from readify.game.day import monday_of
from readify.perform import present
from readify.queries.class_goal import class_goal
from readify.queries.class_period import (
    ChildPeriod,
    ClassPeriod,
    Span,
    class_period,
    goal_steps,
    pauses_of,
    term_of,
    terms_of,
    year_of,
)
from readify.request_session import read_session
from readify.web.class_words import FORMS, goal_line, language_name
from readify.web.identity import staff_only
from readify.web.teacher_base import frame, own_classroom

bp = Blueprint("periods", __name__, url_prefix="/klas/<int:classroom_id>/periode")
MOST_SHARES = 6
LONGEST_AGO = 6  # school years
DAYS_A_WEEK = 7


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """The term of today, or of `dag`; with `toon=jaar` the school year."""
    classroom = own_classroom(classroom_id)
    today = present()["today"]
    is_year = request.args.get("toon") == "jaar"
    span = _span(_asked_day(today), today, is_year=is_year)
    pauses = pauses_of(read_session(), classroom)
    found = class_period(read_session(), classroom_id=classroom.id, span=span, pauses=pauses)
    goal = class_goal(read_session(), classroom_id=classroom.id, today=today, pauses=pauses)
    return render_template(
        "teacher/period.html",
        classroom=classroom,
        period=found,
        is_year=is_year,
        goal=goal,
        goal_words=goal_line(goal) if goal else "",
        climb=goal_steps(found, goal) if goal else (),
        child_says=_child_says,
        class_says=_class_says(found),
        forms=_named(found.forms, dict(FORMS)),
        tongues=[(language_name(code), times) for code, times in found.languages[:MOST_SHARES]],
        **_ways(span, today, is_year=is_year),
        **frame(classroom.id, ""),
    )


def _asked_day(today: dt.date) -> dt.date:
    try:
        asked = dt.date.fromisoformat(request.args.get("dag", ""))
    except ValueError:
        return today
    oldest = today.replace(year=today.year - LONGEST_AGO, day=1)
    return min(max(asked, oldest), today)


def _span(day: dt.date, today: dt.date, *, is_year: bool) -> Span:
    """The term or the year of a day, up to the end of this week: what is to come has no bars."""
    whole = year_of(day) if is_year else term_of(day)
    return Span(whole.first, min(whole.last, monday_of(today) + dt.timedelta(days=DAYS_A_WEEK - 1)))


def _ways(span: Span, today: dt.date, *, is_year: bool) -> dict[str, Any]:
    """The days that lead to the stretch before and the one after, if it has begun."""
    day = dt.timedelta(days=1)
    whole = year_of(span.first) if is_year else term_of(span.first)
    before = span.first - day
    after = whole.last + day
    if not is_year:
        later = [one.first for one in terms_of(after) if one.first > whole.first]
        after = later[0] if later else year_of(whole.first).last + day
    return {"before": before.isoformat(), "after": after.isoformat() if after <= today else None}


def _named(times: tuple[tuple[str, int], ...], words: dict[str, Any]) -> list[tuple[str, int]]:
    return [(str(words.get(code, code)), number) for code, number in times[:MOST_SHARES]]


def _child_says(one: ChildPeriod) -> str:
    """The text of a child's bars."""
    weeks = len(one.weeks)
    return ngettext(
        "Las in %(num)d van de %(weeks)d weken",
        "Las in %(num)d van de %(weeks)d weken",
        one.weeks_read,
        weeks=weeks,
    )


def _class_says(found: ClassPeriod) -> str:
    """The text of the class's bars: each week with how many children read."""
    said = (
        gettext("%(day)s: pauze", day=format_date(monday, "d MMM"))
        if paused and not count
        else ngettext(
            "%(day)s: %(num)d kind", "%(day)s: %(num)d kinderen", count, day=format_date(monday, "d MMM")
        )
        for monday, count, paused in zip(found.mondays, found.readers_read, found.paused, strict=True)
    )
    return gettext("Kinderen die lazen, per week. %(weeks)s", weeks=", ".join(said))
