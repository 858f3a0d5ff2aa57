"""Which of a log's outcomes is celebrated: one, the greatest; the rest is a line, or waits on the wall.

The rarer, the greater: a class reaches its goal once in weeks, a boat moors eleven times, badges are 42.
A badge that is not celebrated loses nothing: it hangs on the wall as new until its child has seen it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readify.game.rulebook import Rulebook
from readify.game.rules import Badge
from readify.queries.class_light import ClassLight

GREATNESS = (
    "goal_reached",
    "halte_reached",
    "badge_earned",
    "ring_reached",
    "bingo_row",
    "rhythm_reached",
    "lamp_lit",
)


@dataclass(frozen=True, slots=True)
class Celebration:
    """What the done page shows. `kind` is empty for a quiet log.

    `badge` is set when a badge is celebrated, `more_badges` counts the others; `halte` is the name of a new
    one, `lamp` and `rhythm` tell whether they came too, celebrated or not. `bingo` is what a bingo card got:
    `full`, `row`, `cell` or nothing.
    """

    kind: str
    gained: int
    lamp: bool
    capped: bool
    minutes: int
    badge: Badge | None = None
    badge_name: str = ""
    badge_rule: str = ""
    halte: str = ""
    rhythm: bool = False
    bingo: str = ""
    more_badges: int = 0


def greatest(
    answer: Mapping[str, Any], rules: Rulebook, language: str, *, light: ClassLight | None = None
) -> Celebration:
    """The celebration in the answer to a log; with the class's `light` also the lamp that made the goal."""
    told = answer.get("outcomes", [])
    outcomes = {outcome["kind"]: outcome for outcome in told}  # of two haltes the last: the furthest
    lamp = "lamp_lit" in outcomes
    if lamp and light is not None and light.reached and light.lamps == light.target:
        outcomes.setdefault("goal_reached", {})
    badges = _badges([one["slug"] for one in told if one["kind"] == "badge_earned"], rules)
    if not badges:
        outcomes.pop("badge_earned", None)
    kind = next((name for name in GREATNESS if name in outcomes), "")
    badge = badges[0] if kind == "badge_earned" else None
    cap = outcomes.get("cap_reached", {})
    names = {halte.slug: halte.name for halte in rules.journey.haltes}
    return Celebration(
        kind=kind,
        gained=max(0, int(answer.get("lights", 0))),
        lamp=lamp,
        capped=bool(cap),
        minutes=int(cap.get("minutes", 0)),
        badge=badge,
        badge_name=badge.name.of(language) if badge else "",
        badge_rule=badge.rule.of(language) if badge else "",
        halte=names.get(outcomes.get("halte_reached", {}).get("slug", ""), ""),
        rhythm="rhythm_reached" in outcomes,
        bingo=next((name for name in ("full", "row", "cell") if f"bingo_{name}" in outcomes), ""),
        more_badges=len(badges) - (badge is not None),
    )


def _badges(slugs: list[str], rules: Rulebook) -> list[Badge]:
    """The badges of an answer, in its order, that the rulebook still knows."""
    known = {badge.slug: badge for badge in rules.badges}
    return [known[slug] for slug in slugs if slug in known]
