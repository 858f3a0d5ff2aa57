"""What was done at a library's desk: by which account, for which card, and whether it was taken back."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import BigId, BigKey, Moment, coded


class DeskKind(StrEnum):
    """What a desk does."""

    STAMP = "stamp"
    READING = "reading"
    PASSPORT = "passport"  # a new one
    REPRINT = "reprint"  # a new card for a lost one
    CLAIM = "claim"  # a passport taken along into a child's account
    HAND_IN = "hand_in"  # the full paper card was handed in


class DeskAction(Base):
    """One thing done at a desk. Its stamp or reading is a ledger entry, or a stamp of a passport."""

    __tablename__ = "desk_actions"
    __table_args__ = (Index("ix_desk_actions_library_id_day", "library_id", "day"),)

    id: Mapped[BigKey]
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    kind: Mapped[DeskKind] = mapped_column(coded(DeskKind))
    day: Mapped[dt.date]  # on which it was done at the desk
    at: Mapped[Moment]
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    passport_id: Mapped[int | None] = mapped_column(
        ForeignKey("passports.id", ondelete="CASCADE"), index=True
    )
    spot_id: Mapped[int | None] = mapped_column(ForeignKey("spots.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("ledger_entries.id", ondelete="CASCADE"), unique=True
    )
    taken_back_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
