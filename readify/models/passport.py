"""Passports of people without an account, the keys that open them, their stamps; and teams of two to five.

No personal datum: a passport's name is made of two words from a list. Keys are kept as hashes only.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import BigKey, Code, Hash, Key, Moment, coded


class PassportOrigin(StrEnum):
    """Where a passport began."""

    DEVICE = "device"  # somebody scanned a poster
    PAPER = "paper"  # printed ahead, handed out
    DESK = "desk"  # made at the counter


class Passport(Base):
    """Somebody who collects stamps without an account. Once claimed, its stamps are that child's too."""

    __tablename__ = "passports"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40))  # generated words, never a person's own
    companion: Mapped[Code]
    origin: Mapped[PassportOrigin] = mapped_column(coded(PassportOrigin))
    library_id: Mapped[int | None] = mapped_column(
        ForeignKey("libraries.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[Moment]
    seen_on: Mapped[dt.date] = mapped_column(index=True)  # the last day it was used: old ones are erased
    claimed_reader_id: Mapped[int | None] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), index=True
    )
    claimed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    returned_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the paper card was handed in


class PassportKey(Base):
    """What opens a passport: a device's own key, or a card. 100 random bits; its first half can be typed."""

    __tablename__ = "passport_keys"

    id: Mapped[Key]
    passport_id: Mapped[int] = mapped_column(ForeignKey("passports.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[Hash] = mapped_column(unique=True)
    code_hash: Mapped[Hash] = mapped_column(unique=True)  # keyed: fifty bits are too few for a plain hash
    is_card: Mapped[bool] = mapped_column(default=False)  # a reprint ends the cards before it, no device
    created_at: Mapped[Moment]


class PassportStamp(Base):
    """A stamp of a passport: once per spot, once per submission."""

    __tablename__ = "passport_stamps"
    __table_args__ = (
        UniqueConstraint("passport_id", "spot_id"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_a_day"),
    )

    id: Mapped[BigKey]
    passport_id: Mapped[int] = mapped_column(ForeignKey("passports.id", ondelete="CASCADE"))
    spot_id: Mapped[int] = mapped_column(ForeignKey("spots.id", ondelete="CASCADE"), index=True)
    day: Mapped[dt.date]
    hour: Mapped[int]
    submission_id: Mapped[str] = mapped_column(String(36), unique=True)
    with_help: Mapped[bool] = mapped_column(default=False, server_default=false())
    source: Mapped[Code]  # web, desk, device (moved over from a cookie)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Team(Base):
    """A family or a few friends with a valley of their own. Its code is an invitation that members show."""

    __tablename__ = "teams"
    __table_args__ = (CheckConstraint("starts <= ends", name="in_order"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40))  # generated words
    code: Mapped[str] = mapped_column(String(12), unique=True)
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]  # inclusive: the holiday whose lamps count
    created_at: Mapped[Moment]


class TeamMember(Base):
    """A passport or a child in a team. Who left keeps a row: lamps that were lit stay lit."""

    __tablename__ = "team_members"
    __table_args__ = (
        CheckConstraint("(passport_id IS NULL) <> (reader_id IS NULL)", name="one_person"),
        UniqueConstraint("team_id", "passport_id"),
        UniqueConstraint("team_id", "reader_id"),
        Index("ix_team_members_passport_id", "passport_id"),
        Index("ix_team_members_reader_id", "reader_id"),
    )

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    passport_id: Mapped[int | None] = mapped_column(ForeignKey("passports.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))  # shown to the others: generated, also for a child
    companion: Mapped[Code]
    joined_on: Mapped[dt.date]
    left_on: Mapped[dt.date | None]


class ParentMail(Base):
    """An address that asked for one message a week. Tied to no child, passport or team."""

    __tablename__ = "parent_mails"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    key: Mapped[str] = mapped_column(String(32), unique=True)  # random; signed links name it
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    created_at: Mapped[Moment]
    asked_at: Mapped[Moment]  # the last time a link to confirm went out
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    last_week: Mapped[str | None] = mapped_column(String(8))  # of the last message: 2026-W48
