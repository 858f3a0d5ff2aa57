"""The ledger: what happened, append-only, ids and numbers and codes only, never points.

Erasing a child deletes all of that child's rows: privacy law outranks append-only.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import BigId, BigKey, Json, JsonDict, Moment, coded


class EntryKind(StrEnum):
    """The kinds of facts, as in `readify.game.facts`."""

    READING = "reading"
    STAMP = "stamp"
    BONUS = "bonus"
    WITHDRAWAL = "withdrawal"


class LedgerEntry(Base):
    """One fact about one reader."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        UniqueConstraint("reader_id", "submission_id", name="uq_ledger_entries_reader_submission"),
        Index(
            "uq_ledger_entries_withdraws",
            "withdraws_id",
            unique=True,
            sqlite_where=text("withdraws_id IS NOT NULL"),
            postgresql_where=text("withdraws_id IS NOT NULL"),
        ),
        Index("ix_ledger_entries_reader_day", "reader_id", "day", "id"),
        Index(
            "ix_ledger_entries_reader_spot",
            "reader_id",
            "spot_id",
            sqlite_where=text("spot_id IS NOT NULL"),
            postgresql_where=text("spot_id IS NOT NULL"),
        ),
        CheckConstraint("(kind = 'withdrawal') = (withdraws_id IS NOT NULL)", name="withdrawal_names_entry"),
        CheckConstraint("minutes BETWEEN 1 AND 120", name="minutes_range"),
        CheckConstraint("pages BETWEEN 1 AND 500", name="pages_range"),
        CheckConstraint("feeling BETWEEN 1 AND 4", name="feeling_range"),
    )

    id: Mapped[BigKey]
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    submission_id: Mapped[str] = mapped_column(String(36))
    kind: Mapped[EntryKind] = mapped_column(coded(EntryKind))
    day: Mapped[dt.date]
    recorded_at: Mapped[Moment]
    form: Mapped[str | None] = mapped_column(String(20))
    how: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(12))
    minutes: Mapped[int | None]
    pages: Mapped[int | None]
    finished: Mapped[bool] = mapped_column(default=False)
    stopped: Mapped[bool] = mapped_column(default=False)
    again: Mapped[bool] = mapped_column(default=False)
    work_id: Mapped[int | None] = mapped_column(ForeignKey("reader_books.id"))
    edition: Mapped[str | None] = mapped_column(String(13))
    genre: Mapped[str | None] = mapped_column(String(40))
    series: Mapped[str | None] = mapped_column(String(80))
    place: Mapped[str | None] = mapped_column(String(20))
    company: Mapped[str | None] = mapped_column(String(20))
    feeling: Mapped[int | None]
    spot_id: Mapped[int | None] = mapped_column(ForeignKey("spots.id"))
    trail_id: Mapped[int | None] = mapped_column(ForeignKey("trails.id"))
    library_id: Mapped[int | None] = mapped_column(ForeignKey("libraries.id"))
    trail_size: Mapped[int | None]
    bonus: Mapped[str | None] = mapped_column(String(20))
    task_id: Mapped[int | None]  # of a tick; no foreign key: a card may go, what was done stays
    withdraws_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("ledger_entries.id"))
    given_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    source: Mapped[str] = mapped_column(
        String(12), default="web"
    )  # web, api, offline, teacher, desk, demo, system


class Receipt(Base):
    """The first answer to a submission. A repeat gets it again; other content under its id is a conflict.

    Found through the ledger entry, which bears the submission's id: one index less to write with every log.
    """

    __tablename__ = "receipts"

    entry_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("ledger_entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    content_hash: Mapped[str] = mapped_column(String(32))
    answer: Mapped[JsonDict] = mapped_column(Json)
