"""The campaigns and their ready sets, read from `seeds/campaigns.toml`; and the days a rule suggests.

A suggestion is no promise: the organiser decides. Knows no database and not today's date.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.game.rulebook import Rulebook
from readify.game.rules import Band, RulebookError, Words
from readify.game.tables import Table, check_keys, codes, slug_of, tables, text, unique, whole, words

FILE = "campaigns.toml"
KEYS = (
    *("slug", "name", "audience", "season", "month", "rule", "bands", "badge", "bingo"),
    *("child", "poster", "assignment"),
)
RULES = {
    "iso_week": ("kind", "week", "weekday", "days"),
    "nth_weekday": ("kind", "month", "nth", "weekday", "days"),
}


@dataclass(frozen=True, slots=True)
class DateRule:
    """When a campaign tends to be. `numbers` are those of its kind, see the seed file."""

    kind: str
    numbers: Mapping[str, int]

    def days(self, year: int) -> tuple[dt.date, dt.date]:
        """First and last day in this year."""
        n = self.numbers
        if self.kind == "iso_week":
            first = dt.date.fromisocalendar(year, n["week"], n["weekday"])
        else:
            month = dt.date(year, n["month"], 1)
            first = month + dt.timedelta(days=(n["weekday"] - month.isoweekday()) % 7 + 7 * (n["nth"] - 1))
        return first, first + dt.timedelta(days=n["days"] - 1)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign with its ready set. `assignment` is by age band; `month` says roughly when.

    `library_id` is that of the library which made it; a national one has none.
    """

    slug: str
    name: Words
    audience: Words | None
    season: Words | None
    month: int | None
    rule: DateRule | None
    bands: tuple[str, ...]
    badge: str
    bingo: str
    child: Words
    poster: Words
    assignment: Mapping[str, Words]
    library_id: int | None = None


@cache
def campaigns() -> Mapping[str, Campaign]:
    """The campaigns of this release, in the order of the file. Raises ConfigError with file and slug."""
    try:
        return read_campaigns(tomllib.loads((seeds_dir() / FILE).read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, RulebookError) as error:
        raise ConfigError(f"seeds: {error}") from error


def read_campaigns(table: Table) -> dict[str, Campaign]:
    """The campaigns in one parsed file. Raises RulebookError."""
    check_keys(table, ("campaign",), FILE)
    found = unique(FILE, (_campaign(entry) for entry in tables(table, "campaign", FILE)))
    return {one.slug: one for one in found}


def check_campaigns(rules: Rulebook) -> None:
    """Every campaign's badge and bingo card exist. Raises ConfigError."""
    badges = {badge.slug for badge in rules.badges}
    for one in campaigns().values():
        if one.badge not in badges or rules.bingo.card_set(one.bingo) is None:
            raise ConfigError(f"seeds: {FILE}: {one.slug}: unknown badge {one.badge} or bingo {one.bingo}")


def _campaign(entry: Table) -> Campaign:
    slug, where = slug_of(entry, FILE)
    check_keys(entry, KEYS, where)
    tasks = entry.get("assignment", {})
    check_keys(tasks, tuple(Band), f"{where}: assignment")
    return Campaign(
        slug=slug,
        name=words(entry, "name", where),
        audience=words(entry, "audience", where) if "audience" in entry else None,
        season=words(entry, "season", where) if "season" in entry else None,
        month=_month(entry, where) if "month" in entry else None,
        rule=_rule(entry["rule"], f"{where}: rule") if "rule" in entry else None,
        bands=tuple(band.value for band in codes(entry, "bands", Band, where)),
        badge=text(entry, "badge", where),
        bingo=text(entry, "bingo", where),
        child=words(entry, "child", where),
        poster=words(entry, "poster", where),
        assignment={band.value: words(tasks, band.value, f"{where}: assignment") for band in Band},
    )


def _month(entry: Table, where: str) -> int:
    return _between(entry, "month", where, most=12)


def _rule(entry: Table, where: str) -> DateRule:
    kind = text(entry, "kind", where)
    if kind not in RULES:
        raise RulebookError(f"{where}: {kind} is no kind of rule")
    check_keys(entry, RULES[kind], where)
    most = {"week": 52, "weekday": 7, "month": 12, "nth": 4, "days": 31}
    numbers = {key: _between(entry, key, where, most=most[key]) for key in RULES[kind] if key != "kind"}
    return DateRule(kind, numbers)


def _between(entry: Table, key: str, where: str, *, most: int) -> int:
    number = whole(entry, key, where, least=1)
    if number > most:
        raise RulebookError(f"{where}: {key} is at most {most}")
    return number
