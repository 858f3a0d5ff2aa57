"""Holiday trails: a story in pieces at spots in libraries, and the anonymous count of scans."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import BigKey, Code, Json, Key, Moment, Name, coded


class TrailStage(StrEnum):
    """How far a trail is."""

    DRAFT = "draft"
    READY = "ready"  # runs by itself from its first day
    RUNNING = "running"
    ENDED = "ended"
    ARCHIVED = "archived"


class Trail(Base):
    """One trail of one library in one holiday."""

    __tablename__ = "trails"
    __table_args__ = (CheckConstraint("starts <= ends", name="in_order"),)

    id: Mapped[Key]
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    story: Mapped[Code]  # slug of a story in seeds/stories, or `eigen-7`: the library's own story 7
    told_for: Mapped[Code] = mapped_column(default="6-9", server_default="6-9")  # 6-9 or 10-13
    reward: Mapped[str] = mapped_column(String(200), default="", server_default="")  # reading-near thanks
    word: Mapped[str] = mapped_column(String(12))  # of its typed codes: MAAS 3
    stage: Mapped[TrailStage] = mapped_column(coded(TrailStage), default=TrailStage.DRAFT)
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]
    created_at: Mapped[Moment]
    copied_from_id: Mapped[int | None]  # last year's trail; it may be gone
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # of what a librarian edits


class TrailLibrary(Base):
    """A library that was asked to share another's trail; it shares from when it agreed."""

    __tablename__ = "trail_libraries"

    trail_id: Mapped[int] = mapped_column(ForeignKey("trails.id", ondelete="CASCADE"), primary_key=True)
    library_id: Mapped[int] = mapped_column(
        ForeignKey("libraries.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    agreed_at: Mapped[Moment | None]


class Spot(Base):
    """One poster: a place, a piece of the story and a code."""

    __tablename__ = "spots"
    __table_args__ = (
        UniqueConstraint("trail_id", "position", name="uq_spots_trail_position"),
        UniqueConstraint("word", "number", name="uq_spots_word_number"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    id: Mapped[Key]
    trail_id: Mapped[int] = mapped_column(ForeignKey("trails.id", ondelete="CASCADE"))
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id", ondelete="SET NULL"))
    position: Mapped[int]
    place: Mapped[Name]
    riddle: Mapped[str | None] = mapped_column(String(300))  # leads to this spot; None: the story's
    task: Mapped[str | None] = mapped_column(String(300))  # a small reading task here; None: the story's
    code: Mapped[str] = mapped_column(String(12), unique=True)  # upper case, no 0 O 1 I
    word: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    old_codes: Mapped[list[str]] = mapped_column(Json, default=list)  # of posters that were replaced


class Scan(Base):
    """One scan of one poster: no person, only what kind of visitor and what hour."""

    __tablename__ = "scans"
    __table_args__ = (Index("ix_scans_spot_id_day", "spot_id", "day"),)

    id: Mapped[BigKey]
    spot_id: Mapped[int] = mapped_column(ForeignKey("spots.id", ondelete="CASCADE"))
    day: Mapped[dt.date]
    hour: Mapped[int]
    visitor: Mapped[Code]  # guest, reader, staff
    first: Mapped[bool]  # the visitor's first time at this spot: a stamp
    finishes: Mapped[bool] = mapped_column(default=False, server_default=false())  # the trail's last stamp
    with_help: Mapped[bool] = mapped_column(default=False, server_default=false())  # stamped at a desk


class GuestClaim(Base):
    """A stamp that was kept on a device and has been taken into somebody's passport: once, whoever asks."""

    __tablename__ = "guest_claims"

    submission_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    claimed_at: Mapped[Moment]
