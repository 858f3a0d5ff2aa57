"""The province as tiles, read strictly from `seeds/municipalities.toml`. Knows no database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.game.rules import RulebookError
from readify.game.tables import Table, check_keys, texts

FILE = "municipalities.toml"
EMPTY = "."
WIDTH, HEIGHT = 5, 14  # what static/css/pages/contest-map.css has places for


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality and its place on the map; row and column from 1, north up."""

    name: str
    row: int
    column: int


@cache
def tiles() -> Mapping[str, Tile]:
    """The tiles by `town_key`, from north to south. Raises ConfigError."""
    try:
        return read_tiles(tomllib.loads((seeds_dir() / FILE).read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, RulebookError) as error:
        raise ConfigError(f"seeds: {error}") from error


def read_tiles(table: Table) -> dict[str, Tile]:
    """The tiles in one parsed file. Raises RulebookError for a name that stands twice, or another size."""
    check_keys(table, ("rows",), FILE)
    rows = table.get("rows")
    lines = rows if isinstance(rows, list) else []
    if len(lines) != HEIGHT or any(not isinstance(line, list) or len(line) != WIDTH for line in lines):
        raise RulebookError(f"{FILE}: rows must be {HEIGHT} lists of {WIDTH} names")
    found: dict[str, Tile] = {}
    for turn, line in enumerate(lines, start=1):
        for place, name in enumerate(texts({"line": line}, "line", f"{FILE}: row {turn}"), start=1):
            tile = Tile(name, turn, place)
            if name != EMPTY and found.setdefault(town_key(name), tile) != tile:
                raise RulebookError(f"{FILE}: {name} stands on the map twice")
    return found


def town_key(name: str) -> str:
    """A municipality's name as it is compared: `Bergen` and `Bergen (L.)` are one."""
    return name.casefold().strip().removesuffix(" (l.)")
