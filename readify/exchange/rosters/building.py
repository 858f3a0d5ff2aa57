"""From loose pupils and groups to a roster: who counts, which groups are classes, what is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from readify.exchange.rosters.roster import Group, Pupil, Report, Roster, RosterError, Teacher
from readify.exchange.rosters.years import YOUNGEST, plain_group, years_of

# What a school may know and a reading platform may not; matched in names of columns and elements.
SENSITIVE = re.compile(
    r"bsn|sofi|burgerservice|geboorte|birth|dob\b|onderwijsnummer|ondwnr|adres|address|straat|street|postcode|"
    r"zip|plaats|city|telefoon|phone|\bsms|mobiel|mail|nationalit|geslacht|gender|\bsex|land|religi|"
    r"ouder|parent|verzorger|guardian|foto|photo|rijksregister|medisch|medical|password|wachtwoord",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A pupil as a reader of one format found it."""

    keys: tuple[str, ...]
    first: str
    initial: str
    group: str
    year: int | None


def build(
    raws: Iterable[Raw], groups: Mapping[str, Group], teachers: Iterable[Teacher], report: Report
) -> Roster:
    """The roster of these pupils. Raises RosterError without any pupil."""
    found = list(raws)
    taken: list[Pupil] = []
    seen: set[str] = set()
    left_out: Counter[str] = Counter()
    for raw in found:
        why = _left_out(raw, groups, seen)
        if why:
            left_out[why] += 1
            continue
        seen.update(raw.keys)
        taken.append(Pupil(raw.keys, raw.first, raw.initial, raw.group, raw.year))
    if not taken:
        raise RosterError("no_pupils")
    sensitive = tuple(name for name in report.dropped if SENSITIVE.search(name))
    told = replace(
        report,
        sensitive=sensitive,
        too_young=left_out["too_young"],
        nameless=left_out["nameless"],
        groupless=left_out["groupless"],
        doubled=left_out["doubled"],
    )
    kept, classes = _one_name_one_class(taken, groups)
    return Roster(kept, classes, _of_classes(teachers, groups, classes), told)


def _left_out(raw: Raw, groups: Mapping[str, Group], seen: set[str]) -> str:
    if not raw.first:
        return "nameless"
    if not groups.get(raw.group) or not groups[raw.group].name:
        return "groupless"
    year = raw.year or max(groups[raw.group].years or years_of(groups[raw.group].name), default=None)
    if year is not None and year < YOUNGEST:
        return "too_young"
    return "doubled" if seen.intersection(raw.keys) else ""


def _one_name_one_class(
    pupils: list[Pupil], groups: Mapping[str, Group]
) -> tuple[tuple[Pupil, ...], tuple[Group, ...]]:
    """Groups by their plain name, each with the years of the children in it, in the order of the years."""
    years: dict[str, set[int]] = defaultdict(set)
    names: dict[str, str] = {}
    placed = []
    for pupil in pupils:
        group = groups[pupil.group]
        key = plain_group(group.name)
        names.setdefault(key, group.name)
        known = [pupil.year] if pupil.year else group.years or years_of(group.name)
        years[key].update(known)
        placed.append(replace(pupil, group=key))
    made = [Group(key, name[:120], tuple(sorted(years[key]))) for key, name in names.items()]
    return tuple(placed), tuple(sorted(made, key=lambda one: (one.years or (99,), one.key)))


def _of_classes(
    teachers: Iterable[Teacher], groups: Mapping[str, Group], classes: tuple[Group, ...]
) -> tuple[Teacher, ...]:
    """Teachers with those of their groups that are classes here; who has none is not our business."""
    there = {group.key for group in classes}
    kept = []
    for teacher in teachers:
        theirs = dict.fromkeys(plain_group(groups[key].name) for key in teacher.groups if key in groups)
        own = tuple(key for key in theirs if key in there)
        if own and teacher.name:
            kept.append(replace(teacher, groups=own))
    return tuple(kept)
