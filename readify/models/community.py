"""Goals that a whole branch, library or province lights lamps for, and which school belongs to which library.

How far a goal is, is not kept here: it is counted from reading days and guests' stamps when it is looked at.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import Key, Moment, Name, coded


class CommunityScope(StrEnum):
    """Whose lamps count."""

    BRANCH = "branch"
    LIBRARY = "library"
    NETWORK = "network"


class CommunityGoal(Base):
    """A number of lamps to light together between two days, with a screen behind a secret key."""

    __tablename__ = "community_goals"
    __table_args__ = (
        CheckConstraint("starts <= ends", name="in_order"),
        CheckConstraint("target > 0", name="target_positive"),
        CheckConstraint("(scope = 'network') = (library_id IS NULL)", name="library_unless_network"),
        CheckConstraint("(scope = 'branch') = (branch_id IS NOT NULL)", name="branch_when_branch"),
        Index("ix_community_goals_library_id", "library_id"),
    )

    id: Mapped[Key]
    scope: Mapped[CommunityScope] = mapped_column(coded(CommunityScope))
    library_id: Mapped[int | None] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id", ondelete="CASCADE"))
    name: Mapped[Name]
    target: Mapped[int]
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]  # inclusive
    screen_key: Mapped[str] = mapped_column(String(40), unique=True)
    created_at: Mapped[Moment]
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # its screen shows nothing any more


class SchoolLibrary(Base):
    """A school that somebody gave to a library, or to one branch. Without a row its municipality decides."""

    __tablename__ = "school_libraries"

    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id", ondelete="SET NULL"))
