"""What a school year's turn would do: who goes where, who leaves, who stays. The turn does exactly this.

Reads only, in two statements. A class of one year group has a proposal; in a combined class somebody says
for each child where it goes, because Readify does not keep a child's year group.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.exchange.rosters.years import band_of, plain_group, years_of
from readify.models import Band, Classroom, Reader
from readify.queries.roster_changes import Leaver, Placed
from readify.queries.roster_names import Wanted, called
from readify.queries.school_years import is_last, next_name

STAY, LEAVE, NEW = "stay", "leave", "new"


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child of a class."""

    reader_id: int
    name: str
    key: str | None


@dataclass(frozen=True, slots=True)
class YearRoom:
    """An open class with its children A to Z, and where they would go ("" when only a person can say)."""

    classroom_id: int
    name: str
    years: tuple[int, ...]
    proposal: str
    next_name: str
    children: tuple[Pupil, ...]

    @property
    def is_combined(self) -> bool:
        """Children of several year groups sit here."""
        return len(self.years) > 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose: by class and by child, each a class's id, `stay`, `leave` or `new`."""

    rooms: Mapping[int, str] = field(default_factory=dict)
    children: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewRoom:
    """A class that the turn makes."""

    group: str
    name: str
    band: Band


@dataclass(frozen=True, slots=True)
class YearPlan:
    """All that the turn does. `digest` is another one as soon as anything in it is."""

    moved: tuple[Placed, ...]
    left: tuple[Leaver, ...]
    new_rooms: tuple[NewRoom, ...]
    staying: int
    undecided: tuple[str, ...]  # names of children for whom nothing was chosen
    room_names: Mapping[str, str]

    @property
    def digest(self) -> str:
        """A fingerprint of all that would be done."""
        parts = (self.moved, self.left, self.new_rooms, self.staying)
        return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()[:32]

    @property
    def renamed(self) -> tuple[Placed, ...]:
        """Children who get another name, so that two of one class are told apart."""
        return tuple(one for one in self.moved if one.was != one.name)


def year_rooms(session: Session, *, school_id: int) -> tuple[YearRoom, ...]:
    """The school's open classes, youngest first, each with a proposal."""
    rooms = session.execute(
        select(Classroom.id, Classroom.name)
        .where(Classroom.school_id == school_id, Classroom.closed_at.is_(None))
        .order_by(Classroom.id)
    ).all()
    children = defaultdict(list)
    for row in session.execute(
        select(Reader.id, Reader.name, Reader.roster_key, Reader.classroom_id)
        .where(Reader.classroom_id.in_([room.id for room in rooms]), Reader.left_at.is_(None))
        .order_by(Reader.name, Reader.id)
    ):
        children[row.classroom_id].append(Pupil(row.id, row.name, row.roster_key))
    names = [(room.id, room.name) for room in rooms]
    found = [_room(room.id, room.name, names, children[room.id]) for room in rooms]
    return tuple(sorted(found, key=lambda room: (room.years or (99,), room.name.casefold())))


def year_plan(rooms: Sequence[YearRoom], choices: Choices) -> YearPlan:
    """What these choices come to. What was not chosen follows the proposal."""
    places = {str(room.classroom_id): room.name for room in rooms}
    going: dict[str, list[tuple[Pupil, YearRoom]]] = defaultdict(list)
    left, undecided, made = [], [], dict[str, NewRoom]()
    staying: dict[str, list[str]] = defaultdict(list)
    for room in rooms:
        here = str(room.classroom_id)
        for child in room.children:
            goal = _goal(child, room, choices, places)
            if goal == "":
                undecided.append(child.name)
            elif goal == LEAVE:
                left.append(Leaver(child.reader_id, child.name, room.name))
            elif goal in (STAY, here):
                staying[here].append(child.name)
            else:
                going[_made(room, made) if goal == NEW else goal].append((child, room))
    moved = [one for goal, pairs in going.items() for one in _placed(goal, pairs, staying[goal])]
    return YearPlan(
        moved=tuple(moved),
        left=tuple(left),
        new_rooms=tuple(made.values()),
        staying=sum(len(names) for names in staying.values()),
        undecided=tuple(undecided),
        room_names={**places, **{room.group: room.name for room in made.values()}},
    )


def _room(room_id: int, name: str, rooms: Iterable[tuple[int, str]], children: Sequence[Pupil]) -> YearRoom:
    years = years_of(name)
    upper = next_name(name)
    proposal = "" if len(years) != 1 else LEAVE if is_last(years) else _target(upper, years[0] + 1, rooms)
    return YearRoom(room_id, name, years, proposal, upper, tuple(children))


def _target(name: str, year: int, rooms: Iterable[tuple[int, str]]) -> str:
    """The class by the next name; else the only one of the next year, or with it; else a new one."""
    of_year, sharing = [], []
    for room_id, other in rooms:
        if plain_group(other) == plain_group(name):
            return str(room_id)
        years = years_of(other)
        if years == (year,):
            of_year.append(room_id)
        elif year in years:
            sharing.append(room_id)
    found = of_year or sharing
    return str(found[0]) if len(found) == 1 else NEW


def _goal(child: Pupil, room: YearRoom, choices: Choices, places: Mapping[str, str]) -> str:
    wanted = (
        choices.children.get(child.reader_id) or choices.rooms.get(room.classroom_id) or room.proposal or ""
    )
    return wanted if wanted in (STAY, LEAVE, NEW, "") or wanted in places else ""


def _made(room: YearRoom, made: dict[str, NewRoom]) -> str:
    """The group of the new class that follows this one; two classes of one next name share it."""
    group = f"{NEW}:{plain_group(room.next_name)}"
    if group not in made:
        band = band_of(years_of(room.next_name))
        made[group] = NewRoom(group, room.next_name, Band(band) if band else Band.MIDDEN)
    return group


def _placed(goal: str, pairs: Sequence[tuple[Pupil, YearRoom]], others: Iterable[str]) -> Iterable[Placed]:
    pairs = sorted(pairs, key=lambda pair: pair[0].reader_id)
    names = called([Wanted(child.name, "", child.name) for child, _room in pairs], others)
    for (child, room), name in zip(pairs, names, strict=True):
        yield Placed(child.reader_id, child.name, name, str(room.classroom_id), room.name, goal, child.key)
