"""The year's campaigns: days that were settled for one, which library takes part, and a library's own ones.

What a national campaign consists of stands in `seeds/campaigns.toml`; a day that nobody settled is only
suggested.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Code, Json, Key, Moment, Name


class CampaignDates(Base):
    """When a campaign is in one year, as a coordinator wrote it down."""

    __tablename__ = "campaign_dates"
    __table_args__ = (
        UniqueConstraint("campaign", "year"),
        CheckConstraint("starts <= ends", name="in_order"),
    )

    id: Mapped[Key]
    campaign: Mapped[Code]  # slug in seeds/campaigns.toml, or of an own campaign
    year: Mapped[int]  # in which it starts
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]  # inclusive
    confirmed: Mapped[bool]  # the organiser published it
    changed_at: Mapped[Moment]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class LibraryCampaign(Base):
    """A library takes part in one year's campaign: its children and teachers see it in those days."""

    __tablename__ = "library_campaigns"

    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), primary_key=True)
    campaign: Mapped[Code] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    chosen_at: Mapped[Moment]


class LibraryCampaignDays(Base):
    """A library's own days of a campaign, instead of the coordinator's."""

    __tablename__ = "library_campaign_days"
    __table_args__ = (CheckConstraint("starts <= ends", name="in_order"),)

    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), primary_key=True)
    campaign: Mapped[Code] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    starts: Mapped[dt.date]
    ends: Mapped[dt.date]  # inclusive
    confirmed: Mapped[bool]


class OwnCampaign(Base):
    """A campaign that a library made: a name, and a ready set with own words in it where there are any.

    Its days stand in `campaign_dates` under its slug.
    """

    __tablename__ = "own_campaigns"

    id: Mapped[Key]
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    bands: Mapped[list[str]] = mapped_column(Json)
    like: Mapped[Code]  # slug in seeds/campaigns.toml: whose set fills what is left empty
    badge: Mapped[str] = mapped_column(String(40), default="")
    bingo: Mapped[str] = mapped_column(String(40), default="")
    child: Mapped[str] = mapped_column(String(120), default="")
    poster: Mapped[str] = mapped_column(String(120), default="")
    assignment: Mapped[str] = mapped_column(String(600), default="")
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]

    @property
    def slug(self) -> str:
        """What it is called where national campaigns are called by their slug."""
        return f"{OWN}{self.id}"


OWN = "eigen-"
"""What the slugs of own campaigns begin with; no campaign of the seeds does."""
