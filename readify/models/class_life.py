"""What a class agrees on beside its rules: ways, challenges of its own, reading times, a second valley.

Nothing here is progress: that stays the fold's. Own words of a teacher stand here, never in the ledger.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import Code, Key, Moment, Name, coded


class ChallengeKind(StrEnum):
    """A bingo card that each child may take, or a set that the class does together."""

    BINGO = "bingo"
    TOGETHER = "together"


class TickedBy(StrEnum):
    """Who says that a cell in a teacher's own words is done."""

    CHILD = "child"
    TEACHER = "teacher"


class ClassWays(Base):
    """How a class likes to work. A class without a row has none of it."""

    __tablename__ = "class_ways"

    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), primary_key=True
    )
    names_hidden: Mapped[bool] = mapped_column(default=False)  # on cards and at the door: short names
    read_aloud: Mapped[bool] = mapped_column(default=False)  # pages begin to speak by themselves
    everyone: Mapped[bool] = mapped_column(default=False)  # "everyone once" is a goal of this class


class ClassChallenge(Base):
    """A bingo card or a set of a class's own. Offered from `offered_at` to `closed_at`."""

    __tablename__ = "class_challenges"
    __table_args__ = (
        CheckConstraint("(kind = 'bingo') = (size IS NOT NULL)", name="size_of_bingo"),
        CheckConstraint("size BETWEEN 3 AND 5", name="size_range"),
    )

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ChallengeKind] = mapped_column(coded(ChallengeKind))
    name: Mapped[Name]
    size: Mapped[int | None]
    reward: Mapped[Code] = mapped_column(default="")
    reward_text: Mapped[Name] = mapped_column(default="")
    created_at: Mapped[Moment]
    offered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reached_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # of a set: all of it was done
    set_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class ChallengeItem(Base):
    """One thing to do: a cell of the pool, or words of the teacher's own. What was taken out stays, unseen:
    a child's card may still bear it.
    """

    __tablename__ = "challenge_items"
    __table_args__ = (
        CheckConstraint("(cell = '') <> (own = '')", name="one_of_two"),
        CheckConstraint("target BETWEEN 1 AND 500", name="target_range"),
    )

    id: Mapped[Key]
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("class_challenges.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    cell: Mapped[Code] = mapped_column(default="")  # slug in seeds/bingo.toml
    own: Mapped[str] = mapped_column(String(80), default="")
    ticked_by: Mapped[TickedBy] = mapped_column(coded(TickedBy), default=TickedBy.CHILD)
    target: Mapped[int] = mapped_column(default=1)  # of a set: how often, all children together
    goal_id: Mapped[int | None] = mapped_column(
        ForeignKey("goals.id", ondelete="SET NULL"), index=True
    )  # of an offered set
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # own words of a set: the class did it
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class ReadingTime(Base):
    """One silent reading time of a class, so that it can be written down for the children once."""

    __tablename__ = "reading_times"
    __table_args__ = (
        UniqueConstraint("submission_id", name="uq_reading_times_submission"),
        Index("ix_reading_times_classroom_id_started_at", "classroom_id", "started_at"),
        CheckConstraint("minutes BETWEEN 1 AND 120", name="minutes_range"),
    )

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    submission_id: Mapped[str] = mapped_column(String(36))  # under which the class's reading is written
    minutes: Mapped[int]  # as it was set; once stopped, as it was read
    started_at: Mapped[Moment]
    stopped_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # before its end
    passed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the teacher chose not to write it


class ValleyPair(Base):
    """Two classes see each other's valley, in per cent of the own goal, until a day. Both chose it."""

    __tablename__ = "valley_pairs"
    __table_args__ = (CheckConstraint("inviter_id <> invited_id", name="two_classes"),)

    id: Mapped[Key]
    inviter_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"), index=True)
    invited_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"), index=True)
    ends: Mapped[dt.date]  # inclusive
    invited_at: Mapped[Moment]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    accepted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    stopped_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
