"""Which children of a class's week a teacher wants to see, and in what order. Pure; A to Z unless asked."""

from __future__ import annotations

from dataclasses import dataclass

from readify.books.folding import fold
from readify.queries.class_week import ClassWeek
from readify.queries.reader_week import ReaderWeek
from readify.queries.week_plan import WeekPlan

EVERYONE, LOOK, OWN_GOAL, TALK, READ_TO = "iedereen", "kijken", "eigen", "praten", "voorgelezen"
WHO = (EVERYONE, LOOK, OWN_GOAL, TALK, READ_TO)
A_TO_Z, BY_MINUTES = "naam", "minuten"
NOT_MINE = 1  # the face for "not so nice"


@dataclass(frozen=True, slots=True)
class WeekFilter:
    """`who` is one of WHO; `name` a part of a name, `form` and `language` codes; empty means all of them.

    `order` is A to Z, or by minutes when somebody asked: a page's links never carry that on.
    """

    who: str = EVERYONE
    name: str = ""
    form: str = ""
    language: str = ""
    order: str = A_TO_Z

    @property
    def is_narrow(self) -> bool:
        """Whether more than the choice of `who` is asked."""
        return bool(self.name or self.form or self.language)

    @property
    def kept(self) -> dict[str, str]:
        """What links and the live part carry on, by the names of the address; never the order."""
        who = "" if self.who == EVERYONE else self.who
        asked = {"toon": who, "naam": self.name, "vorm": self.form, "taal": self.language}
        return {name: value for name, value in asked.items() if value}


def week_filter(asked: dict[str, str]) -> WeekFilter:
    """The filter in an address; what nobody knows is passed over."""
    who = asked.get("toon", EVERYONE)
    return WeekFilter(
        who=who if who in WHO else EVERYONE,
        name=asked.get("naam", "").strip()[:40],
        form=asked.get("vorm", "")[:20],
        language=asked.get("taal", "")[:12],
        order=BY_MINUTES if asked.get("orde") == BY_MINUTES else A_TO_Z,
    )


def needs_talk(week: ClassWeek, plan: WeekPlan) -> tuple[ReaderWeek, ...]:
    """Children for a talk: one is planned, or they were quiet or did not like it and had none this week."""
    waiting = plan.waiting("talk")
    return tuple(
        one
        for one in week.readers
        if one.reader_id in waiting
        or ((one.is_quiet or one.feeling == NOT_MINE) and one.reader_id not in plan.talked)
    )


def filtered(week: ClassWeek, plan: WeekPlan, asked: WeekFilter) -> tuple[ReaderWeek, ...]:
    """The children that are asked for. A to Z, as the week has them, unless by minutes was asked."""
    of_who = {
        LOOK: week.to_look_at,
        OWN_GOAL: week.with_own_goal,
        TALK: needs_talk(week, plan),
        READ_TO: tuple(one for one in week.readers if one.was_only_read_to),
    }.get(asked.who, week.readers)
    name = _plain(asked.name)
    found = [
        one
        for one in of_who
        if (not name or name in _plain(one.name))
        and (not asked.form or asked.form in one.forms)
        and (not asked.language or asked.language in one.languages)
    ]
    if asked.order == BY_MINUTES:
        found.sort(key=lambda one: -one.minutes)
    return tuple(found)


def _plain(name: str) -> str:
    """As it is compared; a name in a script that cannot be folded stays what it is."""
    return fold(name) or name.casefold()
