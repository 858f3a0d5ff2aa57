"""The demo's community goals: one of each library and one of the province, begun when its trails were."""

from __future__ import annotations

import datetime as dt

from readify.actions.community import make_community_goal
from readify.demo.network import DemoNetwork
from readify.drafts.community import CommunityGoalDraft
from readify.drafts.parsing import parse
from readify.perform import perform, present
from readify.queries.community import NETWORK

BEGAN, LASTS = 14, 42  # days
LAMPS = {"library": 250, "network": 500}


def set_goals(made: DemoNetwork, *, today: dt.date) -> None:
    """Targets that the demo's children have come some way towards."""
    libraries = [one.library for one in made.staff if one.library is not None]
    for library_id in (None, *libraries):
        draft = parse(
            CommunityGoalDraft,
            {
                "name": "Samen maken we licht" if library_id else f"{NETWORK} leest samen",
                "target": LAMPS["library" if library_id else "network"],
                "starts": today - dt.timedelta(days=BEGAN),
                "ends": today + dt.timedelta(days=LASTS - BEGAN),
            },
        )
        perform(make_community_goal, library_id=library_id, draft=draft, now=present()["now"])
