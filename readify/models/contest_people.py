"""Who reads and who judges. Of a child: a first name, a class and a school; no account is needed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import Code, Hash, Key, Moment, Name, coded


class EntrantState(StrEnum):
    """A reader's way through one round.

    entered -> accepted or waiting; accepted -> reading (or first `late`, when not there yet) -> read;
    withdrawn from any of these. `reserve` stands by for the session in which its winner reads.
    """

    ENTERED = "entered"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    RESERVE = "reserve"
    WITHDRAWN = "withdrawn"
    LATE = "late"
    READING = "reading"
    READ = "read"


TAKES_PART = (EntrantState.ACCEPTED, EntrantState.LATE, EntrantState.READING, EntrantState.READ)


class Entrant(Base):
    """One reader in one round. In the next round the same child is a new row that knows this one."""

    __tablename__ = "contest_entrants"
    __table_args__ = (
        UniqueConstraint("came_from_id"),  # nobody goes on twice
        UniqueConstraint("session_id", "position"),
        UniqueConstraint("submission_id"),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint("position IS NULL OR session_id IS NOT NULL", name="position_in_session"),
        Index("ix_contest_entrants_round_id_school_id", "round_id", "contest_school_id"),
        Index("ix_contest_entrants_reader_id", "reader_id"),
        Index("ix_contest_entrants_entered_by_id", "entered_by_id"),
        Index("ix_contest_entrants_classroom_id", "classroom_id"),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_rounds.id", ondelete="CASCADE"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("contest_sessions.id", ondelete="SET NULL"))
    contest_school_id: Mapped[int] = mapped_column(ForeignKey("contest_schools.id", ondelete="CASCADE"))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id", ondelete="SET NULL"))
    class_name: Mapped[Code] = mapped_column(default="", server_default="")  # "groep 7b"
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="SET NULL"))
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("contest_entrants.id", ondelete="SET NULL"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("contest_entrants.id", ondelete="SET NULL"))
    submission_id: Mapped[str] = mapped_column(String(36))  # a form sent twice is one entry
    state: Mapped[EntrantState] = mapped_column(coded(EntrantState), default=EntrantState.ENTERED)
    position: Mapped[int | None]  # in which turn, once drawn
    reserve_rank: Mapped[int | None]  # first, second reserve of the session it came from
    name: Mapped[str] = mapped_column(String(40))  # first name; empty once removed
    gender: Mapped[Code | None]  # girl boy other; only if somebody filled it in
    book_title: Mapped[Name] = mapped_column(default="", server_default="")
    book_author: Mapped[Name] = mapped_column(default="", server_default="")
    book_year: Mapped[int | None]
    fragment: Mapped[str] = mapped_column(String(200), default="", server_default="")
    introduction: Mapped[str] = mapped_column(String(600), default="", server_default="")
    language: Mapped[Code] = mapped_column(default="nl", server_default="nl")  # it reads in this one
    microphone: Mapped[Code] = mapped_column(default="", server_default="")  # low, middle, high, seated
    wheelchair: Mapped[bool] = mapped_column(default=False)
    wishes: Mapped[str] = mapped_column(String(300), default="", server_default="")
    consent_at: Mapped[dt.datetime | None] = mapped_column(
        UtcDateTime
    )  # parents said yes, the teacher ticked
    consent_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    entered_at: Mapped[Moment]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    invited_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the reader's timer
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # name and texts are gone


class Juror(Base):
    """One juror of one session, who comes in by a personal key: no account. A replaced one keeps its row."""

    __tablename__ = "contest_jurors"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("contest_sessions.id", ondelete="CASCADE"))
    number: Mapped[int]  # in order of coming
    seat: Mapped[int]  # who takes over a seat bears its number: the two cards of a reader count as one
    name: Mapped[Name]
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    chair: Mapped[bool]
    key_hash: Mapped[Hash] = mapped_column(unique=True)
    expires_at: Mapped[Moment]
    contest_school_id: Mapped[int | None] = mapped_column(
        ForeignKey("contest_schools.id", ondelete="SET NULL")
    )
    opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the link was used
    handed_in_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # somebody else took the seat
