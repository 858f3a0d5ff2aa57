"""Thanks at the end of a trail: what was handed out, and draws that anyone can repeat.

No name of a child is kept here: a ticket is a code, and a draw's record holds tickets only.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import Hash, Json, Key, Moment

ONE_PERSON = "(passport_id IS NULL) <> (reader_id IS NULL)"


class HandOut(Base):
    """The trail's thanks, given to one passport or one child: once."""

    __tablename__ = "hand_outs"
    __table_args__ = (
        CheckConstraint(ONE_PERSON, name="one_person"),
        UniqueConstraint("trail_id", "passport_id"),
        UniqueConstraint("trail_id", "reader_id"),
        Index("ix_hand_outs_passport_id", "passport_id"),
        Index("ix_hand_outs_reader_id", "reader_id"),
    )

    id: Mapped[Key]
    trail_id: Mapped[int] = mapped_column(ForeignKey("trails.id", ondelete="CASCADE"))
    passport_id: Mapped[int | None] = mapped_column(ForeignKey("passports.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    handed_at: Mapped[Moment]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Draw(Base):
    """A draw among a trail's finishers. Its seed is fixed when it opens, its list when it closes."""

    __tablename__ = "draws"
    __table_args__ = (
        UniqueConstraint("trail_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("prizes BETWEEN 1 AND 100", name="prizes_range"),
        CheckConstraint("number = 1 OR reason <> ''", name="reason_when_again"),
    )

    id: Mapped[Key]
    trail_id: Mapped[int] = mapped_column(ForeignKey("trails.id", ondelete="CASCADE"))
    number: Mapped[int]  # 1; higher only with a reason
    prizes: Mapped[int]
    prize: Mapped[str] = mapped_column(String(200))  # reading-near words
    reason: Mapped[str] = mapped_column(String(300), default="")  # why there is another draw
    seed: Mapped[Hash]  # 64 hexadecimal digits; shown to nobody before the draw
    seed_hash: Mapped[Hash]  # SHA-256 of the seed's digits: shown from the start
    opened_at: Mapped[Moment]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    tickets: Mapped[list[str]] = mapped_column(Json, default=list)  # sorted, once closed
    list_hash: Mapped[str | None] = mapped_column(String(64))  # SHA-256 of the tickets, a line each
    drawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    winners: Mapped[list[str]] = mapped_column(Json, default=list)  # in the order they were drawn


class DrawTicket(Base):
    """Somebody who wants to be in a draw, with the code that stands for them."""

    __tablename__ = "draw_tickets"
    __table_args__ = (
        CheckConstraint(ONE_PERSON, name="one_person"),
        UniqueConstraint("draw_id", "code"),
        UniqueConstraint("draw_id", "passport_id"),
        UniqueConstraint("draw_id", "reader_id"),
        Index("ix_draw_tickets_passport_id", "passport_id"),
        Index("ix_draw_tickets_reader_id", "reader_id"),
    )

    id: Mapped[Key]
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id", ondelete="CASCADE"))
    passport_id: Mapped[int | None] = mapped_column(ForeignKey("passports.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(12))  # random; says nothing about who has it
    created_at: Mapped[Moment]
