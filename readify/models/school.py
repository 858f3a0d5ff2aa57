"""Schools, classes, who teaches them, their dated terms and their pauses."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from readify.db import Base, UtcDateTime
from readify.models.columns import Code, Json, Key, Moment, Name, coded


class Band(StrEnum):
    """Age bands: 6-8, 9-11 and 12-15 years. Same data, other density and tone."""

    KLEIN = "klein"
    MIDDEN = "midden"
    GROOT = "groot"


class School(Base):
    """A primary or secondary school."""

    __tablename__ = "schools"

    id: Mapped[Key]
    name: Mapped[Name]
    municipality: Mapped[Name]
    created_at: Mapped[Moment]
    turned_to: Mapped[int | None]  # the school year its children last moved up to: 2026 for 2026-2027


class Classroom(Base):
    """A class for one school year, with its class word (BEVER 42) and its screen's secret key."""

    __tablename__ = "classrooms"
    __table_args__ = (
        UniqueConstraint("word", "number", name="uq_classrooms_word_number"),
        CheckConstraint("number BETWEEN 10 AND 99", name="number_two_digits"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"), index=True)
    name: Mapped[Name]
    band: Mapped[Band] = mapped_column(coded(Band))
    word: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    screen_key: Mapped[str] = mapped_column(String(40), unique=True)
    shared_devices: Mapped[bool] = mapped_column(default=True)
    rules_version: Mapped[int] = mapped_column(default=1)  # raised whenever terms, pauses or goals change
    created_at: Mapped[Moment]
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    timer_ends_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # silent reading under way
    timer_minutes: Mapped[int | None]
    timer_left: Mapped[int | None]  # seconds left while paused

    school: Mapped[School] = relationship(lazy="raise")


class ClassroomTeacher(Base):
    """Which account teaches which class."""

    __tablename__ = "classroom_teachers"

    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Terms(Base):
    """Rules of a class, or of one child in it, from a day on. Facts of earlier days keep the older terms."""

    __tablename__ = "terms"
    __table_args__ = (
        Index("ix_terms_classroom_id_starts", "classroom_id", "starts"),
        Index("ix_terms_reader_id_starts", "reader_id", "starts"),
        CheckConstraint("own_goal BETWEEN 3 AND 30", name="own_goal_range"),
        CheckConstraint("daily_cap BETWEEN 30 AND 120", name="daily_cap_range"),
        CheckConstraint("rhythm_days BETWEEN 2 AND 6", name="rhythm_range"),
    )

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    starts: Mapped[dt.date]
    own_goal: Mapped[int | None]  # minutes a day; none = the class's or the band's
    daily_cap: Mapped[int | None]  # lights a day
    rhythm_days: Mapped[int | None]  # wanted reading days a week, chosen by the child
    pages_count: Mapped[bool | None]  # a page gives a light
    forms_off: Mapped[list[str] | None] = mapped_column(Json)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Moment]


class Pause(Base):
    """A holiday or another pause of a school, a class or one child: the reading rhythm waits."""

    __tablename__ = "pauses"
    __table_args__ = (CheckConstraint("starts <= ends", name="in_order"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), index=True)
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    name: Mapped[Name]
    kind: Mapped[Code] = mapped_column(default="holiday")
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]  # inclusive


class SchoolHolidayDates(Base):
    """One school's own dates of a holiday, where they differ from the region's."""

    __tablename__ = "school_holidays"
    __table_args__ = (CheckConstraint("starts <= ends", name="in_order"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]  # inclusive
