"""What a teacher sends: a child's first name, an own goal, a class goal, a pause, settings, a timer.

Also the fixed choices behind those forms (companions, rewards, timer lengths). Ranges here are those of the
tables; what a network narrows further lives in `seeds/rates.toml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text, none_if_empty
from readify.drafts.reading import LANGUAGE_TAG
from readify.game.facts import Form
from readify.rewards import OWN, rewards
from readify.words import N_

COMPANIONS = {
    "korenwolf": N_("korenwolf"),
    "salamander": N_("salamander"),
    "oehoe": N_("oehoe"),
    "bever": N_("bever"),
    "das": N_("das"),
    "mosa": N_("mosasaurus"),
}
TIMER_MINUTES = (5, 10, 15, 20, 30)
LONGEST_NAME = 40
LONGEST_GOAL_DAYS = 366

NAME_MISSING = N_("Typ een voornaam of bijnaam.")
NAME_TOO_LONG = N_("Gebruik hooguit 40 letters.")
WRONG_COMPANION = N_("Kies één koempel.")
WRONG_HOME_LANGUAGES = N_("Kies talen uit de lijst.")
WRONG_OWN_GOAL = N_("Kies 3 tot 30 minuten.")
WRONG_CAP = N_("Kies 30 tot 120 lichtjes.")
WRONG_RHYTHM = N_("Kies 2 tot 6 dagen.")
WRONG_TARGET = N_("Kies 1 tot 5000 lampen.")
WRONG_ENDS = N_("Kies een laatste dag die nog komt.")
ENDS_TOO_FAR = N_("Kies een dag binnen een jaar.")
WRONG_REWARD = N_("Kies een beloning uit de lijst.")
WRONG_DATE = N_("Kies een dag.")
PAUSE_ORDER = N_("De laatste dag ligt voor de eerste dag.")
PAUSE_TOO_LONG = N_("Een pauze duurt hooguit 100 dagen.")
PAUSE_NAME = N_("Geef de pauze een korte naam.")
WRONG_TIMER = N_("Kies 5, 10, 15, 20 of 30 minuten.")
LONGEST_PAUSE = 100
LONGEST_REWARD = 80
REWARD_MISSING = N_("Schrijf op wat de klas krijgt, of kies iets uit de lijst.")
REWARD_TOO_LONG = N_("Gebruik hooguit 80 letters.")
REWARD_A_THING = N_("Kies iets met lezen, voor iedereen. Geen geld, geen spullen, geen prijs.")
WRONG_FORMS = N_("Kies soorten uit de lijst.")
NO_FORMS = N_("Laat minstens één soort aan staan.")

Blank = BeforeValidator(none_if_empty)
Text = BeforeValidator(clean_text)


def _name(value: str) -> str:
    if not value:
        raise FieldError(NAME_MISSING)
    if len(value) > LONGEST_NAME:
        raise FieldError(NAME_TOO_LONG)
    return value


def _companion(value: str) -> str:
    if value not in COMPANIONS:
        raise FieldError(WRONG_COMPANION)
    return value


def _tongues(values: list[str]) -> list[str]:
    """BCP 47 tags, Dutch left out (everyone reads it here), each once."""
    if any(not LANGUAGE_TAG.fullmatch(value) for value in values) or len(values) > 6:
        raise FieldError(WRONG_HOME_LANGUAGES)
    return [value for value in dict.fromkeys(values) if value != "nl"]


def _reward(value: str) -> str:
    if value != OWN and value not in rewards().known:
        raise FieldError(WRONG_REWARD)
    return value


def reward_or_none(value: str) -> str:
    """A reward's code, or nothing: for what may do without."""
    return _reward(value) if value else ""


def _own_reward(value: str) -> str:
    if rewards().refuses(value):
        raise FieldError(REWARD_A_THING)
    return value


def _forms(values: list[str]) -> list[str]:
    if any(value not in set(Form) for value in values):
        raise FieldError(WRONG_FORMS)
    if not values:
        raise FieldError(NO_FORMS)
    return [form.value for form in Form if form.value in values]


