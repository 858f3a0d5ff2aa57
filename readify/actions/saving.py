"""The rows that progress is kept in: tally, days, awards, and each reader's share of a goal.

Says nothing of when to fold; `progress` does, and holds the reader's lock meanwhile. Goals are touched last
and in the order of their ids, so that no two writers can wait for each other in a ring.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.db import connection_of, table_of
from readify.game.rulebook import Rulebook
from readify.game.rules import Scope
from readify.game.tally import Day, Tally, goal_value
from readify.models import Award, Goal, GoalShare, ReaderDay, ReaderTally
from readify.prepared import Prepared
from readify.rulebooks import goal_slug

_tallies = table_of(ReaderTally)
_days = table_of(ReaderDay)
_shares = table_of(GoalShare)
_goals = table_of(Goal)

Shares = dict[int, tuple[int, int]]
"""Goal id to (share before, share now), only where they differ."""


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


_SAVE = Prepared(
    update(_tallies)
    .where(_tallies.c.reader_id == bindparam("of_reader"))
    .values(
        {name: bindparam(name) for name in ("lights", "lamps", "readings", "last_day", "state", "digest")}
    )
)
_UPSERT_DAYS = _upsert(_days, ("reader_id", "day"))
_UPSERT_DAY = Prepared(_UPSERT_DAYS, columns=tuple(_days.c.keys()))
_UPSERT_SHARE = Prepared(_upsert(_shares, ("goal_id", "reader_id")), columns=tuple(_shares.c.keys()))
_ADD_PROGRESS = Prepared(
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


def save_tally(session: Session, reader_id: int, tally: Tally, *, digest: str) -> None:
    """Writes the tally and the columns that screens sort and sum."""
    _SAVE.run(
        connection_of(session),
        {
            "of_reader": reader_id,
            "lights": tally.lights,
            "lamps": tally.lamps,
            "readings": tally.readings,
            "last_day": tally.last_read,
            "state": tally.as_json(),
            "digest": digest,
        },
    )


def save_day(session: Session, reader_id: int, day: Day) -> None:
    """Writes one day, new or changed."""
    _UPSERT_DAY.run(connection_of(session), _day_row(reader_id, day))


def replace_days(session: Session, reader_id: int, days: Sequence[Day]) -> None:
    """Writes only the days that differ from what is kept, and removes those that no fact stands behind."""
    kept = {
        row.day: dict(row._mapping)
        for row in session.execute(select(_days).where(_days.c.reader_id == reader_id))
    }
    wanted = {day.day: _day_row(reader_id, day) for day in days}
    gone = [day for day in kept if day not in wanted]
    if gone:
        session.execute(delete(_days).where(_days.c.reader_id == reader_id, _days.c.day.in_(gone)))
    changed = [row for day, row in wanted.items() if kept.get(day) != row]
    if changed:
        connection_of(session).execute(_UPSERT_DAYS[connection_of(session).dialect.name], changed)


def add_awards(session: Session, reader_id: int, tally: Tally, *, had: Iterable[str], day: dt.date) -> None:
    """Writes the badges that this one step, a fact of `day`, brought."""
    fresh = [slug for slug in tally.badges if slug not in had]
    if fresh:
        session.execute(insert(Award), [_award(reader_id, slug, tally, day) for slug in fresh])


def replace_awards(session: Session, reader_id: int, tally: Tally, days: Mapping[int, dt.date]) -> None:
    """Writes the badges of a whole fold; `days` gives the day of each fact's id."""
    rows = session.execute(select(Award.badge, Award.entry_id).where(Award.reader_id == reader_id))
    kept = {row.badge: row.entry_id for row in rows}
    gone = [slug for slug, entry_id in kept.items() if tally.badges.get(slug) != entry_id]
    if gone:
        session.execute(delete(Award).where(Award.reader_id == reader_id, Award.badge.in_(gone)))
    fresh = [slug for slug, entry_id in tally.badges.items() if kept.get(slug) != entry_id]
    if fresh:
        made = [_award(reader_id, slug, tally, days[tally.badges[slug]]) for slug in fresh]
        session.execute(insert(Award), made)


def turned_shares(rulebook: Rulebook, before: Tally, tally: Tally) -> Shares:
    """The shares that one step changed: the tally before was folded under the same rules."""
    pairs = {
        goal_id: (goal_value(before, goal_slug(goal_id)), goal_value(tally, goal_slug(goal_id)))
        for goal_id in shared_goals(rulebook)
    }
    return {goal_id: (was, now_is) for goal_id, (was, now_is) in pairs.items() if was != now_is}


def kept_shares(session: Session, reader_id: int, rulebook: Rulebook, tally: Tally) -> Shares:
    """The shares that differ from what is kept: for a whole fold, whatever the rules were before."""
    kept = {row.goal_id: row.amount for row in session.execute(_SHARES, {"of_reader": reader_id})}
    pairs = {
        goal_id: (kept.get(goal_id, 0), goal_value(tally, goal_slug(goal_id)))
        for goal_id in shared_goals(rulebook)
    }
    return {goal_id: (was, now_is) for goal_id, (was, now_is) in pairs.items() if was != now_is}


def save_shares(
    session: Session, reader_id: int, shares: Shares, *, now: dt.datetime
) -> tuple[Crossing, ...]:
    """Sets this reader's share and adds the difference to the goal, goals by id; tells which crossed."""
    crossings = []
    connection = connection_of(session)
    for goal_id in sorted(shares):
        was, now_is = shares[goal_id]
        _UPSERT_SHARE.run(connection, {"goal_id": goal_id, "reader_id": reader_id, "amount": now_is})
        goal = _ADD_PROGRESS.row(connection, {"of_goal": goal_id, "more": now_is - was})
        assert goal is not None, "the reader's rulebook names only goals that exist"
        reached = goal.progress >= goal.target
        if reached != (goal.reached_at is not None):
            session.execute(
                update(Goal).where(Goal.id == goal_id).values(reached_at=now if reached else None)
            )
            crossings.append(Crossing(goal_id, reached))
    return tuple(crossings)


def shared_goals(rulebook: Rulebook) -> list[int]:
    """The ids of the goals that readers share."""
    return sorted(
        int(goal.slug.removeprefix("goal-")) for goal in rulebook.goals if goal.scope is not Scope.READER
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
        "hows": list(day.hows),
        "feeling": day.feeling,
        "work_id": day.work,
    }


def _award(reader_id: int, slug: str, tally: Tally, day: dt.date) -> dict[str, Any]:
    return {"reader_id": reader_id, "badge": slug, "entry_id": tally.badges[slug], "day": day}
