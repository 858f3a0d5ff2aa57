"""What a class's teachers do beside the reading itself: steps planned, notes, a kind word, a book laid ready.

Private to the teachers of one class, but for praise and books laid ready: those the child sees. All of a
child goes with the child.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import BigId, Code, Json, Key, Moment


class ClassReading(Base):
    """A reading of a whole class at once. Each child has a ledger entry, whose id is made from this one."""

    __tablename__ = "class_readings"
    __table_args__ = (
        UniqueConstraint("classroom_id", "submission_id", name="uq_class_readings_classroom_submission"),
        Index("ix_class_readings_classroom_id_day", "classroom_id", "day"),
        CheckConstraint("minutes BETWEEN 1 AND 120", name="minutes_range"),
    )

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    submission_id: Mapped[str] = mapped_column(String(36))
    content_hash: Mapped[str] = mapped_column(String(32))
    day: Mapped[dt.date]
    minutes: Mapped[int]
    how: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(20))
    children: Mapped[int]  # how many it was written for
    given_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    recorded_at: Mapped[Moment]
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class WeekStep(Base):
    """Something a teacher planned from the week page: with one child, or (without) with the class."""

    __tablename__ = "week_steps"
    __table_args__ = (
        Index("ix_week_steps_classroom_id", "classroom_id"),
        Index("ix_week_steps_reader_id", "reader_id"),
        Index(
            "uq_week_steps_open_reader",
            "reader_id",
            "kind",
            unique=True,
            sqlite_where=text("done_at IS NULL AND reader_id IS NOT NULL"),
            postgresql_where=text("done_at IS NULL AND reader_id IS NOT NULL"),
        ),
        Index(
            "uq_week_steps_open_class",
            "classroom_id",
            "kind",
            unique=True,
            sqlite_where=text("done_at IS NULL AND reader_id IS NULL"),
            postgresql_where=text("done_at IS NULL AND reader_id IS NULL"),
        ),
    )

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    kind: Mapped[Code]  # talk, sentence, show, …: readify.drafts.week.STEPS
    planned_on: Mapped[dt.date]
    planned_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    done_on: Mapped[dt.date | None]


class ShownSentences(Base):
    """Which sentences stood above a class's week, so that one does not stand there three weeks in a row."""

    __tablename__ = "shown_sentences"

    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), primary_key=True
    )
    monday: Mapped[dt.date] = mapped_column(primary_key=True)
    slugs: Mapped[list[str]] = mapped_column(Json, default=list)


class Praise(Base):
    """A kind word of a teacher, from a fixed set, that the child sees until it says thanks."""

    __tablename__ = "praises"
    __table_args__ = (UniqueConstraint("reader_id", "day", "code", name="uq_praises_reader_day_code"),)

    id: Mapped[Key]
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    code: Mapped[Code]  # readify.drafts.week.PRAISES
    day: Mapped[dt.date]
    given_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    seen_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class BookPick(Base):
    """A title that a teacher laid ready with one child in mind; gone once it is on the shelf or put by."""

    __tablename__ = "book_picks"

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    book_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("books.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    picked_at: Mapped[Moment]
    picked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    put_by_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class PupilNote(Base):
    """What the teachers of one class write down of a child, for themselves. Stays behind with the class."""

    __tablename__ = "pupil_notes"
    __table_args__ = (Index("ix_pupil_notes_reader_id", "reader_id"),)

    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), primary_key=True
    )
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(String(2000))
    version: Mapped[int] = mapped_column(default=1)  # of two who write at once the second is asked
    changed_at: Mapped[Moment]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
