"""OneRoster 1.1 and 1.2 as a zip of CSV files: users, classes, enrolments (and roles in 1.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from readify.exchange.rosters.building import Raw, build
from readify.exchange.rosters.containers import Container
from readify.exchange.rosters.person import first_name, initial_of
from readify.exchange.rosters.roster import Group, Report, Roster, Teacher
from readify.exchange.rosters.tables import rows_of_csv
from readify.exchange.rosters.years import years_of

NEEDED = ("users.csv", "classes.csv", "enrollments.csv")
READ_OF_USERS = {
    "sourcedid",
    "status",
    "role",
    "givenname",
    "preferredgivenname",
    "familyname",
    "grades",
    "enableduser",
    "datelastmodified",
}
Record = dict[str, str]


def is_oneroster(container: Container) -> bool:
    """Whether this zip file is a OneRoster export."""
    return set(NEEDED) <= {_base(name) for name in container.names}


def read_oneroster(container: Container) -> Roster:
    """The roster. Rows that are marked for deletion are not there."""
    files = {_base(name): name for name in container.names}
    users, header = _records(container, files["users.csv"])
    roles = _records(container, files["roles.csv"])[0] if "roles.csv" in files else []
    classes = {row["sourcedid"]: row for row in _records(container, files["classes.csv"])[0]}
    groups = {
        key: Group(key, row.get("title") or row.get("classcode", ""), years_of(row.get("grades", "")))
        for key, row in classes.items()
    }
    enrolled = _records(container, files["enrollments.csv"])[0]
    of_role = _roles(users, roles)
    theirs = _classes_of(enrolled, classes)
    pupils = [
        _pupil(row, theirs[row["sourcedid"]]) for row in users if of_role[row["sourcedid"]] == "student"
    ]
    teachers = [
        _teacher(row, theirs[row["sourcedid"]]) for row in users if of_role[row["sourcedid"]] == "teacher"
    ]
    dropped = tuple(name for name in header if name.lower() not in READ_OF_USERS)
    return build(pupils, groups, teachers, Report("OneRoster", dropped=dropped))


def _base(name: str) -> str:
    return name.rpartition("/")[2].lower()


def _records(container: Container, name: str) -> tuple[list[Record], list[str]]:
    """The rows by lower-case column, and the columns that hold anything at all."""
    rows = rows_of_csv(container.read(name))
    header = rows[0] if rows else []
    found = [
        {column.lower(): cell for column, cell in zip(header, row, strict=False)}
        for row in rows[1:]
        if len(row) > 1
    ]
    there = [row for row in found if row.get("sourcedid") and row.get("status", "").lower() != "tobedeleted"]
    return there, [column for column in header if any(row.get(column.lower()) for row in there)]


def _roles(users: Iterable[Record], roles: Iterable[Record]) -> dict[str, str]:
    """The role of each user: in 1.1 of their own row, in 1.2 of the file of roles (the primary one first)."""
    found: dict[str, str] = defaultdict(str)
    for row in users:
        found[row["sourcedid"]] = row.get("role", "").lower()
    for row in sorted(roles, key=lambda one: one.get("roletype", "").lower() == "primary"):
        found[row.get("usersourcedid", "")] = row.get("role", "").lower()
    return found


def _classes_of(enrolled: Iterable[Record], classes: dict[str, Record]) -> dict[str, list[str]]:
    """Each user's classes, the home class first."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in enrolled:
        room = row.get("classsourcedid", "")
        if room in classes:
            scheduled = classes[room].get("classtype", "").lower() != "homeroom"
            found[row.get("usersourcedid", "")].append((scheduled, room))
    return defaultdict(list, {user: [room for _, room in sorted(rooms)] for user, rooms in found.items()})


def _pupil(row: Record, rooms: list[str]) -> Raw:
    years = years_of(row.get("grades", ""))
    return Raw(
        keys=(f"key:{row['sourcedid']}",),
        first=first_name(row.get("preferredgivenname") or row.get("givenname", "")),
        initial=initial_of(row.get("familyname", "")),
        group=rooms[0] if rooms else "",
        year=years[0] if len(years) == 1 else None,
    )


def _teacher(row: Record, rooms: list[str]) -> Teacher:
    first = first_name(row.get("preferredgivenname") or row.get("givenname", ""))
    name = " ".join(part for part in (first, initial_of(row.get("familyname", ""))) if part)
    return Teacher(name, row.get("email", "").lower()[:254], tuple(rooms))
