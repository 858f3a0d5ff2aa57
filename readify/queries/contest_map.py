"""A contest on the map: which schools of a municipality entered, answered or said nothing; its sessions.

Schools are counted, never children: small counts are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.exchange.municipalities import Tile, town_key
from readify.models import Answer, ContestSchool
from readify.queries.contest_nodes import SessionNode
from readify.queries.contest_plan import ContestPage, SchoolLine


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality. `tile` is None for one that is not on the map."""

    name: str
    tile: Tile | None
    schools: tuple[SchoolLine, ...] = ()
    sessions: tuple[SessionNode, ...] = ()

    @property
    def key(self) -> str:
        """The part of the page about it, for an address's #."""
        return "-".join("".join(sign if sign.isalnum() else " " for sign in town_key(self.name)).split())

    @property
    def answered(self) -> int:
        """How many schools said yes or no, or entered somebody."""
        return sum(one.answer is not Answer.NONE or one.entered > 0 for one in self.schools)

    @property
    def state(self) -> str:
        """`empty`: no school was asked; `open`: one said nothing yet; `done`: all answered."""
        if not self.schools:
            return "empty"
        return "done" if self.answered == len(self.schools) else "open"


def towns_of(page: ContestPage, tiles: Mapping[str, Tile]) -> tuple[Town, ...]:
    """Every municipality of the map, north to south, then those that are not on it and take part, by name."""
    schools: defaultdict[str, list[SchoolLine]] = defaultdict(list)
    sessions: defaultdict[str, list[SessionNode]] = defaultdict(list)
    names = {key: tile.name for key, tile in tiles.items()}
    for line in page.schools:
        schools[town_key(line.municipality)].append(line)
        names.setdefault(town_key(line.municipality), line.municipality)
    for node in page.nodes.values():
        if node.municipality:
            sessions[town_key(node.municipality)].append(node)
            names.setdefault(town_key(node.municipality), node.municipality)
    keys = [*tiles, *sorted(set(names) - set(tiles))]
    return tuple(Town(names[key], tiles.get(key), tuple(schools[key]), tuple(sessions[key])) for key in keys)


def asked_schools_of(session: Session, contest_id: int) -> tuple[ContestSchool, ...]:
    """The contest's schools with their addresses, by municipality and name: for a list to mail from."""
    wanted = select(ContestSchool).where(ContestSchool.contest_id == contest_id)
    wanted = wanted.order_by(ContestSchool.municipality, ContestSchool.name, ContestSchool.id)
    return tuple(session.scalars(wanted))
