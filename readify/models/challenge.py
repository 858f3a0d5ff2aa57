"""What a child chose to try: bingo cards with their cells, and a reading plan. Progress is the fold's."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Code, Json, Key, Moment


class BingoCard(Base):
    """One reader's bingo card. At most one is open (`ends` is empty); older ones stay to be seen."""

    __tablename__ = "bingo_cards"
    __table_args__ = (
        CheckConstraint("size BETWEEN 3 AND 5", name="size_range"),
        CheckConstraint("free BETWEEN 1 AND size * size", name="free_on_card"),
        CheckConstraint("ends IS NULL OR starts <= ends", name="in_order"),
    )

    id: Mapped[Key]
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    card_set: Mapped[Code]  # slug of a set in seeds/bingo.toml, or `class-7`: a teacher's own card
    size: Mapped[int]
    free: Mapped[int]  # the place that is always full, from 1 row by row
    starts: Mapped[dt.date]
    ends: Mapped[dt.date | None]  # inclusive
    created_at: Mapped[Moment]


class BingoTask(Base):
    """A cell on a place of a card. After a swap the older one stays, closed, when something counted."""

    __tablename__ = "bingo_tasks"
    __table_args__ = (
        UniqueConstraint("card_id", "position", "cell", name="uq_bingo_tasks_card_position_cell"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    id: Mapped[Key]
    card_id: Mapped[int] = mapped_column(ForeignKey("bingo_cards.id", ondelete="CASCADE"))
    position: Mapped[int]
    cell: Mapped[Code]  # slug of a cell in seeds/bingo.toml, or `own-7`: a teacher's own words
    starts: Mapped[dt.date]
    ends: Mapped[dt.date | None]  # the day it was swapped for another


class ReadingPlan(Base):
    """The small plan of one child: so many minutes on these weekdays (0 is Monday). Nobody else sees it."""

    __tablename__ = "reading_plans"
    __table_args__ = (CheckConstraint("minutes BETWEEN 5 AND 30", name="minutes_range"),)

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    weekdays: Mapped[list[int]] = mapped_column(Json)
    minutes: Mapped[int]
    changed_at: Mapped[Moment]
