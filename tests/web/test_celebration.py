"""One celebration a log, the greatest; everything else stays to be found."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from readify.queries.class_light import ClassLight
from readify.web.celebration import greatest

# What a log can bring, the rarest first: the order a child would tell it at home.
ORDER: dict[str, dict[str, Any]] = {
    "goal_reached": {"slug": "goal-1"},
    "halte_reached": {"slug": "maastricht", "number": 2},
    "badge_earned": {"slug": "stripspeurder"},
    "ring_reached": {"number": 1},
    "rhythm_reached": {"weeks": 1},
    "lamp_lit": {"day": "2026-11-24"},
}
EVERY_MIX = [mix for size in range(len(ORDER) + 1) for mix in itertools.combinations(ORDER, size)]


@pytest.fixture
def rules(app):
    return app.extensions["readify.rulebook"]


def answer(*kinds: str) -> dict[str, Any]:
    """A log's answer; badges and lights come first in it, as the fold tells them."""
    told = [{"kind": kind, **ORDER[kind]} for kind in reversed(kinds)]
    return {"lights": 20, "outcomes": [{"kind": "lights_changed", "gained": 20}, *told]}


def test_of_every_mix_the_greatest_is_celebrated_and_the_rest_is_told(rules):
    assert len(EVERY_MIX) == 64
    for mix in EVERY_MIX:
        shown = greatest(answer(*mix), rules, "nl")
        assert shown.kind == (mix[0] if mix else ""), mix
        assert (shown.badge is not None) == (shown.kind == "badge_earned"), mix
        assert shown.more_badges == ("badge_earned" in mix and shown.kind != "badge_earned"), mix
        assert bool(shown.halte) == ("halte_reached" in mix), mix
        assert (shown.lamp, shown.rhythm) == ("lamp_lit" in mix, "rhythm_reached" in mix), mix


def test_of_more_badges_one_is_celebrated_and_the_others_are_counted(rules):
    slugs = [badge.slug for badge in rules.badges][:3]
    told = {"lights": 5, "outcomes": [{"kind": "badge_earned", "slug": slug} for slug in slugs]}
    shown = greatest(told, rules, "nl")
    assert shown.badge is not None
    assert (shown.badge.slug, shown.more_badges) == (slugs[0], 2)


def test_of_two_haltes_in_one_log_the_furthest_is_told(rules):
    haltes = rules.journey.haltes[1:3]
    told = [{"kind": "halte_reached", "slug": halte.slug, "number": halte.number} for halte in haltes]
    assert greatest({"lights": 60, "outcomes": told}, rules, "nl").halte == haltes[-1].name


def test_a_badge_that_the_rules_no_longer_know_is_no_celebration(rules):
    told = [{"kind": "badge_earned", "slug": "van-vroeger"}, {"kind": "lamp_lit", "day": "2026-11-24"}]
    shown = greatest({"lights": 5, "outcomes": told}, rules, "nl")
    assert (shown.kind, shown.badge, shown.more_badges) == ("lamp_lit", None, 0)


@pytest.mark.parametrize(("lamps", "kind"), [(9, "lamp_lit"), (10, "goal_reached"), (11, "lamp_lit")])
def test_the_lamp_that_makes_the_goal_is_the_goal_s_celebration(rules, lamps, kind):
    light = ClassLight(lamps=lamps, target=10, lit=28, next_at=None, reached=lamps >= 10)
    assert greatest(answer("lamp_lit"), rules, "nl", light=light).kind == kind


def test_a_quiet_log_has_no_celebration(rules):
    shown = greatest({"lights": -3, "outcomes": []}, rules, "nl")
    assert (shown.kind, shown.gained, shown.capped) == ("", 0, False)
