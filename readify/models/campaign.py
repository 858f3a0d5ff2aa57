"""The year's campaigns: days that were settled for one, and which library takes part.

What a campaign consists of stands in `seeds/campaigns.toml`; a day that nobody settled is only suggested.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Code, Key, Moment


class CampaignDates(Base):
    """When a campaign is in one year, as a coordinator wrote it down."""

    __tablename__ = "campaign_dates"
    __table_args__ = (
        UniqueConstraint("campaign", "year"),
        CheckConstraint("starts <= ends", name="in_order"),
    )

    id: Mapped[Key]
    campaign: Mapped[Code]  # slug in seeds/campaigns.toml
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
