"""What a class or one child agrees on from a day on: own goal, daily cap, reading days, pages.

A change raises the class's `rules_version` and is followed by folding its readers anew (`refresh_classroom`).
Days before the change keep the older terms. Who may: the class's teacher, or the child for its own days.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from readify.actions.class_ways import keep_ways
from readify.actions.classroom import classroom_for, note, reader_for
from readify.actions.refreshing import refresh_classroom, refresh_reader
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.drafts.classroom import WRONG_CAP, WRONG_OWN_GOAL, WRONG_RHYTHM, SettingsDraft
from readify.errors import Invalid
from readify.game.rulebook import Rulebook
from readify.models import Classroom, Reader, Terms
from readify.queries.class_ways import class_forms_off
from readify.rulebooks import agreed_on


def set_own_goal(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    minutes: int | None,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """One child's own goal in minutes from today on; None goes back to the class's. Answers the goal.

    Invisible to children. Raises Invalid outside the limits of the rules.
    """
    reader = reader_for(session, reader_id, account_id)
    goal = _class_terms(session, rules, reader.classroom_id, today).own_goal if minutes is None else minutes
    _within(goal, rules.limits.own_goal, "own_goal", WRONG_OWN_GOAL)
    _agree(session, reader.classroom_id, reader_id, today=today, now=now, by=account_id, own_goal=goal)
    note(session, "set_own_goal", "reader", reader_id, account_id=account_id, now=now)
    return _reader_changed(session, reader, goal)


def set_rhythm_days(
    session: Session, *, rules: Rulebook, reader_id: int, days: int, today: dt.date, now: dt.datetime
) -> Done[int]:
    """How many days a week this child wants to read: the child's own choice. Raises Invalid."""
    reader = reader_for(session, reader_id, None)
    _within(days, rules.limits.rhythm_days, "days", WRONG_RHYTHM)
    _agree(session, reader.classroom_id, reader_id, today=today, now=now, by=None, rhythm_days=days)
    return _reader_changed(session, reader, days)


def set_daily_cap(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    lights: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """The most lights a day for everyone in the class, from today on. Raises Invalid."""
    classroom_for(session, classroom_id, account_id)
    _within(lights, rules.limits.cap, "daily_cap", WRONG_CAP)
    _agree(session, classroom_id, None, today=today, now=now, by=account_id, daily_cap=lights)
    note(session, "set_daily_cap", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(lights, *class_changed(session, classroom_id))


def change_settings(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    draft: SettingsDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[bool]:
    """The class's own goal, cap, pages and kind of devices at once. Answers whether its rules changed."""
    classroom = classroom_for(session, classroom_id, account_id)
    _within(draft.daily_cap, rules.limits.cap, "daily_cap", WRONG_CAP)
    _within(draft.own_goal, rules.limits.own_goal, "own_goal", WRONG_OWN_GOAL)
    classroom.shared_devices = draft.shared_devices
    keep_ways(session, classroom_id, names_hidden=draft.names_hidden, read_aloud=draft.read_aloud)
    note(session, "change_settings", "classroom", classroom_id, account_id=account_id, now=now)
    before = _class_terms(session, rules, classroom_id, today)
    asked = (draft.own_goal, draft.daily_cap, draft.pages_count)
    changes: dict[str, Any] = dict(zip(("own_goal", "daily_cap", "pages_count"), asked, strict=True))
    if draft.forms_off is not None and draft.forms_off != class_forms_off(session, classroom_id, today=today):
        changes["forms_off"] = draft.forms_off
    if asked == (before.own_goal, before.cap, before.pages_count) and "forms_off" not in changes:
        return Done(False)
    _agree(session, classroom_id, None, today=today, now=now, by=account_id, **changes)
    return Done(True, *class_changed(session, classroom_id))


def class_changed(session: Session, classroom_id: int) -> tuple[tuple[Nudge, ...], tuple[FollowUp, ...]]:
    """Raises the version of a class's rules; gives the nudge and what must follow."""
    raise_rules_version(session, classroom_id)
    nudge = Nudge(classroom_room(classroom_id), ("rules",), 0)
    return (nudge,), (FollowUp(refresh_classroom, {"classroom_id": classroom_id}),)


def raise_rules_version(session: Session, classroom_id: int) -> None:
    """From now on rulebooks composed before are not used any more."""
    session.execute(
        update(Classroom)
        .where(Classroom.id == classroom_id)
        .values(rules_version=Classroom.rules_version + 1)
    )


def _reader_changed(session: Session, reader: Reader, value: int) -> Done[int]:
    raise_rules_version(session, reader.classroom_id)
    nudge = Nudge(classroom_room(reader.classroom_id), ("rules",), 0)
    return Done(value, (nudge,), (FollowUp(refresh_reader, {"reader_id": reader.id}),))


def _class_terms(session: Session, rules: Rulebook, classroom_id: int, today: dt.date) -> Any:
    classroom = session.get_one(Classroom, classroom_id)
    rows = session.scalars(
        select(Terms)
        .where(Terms.classroom_id == classroom_id, Terms.reader_id.is_(None))
        .order_by(Terms.starts, Terms.id)
    ).all()
    return agreed_on(rules, classroom.band.value, rows, day=today)


def _agree(
    session: Session,
    classroom_id: int,
    reader_id: int | None,
    *,
    today: dt.date,
    now: dt.datetime,
    by: int | None,
    **changes: Any,
) -> None:
    """One row of terms per day: a second change on the same day changes that row."""
    session.flush()
    mine = Terms.reader_id.is_(None) if reader_id is None else Terms.reader_id == reader_id
    row = session.scalar(
        select(Terms).where(Terms.classroom_id == classroom_id, mine, Terms.starts == today).limit(1)
    )
    if row is None:
        row = Terms(classroom_id=classroom_id, reader_id=reader_id, starts=today, created_at=now)
        session.add(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.set_by = by
    session.flush()


def _within(value: int, limits: tuple[int, int], name: str, sentence: str) -> None:
    least, most = limits
    if not least <= value <= most:
        raise Invalid("invalid", sentence, fields={name: sentence})
