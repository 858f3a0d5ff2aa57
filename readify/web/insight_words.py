"""The three findings above a class's week as sentences: what holds, and one next step with its address.

Which findings hold and how they weigh is `queries.class_insights`; here are only the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from readify.queries.class_insights import Insight
from readify.web.class_words import reward_words


@dataclass(frozen=True, slots=True)
class InsightCard:
    """A finding as the page shows it."""

    url: str
    icon: str
    colour: str
    sentence: str
    step: str


Words = tuple[str, str, str]  # sentence, next step, where it leads


def insight_card(found: Insight, *, classroom_id: int) -> InsightCard:
    """The words and the address of one finding."""
    sentence, step, where = SAYINGS[found.slug](found)
    return InsightCard(_address(where, found, classroom_id), found.icon, found.colour, sentence, step)


def _address(where: str, found: Insight, classroom_id: int) -> str:
    if where == "child" and found.reader_id:
        return url_for("pupil.show", classroom_id=classroom_id, reader_id=found.reader_id)
    if where in {"child", "look"}:
        return url_for("teacher.week", classroom_id=classroom_id, toon="kijken")
    return url_for(ENDPOINTS[where], classroom_id=classroom_id)


ENDPOINTS = {
    "talk": "teacher.talk",
    "goal": "teacher.goal",
    "add": "classroom.add",
    "cards": "classroom.cards",
    "settings": "classroom.settings",
}


def _no_children(_: Insight) -> Words:
    return gettext("Deze klas is nog leeg"), gettext("Voeg het eerste kind toe."), "add"


def _not_started(_: Insight) -> Words:
    return gettext("Iedereen kan beginnen"), gettext("Deel de kaartjes uit."), "cards"


def _first_week(_: Insight) -> Words:
    return gettext("De eerste leesweek loopt"), gettext("Kijk samen op het digibord."), "talk"


def _pause(found: Insight) -> Words:
    sentence = gettext("Deze week is het %(pause)s", pause=found.title)
    return sentence, gettext("Het leesritme wacht. Lezen mag."), "settings"


def _doubtful(found: Insight) -> Words:
    if found.name:
        return (
            gettext("Kijk even mee bij %(name)s", name=found.name),
            gettext("Vaak klopt het gewoon."),
            "child",
        )
    sentence = ngettext("Kijk even mee bij %(num)d kind", "Kijk even mee bij %(num)d kinderen", found.count)
    return sentence, gettext("Vaak klopt het gewoon."), "look"


def _silent(_: Insight) -> Words:
    return gettext("Het is nog stil deze week"), gettext("Begin samen met vijf minuten."), "talk"


def _quiet(found: Insight) -> Words:
    step = gettext("Plan een kort boekgesprek.")
    if found.name:
        return gettext("%(name)s las nog niet", name=found.name), step, "talk"
    sentence = ngettext("%(num)d kind las nog niet", "%(num)d kinderen lazen nog niet", found.count)
    return sentence, step, "talk"


def _own_goal_hard(found: Insight) -> Words:
    sentence = gettext("%(name)s leest, het doel is groot", name=found.name)
    return sentence, gettext("Probeer een kleiner eigen doel."), "child"


def _goal_reached(found: Insight) -> Words:
    reward = reward_words(found.title)
    step = gettext("Plan de beloning: %(reward)s.", reward=reward) if reward else gettext("Vier het samen.")
    return gettext("Het klassendoel is gehaald"), step, "goal"


def _no_goal(_: Insight) -> Words:
    return gettext("Kies een doel"), gettext("Er staat al een voorstel klaar."), "goal"


def _goal_over(_: Insight) -> Words:
    return gettext("De laatste dag is voorbij"), gettext("Geef meer tijd, of kies nieuw."), "goal"


def _goal_near(found: Insight) -> Words:
    sentence = ngettext("Nog %(num)d lamp tot het doel", "Nog %(num)d lampen tot het doel", found.number)
    reward = reward_words(found.title)
    step = gettext("Zet vast klaar: %(reward)s.", reward=reward) if reward else gettext("Vier het straks.")
    return sentence, step, "goal"


def _goal_behind(_: Insight) -> Words:
    return gettext("Het klassendoel is nog ver"), gettext("Zet het lager, of geef meer tijd."), "goal"


def _everyone(_: Insight) -> Words:
    return gettext("Iedereen las deze week"), gettext("Zeg dat ook hardop."), "talk"


def _own_goal_streak(found: Insight) -> Words:
    sentence = gettext("%(name)s haalt het eigen doel", name=found.name)
    step = ngettext("Al %(num)d week op rij.", "Al %(num)d weken op rij.", found.number)
    return sentence, step, "child"


def _rhythm(found: Insight) -> Words:
    sentence = ngettext(
        "%(num)d kind heeft een leesritme", "%(num)d kinderen hebben een leesritme", found.count
    )
    return sentence, gettext("Vraag wat daarbij helpt."), "talk"


def _loved(found: Insight) -> Words:
    sentence = ngettext(
        "%(num)d kind vond het boek geweldig", "%(num)d kinderen vonden hun boek geweldig", found.count
    )
    return sentence, gettext("Laat ze het boek tonen."), "talk"


def _home_languages(found: Insight) -> Words:
    sentence = ngettext("In %(num)d taal gelezen", "In %(num)d talen gelezen", found.count)
    return sentence, gettext("Laat een kind een zin voorlezen."), "talk"


def _same_book(found: Insight) -> Words:
    sentence = ngettext(
        "%(num)d kind leest %(title)s", "%(num)d kinderen lezen %(title)s", found.count, title=found.title
    )
    return sentence, gettext("Zet ze bij elkaar voor een praatje."), "talk"


def _forms(found: Insight) -> Words:
    sentence = ngettext("%(num)d soort tekst gelezen", "%(num)d soorten teksten gelezen", found.count)
    return sentence, gettext("Leg ze samen op een tafel."), "talk"


def _read_aloud(_: Insight) -> Words:
    return gettext("Lees vandaag tien minuten voor"), gettext("Voorlezen telt net zo goed."), "talk"


def _other_form(_: Insight) -> Words:
    return gettext("Probeer een strip of een gedicht"), gettext("Elke soort tekst telt."), "talk"


def _swap_book(_: Insight) -> Words:
    return gettext("Laat kinderen een boek ruilen"), gettext("Stoppen met een boek mag."), "talk"


SAYINGS: Mapping[str, Callable[[Insight], Words]] = {
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
    "read_aloud": _read_aloud,
    "other_form": _other_form,
    "swap_book": _swap_book,
}
