"""Three findings about a class's week, each with a next step: the best three that hold, always three.

Pure: works on a `ClassWeek`, asks no database. What may be found is `week_findings`, the words are
`web.insight_words`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from readify.queries.class_week import ClassWeek
from readify.queries.insight_rules import InsightRule, InsightRules, insight_rules
from readify.queries.week_findings import FINDINGS, Insight

HOW_MANY = 3
Weighed = tuple[int, InsightRule, Insight]  # what it weighs this week


def class_insights(
    week: ClassWeek,
    *,
    rules: InsightRules | None = None,
    shown: Sequence[Collection[str]] = (),
) -> tuple[Insight, ...]:
    """The three findings for this week, heaviest first.

    `shown` are the slugs that stood there in the weeks before, the last week first: one that stood there in
    each of the last `rules.weeks` weighs `rules.less` less, so that another that is as true goes first.
    """
    known = insight_rules() if rules is None else rules
    before = shown[: known.weeks] if len(shown) >= known.weeks else ()
    worn = set.intersection(*map(set, before)) if before else set()
    held = [
        (rule.weight - known.less * (rule.slug in worn), rule, found)
        for rule, found in _all_that_hold(week, known.by_slug)
    ]
    held.sort(key=lambda one: -one[0])
    best = sorted(_of_each_kind(held)[:HOW_MANY], key=lambda one: -one[0])
    return tuple(replace(found, icon=rule.icon, colour=rule.colour) for _, rule, found in best)


def _of_each_kind(held: list[Weighed]) -> list[Weighed]:
    """The heaviest of each kind first, then the others."""
    kinds: set[str] = set()
    first: list[Weighed] = []
    rest: list[Weighed] = []
    for one in held:
        (rest if one[1].kind in kinds else first).append(one)
        kinds.add(one[1].kind)
    return first + rest


def _all_that_hold(
    week: ClassWeek, rules: Mapping[str, InsightRule]
) -> Iterator[tuple[InsightRule, Insight]]:
    for slug, rule in rules.items():
        found = FINDINGS[slug](week, rule.thresholds)
        if found is not None:
            yield rule, replace(found, slug=slug)


__all__ = ["HOW_MANY", "Insight", "class_insights"]
