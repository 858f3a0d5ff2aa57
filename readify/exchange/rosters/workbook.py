"""The first sheet of an XLSX file as rows of text: shared strings, inline strings and plain values.

A class list needs no formulas, styles or dates, so this reads two kinds of part and nothing else.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from readify.exchange.rosters.containers import Container
from readify.exchange.rosters.roster import RosterError
from readify.exchange.rosters.tables import MOST_COLUMNS, MOST_ROWS
from readify.exchange.rosters.xml import child, children, local, xml_root

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def is_workbook(container: Container) -> bool:
    """Whether this zip file is an XLSX."""
    return "xl/workbook.xml" in container.names


def rows_of_workbook(container: Container) -> list[list[str]]:
    """The rows of the first sheet that hold anything."""
    shared = _shared_strings(container)
    data = child(xml_root(container.read(_first_sheet(container))), "sheetdata")
    found = children(data, "row")
    if len(found) > MOST_ROWS:
        raise RosterError("too_large")
    rows = [_row(one, shared) for one in found]
    return [row for row in rows if any(row)]


def _first_sheet(container: Container) -> str:
    """The part of the sheet that stands first in the workbook; exports do not always call it sheet1."""
    sheets = child(xml_root(container.read("xl/workbook.xml")), "sheets")
    first = child(sheets, "sheet")
    wanted = "" if first is None else first.get(_RELATION, "")
    if wanted and "xl/_rels/workbook.xml.rels" in container.names:
        for relation in xml_root(container.read("xl/_rels/workbook.xml.rels")):
            if relation.get("Id") == wanted:
                target = relation.get("Target", "").lstrip("/").removeprefix("xl/")
                if f"xl/{target}" in container.names:
                    return f"xl/{target}"
    found = sorted(name for name in container.names if _SHEET.fullmatch(name))
    if not found:
        raise RosterError("not_a_roster")
    return found[0]


def _shared_strings(container: Container) -> list[str]:
    if "xl/sharedStrings.xml" not in container.names:
        return []
    return [_text(one) for one in children(xml_root(container.read("xl/sharedStrings.xml")), "si")]


def _text(element: Element) -> str:
    """All text in it, without the readings (phonetics) that some programs add."""
    parts = [child(one, "t") if local(one) == "r" else one for one in element if local(one) in ("r", "t")]
    return "".join(part.text or "" for part in parts if part is not None).strip()


def _row(row: Element, shared: list[str]) -> list[str]:
    cells: dict[int, str] = {}
    for position, cell in enumerate(children(row, "c")):
        named = _CELL.fullmatch(cell.get("r", ""))
        column = _column(named[1]) if named else position
        if column < MOST_COLUMNS:
            cells[column] = _value(cell, shared)
    return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _text(inline)
    found = child(cell, "v")
    text = "" if found is None else (found.text or "").strip()
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else ""
    return text.removesuffix(".0")
