"""The three findings above a class's week as sentences, each with a step that one tap or one choice does.

Which findings hold and how they weigh is `queries.class_insights`; what the steps do is `insight_steps`.
Here are only the sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from readify.queries.class_insights import Insight
from readify.web.class_words import holiday_word, language_name, reward_words
from readify.web.insight_steps import InsightStep, StepsOf


@dataclass(frozen=True, slots=True)
class InsightCard:
    """A finding as the page shows it, with its step."""

    slug: str
    icon: str
    colour: str
    sentence: str
    step: InsightStep


def insight_card(found: Insight, steps: StepsOf) -> InsightCard:
    """The words and the step of one finding."""
    return InsightCard(found.slug, found.icon, found.colour, SAYINGS[found.slug](found), steps.step_of(found))


def _no_children(_: Insight) -> str:
    return gettext("Deze klas is nog leeg")


def _not_started(_: Insight) -> str:
    return gettext("Iedereen kan beginnen")


def _first_week(_: Insight) -> str:
    return gettext("De eerste leesweek loopt")


def _pause(found: Insight) -> str:
    return gettext("Deze week is het %(pause)s", pause=holiday_word(found.title))


def _doubtful(found: Insight) -> str:
    if found.name:
        return gettext("Kijk even mee bij %(name)s", name=found.name)
    return ngettext("Kijk even mee bij %(num)d kind", "Kijk even mee bij %(num)d kinderen", found.count)


def _silent(_: Insight) -> str:
    return gettext("Het is nog stil deze week")


def _quiet(found: Insight) -> str:
    if found.name:
        return gettext("%(name)s las nog niet", name=found.name)
    return ngettext("%(num)d kind las nog niet", "%(num)d kinderen lazen nog niet", found.count)


def _carried(_: Insight) -> str:
    return gettext("Deze week las vooral één kind")


def _new_child(found: Insight) -> str:
    return gettext("%(name)s is nieuw in de klas", name=found.name)


def _no_book(found: Insight) -> str:
    return gettext("%(name)s heeft nu geen boek", name=found.name)


def _own_goal_hard(found: Insight) -> str:
    return gettext("%(name)s leest, het doel is groot", name=found.name)


def _goal_reached(found: Insight) -> str:
    reward = reward_words(found.title)
    if reward:
        return gettext("Het klassendoel is gehaald: %(reward)s", reward=reward)
    return gettext("Het klassendoel is gehaald")


def _no_goal(_: Insight) -> str:
    return gettext("De klas heeft nog geen doel")


def _goal_over(_: Insight) -> str:
    return gettext("De laatste dag is voorbij")


def _goal_near(found: Insight) -> str:
    return ngettext("Nog %(num)d lamp tot het doel", "Nog %(num)d lampen tot het doel", found.number)


def _goal_behind(_: Insight) -> str:
    return gettext("Het klassendoel is nog ver")


def _everyone(_: Insight) -> str:
    return gettext("Iedereen las deze week")


def _own_goal_streak(found: Insight) -> str:
    return ngettext(
        "%(name)s haalt het eigen doel, al %(num)d week",
        "%(name)s haalt het eigen doel, al %(num)d weken",
        found.number,
        name=found.name,
    )


def _rhythm(found: Insight) -> str:
    return ngettext("%(num)d kind heeft een leesritme", "%(num)d kinderen hebben een leesritme", found.count)


def _loved(found: Insight) -> str:
    return ngettext(
        "%(num)d kind vond het boek geweldig", "%(num)d kinderen vonden hun boek geweldig", found.count
    )


def _home_languages(found: Insight) -> str:
    return ngettext("In %(num)d taal gelezen", "In %(num)d talen gelezen", found.count)


def _new_language(found: Insight) -> str:
    return gettext("Voor het eerst gelezen: %(language)s", language=language_name(found.title))


def _same_book(found: Insight) -> str:
    return ngettext(
        "%(num)d kind leest %(title)s", "%(num)d kinderen lezen %(title)s", found.count, title=found.title
    )


def _forms(found: Insight) -> str:
    return ngettext("%(num)d soort tekst gelezen", "%(num)d soorten teksten gelezen", found.count)


def _read_aloud(_: Insight) -> str:
    return gettext("Lees vandaag tien minuten voor")


def _other_form(_: Insight) -> str:
    return gettext("Probeer een strip of een gedicht")


def _swap_book(_: Insight) -> str:
    return gettext("Laat kinderen een boek ruilen")


SAYINGS: Mapping[str, Callable[[Insight], str]] = {
    "no_children": _no_children,
    "not_started": _not_started,
    "first_week": _first_week,
    "pause": _pause,
    "doubtful": _doubtful,
    "silent": _silent,
    "quiet": _quiet,
    "carried": _carried,
    "new_child": _new_child,
    "no_book": _no_book,
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
    "new_language": _new_language,
    "same_book": _same_book,
    "forms": _forms,
    "read_aloud": _read_aloud,
    "other_form": _other_form,
    "swap_book": _swap_book,
}
