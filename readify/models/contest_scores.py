"""What jurors give, and what came of it: touches, ballots, decisions and sealed results.

A touch is one field as a juror last left it. It is merged by (`stamp`, `client`), so a touch that arrives
twice, late or out of order ends the same; see `readify.game.contest.touches`.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Code, Json, JsonDict, Key, Moment, coded


class Outcome(StrEnum):
    """What a session means for a reader. Places below these are nobody's business."""

    GOES_ON = "goes_on"
    RESERVE = "reserve"
    TOOK_PART = "took_part"


class Scorecard(Base):
    """One juror's card for one reader. `typed_by_id`: the secretary typed a paper sheet in."""

    __tablename__ = "contest_scorecards"
    __table_args__ = (
        UniqueConstraint("juror_id", "entrant_id"),
        Index("ix_contest_scorecards_entrant_id", "entrant_id"),
    )

    id: Mapped[Key]
    juror_id: Mapped[int] = mapped_column(ForeignKey("contest_jurors.id", ondelete="CASCADE"))
    entrant_id: Mapped[int] = mapped_column(ForeignKey("contest_entrants.id", ondelete="CASCADE"))
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=0, server_default="0")  # raised by every touch that won
    updated_at: Mapped[Moment]


class ScoreTouch(Base):
    """One field of a card: a criterion's slug with a `number`, or tip, top and compliment with a `text`."""

    __tablename__ = "contest_touches"
    __table_args__ = (CheckConstraint("number IS NULL OR text IS NULL", name="number_or_text"),)

    card_id: Mapped[int] = mapped_column(
        ForeignKey("contest_scorecards.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[Code] = mapped_column(primary_key=True)
    number: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(String(500))
    stamp: Mapped[int] = mapped_column(BigInteger)  # milliseconds, or one past the newest the device saw
    client: Mapped[str] = mapped_column(String(36))  # the device's touch: breaks equal stamps


class Ballot(Base):
    """A juror's order of readers, or the names on a slip; `choices` are entrant ids, best first."""

    __tablename__ = "contest_ballots"

    juror_id: Mapped[int] = mapped_column(
        ForeignKey("contest_jurors.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[Code] = mapped_column(primary_key=True)  # ranking, vote
    choices: Mapped[list[int]] = mapped_column(Json)
    stamp: Mapped[int] = mapped_column(BigInteger)
    client: Mapped[str] = mapped_column(String(36))


class Decision(Base):
    """What the chair decided where the figures did not, and why. Never changed, never deleted."""

    __tablename__ = "contest_decisions"
    __table_args__ = (
        Index("ix_contest_decisions_session_id", "session_id"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("contest_sessions.id", ondelete="CASCADE"))
    tied: Mapped[list[int]] = mapped_column(Json)  # entrant ids, ascending
    ordered: Mapped[list[int]] = mapped_column(Json)  # the same ids as the chair ordered them
    reason: Mapped[str] = mapped_column(String(500))
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("contest_jurors.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    at: Mapped[Moment]


class SessionResult(Base):
    """A reader's sealed result. `place` and `total` (a fraction, n/d) stay with the jury."""

    __tablename__ = "contest_results"
    __table_args__ = (
        CheckConstraint("place >= 1", name="place_from_one"),
        CheckConstraint("(outcome = 'reserve') = (reserve_rank IS NOT NULL)", name="rank_of_reserve"),
    )

    entrant_id: Mapped[int] = mapped_column(
        ForeignKey("contest_entrants.id", ondelete="CASCADE"), primary_key=True
    )
    session_id: Mapped[int] = mapped_column(ForeignKey("contest_sessions.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(coded(Outcome))
    reserve_rank: Mapped[int | None]
    total: Mapped[str] = mapped_column(String(60))
    compliment: Mapped[str] = mapped_column(String(500))  # the one that is read out
    detail: Mapped[JsonDict] = mapped_column(Json, default=dict)
