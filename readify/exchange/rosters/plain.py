"""A plain table (CSV or XLSX) as a roster."""

from __future__ import annotations

from collections.abc import Iterable

from readify.exchange.rosters.building import Raw, build
from readify.exchange.rosters.columns import Table
from readify.exchange.rosters.person import first_name, initial_of, split_name
from readify.exchange.rosters.roster import Group, Report, Roster, RosterError, Teacher
from readify.exchange.rosters.years import years_of


def roster_of_table(table: Table, *, kind: str) -> Roster:
    """The roster. Raises RosterError `needs_columns` when it is not said who sits where."""
    if not table.ready:
        raise RosterError("needs_columns")
    records = [dict(zip(table.roles, row, strict=True)) for row in table.rows]
    raws = [_pupil(record) for record in records]
    groups = {raw.group: Group(raw.group, raw.group, years_of(raw.group)) for raw in raws if raw.group}
    unread = [name for name, role in zip(table.header, table.roles, strict=True) if not role]
    report = Report(kind, dropped=(*table.dropped, *unread))
    return build(raws, groups, _teachers(records), report)


def _group(record: dict[str, str]) -> str:
    year = record.get("year", "")
    return record.get("group") or (f"Groep {year}" if year.isdecimal() else year)


def _pupil(record: dict[str, str]) -> Raw:
    first, surname = record.get("first", ""), record.get("surname", "")
    if not first:
        first, rest = split_name(record.get("whole", ""))
        surname = surname or rest
    years = years_of(record.get("year", "")) or years_of(record.get("group", ""))
    key = record.get("key", "")
    return Raw(
        keys=(f"key:{key}",) if key else (),
        first=first_name(first),
        initial=initial_of(surname),
        group=_group(record),
        year=years[0] if len(years) == 1 else None,
    )


def _teachers(records: Iterable[dict[str, str]]) -> tuple[Teacher, ...]:
    """Each teacher once, with all their groups."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for record in records:
        email = record.get("teacher_email", "").lower()[:254]
        first, surname = split_name(record.get("teacher", ""))
        name = " ".join(part for part in (first_name(first), initial_of(surname)) if part)
        if name or email:
            found.setdefault((name or email.partition("@")[0], email), {})[_group(record)] = None
    return tuple(Teacher(name, email, tuple(groups)) for (name, email), groups in found.items())
