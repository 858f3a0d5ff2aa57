"""A library's own campaigns, made, changed and taken away; its own days of a national one.

Who may is asked by the caller.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.drafts.campaigns import WRONG_DATE
from readify.drafts.own_campaigns import OwnCampaignDraft, OwnDaysDraft
from readify.errors import Invalid, NotFound
from readify.exchange.campaigns import campaigns
from readify.models import CampaignDates, LibraryCampaign, LibraryCampaignDays, OwnCampaign
from readify.queries.campaigns import NO_CAMPAIGN
from readify.queries.own_campaigns import days_of, own_campaign


def make_own_campaign(
    session: Session,
    *,
    library_id: int,
    draft: OwnCampaignDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[tuple[str, int]]:
    """A campaign of this library, not yet switched on. Answers its slug and year."""
    row = OwnCampaign(library_id=library_id, created_at=now)
    _write(row, draft, now)
    session.add(row)
    session.flush()
    session.add(_settle(CampaignDates(campaign=row.slug), draft, now, account_id))
    note(session, "make_own_campaign", "own_campaign", row.id, account_id=account_id, now=now)
    session.flush()
    return Done((row.slug, draft.starts.year))


def change_own_campaign(
    session: Session,
    *,
    campaign_id: int,
    draft: OwnCampaignDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[tuple[str, int]]:
    """Other words, another set, other days; where it was on, it stays on. Raises NotFound."""
    row = own_campaign(session, campaign_id)
    _write(row, draft, now)
    _settle(days_of(session, row), draft, now, account_id)
    session.execute(
        update(LibraryCampaign)
        .where(LibraryCampaign.campaign == row.slug)
        .values({"year": draft.starts.year})
    )
    note(session, "change_own_campaign", "own_campaign", row.id, account_id=account_id, now=now)
    session.flush()
    return Done((row.slug, draft.starts.year))


def remove_own_campaign(
    session: Session, *, campaign_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The campaign is gone, for children and teachers too. What they read stays read. Raises NotFound."""
    row = own_campaign(session, campaign_id)
    session.execute(delete(LibraryCampaign).where(LibraryCampaign.campaign == row.slug))
    session.execute(delete(CampaignDates).where(CampaignDates.campaign == row.slug))
    note(session, "remove_own_campaign", "own_campaign", row.id, account_id=account_id, now=now)
    session.delete(row)
    session.flush()
    return Done(None)


def set_own_days(
    session: Session,
    *,
    library_id: int,
    draft: OwnDaysDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """This library's days of a national campaign. Raises Invalid for days of another year, NotFound."""
    if draft.campaign not in campaigns():
        raise NotFound("no_campaign", NO_CAMPAIGN)
    if draft.starts.year != draft.year:
        raise Invalid("invalid", WRONG_DATE, fields={"starts": WRONG_DATE})
    row = session.get(LibraryCampaignDays, (library_id, draft.campaign, draft.year))
    if row is None:
        row = LibraryCampaignDays(library_id=library_id, campaign=draft.campaign, year=draft.year)
        session.add(row)
    row.starts, row.ends, row.confirmed = draft.starts, draft.ends, draft.confirmed
    note(session, "set_own_days", "library", library_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def follow_dates(
    session: Session,
    *,
    library_id: int,
    campaign: str,
    year: int,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """The library follows the coordinator's days again. When nobody knows those it no longer takes part."""
    mine = (LibraryCampaignDays.library_id == library_id, LibraryCampaignDays.campaign == campaign)
    session.execute(delete(LibraryCampaignDays).where(*mine, LibraryCampaignDays.year == year))
    known = select(CampaignDates.id).where(CampaignDates.campaign == campaign, CampaignDates.year == year)
    ready = campaigns().get(campaign)
    if session.scalar(known) is None and (ready is None or ready.rule is None):
        session.execute(
            delete(LibraryCampaign).where(
                LibraryCampaign.library_id == library_id,
                LibraryCampaign.campaign == campaign,
                LibraryCampaign.year == year,
            )
        )
    note(session, "follow_dates", "library", library_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def _write(row: OwnCampaign, draft: OwnCampaignDraft, now: dt.datetime) -> None:
    row.name, row.bands, row.like = draft.name, [band.value for band in draft.bands], draft.like
    row.badge, row.bingo, row.child = draft.badge, draft.bingo, draft.child
    row.poster, row.assignment, row.changed_at = draft.poster, draft.assignment, now


def _settle(
    row: CampaignDates, draft: OwnCampaignDraft, now: dt.datetime, account_id: int | None
) -> CampaignDates:
    """An own campaign has no organiser to wait for, unless its makers are not sure themselves."""
    row.year, row.starts, row.ends, row.confirmed = (
        draft.starts.year,
        draft.starts,
        draft.ends,
        draft.confirmed,
    )
    row.changed_at, row.changed_by_id = now, account_id
    return row
