"""What may be found in a class's week: one small function per finding, each asked with its thresholds.

Pure: works on a `ClassWeek`, asks no database. Which three are shown is `class_insights`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from readify.queries.class_week import ClassWeek
from readify.queries.reader_week import ReaderWeek


@dataclass(frozen=True, slots=True)
class Insight:
    """One finding. `name` and `reader_id` when it is about one child, `count` when about several.

    `number` is weeks, lamps, minutes or languages, `title` a book, a language, a pause or a reward's code: as
    the finding needs. `readers` are the children it is about, for the step that follows.
    """

    slug: str
    count: int = 0
    name: str = ""
    reader_id: int = 0
    number: int = 0
    title: str = ""
    icon: str = ""
    colour: str = ""
    readers: tuple[int, ...] = ()


Finding = Callable[[ClassWeek, Mapping[str, float]], Insight | None]
FINDINGS: dict[str, Finding] = {}  # by slug
THRESHOLDS: dict[str, frozenset[str]] = {}  # by slug: what `seeds/insights.toml` sets for it


def _finds(*thresholds: str) -> Callable[[Finding], Finding]:
    """The function below is the finding of its own name, asked with these thresholds."""

    def enlist(look: Finding) -> Finding:
        _enlist(look.__name__.removeprefix("_"), look, *thresholds)
        return look

    return enlist


def _enlist(slug: str, look: Finding, *thresholds: str) -> None:
    FINDINGS[slug], THRESHOLDS[slug] = look, frozenset(thresholds)


def _about(readers: Sequence[ReaderWeek], *, number: int = 0, title: str = "") -> Insight | None:
    """One child is named, several are counted."""
    if not readers:
        return None
    ids = tuple(reader.reader_id for reader in readers)
    name, only = (readers[0].name, ids[0]) if len(ids) == 1 else ("", 0)
    return Insight("", len(ids), name=name, reader_id=only, number=number, title=title, readers=ids)


def _ever(week: ClassWeek) -> int:
    return sum(reader.readings_ever for reader in week.readers)


def _now(week: ClassWeek) -> int:
    return sum(reader.readings for reader in week.readers)


@_finds()
def _no_children(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return None if week.readers else Insight("")


@_finds()
def _not_started(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.readers and not _ever(week) else None


@_finds()
def _first_week(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.is_this_week and 0 < _ever(week) == _now(week) else None


@_finds()
def _pause(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("", title=week.pause) if week.pause else None


@_finds()
def _doubtful(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return _about(week.marked)


def _is_early(week: ClassWeek, from_day: float) -> bool:
    return week.is_this_week and week.today.isoweekday() < from_day


@_finds("from_day")
def _silent(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    early = _is_early(week, limits["from_day"])
    hushed = week.readers and not _now(week) and _ever(week) and not week.pause
    return Insight("") if hushed and not early else None


@_finds("from_day")
def _quiet(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    if not _now(week) or _is_early(week, limits["from_day"]):
        return None
    return _about(week.quiet)


@_finds("weeks")
def _own_goal_hard(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    weeks = int(limits["weeks"])
    found = [
        reader
        for reader in week.readers
        if reader.readings and reader.readings_ever > reader.readings and not sum(reader.lamp_days[:weeks])
    ]
    chosen = _one_of(week, found)
    return _about(chosen, number=chosen[0].own_goal) if chosen else None


@_finds("children", "days", "from_day", "share")
def _carried(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    """One child carries all: of so many children one has this share of all days with a reading. Not named."""
    here = [reader for reader in week.readers if not reader.paused]
    days = [reader.reading_days for reader in here]
    if len(here) < limits["children"] or _is_early(week, limits["from_day"]) or week.pause:
        return None
    carries = sum(days) >= limits["days"] and max(days) >= limits["share"] * sum(days)
    return Insight("") if carries else None


@_finds("days", "readings", "share")
def _new_child(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    """Came into a class that was there before; not once it found its way."""
    since = week.today - dt.timedelta(days=limits["days"])
    new = [reader for reader in week.readers if reader.joined > since]
    if not week.is_this_week or len(new) > limits["share"] * len(week.readers):
        return None
    return _about(_one_of(week, [reader for reader in new if reader.readings_ever < limits["readings"]]))


@_finds("readings")
def _no_book(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    """Has read before, has no book under way now; who is quiet comes first."""
    found = [
        reader
        for reader in week.readers
        if reader.book is None and not reader.paused and reader.readings_ever >= limits["readings"]
    ]
    quiet = [reader for reader in found if reader.is_quiet]
    return _about(_one_of(week, quiet or found)) if week.is_this_week else None


@_finds()
def _goal_reached(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    goal = week.goal
    return Insight("", number=goal.progress, title=goal.reward) if goal and goal.reached else None


@_finds()
def _no_goal(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.goal is None and week.readers else None


@_finds()
def _goal_over(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    return Insight("") if week.goal and week.goal.is_over and not week.goal.reached else None


@_finds("lamps", "share")
def _goal_near(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    goal = week.goal
    if goal is None or goal.reached or goal.is_over or not goal.progress:
        return None
    near = goal.to_go <= max(limits["lamps"], goal.target * limits["share"])
    return Insight("", goal.to_go, number=goal.to_go, title=goal.reward) if near else None


@_finds()
def _goal_behind(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    goal = week.goal
    behind = goal is not None and not goal.on_schedule and not goal.is_over
    return Insight("") if behind and not week.pause else None


@_finds("children")
def _everyone(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    here = [reader for reader in week.readers if not reader.paused or reader.readings]
    all_read = all(reader.readings for reader in here)
    return _about(here) if all_read and len(here) >= limits["children"] else None


@_finds("days", "weeks")
def _own_goal_streak(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    """A child with a goal of its own comes first: there praise does the most. Another one each week."""
    streaks = {reader: _streak(reader, int(limits["days"])) for reader in week.readers}
    found = [reader for reader, weeks in streaks.items() if weeks >= limits["weeks"]]
    chosen = _one_of(week, [reader for reader in found if reader.own_goal_differs] or found)
    if not chosen:
        return None
    one = chosen[0]
    return _about((one,), number=streaks[one])


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


@_finds("children")
def _rhythm(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    found = [reader for reader in week.readers if reader.rhythm_reached and reader.readings]
    return _about(found) if len(found) >= limits["children"] else None


@_finds("children")
def _loved(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    found = [reader for reader in week.readers if reader.feeling == 4]
    return _about(found) if len(found) >= limits["children"] else None


@_finds("languages")
def _home_languages(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    count = len(week.languages)
    if count < limits["languages"]:
        return None
    return Insight("", count, number=count, readers=_speakers(week, set(week.languages) - {"nl"}))


@_finds()
def _new_language(week: ClassWeek, _: Mapping[str, float]) -> Insight | None:
    """Read this week, and not in the weeks before. Another one each week when there are several."""
    if not week.new_languages:
        return None
    tongue = week.new_languages[week.monday.toordinal() // 7 % len(week.new_languages)]
    readers = _speakers(week, {tongue})
    return Insight("", len(readers), title=tongue, readers=readers)


def _speakers(week: ClassWeek, tongues: set[str]) -> tuple[int, ...]:
    """Children who read one of these languages this week."""
    return tuple(one.reader_id for one in week.readers if tongues & set(one.languages))


@_finds("children")
def _same_book(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    titles = Counter(reader.book.title for reader in week.readers if reader.book and reader.readings)
    title, count = max(titles.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    readers = tuple(
        one.reader_id for one in week.readers if one.readings and one.book and one.book.title == title
    )
    return Insight("", count, title=title, readers=readers) if count >= limits["children"] else None


@_finds("forms")
def _forms(week: ClassWeek, limits: Mapping[str, float]) -> Insight | None:
    count = len(week.forms)
    return Insight("", count) if count >= limits["forms"] else None


def _always(_week: ClassWeek, _limits: Mapping[str, float]) -> Insight:
    return Insight("")


for _tip in ("read_aloud", "other_form", "swap_book"):
    _enlist(_tip, _always)
