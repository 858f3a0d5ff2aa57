"""Reading-aloud contests: rounds in order, how each is judged, its sessions, and the schools that were asked.

Who reads and who judges stands in `contest_people`, what jurors give in `contest_scores`, the hall in
`contest_hall`. What a contest begins with comes from a template in `seeds/contests.toml`.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import Code, Hash, Json, JsonDict, Key, Moment, Name, coded
from readify.models.contest_kinds import (
    Answer,
    BookRule,
    ContestState,
    Deciding,
    EntryRule,
    Level,
    SessionState,
)


class Contest(Base):
    """One contest in one season, of a library, of a school, or (with neither) of the province."""

    __tablename__ = "contests"
    __table_args__ = (
        CheckConstraint("library_id IS NULL OR school_id IS NULL", name="one_organiser"),
        CheckConstraint("keep_days BETWEEN 1 AND 730", name="keep_days_range"),
        Index("ix_contests_library_id", "library_id"),
        Index("ix_contests_school_id", "school_id"),
    )

    id: Mapped[Key]
    template: Mapped[Code]  # slug in seeds/contests.toml
    name: Mapped[Name]
    season: Mapped[str] = mapped_column(String(9))  # 2026-2027
    audience: Mapped[Name] = mapped_column(default="", server_default="")  # "Groep 7 en 8"
    library_id: Mapped[int | None] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"))
    state: Mapped[ContestState] = mapped_column(coded(ContestState), default=ContestState.PLANNED)
    keep_days: Mapped[int]  # after a round's last session: then children's names go
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # raised by every change of the plan
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    figures: Mapped[JsonDict | None] = mapped_column(Json)  # counted when archived, before names go


class ContestRound(Base):
    """One rung of the ladder, `number` from 1, with its rules. How many rungs there are is free."""

    __tablename__ = "contest_rounds"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("opens <= closes", name="in_order"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("entries_each BETWEEN 1 AND 20", name="entries_range"),
        CheckConstraint("per_session BETWEEN 2 AND 60", name="per_session_range"),
        CheckConstraint("goes_on BETWEEN 1 AND 20", name="goes_on_range"),
        CheckConstraint("reserves BETWEEN 0 AND 10", name="reserves_range"),
        CheckConstraint("scale_low >= 0 AND scale_low < scale_high AND scale_high <= 10", name="scale_range"),
        CheckConstraint("time_limit BETWEEN 30 AND 3600", name="time_limit_range"),
        CheckConstraint("jury_size BETWEEN 1 AND 15", name="jury_size_range"),
    )

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))
    number: Mapped[int]
    level: Mapped[Level] = mapped_column(coded(Level))
    name: Mapped[Name]
    opens: Mapped[dt.date | None]  # entering, both days inclusive
    closes: Mapped[dt.date | None]
    at_school: Mapped[bool]  # schools hold it themselves: no sessions here, only who answered
    entry_rule: Mapped[EntryRule] = mapped_column(coded(EntryRule))
    entries_each: Mapped[int]  # a class or a school may send so many
    per_session: Mapped[int]  # readers in one sitting, at most
    goes_on: Mapped[int]  # of each session
    reserves: Mapped[int]  # of each session
    time_limit: Mapped[int | None]  # seconds; none = no clock
    book_rule: Mapped[BookRule] = mapped_column(coded(BookRule))
    book_years: Mapped[int | None]
    book_note: Mapped[str] = mapped_column(String(300), default="", server_default="")
    fragment: Mapped[Name] = mapped_column(default="", server_default="")  # length, in the organiser's words
    decides: Mapped[Deciding] = mapped_column(coded(Deciding))
    scale_low: Mapped[int]
    scale_high: Mapped[int]
    jury_size: Mapped[int]
    audience_prize: Mapped[bool]
    info: Mapped[JsonDict] = mapped_column(Json, default=dict)  # own texts for the public page


class Criterion(Base):
    """What jurors look at in a round, `number` from 1. `steps` says in words what a step means."""

    __tablename__ = "contest_criteria"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        UniqueConstraint("round_id", "slug"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight_range"),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_rounds.id", ondelete="CASCADE"))
    number: Mapped[int]
    slug: Mapped[Code]
    name: Mapped[Name]
    hint: Mapped[str] = mapped_column(String(200), default="", server_default="")  # tempo, uitspraak
    for_children: Mapped[str] = mapped_column(String(200), default="", server_default="")
    weight: Mapped[int]
    steps: Mapped[list[str]] = mapped_column(Json, default=list)


class ContestSession(Base):
    """One sitting of a round: place, day, seats, jury, and the drawn order of who reads."""

    __tablename__ = "contest_sessions"
    __table_args__ = (
        Index("ix_contest_sessions_round_id", "round_id"),
        CheckConstraint("seats >= 0", name="seats_not_negative"),
        CheckConstraint("revealed_step >= 0", name="step_not_negative"),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_rounds.id", ondelete="CASCADE"))
    name: Mapped[Name]
    place: Mapped[Name] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    municipality: Mapped[Name] = mapped_column(default="", server_default="")  # travel is counted by it
    library_id: Mapped[int | None] = mapped_column(ForeignKey("libraries.id", ondelete="SET NULL"))  # host
    day: Mapped[dt.date | None]
    starts: Mapped[dt.time | None]  # local
    minutes: Mapped[int | None]
    seats: Mapped[int | None]
    languages: Mapped[list[str]] = mapped_column(Json, default=list)  # BCP 47; empty = Dutch
    state: Mapped[SessionState] = mapped_column(coded(SessionState), default=SessionState.PLANNED)
    feeds_id: Mapped[int | None] = mapped_column(ForeignKey("contest_sessions.id", ondelete="SET NULL"))
    screen_key: Mapped[str] = mapped_column(String(40), unique=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # raised by all that happens in it
    draw_seed: Mapped[str | None] = mapped_column(String(64))
    draw_record: Mapped[JsonDict | None] = mapped_column(Json)
    break_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    sealed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    sealed_hash: Mapped[str | None] = mapped_column(String(64))  # of everything the results came from
    revealed_step: Mapped[int] = mapped_column(default=0, server_default="0")
    revealed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class ContestSchool(Base):
    """A school that was asked to take part, on Readify or not, and what it answered."""

    __tablename__ = "contest_schools"
    __table_args__ = (
        UniqueConstraint("contest_id", "name", "municipality"),
        UniqueConstraint("contest_id", "school_id"),
        Index("ix_contest_schools_school_id", "school_id"),
    )

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id", ondelete="SET NULL"))
    name: Mapped[Name]
    municipality: Mapped[Name]
    contact: Mapped[Name] = mapped_column(default="", server_default="")  # a teacher's name
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    key_hash: Mapped[Hash | None] = mapped_column(unique=True)  # enters without an account
    answer: Mapped[Answer] = mapped_column(coded(Answer), default=Answer.NONE)
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    invited_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
