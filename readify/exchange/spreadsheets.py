"""Tables as files for a spreadsheet: CSV and XLSX. Knows no figures: counts come as they may be shown.

CSV is made for the Excel on a Dutch desk: semicolons between cells (its list separator), a byte-order mark
(else it takes UTF-8 for Windows-1252), CRLF. A text that a spreadsheet would take for a formula gets an
apostrophe. In XLSX a cell says itself that it is text, so nothing is put before it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | dt.date | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 48  # characters: a column's width at most


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name (at most 31 characters show), a head, and rows as long as the head."""

    name: str
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]


def csv_file(sheet: Sheet) -> bytes:
    """One table as CSV; dates as 2027-07-24."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in (sheet.head, *sheet.rows))
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def xlsx_file(sheets: Sequence[Sheet], *, title: str, made_at: dt.datetime) -> bytes:
    """A workbook with a page per table: real numbers and dates, a bold head that stays in sight."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True} | AS_GIVEN)
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "num_format": "d mmm"})
    looks = _Looks(
        day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        number=book.add_format({"align": "right"}),
    )
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:31])
        page.freeze_panes(1, 0)
        for at, row in enumerate((sheet.head, *sheet.rows)):
            for column, cell in enumerate(row):
                _write(page, at, column, cell, head if at == 0 else looks.of(cell))
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
    book.close()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """How a cell stands: days left, numbers right, and so too what is shown for a number (<5, ±20)."""

    day: Format
    number: Format

    def of(self, cell: Cell) -> Format | None:
        if isinstance(cell, dt.date):
            return self.day
        return self.number if isinstance(cell, int) or str(cell or "")[:1] in ("<", "±") else None


def _write(page: Worksheet, row: int, column: int, cell: Cell, look: Format | None) -> None:
    if isinstance(cell, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), look)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, look)
    elif cell is not None:
        page.write_string(row, column, cell, look)


def _widths(sheet: Sheet) -> list[int]:
    columns = zip(sheet.head, *sheet.rows, strict=True)
    return [min(WIDEST, max(len(str(cell or "")) for cell in column) + 2) for column in columns]
