"""What contests begin with, read strictly from `seeds/contests.toml`. Knows no database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.game.rules import RulebookError, Words
from readify.game.tables import (
    Table,
    check_keys,
    code,
    flag,
    slug_of,
    tables,
    text,
    texts,
    unique,
    whole,
    words,
)
from readify.models.contest_kinds import BookRule, Deciding, EntryRule, Level

FILE = "contests.toml"
KEYS = ("slug", "name", "audience", "keep_days", "scale", "criterion", "round")
CRITERION_KEYS = ("slug", "weight", "name", "hint", "for_children", "steps")
ROUND_KEYS = (
    *("level", "name", "months", "at_school", "entry_rule", "entries_each", "per_session", "goes_on"),
    *("reserves", "time_limit", "book_rule", "book_years", "book_note", "fragment", "decides", "jury_size"),
    "audience_prize",
)


@dataclass(frozen=True, slots=True)
class CriterionTemplate:
    """What jurors look at; `steps` in words, from the scale's low end to its high end, by language."""

    slug: str
    weight: int
    name: Words
    hint: Words
    for_children: Words
    steps: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RoundTemplate:
    """One round of the ladder. `months` says when such rounds were seen, in words."""

    level: Level
    name: Words
    months: Words | None
    at_school: bool
    entry_rule: EntryRule
    entries_each: int
    per_session: int
    goes_on: int
    reserves: int
    time_limit: int | None
    book_rule: BookRule
    book_years: int | None
    book_note: Words | None
    fragment: Words | None
    decides: Deciding
    jury_size: int
    audience_prize: bool


@dataclass(frozen=True, slots=True)
class ContestTemplate:
    """One contest as it begins."""

    slug: str
    name: Words
    audience: Words
    keep_days: int
    scale: tuple[int, int]
    criteria: tuple[CriterionTemplate, ...]
    rounds: tuple[RoundTemplate, ...]


@cache
def contest_templates() -> Mapping[str, ContestTemplate]:
    """The templates of this release, in the order of the file. Raises ConfigError with file and slug."""
    try:
        return MappingProxyType(read_templates(tomllib.loads((seeds_dir() / FILE).read_text("utf-8"))))
    except (OSError, tomllib.TOMLDecodeError, RulebookError) as error:
        raise ConfigError(f"seeds: {error}") from error


def read_templates(table: Table) -> dict[str, ContestTemplate]:
    """The templates in one parsed file. Raises RulebookError."""
    check_keys(table, ("contest",), FILE)
    found = unique(FILE, (_contest(entry) for entry in tables(table, "contest", FILE)))
    return {one.slug: one for one in found}


def _contest(entry: Table) -> ContestTemplate:
    slug, where = slug_of(entry, FILE)
    check_keys(entry, KEYS, where)
    scale = _scale(entry, where)
    steps = scale[1] - scale[0] + 1
    criteria = unique(where, (_criterion(one, where, steps) for one in tables(entry, "criterion", where)))
    rounds = tuple(_round(one, where) for one in tables(entry, "round", where))
    if not criteria or not rounds:
        raise RulebookError(f"{where}: needs at least one [[contest.criterion]] and one [[contest.round]]")
    return ContestTemplate(
        slug=slug,
        name=words(entry, "name", where),
        audience=words(entry, "audience", where),
        keep_days=whole(entry, "keep_days", where, least=1),
        scale=scale,
        criteria=criteria,
        rounds=rounds,
    )


def _scale(entry: Table, where: str) -> tuple[int, int]:
    scale = entry.get("scale")
    if (
        not isinstance(scale, list)
        or [type(end) for end in scale] != [int, int]
        or not 0 <= scale[0] < scale[1] <= 10
    ):
        raise RulebookError(f"{where}: scale must be two whole numbers between 0 and 10, such as [1, 5]")
    return scale[0], scale[1]


def _criterion(entry: Table, file: str, steps: int) -> CriterionTemplate:
    slug, where = slug_of(entry, file)
    check_keys(entry, CRITERION_KEYS, where)
    said = entry.get("steps", {})
    check_keys(said, ("nl", "en"), f"{where}: steps")
    in_words = {language: texts(said, language, f"{where}: steps") for language in ("nl", "en")}
    if any(len(of) != steps for of in in_words.values()):
        raise RulebookError(
            f"{where}: steps needs {steps} words in nl and en, one for each step of the scale"
        )
    return CriterionTemplate(
        slug=slug,
        weight=whole(entry, "weight", where, least=1),
        name=words(entry, "name", where),
        hint=words(entry, "hint", where),
        for_children=words(entry, "for_children", where),
        steps=in_words,
    )


def _round(entry: Table, file: str) -> RoundTemplate:
    where = f"{file}: round {entry.get('level')!r}"
    check_keys(entry, ROUND_KEYS, where)
    text(entry, "level", where)
    ruled = {"entry_rule": "winners", "book_rule": "own_choice", "decides": "points", **entry}
    counted = {"entries_each": 1, "per_session": 12, "goes_on": 1, "reserves": 1, "jury_size": 3, **entry}
    said = {key: words(entry, key, where) for key in ("months", "book_note", "fragment") if key in entry}
    return RoundTemplate(
        level=code(entry, "level", Level, where),
        name=words(entry, "name", where),
        months=said.get("months"),
        at_school=flag(entry, "at_school", where),
        entry_rule=code(ruled, "entry_rule", EntryRule, where),
        entries_each=whole(counted, "entries_each", where, least=1),
        per_session=whole(counted, "per_session", where, least=2),
        goes_on=whole(counted, "goes_on", where, least=1),
        reserves=whole(counted, "reserves", where, least=0),
        time_limit=whole(entry, "time_limit", where, least=0) or None if "time_limit" in entry else None,
        book_rule=code(ruled, "book_rule", BookRule, where),
        book_years=whole(entry, "book_years", where, least=1) if "book_years" in entry else None,
        book_note=said.get("book_note"),
        fragment=said.get("fragment"),
        decides=code(ruled, "decides", Deciding, where),
        jury_size=whole(counted, "jury_size", where, least=1),
        audience_prize=flag(entry, "audience_prize", where),
    )
