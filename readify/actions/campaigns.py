"""A campaign's days written down, and a library that takes part. Who may is asked by the caller."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.drafts.campaigns import WRONG_DATE, CampaignChoiceDraft, CampaignDatesDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.exchange.campaigns import campaigns
from readify.models import CampaignDates, LibraryCampaign
from readify.queries.campaigns import NO_CAMPAIGN, edition_of
from readify.words import N_

NO_DAYS = N_("Deze actie heeft nog geen dagen. Vul ze eerst in.")


def settle_dates(
    session: Session,
    *,
    campaign: str,
    year: int,
    draft: CampaignDatesDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """The campaign's days in this year. Raises Invalid when they begin in another year, NotFound."""
    _check(campaign)
    if draft.starts.year != year:
        raise Invalid("invalid", WRONG_DATE, fields={"starts": WRONG_DATE})
    row = session.scalar(
        select(CampaignDates).where(CampaignDates.campaign == campaign, CampaignDates.year == year)
    )
    if row is None:
        row = CampaignDates(campaign=campaign, year=year)
        session.add(row)
    row.starts, row.ends, row.confirmed = draft.starts, draft.ends, draft.confirmed
    row.changed_at, row.changed_by_id = now, account_id
    session.flush()
    note(session, "settle_dates", "campaign_dates", row.id, account_id=account_id, now=now)
    return Done(None)


def choose_campaign(
    session: Session,
    *,
    library_id: int,
    draft: CampaignChoiceDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """The library takes part, or no longer does. Raises Conflict while nobody knows the days, NotFound.

    Another library's own campaign is not found.
    """
    edition = edition_of(session, slug=draft.campaign, year=draft.year, library_ids=(library_id,))
    own = (
        LibraryCampaign.library_id == library_id,
        LibraryCampaign.campaign == draft.campaign,
        LibraryCampaign.year == draft.year,
    )
    there = session.scalar(select(LibraryCampaign).where(*own)) is not None
    if there and not draft.on:
        session.execute(delete(LibraryCampaign).where(*own))
    elif draft.on and not there:
        if edition.starts is None:
            raise Conflict("no_days", NO_DAYS)
        session.add(
            LibraryCampaign(library_id=library_id, campaign=draft.campaign, year=draft.year, chosen_at=now)
        )
    note(session, "choose_campaign", "library", library_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def _check(campaign: str) -> None:
    if campaign not in campaigns():
        raise NotFound("no_campaign", NO_CAMPAIGN)
