"""What the children of one class are called when a roster is in: first names, told apart only when needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """One child of the class: what the roster calls it, and its present name (none when it is new)."""

    first: str
    initial: str
    present: str | None = None


def own_forms(first: str, initial: str, name: str) -> bool:
    """Whether this name is one that an import gives: the first name, with or without initial and number."""
    rest = name[len(first) :].split() if name.casefold().startswith(first.casefold()) else ["?", "?", "?"]
    if rest and rest[0].casefold() == initial.casefold() and initial:
        rest = rest[1:]
    return not rest or (len(rest) == 1 and rest[0].isdecimal())


def called(children: Sequence[Wanted], others: Iterable[str] = ()) -> list[str]:
    """A name for each, all different. `others` are names in the class that stay as they are.

    A nickname that a teacher gave stays. "Sam" is "Sam B" only while there is another Sam in the class.
    """
    taken = {name.casefold() for name in others}
    first_names = Counter(child.first.casefold() for child in children)
    names: list[str] = [""] * len(children)
    for index, child in enumerate(children):
        nick = child.present
        if nick is not None and not own_forms(child.first, child.initial, nick):
            names[index] = _free(nick, taken)
    for index, child in enumerate(children):
        if names[index]:
            continue
        alone = first_names[child.first.casefold()] == 1 and child.first.casefold() not in taken
        wanted = child.first if alone else f"{child.first} {child.initial}".strip()
        names[index] = _free(wanted, taken)
    return names


def _free(wanted: str, taken: set[str]) -> str:
    """The name, or with the first number that makes it different from all that are taken."""
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: LONGEST - 4]} {number}"
    taken.add(name.casefold())
    return name
