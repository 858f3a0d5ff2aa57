"""Three findings about a class's week, each with a next step: the best three that hold, always three.

Pure: works on a `ClassWeek`, asks no database. The words are `web.insight_words`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from readify.queries.class_week import ClassWeek, ReaderWeek
from readify.queries.insight_rules import InsightRule, insight_rules

HOW_MANY = 3


@dataclass(frozen=True, slots=True)
class Insight:
    """One finding. `name` and `reader_id` when it is about one child, `count` when about several.

    `number` is weeks, lamps or languages, `title` a book, a pause or a reward's code: as the finding needs.
    """

    slug: str
    count: int = 0
    name: str = ""
    reader_id: int = 0
    number: int = 0
    title: str = ""
    icon: str = ""
    colour: str = ""


Finding = Callable[[ClassWeek, Mapping[str, float]], Insight | None]


def class_insights(week: ClassWeek, *, rules: Mapping[str, InsightRule] | None = None) -> tuple[Insight, ...]:
    """The three findings for this week, heaviest first."""
    known = insight_rules() if rules is None else rules
    held = [(known[found.slug], found) for found in _all_that_hold(week, known)]
    held.sort(key=lambda pair: -pair[0].weight)
    kinds: set[str] = set()
    first: list[tuple[InsightRule, Insight]] = []
    rest: list[tuple[InsightRule, Insight]] = []
    for rule, found in held:
        (rest if rule.kind in kinds else first).append((rule, found))
        kinds.add(rule.kind)
    best = (first + rest)[:HOW_MANY]
    best.sort(key=lambda pair: -pair[0].weight)
    return tuple(replace(found, icon=rule.icon, colour=rule.colour) for rule, found in best)


def _all_that_hold(week: ClassWeek, rules: Mapping[str, InsightRule]) -> Iterator[Insight]:
    for slug, look in FINDINGS.items():
        found = look(week, rules[slug].thresholds)
        if found is not None:
            yield replace(found, slug=slug)


def _about(readers: tuple[ReaderWeek, ...]) -> Insight | None:
    """One child is named, several are counted."""
    if not readers:
        return None
    one = readers[0] if len(readers) == 1 else None
    return Insight("", len(readers), name=one.name if one else "", reader_id=one.reader_id if one else 0)


def _ever(week: ClassWeek) -> int:
    return sum(reader.readings_ever for reader in week.readers)


def _now(week: ClassWeek) -> int:
    return sum(reader.readings for reader in week.readers)


def _no_children(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return None if week.readers else Insight("")


def _not_started(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.readers and not _ever(week) else None


def _first_week(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.is_this_week and 0 < _ever(week) == _now(week) else None


def _pause(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("", title=week.pause) if week.pause else None


def _doubtful(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return _about(week.marked)


def _is_early(week: ClassWeek, from_day: float) -> bool:
    return week.is_this_week and week.today.isoweekday() < from_day


def _silent(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    early = _is_early(week, limits["from_day"])
    hushed = week.readers and not _now(week) and _ever(week) and not week.pause
    return Insight("") if hushed and not early else None


def _quiet(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    if not _now(week) or _is_early(week, limits["from_day"]):
        return None
    return _about(week.quiet)


def _own_goal_hard(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    weeks = int(limits["weeks"])
    found = [
        reader
        for reader in week.readers
        if reader.readings and reader.readings_ever > reader.readings and not sum(reader.lamp_days[:weeks])
    ]
    return _about(_one_of(week, found))


def _goal_reached(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    goal = week.goal
    return Insight("", number=goal.progress, title=goal.reward) if goal and goal.reached else None


def _no_goal(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.goal is None and week.readers else None


def _goal_over(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.goal and week.goal.is_over and not week.goal.reached else None


def _goal_near(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    goal = week.goal
    if goal is None or goal.reached or goal.is_over or not goal.progress:
        return None
    near = goal.to_go <= max(limits["lamps"], goal.target * limits["share"])
    return Insight("", goal.to_go, number=goal.to_go, title=goal.reward) if near else None


def _goal_behind(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    goal = week.goal
    behind = goal is not None and not goal.on_schedule and not goal.is_over
    return Insight("") if behind and not week.pause else None


def _everyone(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    here = [reader for reader in week.readers if not reader.paused or reader.readings]
    all_read = all(reader.readings for reader in here)
    return Insight("", len(here)) if all_read and len(here) >= limits["children"] else None


def _own_goal_streak(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    """A child with a goal of its own comes first: there praise does the most. Another one each week."""
    streaks = {reader: _streak(reader, int(limits["days"])) for reader in week.readers}
    found = [reader for reader, weeks in streaks.items() if weeks >= limits["weeks"]]
    chosen = _one_of(week, [reader for reader in found if reader.own_goal_differs] or found)
    if not chosen:
        return None
    one = chosen[0]
    return Insight("", 1, name=one.name, reader_id=one.reader_id, number=streaks[one])


def _streak(reader: ReaderWeek, days: int) -> int:
    """Weeks in a row; the running week counts once it is reached and breaks nothing before."""
    weeks = reader.lamp_days if reader.lamp_days[0] >= days else reader.lamp_days[1:]
    reached = [lamps >= days for lamps in weeks]
    return reached.index(False) if False in reached else len(reached)


def _one_of(week: ClassWeek, readers: list[ReaderWeek]) -> tuple[ReaderWeek, ...]:
    """One of them, another one each week."""
    if not readers:
        return ()
    return (readers[week.monday.toordinal() // 7 % len(readers)],)


def _rhythm(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    count = sum(reader.rhythm_reached for reader in week.readers)
    return Insight("", count) if count >= limits["children"] else None


def _loved(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    count = sum(reader.feeling == 4 for reader in week.readers)
    return Insight("", count) if count >= limits["children"] else None


def _home_languages(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    count = len(week.languages)
    return Insight("", count) if count >= limits["languages"] else None


def _same_book(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    titles = Counter(reader.book.title for reader in week.readers if reader.book and reader.readings)
    title, count = max(titles.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return Insight("", count, title=title) if count >= limits["children"] else None


def _forms(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    count = len(week.forms)
    return Insight("", count) if count >= limits["forms"] else None


def _always(_week: ClassWeek, _limits: Mapping[str, float]) -> Insight:
    return Insight("")


FINDINGS: Mapping[str, Finding] = {
    "no_children": _no_children,
    "not_started": _not_started,
    "first_week": _first_week,
    "pause": _pause,
    "doubtful": _doubtful,
    "silent": _silent,
    "quiet": _quiet,
    "own_goal_hard": _own_goal_hard,
    "goal_reached": _goal_reached,
    "no_goal": _no_goal,
    "goal_over": _goal_over,
    "goal_near": _goal_near,
    "goal_behind": _goal_behind,
    "everyone": _everyone,
    "own_goal_streak": _own_goal_streak,
    "rhythm": _rhythm,
    "loved": _loved,
    "home_languages": _home_languages,
    "same_book": _same_book,
    "forms": _forms,
    "read_aloud": _always,
    "other_form": _always,
    "swap_book": _always,
}
