"""What importing a roster would do: new, moved, left, unchanged, doubtful. The import does exactly this.

Reads only, in four statements however large the school.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.exchange.rosters.roster import Group, Pupil, Roster
from readify.exchange.rosters.years import band_of, plain_group
from readify.models import Band, Classroom, Reader
from readify.queries.roster_changes import Doubtful, Leaver, NewChild, Placed, Room, RosterPlan
from readify.queries.roster_matching import Coming, Decisions, Doubt, Known, Matches, match
from readify.queries.roster_names import Wanted, called
from readify.queries.roster_teachers import teacher_plans
from readify.tokens import roster_key


def roster_plan(
    session: Session,
    *,
    school_id: int,
    roster: Roster,
    secret: str,
    decisions: Decisions,
) -> RosterPlan:
    """What would be done for this school."""
    classrooms = _classrooms(session, school_id)
    known = _known(session, school_id)
    coming = _coming(roster.pupils, secret, school_id)
    matches = match(coming, known, decisions)
    names = _names(matches, known)
    rooms = tuple(_room(group, classrooms) for group in roster.groups)
    placed = [_placed(one, child, names[one.keys]) for one, child in matches.pairs]
    staying = [one for one in placed if not one.back and one.from_group == one.group]
    same = {one.reader_id for one in staying if one.was == one.name}
    rekeyed = {child.reader_id for one, child in matches.pairs if child.key != one.keys[0]}
    return RosterPlan(
        report=roster.report,
        rooms=rooms,
        new=tuple(NewChild(names[one.keys], one.pupil.group, one.keys[0]) for one in matches.new),
        moved=tuple(one for one in placed if not one.back and one.from_group != one.group),
        back=tuple(one for one in placed if one.back),
        renamed=tuple(one for one in staying if one.reader_id not in same),
        rekeyed=tuple(one for one in staying if one.reader_id in same & rekeyed),
        left=tuple(Leaver(child.reader_id, child.name, child.room) for child in matches.left),
        unchanged=len(same),
        doubtful=tuple(_doubt(*one) for one in matches.doubts),
        teachers=teacher_plans(session, roster.teachers),
        known=sum(not child.left for child in known),
    )


def _classrooms(session: Session, school_id: int) -> Mapping[str, tuple[int, Band, str]]:
    """Open classes by plain name; of two with one name the older."""
    rows = session.execute(
        select(Classroom.id, Classroom.name, Classroom.band)
        .where(Classroom.school_id == school_id, Classroom.closed_at.is_(None))
        .order_by(Classroom.id.desc())
    )
    return {plain_group(row.name): (row.id, row.band, row.name) for row in rows}


def _known(session: Session, school_id: int) -> list[Known]:
    rows = session.execute(
        select(
            Reader.id,
            Reader.name,
            Reader.classroom_id,
            Reader.roster_key,
            Reader.left_at,
            Classroom.name.label("room"),
        )
        .join(Classroom, Classroom.id == Reader.classroom_id)
        .where(Classroom.school_id == school_id)
        .order_by(Reader.id)
    )
    return [
        Known(
            row.id,
            row.name,
            row.classroom_id,
            plain_group(row.room),
            row.room,
            row.roster_key,
            row.left_at is not None,
        )
        for row in rows
    ]


def _coming(pupils: Sequence[Pupil], secret: str, school_id: int) -> list[Coming]:
    """Pupils with hashed keys. Without a key the name is one, with the class where a name comes twice."""
    names = Counter(_name_key(pupil) for pupil in pupils if not pupil.keys)
    seen: Counter[str] = Counter()
    found = []
    for pupil in pupils:
        keys = pupil.keys
        if not keys:
            key = _name_key(pupil)
            if names[key] > 1:
                key = f"{key}/{pupil.group}"
            seen[key] += 1
            keys = (key if seen[key] == 1 else f"{key}/{seen[key]}",)
        found.append(Coming(tuple(roster_key(secret, school_id, key) for key in keys), pupil))
    return found


def _name_key(pupil: Pupil) -> str:
    return f"name:{pupil.first.casefold()}/{pupil.initial.casefold()}"


def _names(matches: Matches, known: Iterable[Known]) -> dict[tuple[str, ...], str]:
    """What everyone will be called, class by class; who is not in the file keeps their name."""
    theirs: dict[str, list[tuple[Coming, str | None]]] = defaultdict(list)
    for one, child in matches.pairs:
        theirs[one.pupil.group].append((one, child.name))
    for one in matches.new:
        theirs[one.pupil.group].append((one, None))
    going = {child.reader_id for child in matches.left} | {child.reader_id for _, child in matches.pairs}
    others: dict[str, list[str]] = defaultdict(list)
    for child in known:
        if not child.left and child.reader_id not in going:
            others[child.group].append(child.name)
    names = {}
    for group, children in theirs.items():
        children.sort(key=lambda pair: pair[0].keys)
        wanted = [Wanted(one.pupil.first, one.pupil.initial, present) for one, present in children]
        for (one, _), name in zip(children, called(wanted, others[group]), strict=True):
            names[one.keys] = name
    return names


def _room(group: Group, classrooms: Mapping[str, tuple[int, Band, str]]) -> Room:
    band = band_of(group.years)
    found = classrooms.get(group.key)
    if found is None:
        return Room(group.key, _class_name(group), None, Band(band or Band.MIDDEN))
    wanted = Band(band) if band else found[1]
    return Room(group.key, found[2], found[0], wanted, wanted is not found[1])


def _class_name(group: Group) -> str:
    """A class's name as people say it: "6A" is "Groep 6A"."""
    return (
        f"Groep {group.name}"
        if group.name[:1].isdecimal() and max(group.years, default=9) <= 8
        else group.name
    )


def _placed(one: Coming, child: Known, name: str) -> Placed:
    return Placed(
        child.reader_id,
        child.name,
        name,
        child.group,
        child.room,
        one.pupil.group,
        one.keys[0],
        back=child.left,
    )


def _doubt(why: Doubt, child: Known, _coming: Coming | None) -> Doubtful:
    return Doubtful(why, child.reader_id, child.name, child.room)
