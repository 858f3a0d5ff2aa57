"""Importing a roster in one transaction: exactly what the plan says, nothing when all stands already.

A child who moves keeps everything and is folded anew under its new class's rules. A child who leaves is
hidden, its ways in end, and `leaving` erases it later. Which child is which is decided in `queries`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from readify.actions.classroom import make_classroom, note
from readify.actions.refreshing import refresh_classroom, refresh_reader
from readify.actions.roster_staff import Invited, bring_teachers
from readify.actions.signing_in import end_sign_ins
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.errors import Conflict, NotFound
from readify.exchange.rosters.roster import Roster
from readify.game.rulebook import Rulebook
from readify.models import Card, Classroom, Pause, Reader, ReaderTally, School, SignIn, Terms
from readify.queries.roster_changes import NewChild, Placed, RosterPlan
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
    del rules, today  # for what follows
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
    awake = _place(session, plan, rooms)
    _leave(session, [one.reader_id for one in plan.left], now)
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


def _place(session: Session, plan: RosterPlan, rooms: Mapping[str, int]) -> list[int]:
    """Moves, brings back and names children. Answers who has progress to fold under other rules."""
    going = (*plan.moved, *plan.back)
    ids = sorted(one.reader_id for one in going)
    awake = _lock(session, ids)
    _write(session, (*going, *plan.renamed, *plan.rekeyed), rooms)
    for group in {one.group for one in going}:
        _take_along(session, [one.reader_id for one in going if one.group == group], rooms[group])
    reached = {rooms[one.group] for one in going}
    if reached:
        session.execute(
            update(Classroom)
            .where(Classroom.id.in_(reached))
            .values(rules_version=Classroom.rules_version + 1)
        )
    return awake


def _lock(session: Session, ids: Sequence[int]) -> list[int]:
    """Holds these children's tallies, so that no log is under way in the class of before."""
    rows = session.execute(
        select(ReaderTally.reader_id, ReaderTally.version)
        .where(ReaderTally.reader_id.in_(ids))
        .order_by(ReaderTally.reader_id)
        .with_for_update()
    ).all()
    return [row.reader_id for row in rows if row.version > 0]


def _write(session: Session, children: Iterable[Placed], rooms: Mapping[str, int]) -> None:
    rows = [
        {
            "id": one.reader_id,
            "name": one.name,
            "roster_key": one.key,
            "classroom_id": rooms[one.group],
            "left_at": None,
        }
        for one in children
    ]
    if rows:
        session.execute(update(Reader), rows)


def _take_along(session: Session, ids: Sequence[int], classroom_id: int) -> None:
    """Children's own goals, rhythms and pauses go with them."""
    for model in (Terms, Pause):
        session.execute(
            update(model)
            .where(model.reader_id.in_(ids), model.classroom_id != classroom_id)
            .values(classroom_id=classroom_id)
        )


def _leave(session: Session, ids: Sequence[int], now: dt.datetime) -> None:
    """Hidden, and signed out everywhere; cards stop working. Nothing is erased yet."""
    if not ids:
        return
    session.execute(update(Reader).where(Reader.id.in_(ids)).values(left_at=now))
    session.execute(
        update(Card).where(Card.reader_id.in_(ids), Card.revoked_at.is_(None)).values(revoked_at=now)
    )
    end_sign_ins(session, SignIn.reader_id.in_(ids), now=now)
