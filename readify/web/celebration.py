"""Which of a log's outcomes is celebrated: one, the greatest; the rest waits on the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readify.game.rulebook import Rulebook
from readify.game.rules import Badge

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
    halte: str = ""
    more_badges: int = 0


def greatest(answer: Mapping[str, Any], rules: Rulebook, language: str) -> Celebration:
    """The celebration in the answer to a log."""
    outcomes = {outcome["kind"]: outcome for outcome in reversed(answer.get("outcomes", []))}
    kind = next((name for name in GREATNESS if name in outcomes), "")
    badges = [outcome["slug"] for outcome in answer.get("outcomes", []) if outcome["kind"] == "badge_earned"]
    badge = rules.badge(badges[0]) if badges else None
    cap = outcomes.get("cap_reached", {})
    halte = outcomes.get("halte_reached", {})
    names = {halte_.slug: halte_.name for halte_ in rules.journey.haltes}
    return Celebration(
        kind=kind,
        gained=max(0, int(answer.get("lights", 0))),
        lamp="lamp_lit" in outcomes,
        capped=bool(cap),
        minutes=int(cap.get("minutes", 0)),
        badge=badge,
        badge_name=badge.name.of(language) if badge else "",
        halte=names.get(halte.get("slug", ""), ""),
        more_badges=max(0, len(badges) - 1),
    )
