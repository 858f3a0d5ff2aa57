"""Files for a spreadsheet, opened again: what is in a cell, and what a spreadsheet would make of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import pytest
from defusedxml import ElementTree

from readify.exchange.spreadsheets import Sheet, csv_file, xlsx_file

NAME = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
NOW = dt.datetime(2027, 7, 27, 12, 0, tzinfo=dt.UTC)
SHEET = Sheet(
    "Stempels",
    ("Plek", dt.date(2027, 7, 24), "Totaal"),
    (
        ('1 · Hé, daar; "zo"', 12, "<5"),
        ('=HYPERLINK("x")', None, "±20"),
        ("+31", 0, "-1"),
        ("@som", 5, " =1"),
    ),
)


def rows_of(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_in_a_dutch_excel() -> None:
    made = csv_file(SHEET)
    assert made.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in made
    rows = rows_of(made)
    assert rows[0] == ["Plek", "2027-07-24", "Totaal"]
    assert rows[1] == ['1 · Hé, daar; "zo"', "12", "<5"]
    assert rows[2][1:] == ["", "±20"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "  =1"])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    cell = rows_of(csv_file(Sheet("x", ("a",), ((text,),))))[1][0]
    assert cell == f"'{text}"


def test_a_count_is_no_text_and_stays_what_it_is() -> None:
    assert rows_of(csv_file(Sheet("x", ("a", "b"), ((-1, "<5"),))))[1] == ["-1", "<5"]


def test_xlsx_holds_numbers_days_and_texts_but_no_formula() -> None:
    book = zipfile.ZipFile(io.BytesIO(xlsx_file([SHEET], title="Wat werkt", made_at=NOW)))
    page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    strings = [
        "".join(text.itertext())
        for text in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", NAME)
    ]
    cells = {cell.get("r"): cell for cell in page.iterfind(".//m:c", NAME)}

    def value(place: str) -> str:
        found = cells[place].findtext("m:v", namespaces=NAME)
        return strings[int(found)] if cells[place].get("t") == "s" else str(found)

    assert page.find(".//m:f", NAME) is None
    assert [value(place) for place in ("A3", "A4", "A5")] == ['=HYPERLINK("x")', "+31", "@som"]
    assert (value("B2"), cells["B2"].get("t")) == ("12", None)
    assert (value("C2"), value("C3")) == ("<5", "±20")
    assert dt.date(1899, 12, 30) + dt.timedelta(days=int(value("B1"))) == dt.date(2027, 7, 24)
    assert "B3" not in cells


def test_the_same_figures_give_the_same_workbook() -> None:
    assert xlsx_file([SHEET], title="x", made_at=NOW) == xlsx_file([SHEET], title="x", made_at=NOW)
