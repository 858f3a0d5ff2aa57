"""What can be done about each of the three findings: one tap, one choice out of a few, or a page for it.

Every finding has its step here. What was planned already says so, and leads to where it is done.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from readify.drafts.week import PRAISES
from readify.queries.class_insights import Insight
from readify.queries.class_week import ClassWeek
from readify.queries.week_plan import WeekPlan

Fields = tuple[tuple[str, str], ...]
SMALLEST_GOAL = 3
MOST_CHOICES = 6


@dataclass(frozen=True, slots=True)
class InsightStep:
    """`words` say it. Without `posts` it is a link; else a tap posts `fields` to `url`.

    With `choices` (value, words) one of them is tapped, sent as `asks`.
    """

    words: str
    url: str
    posts: bool = False
    fields: Fields = ()
    asks: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class StepsOf:
    """The steps for one class in one week, knowing what is planned."""

    def __init__(self, week: ClassWeek, plan: WeekPlan, *, screen_key: str = "") -> None:
        self.week, self.plan, self.screen_key = week, plan, screen_key
        self.here: dict[str, Any] = {"classroom_id": week.classroom_id}
        self.names = {one.reader_id: one.name for one in week.readers}

    def step_of(self, found: Insight) -> InsightStep:
        """The step for this finding."""
        return STEPS_OF[found.slug](self, found)

    def to(self, endpoint: str, words: str, **about: Any) -> InsightStep:
        """A page that does it."""
        return InsightStep(words, url_for(endpoint, **self.here, **about))

    def plans(
        self, kind: str, words: str, readers: Sequence[int] = (), *, again: str = "teacher.talk"
    ) -> InsightStep:
        """Plans a step with these children, or the class. What waits already is only shown."""
        waiting = self.plan.waiting(kind) | (self.plan.talked if kind == "talk" else frozenset())
        left = [one for one in readers if one not in waiting]
        if (readers and not left) or (not readers and self.plan.waits_for_class(kind)):
            return self.to(again, gettext("Staat gepland. Bekijk hoe je begint."))
        fields = (("kind", kind), *(("readers", str(one)) for one in left))
        return InsightStep(words, url_for("steps.plan", **self.here), posts=True, fields=fields)

    def chooses(self, kind: str, words: str, readers: Sequence[int]) -> InsightStep:
        """One of these children is chosen for a step; with one child a tap is enough."""
        left = [one for one in readers if one not in self.plan.waiting(kind)]
        if len(left) < 2 or not readers:
            return self.plans(kind, words, readers)
        turn = self.week.monday.toordinal() // 7 % len(left)
        shown = [*left[turn:], *left[:turn]][:MOST_CHOICES]
        choices = tuple((str(one), self.names[one]) for one in sorted(shown, key=left.index))
        url = url_for("steps.plan", **self.here)
        return InsightStep(words, url, posts=True, fields=(("kind", kind),), asks="readers", choices=choices)

    def praises(self, codes: Sequence[str], words: str, readers: Sequence[int]) -> InsightStep:
        """A kind word for these children; with several sentences one of them is chosen."""
        fields = tuple(("readers", str(one)) for one in readers)
        url = url_for("steps.praise", **self.here)
        if len(codes) == 1:
            return InsightStep(words, url, posts=True, fields=(("code", codes[0]), *fields))
        choices = tuple((code, gettext(PRAISES[code])) for code in codes)
        return InsightStep(words, url, posts=True, fields=fields, asks="code", choices=choices)

    def reads(self, minutes: int, words: str) -> InsightStep:
        """Starts the reading time on the class's screen."""
        url = url_for("teacher.timer", **self.here)
        return InsightStep(words, url, posts=True, fields=(("minuten", str(minutes)),))

    def lowers(self, found: Insight) -> InsightStep:
        """A smaller own goal: two to choose from, both within what a goal may be."""
        lower = sorted({max(SMALLEST_GOAL, found.number // 2), max(SMALLEST_GOAL, found.number - 5)})
        choices = tuple(
            (str(one), ngettext("%(num)d minuut", "%(num)d minuten", one)) for one in reversed(lower)
        )
        url = url_for("pupil.own_goal", **self.here, reader_id=found.reader_id)
        words = gettext("Maak het eigen doel kleiner.")
        return InsightStep(
            words, url, posts=True, fields=(("terug", "week"),), asks="minutes", choices=choices
        )


def _screen(steps: StepsOf, _: Insight) -> InsightStep:
    words = gettext("Kijk samen op het digibord.")
    return InsightStep(words, url_for("screen.show", key=steps.screen_key))


def _look(steps: StepsOf, found: Insight) -> InsightStep:
    words = gettext("Bekijk waarom. Vaak klopt het gewoon.")
    if found.reader_id:
        return steps.to("pupil.show", words, reader_id=found.reader_id)
    return steps.to("teacher.week", words, toon="kijken")


def _quiet(steps: StepsOf, found: Insight) -> InsightStep:
    return steps.plans("talk", gettext("Plan een kort boekgesprek."), found.readers)


def _book(steps: StepsOf, found: Insight) -> InsightStep:
    return steps.to("care.choose_book", gettext("Kies samen een boek."), reader_id=found.reader_id)


def _streak(steps: StepsOf, found: Insight) -> InsightStep:
    words = gettext("Geef een compliment voor het ritme.")
    return steps.praises(("goal", "rhythm", "book"), words, found.readers)


def _language(steps: StepsOf, found: Insight) -> InsightStep:
    return steps.chooses("sentence", gettext("Laat een zin voorlezen. Kies een kind."), found.readers)


def _home_languages(steps: StepsOf, found: Insight) -> InsightStep:
    return steps.chooses("sentence", gettext("Laat een kind een zin voorlezen."), found.readers)


def _read_aloud(steps: StepsOf, _: Insight) -> InsightStep:
    fields = (("submission_id", str(uuid.uuid4())), ("minutes", "10"), ("how", "read_to_me"))
    words = gettext("Voorgelezen? Zet 10 minuten voor iedereen.")
    return InsightStep(words, url_for("steps.read", **steps.here), posts=True, fields=fields)


STEPS_OF: Mapping[str, Callable[[StepsOf, Insight], InsightStep]] = {
    "no_children": lambda steps, _: steps.to("classroom.add", gettext("Voeg het eerste kind toe.")),
    "not_started": lambda steps, _: steps.to("classroom.cards", gettext("Deel de kaartjes uit.")),
    "first_week": _screen,
    "pause": lambda steps, _: steps.to("classroom.settings", gettext("Het leesritme wacht. Lezen mag.")),
    "doubtful": _look,
    "silent": lambda steps, _: steps.reads(5, gettext("Begin nu samen: vijf minuten lezen.")),
    "quiet": _quiet,
    "carried": lambda steps, _: steps.reads(15, gettext("Lees nu samen een kwartier.")),
    "new_child": _book,
    "no_book": _book,
    "own_goal_hard": lambda steps, found: steps.lowers(found),
    "goal_reached": _screen,
    "no_goal": lambda steps, _: steps.to("teacher.goal", gettext("Er staat al een voorstel klaar.")),
    "goal_over": lambda steps, _: steps.to("teacher.goal", gettext("Geef meer tijd, of kies nieuw.")),
    "goal_near": lambda steps, _: steps.reads(15, gettext("Lees nu samen een kwartier.")),
    "goal_behind": lambda steps, _: steps.to("teacher.goal", gettext("Zet het lager, of geef meer tijd.")),
    "everyone": lambda steps, found: steps.praises(
        ("everyone",), gettext("Stuur iedereen een compliment."), found.readers
    ),
    "own_goal_streak": _streak,
    "rhythm": lambda steps, found: steps.praises(
        ("rhythm",), gettext("Stuur ze een compliment."), found.readers
    ),
    "loved": lambda steps, found: steps.chooses(
        "show", gettext("Laat een kind het boek tonen."), found.readers
    ),
    "home_languages": _home_languages,
    "new_language": _language,
    "same_book": lambda steps, found: steps.plans(
        "talk", gettext("Plan een gesprek met z'n allen."), found.readers
    ),
    "forms": lambda steps, _: steps.plans("table", gettext("Plan een tafel met al die soorten.")),
    "read_aloud": _read_aloud,
    "other_form": lambda steps, _: steps.plans("form", gettext("Plan het voor deze week.")),
    "swap_book": lambda steps, _: steps.plans("swap", gettext("Plan een ruilmoment.")),
}
