"""What is left of a class list after reading: keys, first names, an initial, groups, teachers, a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from readify.errors import ReadifyError

MOST_BYTES = 8 * 1024 * 1024  # ten times the EDEXML file of a large school

REASONS: Mapping[str, str] = {
    "empty": "the file is empty",
    "too_large": f"the file is larger than {MOST_BYTES // 1024 // 1024} MB; that is no class list",
    "not_a_roster": "this is not EDEXML, OneRoster, CSV or XLSX",
    "broken_xml": "the XML is broken; make the export anew",
    "wrong_encoding": "its letters are not in the encoding that it says; make the export anew, as UTF-8",
    "entities": "the XML declares entities or a DTD; that is refused, a class list needs none",
    "zip_bomb": "the zip file holds far more than a class list; that is refused",
    "broken_zip": "the zip file is broken; make the export anew",
    "no_pupils": "no pupils were found in the file",
    "needs_columns": "no column for the first name and the group was found; say which they are",
}


class RosterError(ReadifyError):
    """The file is refused; `code` is a key of REASONS. Never quotes the file."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code])
        self.code = code


@dataclass(frozen=True, slots=True)
class Group:
    """A class in the file. `years` are its year groups: 1 to 8 for primary, 11 to 16 for secondary school."""

    key: str
    name: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child in the file: the keys that the school knows it by (best first), a first name, an initial."""

    keys: tuple[str, ...]
    first: str
    initial: str
    group: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Teacher:
    """A teacher in the file, with the keys of their groups. An e-mail only when the file has one."""

    name: str
    email: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the reading did not take along, to be shown before anything is imported."""

    format: str
    school_year: str = ""
    dropped: tuple[str, ...] = ()  # columns and elements that stand in the file and were not read
    sensitive: tuple[str, ...] = ()  # those of them that no reading platform may have
    too_young: int = 0  # year groups 1 and 2
    nameless: int = 0
    groupless: int = 0
    doubled: int = 0  # the same key for a second time


@dataclass(frozen=True, slots=True)
class Roster:
    """A school's pupils in their groups."""

    pupils: tuple[Pupil, ...]
    groups: tuple[Group, ...]
    teachers: tuple[Teacher, ...] = ()
    report: Report = field(default_factory=lambda: Report(""))


def as_json(roster: Roster) -> dict[str, Any]:
    """The roster as plain data."""
    return asdict(roster)


def from_json(data: Mapping[str, Any]) -> Roster:
    """The roster of `as_json`."""
    return Roster(
        pupils=tuple(Pupil(**{**row, "keys": tuple(row["keys"])}) for row in data["pupils"]),
        groups=tuple(Group(**{**row, "years": tuple(row["years"])}) for row in data["groups"]),
        teachers=tuple(Teacher(**{**row, "groups": tuple(row["groups"])}) for row in data["teachers"]),
        report=Report(
            **{
                **data["report"],
                "dropped": tuple(data["report"]["dropped"]),
                "sensitive": tuple(data["report"]["sensitive"]),
            }
        ),
    )