OwnReward = Annotated[str, AfterValidator(_own_reward), Text, Field(max_length=LONGEST_REWARD)]


class ReaderDraft(Draft):
    """A child to add to a class, or a child's details anew."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "companion": WRONG_COMPANION,
        "home_languages": WRONG_HOME_LANGUAGES,
        "own_goal": WRONG_OWN_GOAL,
    }

    name: Annotated[str, AfterValidator(_name), Text]
    companion: Annotated[str, AfterValidator(_companion)] = "korenwolf"
    home_languages: Annotated[list[str], AfterValidator(_tongues), Field(default_factory=list)]
    own_goal: Annotated[int | None, Blank, Field(default=None, ge=3, le=30)]


class OwnGoalDraft(Draft):
    """Minutes a day for one child; none = the class's."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"minutes": WRONG_OWN_GOAL}

    minutes: Annotated[int | None, Blank, Field(default=None, ge=3, le=30)]


class ClassGoalDraft(Draft):
    """A class goal: lamps, last day, reward."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "target": WRONG_TARGET,
        "target:missing": WRONG_TARGET,
        "ends": WRONG_ENDS,
        "ends:missing": WRONG_ENDS,
        "reward": WRONG_REWARD,
        "reward:missing": WRONG_REWARD,
        "reward_text": REWARD_TOO_LONG,
    }

    target: Annotated[int, Field(ge=1, le=5000)]
    ends: dt.date
    reward: Annotated[str, AfterValidator(_reward)]
    reward_text: OwnReward = ""

    @model_validator(mode="after")
    def _told(self) -> ClassGoalDraft:
        if self.reward == OWN and not self.reward_text:
            raise FieldError(REWARD_MISSING)
        return self

    @property
    def own_reward(self) -> str:
        """The teacher's own words, when those were chosen."""
        return self.reward_text if self.reward == OWN else ""


def _forms_if_sent(values: list[str] | None) -> list[str] | None:
    return None if values is None else _forms(values)


class PauseDraft(Draft):
    """A holiday, or another pause, of the class or one child; both days count."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": PAUSE_NAME,
        "starts": WRONG_DATE,
        "starts:missing": WRONG_DATE,
        "ends": WRONG_DATE,
        "ends:missing": WRONG_DATE,
    }

    name: Annotated[str, Text, Field(min_length=1, max_length=60)]
    starts: dt.date
    ends: dt.date
    holiday: bool = True
    reader: Annotated[int | None, Blank, Field(default=None, ge=1)]

    @model_validator(mode="after")
    def _in_order(self) -> PauseDraft:
        if self.ends < self.starts:
            raise FieldError(PAUSE_ORDER)
        if (self.ends - self.starts).days >= LONGEST_PAUSE:
            raise FieldError(PAUSE_TOO_LONG)
        return self


class SettingsDraft(Draft):
    """A class's own rules and ways."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "daily_cap": WRONG_CAP,
        "own_goal": WRONG_OWN_GOAL,
        "forms_on": WRONG_FORMS,
    }

    daily_cap: Annotated[int, Field(ge=30, le=120)]
    own_goal: Annotated[int, Field(ge=3, le=30)]
    pages_count: bool = False
    shared_devices: bool = False
    forms_on: Annotated[list[str] | None, AfterValidator(_forms_if_sent), Field(default=None)]
    names_hidden: bool = False
    read_aloud: bool = False

    @property
    def forms_off(self) -> list[str] | None:
        """The forms that are switched off; None when the form did not ask."""
        if self.forms_on is None:
            return None
        return [form.value for form in Form if form.value not in self.forms_on]


class TimerDraft(Draft):
    """How long the class reads in silence."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"minutes": WRONG_TIMER, "minutes:missing": WRONG_TIMER}

    minutes: int

    @model_validator(mode="after")
    def _known(self) -> TimerDraft:
        if self.minutes not in TIMER_MINUTES:
            raise FieldError(WRONG_TIMER)
        return self
