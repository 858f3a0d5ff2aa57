"""Who wants a place, and where there are places: what the spread works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Distance = Callable[[str, str], int]
"""How far it is between two municipalities; 0 within one."""
PLAIN = ("nl",)  # what a sitting hears when nobody said


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who wants a place, and the language (BCP 47) it reads in."""

    id: int
    school: int
    municipality: str
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with the room that is left, how many of each school sit there, and the languages it hears."""

    id: int
    municipality: str
    room: int
    schools: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()

    def hears(self, language: str) -> bool:
        """Whether its jury understands this language; `de-AT` is heard where `de` is."""
        return _plain(language) in {_plain(one) for one in self.languages or PLAIN}


def near(one: str, other: str) -> int:
    """The plainest distance: home or elsewhere."""
    return int(one.casefold() != other.casefold())


def _plain(language: str) -> str:
    return language.casefold().partition("-")[0]
