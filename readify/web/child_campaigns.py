"""A campaign as a child sees it, in its days and when its library takes part: a card, a badge, an idea."""

from __future__ import annotations

from flask import render_template

from readify.errors import NotFound
from readify.perform import present
from readify.queries.campaigns import NO_CAMPAIGN, Edition, running_for_school
from readify.queries.wall import wall
from readify.request_session import read_session
from readify.web.child_base import bp, network_rules, own_home, own_id
from readify.web.identity import child_only, current_visitor


@bp.get("/uitdaging/actie/<slug>")
@child_only
def campaign(slug: str) -> str:
    """What this campaign offers."""
    state = own_home().state
    edition = next((one for one in own_campaigns(state.band) if one.campaign.slug == slug), None)
    if edition is None:
        raise NotFound("no_campaign", NO_CAMPAIGN)
    chosen = network_rules().bingo.card_set(edition.campaign.bingo)
    found = wall(read_session(), rules=network_rules(), reader_id=own_id())
    steps = (step for family in found.families for step in family.badges)
    icons = (
        [cell.icon for cell in map(network_rules().bingo.cell, chosen.cells[state.band][:8]) if cell]
        if chosen
        else []
    )
    return render_template(
        "child/campaign.html",
        edition=edition,
        bingo=chosen,
        preview=[*icons[:4], "", *icons[4:]],
        step=next((step for step in steps if step.badge.slug == edition.campaign.badge), None),
    )


def own_campaigns(band: str) -> tuple[Edition, ...]:
    """What runs today for this child."""
    school_id, today = current_visitor().school_id or 0, present()["today"]
    return running_for_school(read_session(), school_id=school_id, band=band, today=today)
