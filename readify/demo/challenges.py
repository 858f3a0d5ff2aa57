"""The demo's bingo cards and reading plans, chosen through the ordinary actions: weeks ago and lately."""

from __future__ import annotations

import datetime as dt

from readify.actions.bingo import choose_card
from readify.actions.plan import make_plan
from readify.demo.network import DemoChild, DemoNetwork
from readify.drafts.challenge import CardDraft, PlanDraft
from readify.drafts.parsing import parse
from readify.perform import perform, present

FIRST, SECOND = 20, 6  # days ago
SETS = ("van-alles", "samen", "talen")
PLANS = ((0, 2, 5), (1, 3, 4, 6), (0, 1, 2, 3, 4))


def choose_challenges(made: DemoNetwork, *, today: dt.date, days_ago: int) -> None:
    """On two days of the demo's weeks: three of four children have a card, two of three a plan."""
    if days_ago not in (FIRST, SECOND):
        return
    for number, child in enumerate(made.children):
        if number % 4 != 3 and (days_ago == SECOND or number % 2 == 0):
            _choose_card(child, number + (days_ago == FIRST), day=today - dt.timedelta(days=days_ago))
        if days_ago == FIRST and number % 3 != 2:
            _plan(child, number, day=today - dt.timedelta(days=days_ago))


def _choose_card(child: DemoChild, number: int, *, day: dt.date) -> None:
    chosen = SETS[number % len(SETS)]
    large = number % 2 == 0 if child.band == "groot" else number % 5 == 0
    size = 4 if large else 3
    draft = parse(CardDraft, {"card_set": chosen, "size": str(size)})
    perform(choose_card, reader_id=child.reader_id, draft=draft, **{**present(), "today": day})


def _plan(child: DemoChild, number: int, *, day: dt.date) -> None:
    draft = parse(PlanDraft, {"weekdays": PLANS[number % len(PLANS)], "minutes": "10"})
    perform(make_plan, reader_id=child.reader_id, draft=draft, **{**present(), "today": day})
