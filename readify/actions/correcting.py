"""Correcting and taking back a reading: a withdrawal, and for a correction a new fact, in one transaction."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from readify.actions.progress import Settled, after, lock_reader, settle
from readify.actions.reading import add_reading
from readify.actions.receipts import Written, answer_of, done_with, keep_receipt, repeated
from readify.actions.saving import Crossing
from readify.db import table_of
from readify.done import Done
from readify.drafts.reading import ReadingDraft, WithdrawalDraft, hash_of
from readify.errors import NotFound
from readify.game.facts import Withdrawal
from readify.game.outcomes import changes
from readify.game.rulebook import Rulebook
from readify.models import EntryKind, LedgerEntry
from readify.words import N_

NO_SUCH_READING = N_("Dat heb ik niet gevonden. Misschien is het al weg.")

_ADD = insert(table_of(LedgerEntry)).returning(table_of(LedgerEntry).c.id)
_ENTRY = select(LedgerEntry.id).where(
    LedgerEntry.id == bindparam("of_entry"),
    LedgerEntry.reader_id == bindparam("of_reader"),
    LedgerEntry.kind == bindparam("of_kind"),
)
_TAKEN_BACK = select(LedgerEntry.id).where(LedgerEntry.withdraws_id == bindparam("of_entry"))


class _About(TypedDict):
    """When, from where and by whom a fact is written."""

    today: dt.date
    now: dt.datetime
    source: str
    given_by: int | None


class Withdrawing(TypedDict):
    """What taking a reading back asks."""

    rules: Rulebook
    reader_id: int
    entry_id: int
    draft: WithdrawalDraft
    today: dt.date
    now: dt.datetime
    source: NotRequired[str]
    given_by: NotRequired[int | None]


def withdraw_reading(session: Session, **about: Unpack[Withdrawing]) -> Done[Written]:
    """Takes one reading back: `withdraw_entry` for a reading."""
    return withdraw_entry(session, kind=EntryKind.READING, **about)


def withdraw_entry(
    session: Session,
    *,
    kind: EntryKind,
    rules: Rulebook,
    reader_id: int,
    entry_id: int,
    draft: WithdrawalDraft,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
    given_by: int | None = None,
) -> Done[Written]:
    """Takes one fact of this kind back by adding a withdrawal; everything it gave goes with it.

    Taking back what is already taken back answers the same again. Raises NotFound for another's.
    """
    submission_id = str(draft.submission_id)
    content = hash_of({"withdraws": entry_id})
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        return repeated(locked)
    _require_entry(session, reader_id, entry_id, kind)
    earlier = session.execute(_TAKEN_BACK, {"of_entry": entry_id}).scalar()
    if earlier is not None:
        settled = Settled(locked.tally, (), ())
        return Done(Written(earlier, answer_of(earlier, (), settled, locked), False))
    fact = _add_withdrawal(
        session,
        reader_id,
        entry_id,
        submission_id=submission_id,
        today=today,
        now=now,
        source=source,
        given_by=given_by,
    )
    settled = settle(session, locked, fact, now=now)
    answer = answer_of(fact.id, settled.outcomes, settled, locked)
    keep_receipt(session, fact.id, content, answer)
    return done_with(locked, Written(fact.id, answer, True), settled)


def amend_reading(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    entry_id: int,
    draft: ReadingDraft,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
    given_by: int | None = None,
) -> Done[Written]:
    """Corrects a reading: a withdrawal and a new reading in one transaction.

    The withdrawal's submission id follows from the draft's, so that sending the form twice corrects once.
    """
    submission_id = str(draft.submission_id)
    content = draft.content_hash()
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        return repeated(locked)
    _require_entry(session, reader_id, entry_id, EntryKind.READING)
    if session.execute(_TAKEN_BACK, {"of_entry": entry_id}).scalar() is not None:
        raise NotFound("no_reading", NO_SUCH_READING)
    about: _About = {"today": today, "now": now, "source": source, "given_by": given_by}
    taken_id = str(uuid.uuid5(draft.submission_id, "withdrawal"))
    taken = _add_withdrawal(session, reader_id, entry_id, submission_id=taken_id, **about)
    first = settle(session, locked, taken, now=now)
    fact, lacking = add_reading(session, locked, draft, **about)
    settled = settle(session, after(locked, first), fact, now=now)
    outcomes = changes(locked.tally, settled.tally, locked.rulebook, day=fact.day)
    settled = Settled(settled.tally, outcomes, _netted(first.crossings, settled.crossings))
    answer = answer_of(fact.id, outcomes, settled, locked)
    keep_receipt(session, fact.id, content, answer)
    return done_with(locked, Written(fact.id, answer, True), settled, wanted_books=lacking)


def _add_withdrawal(
    session: Session,
    reader_id: int,
    entry_id: int,
    *,
    submission_id: str,
    today: dt.date,
    now: dt.datetime,
    source: str,
    given_by: int | None,
) -> Withdrawal:
    row = {
        "reader_id": reader_id,
        "submission_id": submission_id,
        "kind": EntryKind.WITHDRAWAL,
        "day": today,
        "recorded_at": now,
        "withdraws_id": entry_id,
        "given_by": given_by,
        "source": source,
        "finished": False,
        "stopped": False,
        "again": False,
    }
    return Withdrawal(session.execute(_ADD, row).scalar_one(), today, entry_id)


def _require_entry(session: Session, reader_id: int, entry_id: int, kind: EntryKind) -> None:
    wanted = {"of_entry": entry_id, "of_reader": reader_id, "of_kind": kind}
    if session.execute(_ENTRY, wanted).scalar() is None:
        raise NotFound("no_reading", NO_SUCH_READING)


def _netted(first: tuple[Crossing, ...], second: tuple[Crossing, ...]) -> tuple[Crossing, ...]:
    """Crossings of a correction: a goal that went down and up again did not cross."""
    both: dict[int, list[bool]] = {}
    for crossing in (*first, *second):
        both.setdefault(crossing.goal_id, []).append(crossing.reached)
    return tuple(Crossing(goal_id, seen[-1]) for goal_id, seen in both.items() if len(seen) == 1)
