"""What importing a roster comes to, in small frozen records: for the page, the command and the import."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

from readify.exchange.rosters.roster import Report
from readify.models import Band
from readify.queries.roster_matching import Doubt
from readify.queries.roster_teachers import TeacherPlan

MANY_LEAVE = 10  # from so many on, and a quarter of the school, somebody must say that it is right
TURN_FROM = 0.5  # a school-year turn: at least half of all known children move


@dataclass(frozen=True, slots=True)
class NewChild:
    """A child to be added."""

    name: str
    group: str
    key: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A child who is here, where it goes, and what it will be called and known by."""

    reader_id: int
    was: str
    name: str
    from_group: str
    from_room: str
    group: str
    key: str | None
    back: bool = False  # had left, and is here again


@dataclass(frozen=True, slots=True)
class Leaver:
    """A child who is no longer in the file."""

    reader_id: int
    name: str
    room: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What a person should look at."""

    why: Doubt
    reader_id: int
    name: str
    room: str


@dataclass(frozen=True, slots=True)
class Room:
    """A group of the file: its class in Readify (none yet: to be made) and the band of its years."""

    group: str
    name: str
    classroom_id: int | None
    band: Band
    band_changes: bool = False


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """All that an import does. `digest` is another one as soon as anything in it is."""

    report: Report
    rooms: tuple[Room, ...]
    new: tuple[NewChild, ...]
    moved: tuple[Placed, ...]
    back: tuple[Placed, ...]
    renamed: tuple[Placed, ...]  # stay in their class, get another name
    rekeyed: tuple[Placed, ...]  # stay as they are, get the file's key
    left: tuple[Leaver, ...]
    unchanged: int
    doubtful: tuple[Doubtful, ...]
    teachers: tuple[TeacherPlan, ...]
    known: int  # children who were here before

    @property
    def digest(self) -> str:
        """A fingerprint of all that would be done."""
        parts = [repr(getattr(self, field.name)) for field in fields(self)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    @property
    def changes_nothing(self) -> bool:
        """Whether all stands as the file says (teachers aside)."""
        touched = (self.new, self.moved, self.back, self.renamed, self.rekeyed, self.left)
        return not any(touched) and not self.new_rooms and not any(room.band_changes for room in self.rooms)

    @property
    def unclear(self) -> tuple[Doubtful, ...]:
        """Doubts that a person can end."""
        return tuple(one for one in self.doubtful if one.why is not Doubt.BY_HAND)

    @property
    def by_hand(self) -> tuple[Doubtful, ...]:
        """Children whom a teacher added: not in the file, and they stay."""
        return tuple(one for one in self.doubtful if one.why is Doubt.BY_HAND)

    @property
    def new_rooms(self) -> tuple[Room, ...]:
        """Classes to be made."""
        return tuple(room for room in self.rooms if room.classroom_id is None)

    @property
    def many_leave(self) -> bool:
        """So many that it may be the file of another school, or of one class."""
        return len(self.left) >= MANY_LEAVE and len(self.left) * 4 >= self.known

    @property
    def year_turns(self) -> bool:
        """Whether (nearly) everyone moves up: a new school year."""
        return len(self.moved) >= MANY_LEAVE and len(self.moved) >= self.known * TURN_FROM
