"""The year's campaigns: their days, settled or suggested, and who takes part.

A day that a coordinator wrote down goes before the rule's suggestion. A library's choice shows a campaign to
the children and teachers of its schools, in its days only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.exchange.campaigns import Campaign, campaigns
from readify.models import CampaignDates, Library, LibraryCampaign, School, SchoolLibrary
from readify.words import N_

NO_CAMPAIGN = N_("Deze actie heb ik niet gevonden.")


@dataclass(frozen=True, slots=True)
class Edition:
    """A campaign in one year. Without `starts` nobody knows its days; `confirmed`: the organiser said so."""

    campaign: Campaign
    year: int
    starts: dt.date | None
    ends: dt.date | None
    settled: bool
    confirmed: bool
    libraries: frozenset[int] = frozenset()

    def runs(self, today: dt.date) -> bool:
        """Whether it is under way."""
        return self.starts is not None and self.ends is not None and self.starts <= today <= self.ends

    def over(self, today: dt.date) -> bool:
        """Whether it has been."""
        return self.ends is not None and self.ends < today


def editions(session: Session, *, today: dt.date) -> tuple[Edition, ...]:
    """What is under way or still to come, this year and the next; those without days behind the others."""
    known, chosen = _known(session), _chosen(session)
    found = [
        _edition(one, year, known.get((one.slug, year)), chosen.get((one.slug, year), frozenset()))
        for one in campaigns().values()
        for year in (today.year, today.year + 1)
    ]
    coming = [one for one in found if not one.over(today) and (one.starts or one.year == _next(one, today))]
    return tuple(sorted(coming, key=lambda one: (one.starts is None, one.starts or today, one.year)))


def edition_of(session: Session, *, slug: str, year: int) -> Edition:
    """One campaign in one year. Raises NotFound."""
    campaign = campaigns().get(slug)
    if campaign is None or not 2020 <= year <= 2100:
        raise NotFound("no_campaign", NO_CAMPAIGN)
    found = _known(session).get((slug, year))
    return _edition(campaign, year, found, _chosen(session).get((slug, year), frozenset()))


def running_for_school(session: Session, *, school_id: int, band: str, today: dt.date) -> tuple[Edition, ...]:
    """What the school's library switched on, that runs today and is for this age. One or two statements."""
    rows = session.execute(
        select(LibraryCampaign.campaign, LibraryCampaign.year)
        .where(
            LibraryCampaign.library_id.in_(libraries_of_school(school_id)),
            LibraryCampaign.year.in_((today.year - 1, today.year)),
        )
        .distinct()
    ).all()
    if not rows:
        return ()
    known = _known(session)
    found = [
        _edition(campaigns()[slug], year, known.get((slug, year)), frozenset())
        for slug, year in rows
        if slug in campaigns() and band in campaigns()[slug].bands
    ]
    running = [one for one in found if one.runs(today)]
    return tuple(sorted(running, key=lambda one: (one.ends or today, one.campaign.slug)))


def libraries_of_school(school_id: int) -> Select[int]:
    """The library a school was given to; without one those of its municipality."""
    given = select(SchoolLibrary.library_id).where(SchoolLibrary.school_id == school_id)
    town = select(func.lower(School.municipality)).where(School.id == school_id).scalar_subquery()
    return select(Library.id).where(
        or_(Library.id.in_(given), ~given.exists() & (func.lower(Library.municipality) == town))
    )


def _edition(campaign: Campaign, year: int, row: CampaignDates | None, libraries: frozenset[int]) -> Edition:
    if row is not None:
        return Edition(campaign, year, row.starts, row.ends, True, row.confirmed, libraries)
    first, last = campaign.rule.days(year) if campaign.rule else (None, None)
    return Edition(campaign, year, first, last, False, False, libraries)


def _next(one: Edition, today: dt.date) -> int:
    """The year in which a campaign without days is expected."""
    return today.year + 1 if one.campaign.month and one.campaign.month < today.month else today.year


def _known(session: Session) -> dict[tuple[str, int], CampaignDates]:
    return {(row.campaign, row.year): row for row in session.scalars(select(CampaignDates))}


def _chosen(session: Session) -> dict[tuple[str, int], frozenset[int]]:
    found: dict[tuple[str, int], set[int]] = {}
    for row in session.scalars(select(LibraryCampaign)):
        found.setdefault((row.campaign, row.year), set()).add(row.library_id)
    return {key: frozenset(libraries) for key, libraries in found.items()}
