"""The stops of the Maasreis as values, and which of them a number of lights has reached."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Halte:
    """A stop on the Maas, reached at `lights` in all. `number` counts from 1."""

    slug: str
    name: str
    number: int
    lights: int


@dataclass(frozen=True, slots=True)
class Journey:
    """The stops in order, and a ring on the way back for every `ring` lights past the last."""

    haltes: tuple[Halte, ...]
    ring: int

    def halte_for(self, lights: int) -> Halte:
        """The last halte reached."""
        return self.haltes[max(0, self._passed(lights) - 1)]

    def next_halte(self, lights: int) -> Halte | None:
        """The halte the boat is on its way to, None once the last is reached."""
        index = self._passed(lights)
        return self.haltes[index] if index < len(self.haltes) else None

    def rings_for(self, lights: int) -> int:
        """Rings sailed after the last halte, 0 before it."""
        return max(0, lights - self.haltes[-1].lights) // self.ring

    def _passed(self, lights: int) -> int:
        return bisect_right(self.haltes, lights, key=lambda halte: halte.lights)
