"""Importing a roster in one transaction: exactly what the plan says, nothing when all stands already.

A child who moves keeps everything and is folded anew under its new class's rules. A child who leaves is
hidden, its ways in end, and `leaving` erases it later. Which child is which is decided in `queries`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from readify.actions.classroom import make_classroom, note
from readify.actions.moving import leave, note_turn, place
from readify.actions.refreshing import refresh_classroom, refresh_reader
from readify.actions.roster_staff import Invited, bring_teachers
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.errors import Conflict, NotFound
from readify.exchange.rosters.roster import Roster
from readify.game.rulebook import Rulebook
from readify.models import Classroom, Reader, ReaderTally, School
from readify.queries.roster_changes import NewChild, RosterPlan
from readify.queries.roster_matching import Decisions
from readify.queries.roster_plan import roster_plan
from readify.words import N_

PLAN_CHANGED = N_("Er is intussen iets veranderd. Kijk het nog een keer na.")
MANY_LEAVE = N_("Er vertrekken veel kinderen. Klopt dat? Vink het dan aan.")
NONE_YET = Decisions()
NO_SCHOOL = N_("Deze school heb ik niet gevonden.")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done, and the links of teachers who were invited."""

    plan: RosterPlan
    invited: tuple[Invited, ...]


def import_roster(
    session: Session,
    *,
    school_id: int,
    roster: Roster,
    secret: str,
    rules: Rulebook,
    today: dt.date,
    now: dt.datetime,
    decisions: Decisions = NONE_YET,
    account_id: int | None = None,
) -> Done[Imported]:
    """Brings the school's classes to what the roster says.

    Conflict when the plan is no longer the one that was looked at, and when very many would leave and nobody
    said that this is right. Raises NotFound for the school.
    """
    del rules  # for what follows
    if session.scalar(select(School.id).where(School.id == school_id).with_for_update()) is None:
        raise NotFound("no_school", NO_SCHOOL)
    seen = plan = roster_plan(session, school_id=school_id, roster=roster, secret=secret, decisions=NONE_YET)
    if decisions.expected not in (None, seen.digest):
        raise Conflict("roster_changed", PLAN_CHANGED)
    if decisions.decided:
        plan = roster_plan(session, school_id=school_id, roster=roster, secret=secret, decisions=decisions)
    if plan.many_leave and not decisions.sure:
        raise Conflict("many_leave", MANY_LEAVE)
    if plan.changes_nothing and not decisions.invite:
        return Done(Imported(plan, ()))
    rooms = _rooms(session, plan, school_id, now)
    _add(session, plan.new, rooms, now)
    awake = place(
        session, going=(*plan.moved, *plan.back), staying=(*plan.renamed, *plan.rekeyed), rooms=rooms
    )
    leave(session, [one.reader_id for one in plan.left], now)
    if plan.year_turns:
        note_turn(session, school_id, today)
    invited = bring_teachers(session, plan.teachers, rooms, now=now) if decisions.invite else ()
    note(session, "import_roster", "school", school_id, account_id=account_id, now=now)
    session.flush()
    follow_ups = [FollowUp(refresh_reader, {"reader_id": one}) for one in awake]
    changed = [room.group for room in plan.rooms if room.band_changes]
    follow_ups += [FollowUp(refresh_classroom, {"classroom_id": rooms[group]}) for group in changed]
    nudges = [Nudge(classroom_room(one), ("class",), 0) for one in sorted(set(rooms.values()))]
    return Done(Imported(plan, invited), tuple(nudges), tuple(follow_ups))


def _rooms(session: Session, plan: RosterPlan, school_id: int, now: dt.datetime) -> dict[str, int]:
    """The class of each group: made where it is new, its band as its years say."""
    found = {}
    for room in plan.rooms:
        if room.classroom_id is None:
            made = make_classroom(session, school_id=school_id, name=room.name, band=room.band, now=now)
            found[room.group] = made.value.classroom_id
            continue
        found[room.group] = room.classroom_id
        if room.band_changes:
            session.execute(
                update(Classroom)
                .where(Classroom.id == room.classroom_id)
                .values(band=room.band, rules_version=Classroom.rules_version + 1)
            )
    return found


def _add(session: Session, children: Sequence[NewChild], rooms: Mapping[str, int], now: dt.datetime) -> None:
    """New children with empty tallies, in two statements."""
    if not children:
        return
    rows = [
        {"classroom_id": rooms[one.group], "name": one.name, "roster_key": one.key, "created_at": now}
        for one in children
    ]
    made = session.scalars(insert(Reader).returning(Reader.id), rows).all()
    session.execute(
        insert(ReaderTally), [{"reader_id": reader_id, "version": 0, "state": {}} for reader_id in made]
    )
