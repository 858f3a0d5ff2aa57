"""Which of a log's outcomes is celebrated: one, the greatest; the rest waits on the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readify.game.rulebook import Rulebook
from readify.game.rules import Badge
from readify.queries.class_light import ClassLight

GREATNESS = ("badge_earned", "goal_reached", "halte_reached", "ring_reached", "rhythm_reached", "lamp_lit")


@dataclass(frozen=True, slots=True)
class Celebration:
    """What the done page shows. `kind` is empty for a quiet log; `badge` and `halte` when it is about one."""

    kind: str
    gained: int
    lamp: bool
    capped: bool
    minutes: int
    badge: Badge | None = None
    badge_name: str = ""
    badge_rule: str = ""
    halte: str = ""
    more_badges: int = 0


def greatest(
    answer: Mapping[str, Any], rules: Rulebook, language: str, *, light: ClassLight | None = None
) -> Celebration:
    """The celebration in the answer to a log; with the class's `light` also the lamp that made the goal."""
    outcomes = {outcome["kind"]: outcome for outcome in reversed(answer.get("outcomes", []))}
    lamp = "lamp_lit" in outcomes
    if lamp and light is not None and light.reached and light.lamps == light.target:
        outcomes.setdefault("goal_reached", {})
    kind = next((name for name in GREATNESS if name in outcomes), "")
    badges = [outcome["slug"] for outcome in answer.get("outcomes", []) if outcome["kind"] == "badge_earned"]
    badge = next((badge for badge in rules.badges if badges and badge.slug == badges[0]), None)
    cap = outcomes.get("cap_reached", {})
    halte = outcomes.get("halte_reached", {})
    names = {halte_.slug: halte_.name for halte_ in rules.journey.haltes}
    return Celebration(
        kind=kind if badge is not None or kind != "badge_earned" else "lamp_lit" if lamp else "",
        gained=max(0, int(answer.get("lights", 0))),
        lamp=lamp,
        capped=bool(cap),
        minutes=int(cap.get("minutes", 0)),
        badge=badge,
        badge_name=badge.name.of(language) if badge else "",
        badge_rule=badge.rule.of(language) if badge else "",
        halte=names.get(halte.get("slug", ""), ""),
        more_badges=max(0, len(badges) - 1),
    )
