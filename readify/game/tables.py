"""Strict little readers of TOML tables: the right type and nothing else, or a RulebookError that says where.

They know tables, not rules; `parsing` knows what a badge or a rate is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from readify.game.rules import RulebookError, Words

Table = Mapping[str, Any]
Code = TypeVar("Code", bound=StrEnum)


class HasSlug(Protocol):
    """A rule with a name of its own."""

    @property
    def slug(self) -> str: ...


Slugged = TypeVar("Slugged", bound=HasSlug)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_keys(table: Table, allowed: Iterable[str], where: str) -> None:
    """Refuse a key nobody reads: a slip of the pen would otherwise go unseen."""
    if not isinstance(table, Mapping):
        raise RulebookError(f"{where}: must be a table")
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise RulebookError(f"{where}: unknown key {', '.join(unknown)}")


def whole(table: Table, key: str, where: str, *, least: int) -> int:
    """A whole number of at least `least`; anything else is refused."""
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise RulebookError(f"{where}: {key} must be a whole number of {least} or more, not {value!r}")
    return value


def unique(file: str, entries: Iterable[Slugged]) -> tuple[Slugged, ...]:
    """The entries in order; a slug written twice is refused."""
    seen: dict[str, Slugged] = {}
    for entry in entries:
        if entry.slug in seen:
            raise RulebookError(f"{file}: {entry.slug}: written twice")
        seen[entry.slug] = entry
    return tuple(seen.values())


def tables(table: Table, key: str, where: str) -> list[Table]:
    """The `[[key]]` tables, an empty list when there are none."""
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise RulebookError(f"{where}: write {key} as [[{key}]]")
    return entries


def slug_of(entry: Table, file: str) -> tuple[str, str]:
    """The table's slug, and where it stands for error messages."""
    slug = entry.get("slug")
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise RulebookError(f"{file}: {slug!r}: a slug is small letters, digits and single hyphens")
    return slug, f"{file}: {slug}"


def words(entry: Table, key: str, where: str) -> Words:
    """A text in nl and en, perhaps in li."""
    part = entry.get(key, {})
    check_keys(part, ("nl", "en", "li"), f"{where}: {key}")
    return Words(text(part, "nl", f"{where}: {key}"), text(part, "en", f"{where}: {key}"), part.get("li"))


def text(entry: Table, key: str, where: str) -> str:
    """A text that is not empty."""
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RulebookError(f"{where}: {key} must be a text")
    return value


def flag(entry: Table, key: str, where: str, *, default: bool = False) -> bool:
    """True or false."""
    value = entry.get(key, default)
    if not isinstance(value, bool):
        raise RulebookError(f"{where}: {key} must be true or false")
    return value


def day(entry: Table, key: str, where: str) -> date | None:
    """A TOML date, None when it is left out."""
    value = entry.get(key)
    if value is not None and type(value) is not date:
        raise RulebookError(f"{where}: {key} must be a day, such as 2026-09-01")
    return value


def _listed(entry: Table, key: str, where: str) -> list[Any]:
    value = entry.get(key, [])
    if not isinstance(value, list) or (key in entry and not value):
        raise RulebookError(f"{where}: {key} must be a list with something in it")
    return value


def texts(entry: Table, key: str, where: str) -> tuple[str, ...]:
    """A list of texts, empty when left out."""
    return tuple(text({key: value}, key, where) for value in _listed(entry, key, where))


def codes(entry: Table, key: str, kind: Callable[[Any], Code], where: str) -> tuple[Code, ...]:
    """A list of known codes, empty when left out."""
    return tuple(code({key: value}, key, kind, where) for value in _listed(entry, key, where))


def code(entry: Table, key: str, kind: Callable[[Any], Code], where: str) -> Code:
    """One known code."""
    try:
        return kind(entry.get(key))
    except ValueError:
        raise RulebookError(f"{where}: unknown {key} {entry.get(key)!r}") from None
