"""Which child of Readify is which pupil of a roster: by key, else by the same name in the same class.

Pure. What cannot be told is a doubt: nothing happens to it until somebody says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from readify.exchange.rosters.roster import Pupil
from readify.queries.roster_names import own_forms


class Doubt(StrEnum):
    """Why something is not clear."""

    SAME_CHILD = "same_child"  # another key, the same name: the same child or another?
    SAME_NAMES = "same_names"  # several children by that name in the class, none with a key
    BY_HAND = "by_hand"  # a teacher added this child; it is not in the file and stays


@dataclass(frozen=True, slots=True)
class Known:
    """A child in Readify."""

    reader_id: int
    name: str
    classroom_id: int
    group: str  # its class by plain name
    room: str  # its class as it is called
    key: str | None
    left: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A pupil of the roster, with its keys hashed (best first)."""

    keys: tuple[str, ...]
    pupil: Pupil


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person said after the preview.

    `same` and `apart` are ids of doubtful children: the one in the file, or another one. `sure`: that many
    leave is right. `invite`: teachers by e-mail too. `expected`: the digest of the plan that was looked at.
    """

    same: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    all_same: bool = False
    all_apart: bool = False
    sure: bool = False
    invite: bool = False
    expected: str | None = None

    @property
    def decided(self) -> bool:
        """Whether anything was said about a doubtful child."""
        return bool(self.same or self.apart or self.all_same or self.all_apart)

    def is_same(self, reader_id: int) -> bool | None:
        """True, False, or None when nobody said."""
        if self.all_same or reader_id in self.same:
            return True
        return False if self.all_apart or reader_id in self.apart else None


@dataclass(slots=True)
class Matches:
    """Pairs, and who is left over on either side."""

    pairs: list[tuple[Coming, Known]] = field(default_factory=list)
    new: list[Coming] = field(default_factory=list)
    left: list[Known] = field(default_factory=list)
    doubts: list[tuple[Doubt, Known, Coming | None]] = field(default_factory=list)


def match(coming: Sequence[Coming], known: Sequence[Known], decisions: Decisions) -> Matches:
    """Every pupil and every child in exactly one place."""
    found = Matches()
    rest, unseen = _by_key(coming, known, found)
    rest = _by_name(rest, unseen, found)
    rest = _same_child(rest, unseen, found, decisions)
    found.new = rest
    for child in unseen.values():
        if child.left:
            continue
        if child.key is None:
            found.doubts.append((Doubt.BY_HAND, child, None))
        else:
            found.left.append(child)
    return found


def _by_key(
    coming: Iterable[Coming], known: Iterable[Known], found: Matches
) -> tuple[list[Coming], dict[int, Known]]:
    unseen = {child.reader_id: child for child in known}
    of_key: Mapping[str, Known] = {child.key: child for child in known if child.key is not None}
    rest = []
    for one in coming:
        child = next((of_key[key] for key in one.keys if key in of_key), None)
        if child is not None and child.reader_id in unseen:
            found.pairs.append((one, unseen.pop(child.reader_id)))
        else:
            rest.append(one)
    return rest, unseen


def _by_name(rest: list[Coming], unseen: dict[int, Known], found: Matches) -> list[Coming]:
    """Children without a key, by name within their class. Several of one name are a doubt."""
    by_hand = [child for child in unseen.values() if child.key is None and not child.left]
    pairs = _pairs(rest, by_hand)
    still = []
    for index, one in enumerate(rest):
        theirs = pairs[index]
        if not theirs:
            still.append(one)
        elif len(theirs) == 1 and sum(theirs[0] in others for others in pairs) == 1:
            found.pairs.append((one, unseen.pop(theirs[0].reader_id)))
        else:
            found.doubts.append((Doubt.SAME_NAMES, theirs[0], one))
            for child in theirs:
                unseen.pop(child.reader_id, None)
    return still


def _same_child(
    rest: list[Coming], unseen: dict[int, Known], found: Matches, decisions: Decisions
) -> list[Coming]:
    """Children whose key is no longer there while a new pupil has their name in their class."""
    leaving = [child for child in unseen.values() if child.key is not None and not child.left]
    still = []
    pairs = _pairs(rest, leaving)
    for index, one in enumerate(rest):
        child = next((one for one in pairs[index] if one.reader_id in unseen), None)
        said = None if child is None else decisions.is_same(child.reader_id)
        if child is None or said is False:
            still.append(one)
            continue
        unseen.pop(child.reader_id)
        if said:
            found.pairs.append((one, child))
        else:
            found.doubts.append((Doubt.SAME_CHILD, child, one))
    return still


def _pairs(coming: Sequence[Coming], known: Iterable[Known]) -> list[list[Known]]:
    """For each pupil the children of the same class who are called so."""
    of_group: dict[str, list[Known]] = defaultdict(list)
    for child in known:
        of_group[child.group].append(child)
    return [
        [
            child
            for child in of_group[one.pupil.group]
            if own_forms(one.pupil.first, one.pupil.initial, child.name)
        ]
        for one in coming
    ]
