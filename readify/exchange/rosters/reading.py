"""Any class list that somebody sends: what it is shows in its first bytes, not in its name."""

from __future__ import annotations

from readify.exchange.rosters.columns import Table, table_of
from readify.exchange.rosters.containers import Container, looks_packed
from readify.exchange.rosters.edexml import read_edexml
from readify.exchange.rosters.oneroster import is_oneroster, read_oneroster
from readify.exchange.rosters.roster import MOST_BYTES, Roster, RosterError
from readify.exchange.rosters.tables import rows_of_csv
from readify.exchange.rosters.workbook import is_workbook, rows_of_workbook


def read_file(data: bytes) -> Roster | Table:
    """A roster, or a table whose columns can still be corrected. Raises RosterError for anything else."""
    if not data.strip(b"\0 \r\n\t"):
        raise RosterError("empty")
    if len(data) > MOST_BYTES:
        raise RosterError("too_large")
    if looks_packed(data):
        return _packed(Container(data))
    if _is_xml(data):
        return read_edexml(data)
    return table_of(rows_of_csv(data))


def _packed(container: Container) -> Roster | Table:
    if is_oneroster(container):
        return read_oneroster(container)
    if is_workbook(container):
        return table_of(rows_of_workbook(container))
    raise RosterError("not_a_roster")


def _is_xml(data: bytes) -> bool:
    start = data[:200].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        start = start.removeprefix(mark)
    return start.lstrip().startswith(b"<")
