"""Which column of a table is what: guessed from its header in Dutch or English, corrected by hand.

Columns that a reading platform may not have are gone before anybody looks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stdnum.nl import bsn

from readify.exchange.rosters.building import SENSITIVE
from readify.exchange.rosters.person import initial_of
from readify.exchange.rosters.roster import RosterError


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a column may be; a file needs `first` (or `whole`) and `group` (or `year`).
KNOWN: Mapping[str, frozenset[str]] = {
    "key": _words(
        "eckid leerlingnummer leerlingnr leerlingkey leerlingid stamnummer stamnr sleutel key id nummer "
        "studentid studentnumber pupilid pupilnumber sourcedid admissionnumber externalid llnr"
    ),
    "first": _words(
        "roepnaam voornaam roepnaamleerling voornaamleerling firstname givenname preferredname callname "
        "forename preferredgivenname"
    ),
    "whole": _words("naam leerling naamleerling volledigenaam name fullname pupil student kind"),
    "prefix": _words("voorvoegsel voorvoegsels tussenvoegsel tussenvoegsels tv prefix infix"),
    "surname": _words("achternaam familienaam surname lastname familyname geslachtsnaam"),
    "year": _words("jaargroep leerjaar jaarlaag jaar yeargroup year grade"),
    "group": _words(
        "groep klas groepsnaam stamgroep stamklas klasnaam lesgroep basisgroep class classname group "
        "groupname homeroom form"
    ),
    "teacher": _words("leerkracht groepsleerkracht leraar docent mentor teacher teachername"),
    "teacher_email": _words(
        "emailleerkracht leerkrachtemail mailleerkracht emaildocent emailmentor teacheremail emailteacher"
    ),
}
ROLES = tuple(KNOWN)
LOOKED_AT = 10  # a header stands in the first rows, under a title at most


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their header, and which column is what (a role, or nothing)."""

    header: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dropped: tuple[str, ...] = ()  # columns that were taken out before anything was kept

    @property
    def ready(self) -> bool:
        """Whether it says who sits where."""
        return bool({"first", "whole"} & set(self.roles)) and bool({"group", "year"} & set(self.roles))


def table_of(rows: Sequence[Sequence[str]]) -> Table:
    """The table with its guessed roles, sensitive columns taken out. Raises RosterError without rows."""
    if not rows:
        raise RosterError("empty")
    at = max(range(min(LOOKED_AT, len(rows))), key=lambda index: (_known(rows[index]), -index))
    named = _is_header(rows[at], rows[at + 1 :])
    header = [cell if named and cell else f"kolom {number}" for number, cell in enumerate(rows[at], 1)]
    if not any(_role(cell) for cell in header) and len(header) < 2:
        raise RosterError("not_a_roster")
    body = rows[at + 1 :] if named else rows
    kept = [index for index in range(len(header)) if not _may_not(header[index], body, index)]
    roles: list[str] = []
    for index in kept:
        role = _role(header[index])
        roles.append("" if role in roles else role)
    return Table(
        tuple(header[index] for index in kept),
        tuple(roles),
        tuple(_kept_cells(row, kept, roles) for row in body),
        tuple(header[index] for index in range(len(header)) if index not in kept),
    )


def _kept_cells(row: Sequence[str], kept: Sequence[int], roles: Sequence[str]) -> tuple[str, ...]:
    """The row without what was taken out; of a surname only its initial goes on."""
    cells = (row[index] if index < len(row) else "" for index in kept)
    return tuple(
        initial_of(cell) if role == "surname" else cell for cell, role in zip(cells, roles, strict=True)
    )


def corrected(table: Table, roles: Sequence[str]) -> Table:
    """The same table with these roles; one that comes twice counts once, an unknown one is nothing."""
    taken: list[str] = []
    for role in (*roles, *[""] * len(table.header)):
        taken.append(role if role in KNOWN and role not in taken else "")
    return Table(table.header, tuple(taken[: len(table.header)]), table.rows, table.dropped)


def _plain(header: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", header.casefold())


def _role(header: str) -> str:
    plain = _plain(header)
    return next((role for role, words in KNOWN.items() if plain in words), "")


def _known(row: Sequence[str]) -> int:
    return len({role for role in map(_role, row) if role})


def _is_header(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """A row with known words, or one without any digit above rows that have some: groups and numbers."""
    return bool(_known(row)) or (
        not any(sign.isdigit() for cell in row for sign in cell)
        and any(sign.isdigit() for other in below for cell in other for sign in cell)
    )


def _may_not(header: str, body: Sequence[Sequence[str]], index: int) -> bool:
    """A column that says it is sensitive, or holds what passes the test of the state's numbers."""
    if SENSITIVE.search(header) and _role(header) != "teacher_email":
        return True
    cells = [row[index] for row in body[:200] if index < len(row) and row[index]]
    nines = [cell for cell in cells if re.fullmatch(r"\d{8,9}", cell)]
    return len(nines) >= 3 and len(nines) == len(cells) and all(bsn.is_valid(cell) for cell in nines)
