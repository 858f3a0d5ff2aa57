"""The year's campaigns: their days, settled or suggested, and who takes part.

A day that a coordinator wrote down goes before the rule's suggestion, a library's own days before both. A
library's choice shows a campaign to the children and teachers of its schools, in its days only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.exchange.campaigns import Campaign, campaigns
from readify.models import (
    CampaignDates,
    Library,
    LibraryCampaign,
    LibraryCampaignDays,
    School,
    SchoolLibrary,
)
from readify.queries.own_campaigns import own_campaigns
from readify.words import N_

NO_CAMPAIGN = N_("Deze actie heb ik niet gevonden.")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, and whether the organiser published them."""

    starts: dt.date
    ends: dt.date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """A campaign in one year. Without `starts` nobody knows its days; `confirmed`: the organiser said so.

    `libraries` take part; `own_days` are those of libraries that have other days than the rest.
    """

    campaign: Campaign
    year: int
    starts: dt.date | None
    ends: dt.date | None
    settled: bool
    confirmed: bool
    libraries: frozenset[int] = frozenset()
    own_days: Mapping[int, Days] = field(default_factory=dict)

    def at(self, library_id: int | None) -> Edition:
        """The same with this library's own days, when it has them."""
        days = self.own_days.get(library_id) if library_id is not None else None
        if days is None:
            return self
        return replace(
            self, starts=days.starts, ends=days.ends, settled=True, confirmed=days.confirmed, own_days={}
        )

    def runs(self, today: dt.date) -> bool:
        """Whether it is under way."""
        return self.starts is not None and self.ends is not None and self.starts <= today <= self.ends

    def over(self, today: dt.date) -> bool:
        """Whether it has been."""
        return self.ends is not None and self.ends < today


@dataclass(frozen=True, slots=True)
class _Known:
    """All campaigns, and what was written down about them, by slug and year. Four small tables."""

    all: Mapping[str, Campaign]
    dates: Mapping[tuple[str, int], CampaignDates]
    chosen: Mapping[tuple[str, int], frozenset[int]]
    own_days: Mapping[tuple[str, int], Mapping[int, Days]]

    @classmethod
    def read(cls, session: Session) -> _Known:
        """What the database holds now."""
        chosen: dict[tuple[str, int], set[int]] = {}
        for row in session.scalars(select(LibraryCampaign)):
            chosen.setdefault((row.campaign, row.year), set()).add(row.library_id)
        own_days: dict[tuple[str, int], dict[int, Days]] = {}
        for one in session.scalars(select(LibraryCampaignDays)):
            days = Days(one.starts, one.ends, one.confirmed)
            own_days.setdefault((one.campaign, one.year), {})[one.library_id] = days
        dates = {(row.campaign, row.year): row for row in session.scalars(select(CampaignDates))}
        libraries = {key: frozenset(found) for key, found in chosen.items()}
        return cls({**campaigns(), **own_campaigns(session)}, dates, libraries, own_days)

    def edition(self, slug: str, year: int) -> Edition:
        """One campaign in one year."""
        campaign, row = self.all[slug], self.dates.get((slug, year))
        rule = campaign.rule.days(year) if campaign.rule else (None, None)
        first, last = (row.starts, row.ends) if row else rule
        return Edition(
            campaign,
            year,
            first,
            last,
            settled=row is not None,
            confirmed=row is not None and row.confirmed,
            libraries=self.chosen.get((slug, year), frozenset()),
            own_days=self.own_days.get((slug, year), {}),
        )


def editions(session: Session, *, today: dt.date, library_ids: Collection[int] | None) -> tuple[Edition, ...]:
    """What is under way or still to come, this year and the next; those without days behind the others.

    With the own campaigns of these libraries, and when it is one library with its own days. Without
    libraries as the coordinator sees them: all, on the network's days.
    """
    known, here = _Known.read(session), _one_of(library_ids)
    found = [
        known.edition(one.slug, year).at(here)
        for one in known.all.values()
        for year in (today.year - 1, today.year, today.year + 1)
        if _may_be_seen(one, library_ids) and (one.library_id is None or (one.slug, year) in known.dates)
    ]
    coming = [one for one in found if not one.over(today) and (one.starts or one.year == _next(one, today))]
    return tuple(sorted(coming, key=lambda one: (one.starts is None, one.starts or today, one.year)))


def edition_of(
    session: Session, *, slug: str, year: int, library_ids: Collection[int] | None = None
) -> Edition:
    """One campaign in one year, as these libraries see it; without libraries as the coordinator does.

    Raises NotFound, also for the own campaign of a library that is not among them.
    """
    known = _Known.read(session)
    campaign = known.all.get(slug)
    if campaign is None or not 2020 <= year <= 2100 or not _may_be_seen(campaign, library_ids):
        raise NotFound("no_campaign", NO_CAMPAIGN)
    return known.edition(slug, year).at(_one_of(library_ids))


def libraries_with_own_days(session: Session, *, slug: str, year: int) -> frozenset[int]:
    """The libraries that have other days for this campaign than the rest."""
    mine = (LibraryCampaignDays.campaign == slug, LibraryCampaignDays.year == year)
    return frozenset(session.scalars(select(LibraryCampaignDays.library_id).where(*mine)))


def running_for_school(session: Session, *, school_id: int, band: str, today: dt.date) -> tuple[Edition, ...]:
    """What the school's library switched on, that runs today and is for this age. One to five statements."""
    rows = session.execute(
        select(LibraryCampaign.library_id, LibraryCampaign.campaign, LibraryCampaign.year).where(
            LibraryCampaign.library_id.in_(libraries_of_school(school_id)),
            LibraryCampaign.year.in_((today.year - 1, today.year)),
        )
    ).all()
    if not rows:
        return ()
    known = _Known.read(session)
    found = [known.edition(slug, year).at(library) for library, slug, year in rows if slug in known.all]
    running = {
        one.campaign.slug: one for one in found if band in one.campaign.bands and one.runs(today)
    }.values()
    return tuple(sorted(running, key=lambda one: (one.ends or today, one.campaign.slug)))


def libraries_of_school(school_id: int) -> Select[int]:
    """The library a school was given to; without one those of its municipality."""
    given = select(SchoolLibrary.library_id).where(SchoolLibrary.school_id == school_id)
    town = select(func.lower(School.municipality)).where(School.id == school_id).scalar_subquery()
    return select(Library.id).where(
        or_(Library.id.in_(given), ~given.exists() & (func.lower(Library.municipality) == town))
    )


def _next(one: Edition, today: dt.date) -> int:
    """The year in which a campaign without days is expected."""
    return today.year + 1 if one.campaign.month and one.campaign.month < today.month else today.year


def _may_be_seen(campaign: Campaign, library_ids: Collection[int] | None) -> bool:
    """A national campaign by all, an own one by its library; without libraries by whoever asks."""
    return campaign.library_id is None or library_ids is None or campaign.library_id in library_ids


def _one_of(library_ids: Collection[int] | None) -> int | None:
    """The library, when it is the only one."""
    return next(iter(library_ids)) if library_ids is not None and len(library_ids) == 1 else None
