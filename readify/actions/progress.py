"""Locking a reader, and folding a fact into what is kept of them, in one transaction.

The tally row is touched first (that serialises one reader's writes), goals last and by id, so that no two
writers can wait for each other in a ring. Hot statements are built once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from readify.actions.saving import (
    Crossing,
    Shares,
    add_awards,
    kept_shares,
    replace_awards,
    replace_days,
    save_day,
    save_shares,
    save_tally,
    turned_shares,
)
from readify.db import connection_of, table_of
from readify.errors import Conflict, NotFound
from readify.game.facts import Fact
from readify.game.outcomes import Outcome, changes
from readify.game.rulebook import Rulebook
from readify.game.tally import Tally, advance, follows, replay_days
from readify.ledger import facts_of
from readify.models import Classroom, LedgerEntry, Reader, ReaderTally, Receipt
from readify.prepared import Prepared
from readify.rulebooks import reader_rulebook
from readify.words import N_

OTHER_CONTENT = N_("Dit is al eerder opgeslagen, maar dan anders. Laad de pagina opnieuw.")
NOT_HERE = N_("Dit kind staat niet (meer) in een klas.")

_tallies = table_of(ReaderTally)
_readers = table_of(Reader)
_rooms = table_of(Classroom)
_ledger = table_of(LedgerEntry)
_receipts = table_of(Receipt)
_sent = _ledger.alias("sent")

_LOCK = Prepared(
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
_CONTEXT = Prepared(
    select(
        _readers.c.classroom_id,
        _readers.c.name,
        _rooms.c.school_id,
        _rooms.c.band,
        _rooms.c.rules_version,
        _receipts.c.content_hash,
        _sent.c.id.label("entry_id"),
        _receipts.c.answer,
        _RECENT.label("recent"),
    )
    .join_from(_readers, _rooms, _rooms.c.id == _readers.c.classroom_id)
    .outerjoin(
        _sent, (_sent.c.reader_id == _readers.c.id) & (_sent.c.submission_id == bindparam("of_submission"))
    )
    .outerjoin(_receipts, _receipts.c.entry_id == _sent.c.id)
    .where(_readers.c.id == bindparam("of_reader"), _readers.c.left_at.is_(None))
)


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
    connection = connection_of(session)
    row = _LOCK.row(connection, {"of_reader": reader_id})
    scope = {
        "of_reader": reader_id,
        "of_submission": submission_id,
        "since": now - dt.timedelta(minutes=10),
        "since_day": now.date() - dt.timedelta(days=8),
    }
    context = _CONTEXT.row(connection, scope)
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
    if locked.stale or not follows(locked.tally, fact):
        tally, shares = _refold(session, locked)
    else:
        tally = advance(locked.rulebook, locked.tally, fact)
        save_tally(session, locked.reader_id, tally, digest=locked.rulebook.digest)
        if tally.day is not None:
            save_day(session, locked.reader_id, tally.day)
        add_awards(session, locked.reader_id, tally, had=locked.tally.badges, day=fact.day)
        shares = turned_shares(locked.rulebook, locked.tally, tally)
    outcomes = changes(locked.tally, tally, locked.rulebook, day=fact.day)
    crossings = save_shares(session, locked.reader_id, shares, now=now)
    return Settled(tally, outcomes, crossings)


def refresh(session: Session, locked: Locked, *, now: dt.datetime) -> Settled:
    """Folds the whole reader anew, after changed rules or on a rebuild: quiet, never celebrated."""
    tally, shares = _refold(session, locked)
    crossings = save_shares(session, locked.reader_id, shares, now=now)
    return Settled(tally, changes(locked.tally, tally, locked.rulebook), crossings)


def after(locked: Locked, settled: Settled) -> Locked:
    """The same lock, one fact later: for an action that writes two."""
    return replace(locked, tally=settled.tally, stale=False)


def _refold(session: Session, locked: Locked) -> tuple[Tally, Shares]:
    facts = facts_of(session, locked.reader_id)
    tally, days = replay_days(locked.rulebook, facts)
    save_tally(session, locked.reader_id, tally, digest=locked.rulebook.digest)
    replace_days(session, locked.reader_id, days)
    replace_awards(session, locked.reader_id, tally, {fact.id: fact.day for fact in facts})
    return tally, kept_shares(session, locked.reader_id, locked.rulebook, tally)
