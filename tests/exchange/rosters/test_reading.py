"""Class lists are read to keys, first names, an initial, groups; all else is dropped, bad files refused."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from readify.exchange.rosters.columns import Table, corrected
from readify.exchange.rosters.plain import roster_of_table
from readify.exchange.rosters.reading import read_file
from readify.exchange.rosters.roster import MOST_BYTES, Roster, RosterError, as_json, from_json
from readify.exchange.rosters.years import band_of, plain_group, years_of
from tests.school_files import Child, edexml, oneroster, school, table, zipped

SECRETS = ("Proef", "Geheim", "123456782", "2016-03-04", "Tweede", "K.T.")


def roster_in(data: bytes) -> Roster:
    read = read_file(data)
    return roster_of_table(read, kind="CSV") if isinstance(read, Table) else read


def where(roster: Roster) -> dict[str, str]:
    return {pupil.first: pupil.group for pupil in roster.pupils}


def test_edexml_gives_who_sits_where_and_nothing_more():
    roster = roster_in(edexml(school(600)))
    assert len(roster.pupils) == 600
    assert len(roster.groups) == 24
    assert roster.pupils[0].keys == ("eck:https://ketenid.example/0001", "key:0001")
    assert (roster.pupils[0].first, roster.pupils[0].initial) == ("Kind 001", "P")
    assert roster.report.school_year == "2026-2027"
    assert {"bsn", "geboortedatum", "straat", "voornamen"} <= set(roster.report.dropped)
    assert {"bsn", "geboortedatum", "straat"} <= set(roster.report.sensitive)
    assert not any(secret in repr(roster.pupils) + repr(roster.groups) for secret in SECRETS)
    assert [(one.name, one.groups) for one in roster.teachers] == [("Kim P", ("6a",))]
    assert from_json(as_json(roster)) == roster


def test_a_namespace_and_a_uwlr_wrapping_make_no_difference():
    plain = edexml(school(30))
    spaced = plain.replace(b"<EDEX>", b'<a:Envelope xmlns:a="urn:a" xmlns="urn:edex"><a:Body><EDEX>')
    spaced = spaced.replace(b"</EDEX>", b"</EDEX></a:Body></a:Envelope>")
    assert roster_in(spaced) == roster_in(plain)


def test_a_composite_group_of_whole_years_is_the_class_and_a_choir_is_not():
    both = [
        Child(f"{n}", f"Kind {n}", year=6 + n % 2, group=f"{6 + n % 2}", composite=("s67",)) for n in range(8)
    ]
    apart = [Child(f"x{n}", f"Ander {n}", year=5, group="5", composite=("koor",)) for n in range(4)]
    both[0] = Child("0", "Kind 0", year=6, group="6", composite=("s67", "koor"))
    roster = roster_in(edexml([*both, *apart], composite={"s67": "6/7", "koor": "Koor"}))
    assert {group.name: group.years for group in roster.groups} == {"5": (5,), "6/7": (6, 7)}
    assert [band_of(group.years) for group in roster.groups] == ["midden", "midden"]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_oneroster_takes_the_home_class(version: str):
    roster = roster_in(oneroster(school(50), version=version))
    assert len(roster.pupils) == 50
    assert {group.key for group in roster.groups} == {"3a", "4a"}
    assert [(one.name, one.email) for one in roster.teachers] == [("Kim P", "kim@school.example")]
    assert "username" in roster.report.dropped
    assert "Proef" not in repr(roster.pupils)


HEADER = ["Roepnaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Nummer", "Klas"]
ROWS = [["Zoë", "de", "Wit", "2016-03-04", "12", "Groep 6"], ["Bo", "", "Kan", "2016-03-05", "13", "Groep 6"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_any_encoding_and_separator(encoding: str, separator: str):
    data = table([["Klassenlijst"], HEADER, *ROWS], separator=separator).encode(encoding)
    roster = roster_in(data)
    assert where(roster) == {"Zoë": "6", "Bo": "6"}
    assert [pupil.initial for pupil in roster.pupils] == ["W", "K"]
    assert roster.report.sensitive == ("Geboortedatum",)


def test_an_english_header_and_whole_names():
    data = table([["Student", "Class"], ["Boer, Sam de", "Group 7"], ["Kim Ek", "Group 7"]]).encode()
    assert [(one.first, one.initial, one.year) for one in roster_in(data).pupils] == [
        ("Sam", "B", 7),
        ("Kim", "E", 7),
    ]


def test_xlsx_is_read_by_its_first_sheet():
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("Leerlingen")
    for number, row in enumerate([HEADER, *ROWS]):
        sheet.write_row(number, 0, [int(cell) if cell.isdecimal() else cell for cell in row])
    book.add_worksheet("Leeg")
    book.close()
    roster = roster_in(data.getvalue())
    assert where(roster) == {"Zoë": "6", "Bo": "6"}
    assert roster.pupils[0].keys == ("key:12",)


def test_a_column_of_state_numbers_is_never_a_key():
    rows = [
        ["id", "Voornaam", "Klas"],
        *([number, "Sam", "5"] for number in ("123456782", "111222333", "100000009")),
    ]
    read = read_file(table(rows).encode())
    assert isinstance(read, Table)
    assert read.dropped == ("id",)
    assert "123456782" not in repr(read)


def test_columns_without_known_names_are_corrected_by_hand():
    read = read_file(table([["A", "B"], ["Sam", "Groep 4"]]).encode())
    assert isinstance(read, Table)
    assert not read.ready
    with pytest.raises(RosterError) as refused:
        roster_of_table(read, kind="CSV")
    assert refused.value.code == "needs_columns"


def test_a_table_without_a_header_shows_nobodys_name_as_one():
    read = read_file(table([["Sam", "Groep 4"], ["Bo", "Groep 4"]]).encode())
    assert isinstance(read, Table)
    assert read.header == ("kolom 1", "kolom 2")
    assert where(roster_of_table(corrected(read, ["first", "group"]), kind="CSV")) == {"Sam": "4", "Bo": "4"}


def test_a_half_known_header_is_corrected_by_hand():
    read = read_file(table([["Wie", "Klas"], ["Sam", "Groep 4"]]).encode())
    assert isinstance(read, Table)
    assert where(roster_of_table(corrected(read, ["first", "group"]), kind="CSV")) == {"Sam": "4"}
    assert not corrected(read, ["first", "first"]).ready


def test_the_youngest_and_the_nameless_are_counted_and_left_out():
    children = [
        Child("1", "Kind 1", year=2, group="2"),
        Child("2", "", group="6"),
        Child("3", "Kind 3", group=""),
        Child("4", "Kind 4"),
        Child("4", "Kind 4"),
    ]
    report = roster_in(edexml(children)).report
    assert (report.too_young, report.nameless, report.groupless, report.doubled) == (1, 1, 1, 1)


def bomb() -> bytes:
    return zipped({"users.csv": b"0" * 30_000_000, "classes.csv": b"", "enrollments.csv": b""})


ENTITY = b'<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/hostname">]><EDEX>&x;</EDEX>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><EDEX>&b;</EDEX>'


def many_entries() -> bytes:
    return zipped({f"{number}.csv": b"" for number in range(300)})


def cut_zip() -> bytes:
    return oneroster(school(30))[:-200]


BAD = {
    "nothing": (b"  \n", "empty"),
    "fifty_megabytes": (b"a;b\n" * (50 * 1024 * 1024 // 4), "too_large"),
    "just_too_large": (b"<" * (MOST_BYTES + 1), "too_large"),
    "broken_xml": (edexml(school(3))[:-30], "broken_xml"),
    "latin_letters_in_utf8": (edexml(school(3)).replace(b"Kind 001", b"Zo\xeb"), "wrong_encoding"),
    "unknown_encoding": (edexml(school(3)).replace(b"UTF-8", b"klingon"), "wrong_encoding"),
    "external_entity": (ENTITY, "entities"),
    "many_laughs": (LAUGHS, "entities"),
    "zip_bomb": (bomb(), "zip_bomb"),
    "many_entries": (many_entries(), "zip_bomb"),
    "cut_zip": (cut_zip(), "broken_zip"),
    "another_zip": (zipped({"foto.txt": b"x"}), "not_a_roster"),
    "another_xml": (b"<html><body/></html>", "not_a_roster"),
    "a_picture": (b"\x89PNG\r\n\x1a\n\x01\x02\x03" * 20, "not_a_roster"),
    "no_pupils": (edexml([]), "no_pupils"),
    "half_a_sign": (b"\xff\xfe" + "Roepnaam;Klas".encode("utf-16-le") + b"a", "wrong_encoding"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_reason(name: str):
    data, code = BAD[name]
    with pytest.raises(RosterError) as refused:
        roster_in(data)
    assert refused.value.code == code
    assert str(refused.value)


def test_a_zip_that_lies_about_its_size_is_stopped():
    data = bytearray(zipped({"users.csv": b"a" * 1000, "classes.csv": b"", "enrollments.csv": b""}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        assert packed.infolist()[0].file_size == 1000
    at = data.index(b"PK\x01\x02") + 24  # the size in the directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(RosterError):
        roster_in(bytes(data))


@pytest.mark.parametrize(
    ("text", "years", "band"),
    [
        ("6", (6,), "midden"),
        ("Groep 4/5", (4, 5), "klein"),
        ("3", (3,), "klein"),
        ("8B", (8,), "midden"),
        ("klas 1", (11,), "groot"),
        ("brugklas", (11,), "groot"),
        ("2 havo", (12,), "groot"),
        ("1hv", (11,), "groot"),
        ("De Zonnebloem", (), None),
    ],
)
def test_years_and_bands(text: str, years: tuple[int, ...], band: str | None):
    assert years_of(text) == years
    assert band_of(years) == band


def test_one_group_in_several_spellings():
    assert plain_group("Groep 6A") == plain_group("6a") == plain_group(" groep 6 a ")
    assert plain_group("6/7") != plain_group("67")
