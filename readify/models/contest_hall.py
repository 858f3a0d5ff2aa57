"""The hall and the record: codes and claps of the audience, and what happened, in ids and codes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import BigKey, Code, Json, JsonDict, Key, Moment


class AudienceCode(Base):
    """A code on one seat, good for one vote for the audience's prize. Kept readable: it is printed again."""

    __tablename__ = "contest_audience_codes"
    __table_args__ = (UniqueConstraint("session_id", "code"),)

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("contest_sessions.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(12))
    entrant_id: Mapped[int | None] = mapped_column(ForeignKey("contest_entrants.id", ondelete="SET NULL"))
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Clap(Base):
    """How often the audience thanked a reader with this sign. A count, of nobody in particular."""

    __tablename__ = "contest_claps"
    __table_args__ = (CheckConstraint("count >= 0", name="count_not_negative"),)

    entrant_id: Mapped[int] = mapped_column(
        ForeignKey("contest_entrants.id", ondelete="CASCADE"), primary_key=True
    )
    sign: Mapped[Code] = mapped_column(primary_key=True)
    count: Mapped[int]


class ContestEvent(Base):
    """Something that happened in a contest: by whom, to what, when. No names, no texts."""

    __tablename__ = "contest_events"
    __table_args__ = (
        Index("ix_contest_events_contest_id", "contest_id"),
        Index("ix_contest_events_session_id", "session_id"),
    )

    id: Mapped[BigKey]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("contest_sessions.id", ondelete="CASCADE"))
    entrant_id: Mapped[int | None] = mapped_column(ForeignKey("contest_entrants.id", ondelete="SET NULL"))
    juror_id: Mapped[int | None] = mapped_column(ForeignKey("contest_jurors.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    kind: Mapped[Code]
    detail: Mapped[JsonDict] = mapped_column(Json, default=dict)
    at: Mapped[Moment]
