"""Readers over sittings: as few together from one school as can be, little travel, fair, and repeatable.

Who waits when there is too little room is drawn (the last in the drawn order), never chosen by school or
distance. Sitting with a schoolmate is avoided before travel is: see `spread`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from readify.game.draw import rank

Distance = Callable[[str, str], int]
"""How far it is between two municipalities; 0 within one."""
MOST_ROUNDS = 60  # of bettering: each one lowers the sum, so this only bounds the time


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who wants a place."""

    id: int
    school: int
    municipality: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with the room that is left, and how many of each school sit there already."""

    id: int
    municipality: str
    room: int
    schools: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """The outcome: who sits where, and who waits, in order."""

    placed: dict[int, int] = field(default_factory=dict)
    waiting: tuple[int, ...] = ()


def near(one: str, other: str) -> int:
    """The plainest distance: home or elsewhere."""
    return int(one.casefold() != other.casefold())


def spread(
    *, seed: str, comers: Sequence[Comer], sittings: Sequence[Sitting], distance: Distance = near
) -> Spread:
    """A sitting for each, drawn under `seed`; the same seed and people give the same spread.

    Nobody sits with a schoolmate when that can be avoided: first each chooses the nearest in the drawn order;
    if schoolmates end up together, large schools are placed first over the emptiest sittings (which always
    succeeds when it is possible: Gale and Ryser). Then swaps shorten the way without bringing any together.
    """
    ranked = sorted(comers, key=lambda comer: (rank(seed, str(comer.id)), comer.id))
    room = sum(sitting.room for sitting in sittings)
    inside, waiting = ranked[:room], ranked[room:]
    near_first = _Board(sittings, distance)
    near_first.fill(inside, near_first.nearest)
    near_first.better()
    best = near_first
    if near_first.together():
        apart_first = _Board(sittings, distance)
        sizes = Counter(comer.school for comer in inside)
        apart_first.fill(sorted(inside, key=lambda comer: -sizes[comer.school]), apart_first.emptiest)
        apart_first.better()
        best = min((apart_first, near_first), key=lambda board: board.together())
    return Spread(dict(best.where), tuple(comer.id for comer in waiting))


class _Board:
    """Who sits where while it is being worked out."""

    def __init__(self, sittings: Sequence[Sitting], distance: Distance) -> None:
        self.sittings = {sitting.id: sitting for sitting in sittings}
        self.left = {sitting.id: sitting.room for sitting in sittings}
        self.of_school = Counter((sitting.id, school) for sitting in sittings for school in sitting.schools)
        self.where: dict[int, int] = {}
        self.comers: dict[int, Comer] = {}
        self.distance = distance

    def way(self, comer: Comer, sitting: int) -> int:
        """How far this comer travels to that sitting."""
        return self.distance(comer.municipality, self.sittings[sitting].municipality)

    def nearest(self, comer: Comer, sitting: int) -> tuple[int, ...]:
        """Without schoolmates, then near, then roomy."""
        return (self.of_school[sitting, comer.school], self.way(comer, sitting), -self.left[sitting], sitting)

    def emptiest(self, comer: Comer, sitting: int) -> tuple[int, ...]:
        """Without schoolmates, then roomy, then near."""
        return (self.of_school[sitting, comer.school], -self.left[sitting], self.way(comer, sitting), sitting)

    def fill(self, comers: Sequence[Comer], wish: Callable[[Comer, int], tuple[int, ...]]) -> None:
        """Puts each, in turn, in the sitting with room that is lowest in its wish."""
        for comer in comers:
            free = [sitting for sitting, left in self.left.items() if left > 0]
            self._put(comer, min(free, key=lambda sitting: wish(comer, sitting)))

    def together(self) -> int:
        """How many sit with a schoolmate more than they should: pairs too many."""
        return sum(count - 1 for count in self.of_school.values() if count > 1)

    def better(self) -> None:
        """Moves and swaps as long as one brings fewer schoolmates together, or shortens the way."""
        for _ in range(MOST_ROUNDS):
            changed = [self._move(comer) or self._swap(comer) for comer in list(self.comers.values())]
            if not any(changed):
                return

    def _put(self, comer: Comer, sitting: int) -> None:
        self.where[comer.id] = sitting
        self.comers[comer.id] = comer
        self.left[sitting] -= 1
        self.of_school[sitting, comer.school] += 1

    def _take(self, comer: Comer) -> int:
        sitting = self.where.pop(comer.id)
        self.left[sitting] += 1
        self.of_school[sitting, comer.school] -= 1
        return sitting

    def _cost(self, comer: Comer, sitting: int) -> tuple[int, int]:
        """Of sitting there, for a comer who does not sit there yet."""
        return (min(self.of_school[sitting, comer.school], 1), self.way(comer, sitting))

    def _move(self, comer: Comer) -> bool:
        was = self._take(comer)
        free = [sitting for sitting, left in self.left.items() if left > 0]
        to = min(free, key=lambda sitting: (*self._cost(comer, sitting), sitting != was, sitting))
        self._put(comer, to)
        return to != was

    def _swap(self, comer: Comer) -> bool:
        """With the first who makes both together better off. False when there is none."""
        was = self._take(comer)
        mine = self._cost(comer, was)
        if mine == (0, min(self.way(comer, sitting) for sitting in self.sittings)):
            self._put(comer, was)
            return False
        for other in list(self.comers.values()):
            there = self.where.get(other.id)
            if there is None or there == was:
                continue
            self._take(other)
            stays = self._sum(mine, self._cost(other, there))
            if self._sum(self._cost(comer, there), self._cost(other, was)) < stays:
                self._put(comer, there)
                self._put(other, was)
                return True
            self._put(other, there)
        self._put(comer, was)
        return False

    @staticmethod
    def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
        return (one[0] + other[0], one[1] + other[1])
