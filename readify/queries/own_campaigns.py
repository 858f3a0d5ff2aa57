"""The campaigns that libraries made themselves, in the same shape as the national ones.

What a library left empty comes from the ready set that it chose.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.exchange.campaigns import Campaign, campaigns
from readify.game.rules import Words
from readify.models import CampaignDates, OwnCampaign
from readify.words import N_

NO_OWN_CAMPAIGN = N_("Deze actie heb ik niet gevonden.")


def own_campaigns(session: Session) -> dict[str, Campaign]:
    """All of them, by slug."""
    return {row.slug: campaign_of(row) for row in session.scalars(select(OwnCampaign))}


def own_campaign(session: Session, campaign_id: int) -> OwnCampaign:
    """One of them. Raises NotFound."""
    row = session.get(OwnCampaign, campaign_id)
    if row is None:
        raise NotFound("no_campaign", NO_OWN_CAMPAIGN)
    return row


def days_of(session: Session, row: OwnCampaign) -> CampaignDates:
    """The days of an own campaign: it always has them."""
    return session.scalars(select(CampaignDates).where(CampaignDates.campaign == row.slug)).one()


def campaign_of(row: OwnCampaign) -> Campaign:
    """An own campaign with its ready set; a set that this release lacks is the first one's."""
    ready = campaigns().get(row.like) or next(iter(campaigns().values()))
    return Campaign(
        slug=row.slug,
        name=_same(row.name),
        audience=None,
        season=None,
        month=None,
        rule=None,
        bands=tuple(row.bands),
        badge=row.badge or ready.badge,
        bingo=row.bingo or ready.bingo,
        child=_same(row.child) if row.child else ready.child,
        poster=_same(row.poster) if row.poster else ready.poster,
        assignment={
            band: _same(row.assignment) if row.assignment else words
            for band, words in ready.assignment.items()
        },
        library_id=row.library_id,
    )


def _same(text: str) -> Words:
    """A library writes in one language; every reader gets that."""
    return Words(text, text)
