"""Readers over sittings: each in its language, few together from one school, little travel, fair, repeatable.

Who waits when there is too little room is drawn (the last in the drawn order), never chosen by language,
school or distance. A jury that does not hear a reader's language is avoided first, then a schoolmate, then
travel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from readify.game.contest.sittings import Comer, Distance, Sitting, near
from readify.game.contest.tongues import heard
from readify.game.draw import rank

Cost = tuple[int, int, int]
"""Not heard, beside a schoolmate, how far."""
MOST_ROUNDS = 60  # of bettering: each one lowers the sum, so this only bounds the time


@dataclass(frozen=True, slots=True)
class Spread:
    """The outcome: who sits where, who waits (in order), and who sits where its language is not heard."""

    placed: dict[int, int] = field(default_factory=dict)
    waiting: tuple[int, ...] = ()
    unheard: tuple[int, ...] = ()


def spread(
    *, seed: str, comers: Sequence[Comer], sittings: Sequence[Sitting], distance: Distance = near
) -> Spread:
    """A sitting for each, drawn under `seed`; the same seed and people give the same spread.

    As many as can be read where their language is heard. Nobody sits with a schoolmate when that can be
    avoided (where languages leave the choice): first each chooses the nearest in the drawn order; if
    schoolmates end up together, large schools are placed first over the emptiest sittings (that always
    succeeds when it is possible: Gale and Ryser). Then swaps shorten the way without bringing any together.
    """
    ranked = sorted(comers, key=lambda comer: (rank(seed, str(comer.id)), comer.id))
    room = sum(sitting.room for sitting in sittings)
    inside, waiting = ranked[:room], ranked[room:]
    boards = [_Board.filled(inside, sittings, distance, _Board.nearest)]
    if boards[0].together() or boards[0].unheard():
        sizes = Counter(comer.school for comer in inside)
        by_size = sorted(inside, key=lambda comer: -sizes[comer.school])
        boards.append(_Board.filled(by_size, sittings, distance, _Board.emptiest))
    if all(board.unheard() for board in boards):
        boards.append(_Board.filled(inside, sittings, distance, _Board.nearest, heard_first=True))
    best = min(boards, key=lambda board: (len(board.unheard()), board.together()))
    return Spread(dict(best.where), tuple(comer.id for comer in waiting), best.unheard())


class _Board:
    """Who sits where while it is being worked out."""

    def __init__(self, sittings: Sequence[Sitting], distance: Distance) -> None:
        self.sittings = {sitting.id: sitting for sitting in sittings}
        self.left = {sitting.id: sitting.room for sitting in sittings}
        self.of_school = Counter((sitting.id, school) for sitting in sittings for school in sitting.schools)
        self.where: dict[int, int] = {}
        self.comers: dict[int, Comer] = {}
        self.distance = distance

    @classmethod
    def filled(
        cls,
        comers: Sequence[Comer],
        sittings: Sequence[Sitting],
        distance: Distance,
        wish: Callable[[_Board, Comer, int], tuple[int, ...]],
        *,
        heard_first: bool = False,
    ) -> _Board:
        """A board with everyone on it, in turn, and bettered; who can be heard goes first when asked."""
        board = cls(sittings, distance)
        first = heard(comers, sittings, lambda comer, at: wish(board, comer, at)) if heard_first else {}
        for comer in comers:
            if comer.id in first:
                board._put(comer, first[comer.id])
        board.fill([one for one in comers if one.id not in first], lambda one, at: wish(board, one, at))
        board.better()
        return board

    def deaf(self, comer: Comer, sitting: int) -> int:
        """1 when that sitting does not hear this comer's language."""
        return int(not self.sittings[sitting].hears(comer.language))

    def unheard(self) -> tuple[int, ...]:
        """Who sits where its language is not heard."""
        comers = self.comers
        return tuple(sorted(one for one, sitting in self.where.items() if self.deaf(comers[one], sitting)))

    def way(self, comer: Comer, sitting: int) -> int:
        """How far this comer travels to that sitting."""
        return self.distance(comer.municipality, self.sittings[sitting].municipality)

    def nearest(self, comer: Comer, sitting: int) -> tuple[int, ...]:
        """Heard, without schoolmates, then near, then roomy."""
        mates, way = self.of_school[sitting, comer.school], self.way(comer, sitting)
        return (self.deaf(comer, sitting), mates, way, -self.left[sitting], sitting)

    def emptiest(self, comer: Comer, sitting: int) -> tuple[int, ...]:
        """Heard, without schoolmates, then roomy, then near."""
        mates, way = self.of_school[sitting, comer.school], self.way(comer, sitting)
        return (self.deaf(comer, sitting), mates, -self.left[sitting], way, sitting)

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

    def _cost(self, comer: Comer, sitting: int) -> Cost:
        """Of sitting there, for a comer who does not sit there yet."""
        mates = min(self.of_school[sitting, comer.school], 1)
        return (self.deaf(comer, sitting), mates, self.way(comer, sitting))

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
        if mine == (0, 0, min(self.way(comer, sitting) for sitting in self.sittings)):
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
    def _sum(one: Cost, other: Cost) -> Cost:
        return (one[0] + other[0], one[1] + other[1], one[2] + other[2])
