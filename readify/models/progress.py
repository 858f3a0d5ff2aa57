"""Progress: what the fold over the ledger came to. All of it can be rebuilt; written with the ledger row."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import BigId, Code, Json, JsonDict, Key, Moment, Name, coded


class ReaderTally(Base):
    """The fold so far, per reader. `state` is `Tally.as_json()`; the plain columns are for screens."""

    __tablename__ = "reader_tallies"

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)  # raised by each write; the first statement of an action
    lights: Mapped[int] = mapped_column(default=0)
    lamps: Mapped[int] = mapped_column(default=0)
    readings: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[dt.date | None]
    state: Mapped[JsonDict] = mapped_column(Json, default=dict)
    digest: Mapped[str] = mapped_column(String(64), default="")  # of the rulebook that made it


class ReaderDay(Base):
    """What one reader did on one day, for the week page: one row whatever the number of readings."""

    __tablename__ = "reader_days"
    __table_args__ = (
        Index("ix_reader_days_day_lamp", "day", "lamp"),
    )  # the province's lamps are counted in it

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    minutes: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    lights: Mapped[int] = mapped_column(default=0)
    lamp: Mapped[bool] = mapped_column(default=False)
    readings: Mapped[int] = mapped_column(default=0)
    forms: Mapped[list[str]] = mapped_column(Json, default=list)
    languages: Mapped[list[str]] = mapped_column(Json, default=list)
    hows: Mapped[list[str]] = mapped_column(Json, default=list, server_default="[]")  # self, together, …
    feeling: Mapped[int | None]
    work_id: Mapped[int | None] = mapped_column(ForeignKey("reader_books.id", ondelete="SET NULL"))


class Award(Base):
    """A badge that a reader has, with the fact that crossed the line."""

    __tablename__ = "awards"

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    badge: Mapped[str] = mapped_column(String(40), primary_key=True)
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("ledger_entries.id", ondelete="CASCADE"))
    day: Mapped[dt.date]
    seen_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # celebrated, or tapped on the wall


class GoalScope(StrEnum):
    """Whose goal it is."""

    READER = "reader"
    CLASSROOM = "classroom"
    LIBRARY = "library"
    NETWORK = "network"


class Goal(Base):
    """A target for a meter in a window of days, shared by a class (or one reader, a library, the network)."""

    __tablename__ = "goals"
    __table_args__ = (
        Index("ix_goals_classroom_id", "classroom_id"),
        CheckConstraint("target > 0", name="target_positive"),
        CheckConstraint("starts <= ends", name="in_order"),
    )

    id: Mapped[Key]
    scope: Mapped[GoalScope] = mapped_column(coded(GoalScope))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    library_id: Mapped[int | None] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    measure: Mapped[Code] = mapped_column(default="lamps")
    target: Mapped[int]
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]
    cell: Mapped[Code] = mapped_column(default="", server_default="")  # whose filter the measure has
    reward: Mapped[Code] = mapped_column(default="")  # a reading-near reward's code
    reward_text: Mapped[Name] = mapped_column(default="", server_default="")  # in the teacher's own words
    progress: Mapped[int] = mapped_column(default=0)  # the sum of its shares
    reached_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Moment]


class GoalShare(Base):
    """What one reader added to a shared goal. The goal's progress is the sum."""

    __tablename__ = "goal_shares"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id", ondelete="CASCADE"), primary_key=True)
    reader_id: Mapped[int] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    amount: Mapped[int] = mapped_column(default=0)


class Mark(Base):
    """Have a look: a day whose logs a teacher may want to check. Private, never an accusation."""

    __tablename__ = "marks"

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    reason: Mapped[Code] = mapped_column(primary_key=True)  # many_logs, long_day
    looked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
