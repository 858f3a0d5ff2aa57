"""The three findings above a class's week as sentences, each with a step that one tap or one choice does.

Which findings hold and how they weigh is `queries.class_insights`; what the steps do is `insight_steps`.
Here are only the sentences.
"""

from __future__ import annotations

from collections.abc import Callable
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


Saying = Callable[[Insight], str]
SAYINGS: dict[str, Saying] = {}  # by slug


def _says(words: Saying) -> Saying:
    """The function below says the finding of its own name."""
    SAYINGS[words.__name__.removeprefix("_")] = words
    return words


def insight_card(found: Insight, steps: StepsOf) -> InsightCard:
    """The words and the step of one finding."""
    return InsightCard(found.slug, found.icon, found.colour, SAYINGS[found.slug](found), steps.step_of(found))


@_says
def _no_children(_: Insight) -> str:
    return gettext("Deze klas is nog leeg")


@_says
def _not_started(_: Insight) -> str:
    return gettext("Iedereen kan beginnen")


@_says
def _first_week(_: Insight) -> str:
    return gettext("De eerste leesweek loopt")


@_says
def _pause(found: Insight) -> str:
    return gettext("Deze week is het %(pause)s", pause=holiday_word(found.title))


@_says
def _doubtful(found: Insight) -> str:
    if found.name:
        return gettext("Kijk even mee bij %(name)s", name=found.name)
    return ngettext("Kijk even mee bij %(num)d kind", "Kijk even mee bij %(num)d kinderen", found.count)


@_says
def _silent(_: Insight) -> str:
    return gettext("Het is nog stil deze week")


@_says
def _quiet(found: Insight) -> str:
    if found.name:
        return gettext("%(name)s las nog niet", name=found.name)
    return ngettext("%(num)d kind las nog niet", "%(num)d kinderen lazen nog niet", found.count)


@_says
def _carried(_: Insight) -> str:
    return gettext("Deze week las vooral één kind")


@_says
def _new_child(found: Insight) -> str:
    return gettext("%(name)s is nieuw in de klas", name=found.name)


@_says
def _no_book(found: Insight) -> str:
    return gettext("%(name)s heeft nu geen boek", name=found.name)


@_says
def _own_goal_hard(found: Insight) -> str:
    return gettext("%(name)s leest, het doel is groot", name=found.name)


@_says
def _goal_reached(found: Insight) -> str:
    reward = reward_words(found.title)
    if reward:
        return gettext("Het klassendoel is gehaald: %(reward)s", reward=reward)
    return gettext("Het klassendoel is gehaald")


@_says
def _no_goal(_: Insight) -> str:
    return gettext("De klas heeft nog geen doel")


@_says
def _goal_over(_: Insight) -> str:
    return gettext("De laatste dag is voorbij")


@_says
def _goal_near(found: Insight) -> str:
    return ngettext("Nog %(num)d lamp tot het doel", "Nog %(num)d lampen tot het doel", found.number)


@_says
def _goal_behind(_: Insight) -> str:
    return gettext("Het klassendoel is nog ver")


@_says
def _everyone(_: Insight) -> str:
    return gettext("Iedereen las deze week")


@_says
def _own_goal_streak(found: Insight) -> str:
    return ngettext(
        "%(name)s haalt het eigen doel, al %(num)d week",
        "%(name)s haalt het eigen doel, al %(num)d weken",
        found.number,
        name=found.name,
    )


@_says
def _rhythm(found: Insight) -> str:
    return ngettext("%(num)d kind heeft een leesritme", "%(num)d kinderen hebben een leesritme", found.count)


@_says
def _loved(found: Insight) -> str:
    return ngettext(
        "%(num)d kind vond het boek geweldig", "%(num)d kinderen vonden hun boek geweldig", found.count
    )


@_says
def _home_languages(found: Insight) -> str:
    return ngettext("In %(num)d taal gelezen", "In %(num)d talen gelezen", found.count)


@_says
def _new_language(found: Insight) -> str:
    return gettext("Voor het eerst gelezen: %(language)s", language=language_name(found.title))


@_says
def _same_book(found: Insight) -> str:
    return ngettext(
        "%(num)d kind leest %(title)s", "%(num)d kinderen lezen %(title)s", found.count, title=found.title
    )


@_says
def _forms(found: Insight) -> str:
    return ngettext("%(num)d soort tekst gelezen", "%(num)d soorten teksten gelezen", found.count)


@_says
def _read_aloud(_: Insight) -> str:
    return gettext("Lees vandaag tien minuten voor")


@_says
def _other_form(_: Insight) -> str:
    return gettext("Probeer een strip of een gedicht")


@_says
def _swap_book(_: Insight) -> str:
    return gettext("Laat kinderen een boek ruilen")
