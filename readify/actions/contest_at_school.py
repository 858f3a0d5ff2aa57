"""A contest that a school holds itself: a session for each class, and pupils entered from their class.

A class's session bears the name of the class: that is how its pupils are put there. Who may is asked by the
caller.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.contest_entering import accept_entrants, enter_reader
from readify.actions.contest_records import found_round, held_school
from readify.actions.contest_schools import SchoolRow, answer_for_school, ask_schools
from readify.actions.contest_sessions import add_session, room_in
from readify.actions.contest_spreading import move_entrant
from readify.done import Done, Nudge
from readify.drafts.contest_entry import EntrantDraft
from readify.drafts.contest_session import SessionDraft
from readify.drafts.parsing import parse
from readify.errors import NotFound
from readify.models import (
    Answer,
    Classroom,
    Contest,
    ContestRound,
    ContestSession,
    Entrant,
    EntrantState,
    Level,
    Reader,
    SessionState,
)
from readify.policies_contest import NO_ROUND


def set_up_school(session: Session, contest: Contest, *, now: dt.datetime, account_id: int | None) -> None:
    """Asks the contest's own school; where its class round is held here, makes its sessions."""
    row = SchoolRow(school_id=contest.school_id)
    (own,) = ask_schools(session, contest_id=contest.id, rows=[row], now=now, account_id=account_id).value
    answer_for_school(session, contest_school_id=own, answer=Answer.JOINS, now=now, account_id=account_id)
    rounds = session.scalars(
        select(ContestRound)
        .where(ContestRound.contest_id == contest.id, ~ContestRound.at_school)
        .order_by(ContestRound.number)
    ).all()
    if not rounds or rounds[0].level is not Level.CLASS:
        return
    final = None
    if len(rounds) > 1:
        draft = SessionDraft(name=rounds[1].name)
        final = add_session(session, round_id=rounds[1].id, draft=draft, now=now, account_id=account_id).value
    for name in _class_names(session, contest.school_id or 0):
        draft = SessionDraft(name=name, feeds_id=final)
        add_session(session, round_id=rounds[0].id, draft=draft, now=now, account_id=account_id)


def enter_pupils(
    session: Session,
    *,
    round_id: int,
    contest_school_id: int,
    classroom_id: int,
    reader_ids: Sequence[int],
    now: dt.datetime,
    account_id: int | None = None,
    consent: bool = False,
) -> Done[int]:
    """Enters these children of a class in the school's own contest, in the session of the class.

    `consent`: the parents of all of them said yes. Who was entered before is left out. Without such a
    session, or when it is full, they have none yet. Answers how many were entered. Raises NotFound for
    another school's contest, Invalid for a name without a letter, and what `enter_reader` raises.
    """
    school, found = held_school(session, contest_school_id), found_round(session, round_id)
    contest, room = session.get_one(Contest, found.contest_id), session.get_one(Classroom, classroom_id)
    if contest.school_id is None or not contest.school_id == room.school_id == school.school_id:
        raise NotFound("no_round", NO_ROUND)
    nudges: tuple[Nudge, ...] = ()
    pupils = _not_yet(session, found, classroom_id, reader_ids)
    for reader in pupils:
        draft = _draft(reader, room, consent=consent)
        entrant = enter_reader(
            session,
            round_id=round_id,
            contest_school_id=contest_school_id,
            draft=draft,
            now=now,
            account_id=account_id,
        ).value
        accept_entrants(session, round_id=round_id, entrant_ids=[entrant], now=now, account_id=account_id)
        sitting = _session_of(session, found, room)
        if sitting is not None:
            moved = move_entrant(
                session, entrant_id=entrant, session_id=sitting.id, now=now, account_id=account_id
            )
            nudges += moved.nudges
    return Done(len(pupils), nudges)


def _class_names(session: Session, school_id: int) -> list[str]:
    wanted = select(Classroom.name).where(Classroom.school_id == school_id, Classroom.closed_at.is_(None))
    return list(session.scalars(wanted.order_by(Classroom.name, Classroom.id)))


def _not_yet(
    session: Session, found: ContestRound, classroom_id: int, reader_ids: Sequence[int]
) -> Sequence[Reader]:
    there = select(Entrant.reader_id).where(
        Entrant.round_id == found.id, Entrant.state != EntrantState.WITHDRAWN, Entrant.reader_id.is_not(None)
    )
    return session.scalars(
        select(Reader)
        .where(Reader.id.in_(reader_ids), Reader.id.not_in(there))
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.id)
    ).all()


def _draft(reader: Reader, room: Classroom, *, consent: bool) -> EntrantDraft:
    """A first name only: what a class list has behind it (Emma B., Emma2) stays there."""
    first = re.sub(r"[\d@./\\<>]", "", reader.name.split(" ")[0])
    fields = {"submission_id": str(uuid.uuid4()), "name": first, "class_name": room.name[:40]}
    return parse(EntrantDraft, fields | {"classroom_id": room.id, "reader_id": reader.id, "consent": consent})


def _session_of(session: Session, found: ContestRound, room: Classroom) -> ContestSession | None:
    """The session named after the class, else the only one there is; None when that is full or has begun."""
    open_ones = session.scalars(
        select(ContestSession)
        .where(ContestSession.round_id == found.id)
        .where(ContestSession.state.in_((SessionState.PLANNED, SessionState.OPEN)))
        .order_by(ContestSession.id)
    ).all()
    named = [one for one in open_ones if one.name.casefold() == room.name.casefold()]
    chosen = named or (open_ones if len(open_ones) == 1 else [])
    free = [one for one in chosen if room_in(session, one, per_session=found.per_session) > 0]
    return free[0] if free else None
