"""The fold's storage: lock a reader, fold a fact in, and save tally, days, awards and goal shares with it.

The tally row is touched first (that serialises one reader's writes), goals last and by id, so that no two
writers can wait for each other in a ring. Hot statements are built once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.db import table_of
from readify.errors import Conflict, NotFound
from readify.game.facts import Fact
from readify.game.outcomes import Outcome, changes
from readify.game.rulebook import Rulebook
from readify.game.rules import Scope
from readify.game.tally import Day, Tally, advance, follows, goal_value, replay_days
from readify.ledger import facts_of
from readify.models import (
    Award,
    Classroom,
    Goal,
    GoalShare,
    LedgerEntry,
    Reader,
    ReaderDay,
    ReaderTally,
    Receipt,
)
from readify.rulebooks import goal_slug, reader_rulebook
from readify.words import N_

OTHER_CONTENT = N_("Dit is al eerder opgeslagen, maar dan anders. Laad de pagina opnieuw.")
NOT_HERE = N_("Dit kind staat niet (meer) in een klas.")

_tallies = table_of(ReaderTally)
_days = table_of(ReaderDay)
_shares = table_of(GoalShare)
_goals = table_of(Goal)
_readers = table_of(Reader)
_rooms = table_of(Classroom)
_ledger = table_of(LedgerEntry)
_receipts = table_of(Receipt)

_LOCK = (
    update(_tallies)
    .where(_tallies.c.reader_id == bindparam("of_reader"))
    .values(version=_tallies.c.version + 1)
    .returning(_tallies.c.version, _tallies.c.state, _tallies.c.digest)
)
_RECENT = (
    select(func.count())
    .select_from(_ledger)
    .where(
        _ledger.c.reader_id == _readers.c.id,
        _ledger.c.day >= bindparam("since_day"),
        _ledger.c.recorded_at > bindparam("since"),
        _ledger.c.kind == "reading",
    )
    .scalar_subquery()
)
_CONTEXT = (
    select(
        _readers.c.classroom_id,
        _readers.c.name,
        _rooms.c.school_id,
        _rooms.c.band,
        _rooms.c.rules_version,
        _receipts.c.content_hash,
        _receipts.c.entry_id,
        _receipts.c.answer,
        _RECENT.label("recent"),
    )
    .join_from(_readers, _rooms, _rooms.c.id == _readers.c.classroom_id)
    .outerjoin(
        _receipts,
        (_receipts.c.reader_id == _readers.c.id) & (_receipts.c.submission_id == bindparam("of_submission")),
    )
    .where(_readers.c.id == bindparam("of_reader"), _readers.c.left_at.is_(None))
)
_SAVE = (
    update(_tallies)
    .where(_tallies.c.reader_id == bindparam("of_reader"))
    .values(
        {name: bindparam(name) for name in ("lights", "lamps", "readings", "last_day", "state", "digest")}
    )
)
_ADD_PROGRESS = (
    update(_goals)
    .where(_goals.c.id == bindparam("of_goal"))
    .values(progress=_goals.c.progress + bindparam("more"))
    .returning(_goals.c.progress, _goals.c.target, _goals.c.reached_at)
)
_SHARES = select(GoalShare.goal_id, GoalShare.amount).where(GoalShare.reader_id == bindparam("of_reader"))


class Crossing(NamedTuple):
    """A shared goal whose progress crossed its target, one way or the other."""

    goal_id: int
    reached: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """A reader whose tally row is ours until the transaction ends."""

    reader_id: int
    name: str
    classroom_id: int
    school_id: int
    version: int
    tally: Tally
    rulebook: Rulebook
    stale: bool  # folded under other rules: replay, do not advance
    recent: int  # readings written in the last ten minutes
    receipt: Mapping[str, Any] | None
    content_hash: str | None
    entry_id: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What folding came to."""

    tally: Tally
    outcomes: tuple[Outcome, ...]
    crossings: tuple[Crossing, ...]


