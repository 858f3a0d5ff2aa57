"""The school year's turn: a whole school moves up in one transaction, exactly as was looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import make_classroom, note
from readify.actions.moving import leave, note_turn, place
from readify.actions.refreshing import refresh_reader
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.errors import Conflict, Invalid, NotFound
from readify.game.rulebook import Rulebook
from readify.models import School
from readify.queries.school_years import USUAL_MONTHS, school_year_of
from readify.queries.year_plan import Choices, YearPlan, year_plan, year_rooms
from readify.words import N_

NO_SCHOOL = N_("Deze school heb ik niet gevonden.")
PLAN_CHANGED = N_("Er is intussen iets veranderd. Kijk het nog een keer na.")
UNDECIDED = N_("Kies voor elk kind waar het naartoe gaat.")
UNUSUAL = N_("Het is geen zomer. Weet je zeker dat iedereen nu opschuift? Vink het dan aan.")


@dataclass(frozen=True, slots=True)
class Turned:
    """What was done; `already`: this year's turn was done before, and nothing changed now."""

    year: int
    already: bool = False
    moved: int = 0
    left: int = 0


def turn_year(
    session: Session,
    *,
    school_id: int,
    choices: Choices,
    expected: str,
    rules: Rulebook,
    today: dt.date,
    now: dt.datetime,
    sure: bool = False,
    account_id: int | None = None,
) -> Done[Turned]:
    """Moves everyone up to the school year of `today`. Doing it again that year changes nothing.

    `expected` is the digest of the plan that was looked at: Conflict when it is another one by now, and
    outside the summer when nobody said that this is right. Invalid while a child has no place to go.
    """
    del rules  # for what follows
    row = session.execute(
        select(School.id, School.turned_to).where(School.id == school_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound("no_school", NO_SCHOOL)
    year = school_year_of(today)
    if row.turned_to == year:
        return Done(Turned(year, already=True))
    plan = year_plan(year_rooms(session, school_id=school_id), choices)
    if plan.undecided:
        raise Invalid("undecided", UNDECIDED, fields={"plan": UNDECIDED})
    if plan.digest != expected:
        raise Conflict("year_changed", PLAN_CHANGED)
    if today.month not in USUAL_MONTHS and not sure:
        raise Conflict("unusual", UNUSUAL)
    rooms = _rooms(session, plan, school_id, now)
    awake = place(session, going=plan.moved, staying=(), rooms=rooms)
    leave(session, [one.reader_id for one in plan.left], now)
    note_turn(session, school_id, today)
    note(session, "turn_year", "school", school_id, account_id=account_id, now=now)
    session.flush()
    follow_ups = [FollowUp(refresh_reader, {"reader_id": one}) for one in awake]
    nudges = [Nudge(classroom_room(one), ("class",), 0) for one in sorted(set(rooms.values()))]
    return Done(Turned(year, moved=len(plan.moved), left=len(plan.left)), tuple(nudges), tuple(follow_ups))


def _rooms(session: Session, plan: YearPlan, school_id: int, now: dt.datetime) -> dict[str, int]:
    """The class of each group: those that are there, and the new ones."""
    found = {group: int(group) for group in plan.room_names if group.isdecimal()}
    for room in plan.new_rooms:
        made = make_classroom(session, school_id=school_id, name=room.name, band=room.band, now=now)
        found[room.group] = made.value.classroom_id
    return found
