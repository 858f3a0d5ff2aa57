"""What the page of a class's week shows: sentences with their steps, what is planned, which children."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import suppress
from typing import Any

from flask import request, url_for

from readify.actions.pupil_notes import note_shown
from readify.drafts.classroom import TIMER_MINUTES
from readify.drafts.week import STEPS
from readify.errors import Busy
from readify.game.day import monday_of
from readify.game.facts import How
from readify.models import Classroom
from readify.perform import perform, present
from readify.queries.class_insights import Insight, class_insights
from readify.queries.class_week import ClassWeek, class_week
from readify.queries.reading_timer import timer_now
from readify.queries.week_filter import BY_MINUTES, filtered, needs_talk, week_filter
from readify.queries.week_plan import WeekPlan, week_plan
from readify.request_session import read_session
from readify.web.class_words import (
    FEELINGS,
    FORMS,
    HOWS,
    form_mix,
    goal_line,
    home_note,
    language_name,
    reward_words,
)
from readify.web.insight_steps import StepsOf
from readify.web.insight_words import insight_card
from readify.web.look_words import todo_words
from readify.web.teacher_base import frame, network_rules, own_classroom, thumb

WEEK = dt.timedelta(days=7)
TOGETHER_MINUTES = (5, 10, 15, 20, 30)
TOGETHER_HOWS = (How.TOGETHER, How.READ_TO_ME, How.SELF)


def week_page(classroom_id: int) -> dict[str, Any]:
    """All of it, for the page and for its part that is fetched anew. Raises NotFound for another's class."""
    classroom, moment = own_classroom(classroom_id), present()
    monday = asked_monday(request.args.get("week", ""), moment["today"])
    found = week_of(classroom_id, monday, classroom=classroom)
    plan = week_plan(read_session(), classroom_id=classroom_id, monday=monday, today=moment["today"])
    insights = class_insights(found, shown=plan.shown)
    _remember(found, plan, insights)
    steps = StepsOf(found, plan, screen_key=classroom.screen_key)
    return {
        "classroom": classroom,
        "week": found,
        "insights": [insight_card(one, steps) for one in insights],
        "timer": timer_now(classroom, now=moment["now"]),
        "timer_minutes": TIMER_MINUTES,
        "thumb": thumb,
        **_children(found, plan),
        **_planned(found, plan),
        **_beside(found),
        **_ways(found.monday, is_now=found.is_this_week),
        **frame(classroom_id, found.school),
    }


def week_of(classroom_id: int, monday: dt.date, *, classroom: Classroom | None = None) -> ClassWeek:
    """The week of this class as it stands."""
    return class_week(
        read_session(),
        rules=network_rules(),
        classroom_id=classroom_id,
        monday=monday,
        today=present()["today"],
        classroom=classroom,
    )


def asked_monday(text: str, today: dt.date) -> dt.date:
    """The Monday of `2026-W47`; this week for anything else, and for weeks that did not begin yet."""
    try:
        asked = dt.datetime.strptime(f"{text}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a date, no time
    except ValueError:
        return monday_of(today)
    return min(asked, monday_of(today))


def iso_week(monday: dt.date) -> str:
    """`2026-W47`."""
    return monday.strftime("%G-W%V")


def back_to_week(classroom: Classroom | int) -> str:
    """The address of the class's week."""
    number = classroom if isinstance(classroom, int) else classroom.id
    return url_for("teacher.week", classroom_id=number)


def _remember(week: ClassWeek, plan: WeekPlan, insights: tuple[Insight, ...]) -> None:
    """Keeps which sentences stood there, once. A page is shown all the same when nothing can be written."""
    slugs = [one.slug for one in insights]
    if not week.is_this_week or plan.shown_now.issuperset(slugs):
        return
    with suppress(Busy):
        perform(note_shown, classroom_id=week.classroom_id, monday=week.monday, slugs=slugs)


def _children(week: ClassWeek, plan: WeekPlan) -> dict[str, Any]:
    asked = week_filter(request.args.to_dict())
    tongues = sorted({tongue for one in week.readers for tongue in one.languages})
    return {
        "asked": asked,
        "rows": filtered(week, plan, asked),
        "by_minutes": asked.order == BY_MINUTES,
        "counts": {
            "kijken": len(week.to_look_at),
            "eigen": len(week.with_own_goal),
            "praten": len(needs_talk(week, plan)),
            "voorgelezen": sum(one.was_only_read_to for one in week.readers),
        },
        "forms": FORMS,
        "feelings": FEELINGS,
        "home_note": home_note,
        "todo_of": todo_words,
        "form_choices": [(share.form, FORMS.get(share.form, share.form)) for share in week.forms],
        "language_choices": [(tongue, language_name(tongue)) for tongue in tongues],
    }


def _planned(week: ClassWeek, plan: WeekPlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "step_words": STEPS,
        "names": {one.reader_id: one.name for one in week.readers},
        "together_minutes": TOGETHER_MINUTES,
        "together_hows": [(how.value, HOWS[how.value]) for how in TOGETHER_HOWS],
        "hows": HOWS,
        "submission_id": str(uuid.uuid4()),
    }


def _beside(week: ClassWeek) -> dict[str, Any]:
    return {
        "mix": form_mix(week.forms),
        "goal_words": goal_line(week.goal) if week.goal else "",
        "reward": reward_words(week.goal.reward) if week.goal else "",
    }


def _ways(monday: dt.date, *, is_now: bool) -> dict[str, Any]:
    return {
        "before": iso_week(monday - WEEK),
        "this": iso_week(monday),
        "after": None if is_now else iso_week(monday + WEEK),
    }