def lock_reader(
    session: Session,
    base: Rulebook,
    *,
    reader_id: int,
    now: dt.datetime,
    submission_id: str = "",
    content_hash: str = "",
) -> Locked:
    """Touches the reader's tally row and reads what an action needs.

    Raises NotFound for a reader who is not there or has left, Conflict when the submission's id was used
    for other content. `receipt` is the first answer when this very submission came before.
    """
    run = session.connection().execute  # past the ORM: this is the hot path
    row = run(_LOCK, {"of_reader": reader_id}).one_or_none()
    scope = {
        "of_reader": reader_id,
        "of_submission": submission_id,
        "since": now - dt.timedelta(minutes=10),
        "since_day": now.date() - dt.timedelta(days=8),
    }
    context = run(_CONTEXT, scope).one_or_none()
    if row is None or context is None:
        raise NotFound("no_reader", NOT_HERE)
    if context.content_hash is not None and content_hash and context.content_hash != content_hash:
        raise Conflict("other_content", OTHER_CONTENT)
    rulebook = reader_rulebook(
        session,
        base,
        reader_id=reader_id,
        classroom_id=context.classroom_id,
        school_id=context.school_id,
        band=context.band.value,
        rules_version=context.rules_version,
    )
    return Locked(
        reader_id=reader_id,
        name=context.name,
        classroom_id=context.classroom_id,
        school_id=context.school_id,
        version=row.version,
        tally=Tally.from_json(row.state) if row.state else Tally(),
        rulebook=rulebook,
        stale=bool(row.state) and row.digest != rulebook.digest,
        recent=context.recent,
        receipt=context.answer,
        content_hash=context.content_hash,
        entry_id=context.entry_id,
    )


def settle(session: Session, locked: Locked, fact: Fact, *, now: dt.datetime) -> Settled:
    """Folds a fact of the ledger into the reader's progress and saves everything it changes."""
    if not locked.stale and follows(locked.tally, fact):
        tally = advance(locked.rulebook, locked.tally, fact)
        days: Sequence[Day] = (tally.day,) if tally.day else ()
        _save_tally(session, locked, tally)
        _upsert_days(session, locked.reader_id, days)
        _add_awards(session, locked, tally, {fact.id: fact.day})
        shares = _turned(locked.rulebook, locked.tally, tally)
    else:
        tally, shares = _refold(session, locked)
    outcomes = changes(locked.tally, tally, locked.rulebook, day=fact.day)
    crossings = _add_shares(session, locked.reader_id, shares, now=now)
    return Settled(tally, outcomes, crossings)


def refresh(session: Session, locked: Locked, *, now: dt.datetime) -> Settled:
    """Folds the whole reader anew, after changed rules or on a rebuild: quiet, never celebrated."""
    tally, shares = _refold(session, locked)
    crossings = _add_shares(session, locked.reader_id, shares, now=now)
    return Settled(tally, changes(locked.tally, tally, locked.rulebook), crossings)


def after(locked: Locked, settled: Settled) -> Locked:
    """The same lock, one fact later: for an action that writes two."""
    return replace(locked, tally=settled.tally, stale=False)


def _refold(session: Session, locked: Locked) -> tuple[Tally, dict[int, tuple[int, int]]]:
    facts = facts_of(session, locked.reader_id)
    tally, days = replay_days(locked.rulebook, facts)
    _save_tally(session, locked, tally)
    _replace_days(session, locked.reader_id, days)
    _replace_awards(session, locked.reader_id, tally, {fact.id: fact.day for fact in facts})
    kept = {row.goal_id: row.amount for row in session.execute(_SHARES, {"of_reader": locked.reader_id})}
    shares = {}
    for goal_id in _shared_goals(locked.rulebook):
        before, now_is = kept.get(goal_id, 0), goal_value(tally, goal_slug(goal_id))
        if before != now_is:
            shares[goal_id] = (before, now_is)
    return tally, shares


def _save_tally(session: Session, locked: Locked, tally: Tally) -> None:
    session.connection().execute(
        _SAVE,
        {
            "of_reader": locked.reader_id,
            "lights": tally.lights,
            "lamps": tally.lamps,
            "readings": tally.readings,
            "last_day": tally.last_read,
            "state": tally.as_json(),
            "digest": locked.rulebook.digest,
        },
    )


def _day_row(reader_id: int, day: Day) -> dict[str, Any]:
    return {
        "reader_id": reader_id,
        "day": day.day,
        "minutes": day.minutes,
        "pages": day.pages,
        "lights": day.lights,
        "lamp": day.lamp,
        "readings": day.readings,
        "forms": list(day.forms),
        "languages": list(day.languages),
        "feeling": day.feeling,
        "work_id": day.work,
    }


def _upsert(table: Any, keys: Sequence[str]) -> dict[str, Any]:
    """An insert-or-update statement for each database we speak."""
    statements: dict[str, Any] = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        statement = dialect.insert(table)
        changed = {
            column.name: statement.excluded[column.name] for column in table.c if column.name not in keys
        }
        statements[name] = statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
    return statements


_UPSERT_DAY = _upsert(_days, ("reader_id", "day"))
_UPSERT_SHARE = _upsert(_shares, ("goal_id", "reader_id"))


def _upsert_days(session: Session, reader_id: int, days: Iterable[Day]) -> None:
    rows = [_day_row(reader_id, day) for day in days]
    if rows:
        session.connection().execute(_UPSERT_DAY[session.get_bind().dialect.name], rows)


def _replace_days(session: Session, reader_id: int, days: Sequence[Day]) -> None:
    """Writes only the days that differ from what is kept, and removes those that no fact stands behind."""
    kept = {
        row.day: dict(row._mapping)
        for row in session.execute(select(_days).where(_days.c.reader_id == reader_id))
    }
    wanted = {day.day: _day_row(reader_id, day) for day in days}
    gone = [day for day in kept if day not in wanted]
    if gone:
        session.execute(delete(_days).where(_days.c.reader_id == reader_id, _days.c.day.in_(gone)))
    _upsert_days(session, reader_id, [day for day in days if kept.get(day.day) != wanted[day.day]])


def _add_awards(session: Session, locked: Locked, tally: Tally, days: Mapping[int, dt.date]) -> None:
    fresh = [slug for slug in tally.badges if slug not in locked.tally.badges]
    if fresh:
        session.execute(insert(Award), [_award(locked.reader_id, slug, tally, days) for slug in fresh])


def _award(reader_id: int, slug: str, tally: Tally, days: Mapping[int, dt.date]) -> dict[str, Any]:
    entry_id = tally.badges[slug]
    return {"reader_id": reader_id, "badge": slug, "entry_id": entry_id, "day": days[entry_id]}


def _replace_awards(session: Session, reader_id: int, tally: Tally, days: Mapping[int, dt.date]) -> None:
    kept = dict(
        session.execute(select(Award.badge, Award.entry_id).where(Award.reader_id == reader_id)).all()
    )
    gone = [slug for slug, entry_id in kept.items() if tally.badges.get(slug) != entry_id]
    if gone:
        session.execute(delete(Award).where(Award.reader_id == reader_id, Award.badge.in_(gone)))
    fresh = [slug for slug, entry_id in tally.badges.items() if kept.get(slug) != entry_id]
    if fresh:
        session.execute(insert(Award), [_award(reader_id, slug, tally, days) for slug in fresh])


def _shared_goals(rulebook: Rulebook) -> list[int]:
    return sorted(
        int(goal.slug.removeprefix("goal-")) for goal in rulebook.goals if goal.scope is not Scope.READER
    )


def _turned(rulebook: Rulebook, before: Tally, tally: Tally) -> dict[int, tuple[int, int]]:
    turned = {}
    for goal_id in _shared_goals(rulebook):
        was, now_is = goal_value(before, goal_slug(goal_id)), goal_value(tally, goal_slug(goal_id))
        if was != now_is:
            turned[goal_id] = (was, now_is)
    return turned


def _add_shares(
    session: Session, reader_id: int, shares: Mapping[int, tuple[int, int]], *, now: dt.datetime
) -> tuple[Crossing, ...]:
    """Sets this reader's share and adds the difference to the goal, goals by id; tells which crossed."""
    crossings = []
    connection = session.connection()
    for goal_id in sorted(shares):
        was, now_is = shares[goal_id]
        share = {"goal_id": goal_id, "reader_id": reader_id, "amount": now_is}
        connection.execute(_UPSERT_SHARE[connection.dialect.name], share)
        goal = connection.execute(_ADD_PROGRESS, {"of_goal": goal_id, "more": now_is - was}).one()
        reached = goal.progress >= goal.target
        if reached != (goal.reached_at is not None):
            session.execute(
                update(Goal).where(Goal.id == goal_id).values(reached_at=now if reached else None)
            )
            crossings.append(Crossing(goal_id, reached))
    return tuple(crossings)
