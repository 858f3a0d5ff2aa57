"""PDF/A-2b, read back from the file: metadata, colours, fonts, no part from outside, boxes for the cutter."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageCms

from readify.printing.cards import SignInCard, cards_pdf
from readify.printing.documents import to_pdf
from readify.printing.home_letter import HomeCard, letters_document
from readify.printing.posters import posters_pdf

from .conftest import Printed
from .papers import OVERVIEW, REPORTS, SIGN
from .test_posters import SHEET, TRAIL

CARD = SignInCard("Łucja", "Groep 5", "HTTP://LOCALHOST/K/ABC", "das", "BEVER", 4)
PRINTS = {
    "poster": lambda: posters_pdf(TRAIL),
    "light": lambda: posters_pdf([SHEET], ink="light"),
    "crop": lambda: posters_pdf([SHEET], crop=True, paper="A3"),
    "cards": lambda: cards_pdf([CARD, CARD]),
    "letter": lambda: to_pdf(letters_document([HomeCard("فاطمة", "das")], SIGN, language="ar")),
    "report": lambda: to_pdf(REPORTS),
    "overview": lambda: to_pdf(OVERVIEW),
}
XMP = {
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "pdf": "{http://ns.adobe.com/pdf/1.3/}",
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}",
    "xmp": "{http://ns.adobe.com/xap/1.0/}",
}


@pytest.fixture(scope="module", params=PRINTS)
def data(request: pytest.FixtureRequest) -> bytes:
    return PRINTS[request.param]()


def objects(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Each object's dictionary and, unpacked, its stream."""
    found = {}
    for number, body in re.findall(rb"(?m)^(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL):
        entries, _, stream = body.partition(b"\nstream\n")
        if stream:
            assert stream.endswith(b"\nendstream")  # a line's end of its own, beyond the length
            stream = stream.removesuffix(b"\nendstream")
            assert len(stream) == int(re.search(rb"/Length (\d+)", entries)[1])
        found[int(number)] = (entries, zlib.decompress(stream) if b"FlateDecode" in entries else stream)
    return found


def one(data: bytes, mark: bytes) -> tuple[bytes, bytes]:
    (found,) = [value for value in objects(data).values() if mark in value[0]]
    return found


def pointed(data: bytes, entries: bytes, name: bytes) -> tuple[bytes, bytes]:
    (number,) = re.findall(rb"/" + name + rb" (\d+) 0 R", entries)
    return objects(data)[int(number)]


def test_the_file_begins_and_ends_as_an_archive_wants_it(data):
    assert data.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in data[10:14])
    assert re.search(rb"/ID \n?\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", data)
    assert data.endswith(b"%%EOF\n")
    start = int(data.rpartition(b"startxref\n")[2].split()[0])
    rows = data[start:].partition(b"trailer")[0].splitlines(keepends=True)[2:]
    assert {len(row) for row in rows} == {20}
    for number, row in enumerate(rows[1:], start=1):
        assert data[int(row[:10]) :].startswith(b"%d 0 obj" % number)
    for never in (
        b"/Encrypt",
        b"/JavaScript",
        b"/OpenAction",
        b"/AA ",
        b"/EmbeddedFile",
        b"LZWDecode",
        b"/F (",
    ):
        assert never not in data, never


def test_the_metadata_stands_open_says_2b_and_agrees_with_the_entries(data):
    catalog = one(data, b"/Type /Catalog")[0]
    entries, text = pointed(data, catalog, b"Metadata")
    assert b"/Filter" not in entries
    assert b"/Subtype /XML" in entries
    root = ET.fromstring(text.decode().partition("?>")[2].rpartition("<?xpacket")[0])
    said = {name: value for element in root.iter() for name, value in element.attrib.items()}
    assert (said[XMP["pdfaid"] + "part"], said[XMP["pdfaid"] + "conformance"]) == ("2", "B")
    document = Printed(data).document
    assert said[XMP["pdf"] + "Producer"] == document.get_metadata_value("Producer")
    assert said[XMP["xmp"] + "CreatorTool"] == document.get_metadata_value("Creator") == "Readify"
    assert said[XMP["xmp"] + "CreateDate"][:4] == document.get_metadata_value("CreationDate")[2:6]
    for mark, entry in (("title", "Title"), ("description", "Subject"), ("creator", "Author")):
        (element,) = root.iter(XMP["dc"] + mark)
        assert "".join(element.itertext()).strip() == document.get_metadata_value(entry)


def test_the_colours_are_those_of_an_srgb_profile(data):
    catalog = one(data, b"/Type /Catalog")[0]
    assert b"/OutputIntents [" in catalog
    assert b"/S /GTS_PDFA1" in catalog
    entries, profile = pointed(data, catalog, b"DestOutputProfile")
    assert b"/N 3" in entries
    assert b"sRGB" in ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.profile_description.encode()
    assert profile[16:20] == b"RGB "
    assert b"/DeviceCMYK" not in data
    assert b"/Separation" not in data
    assert not re.search(
        rb"(?m)\s[kK]$", b"\n".join(stream for _, stream in objects(data).values() if b" re" in stream)
    )


def fonts(data: bytes) -> Iterator[tuple[bytes, TTFont]]:
    for entries, _ in objects(data).values():
        if b"/Type /Font " in entries + b" ":
            descriptor = pointed(data, entries, b"FontDescriptor")[0]
            yield entries + descriptor, TTFont(io.BytesIO(pointed(data, descriptor, b"FontFile2")[1]))


def test_every_font_is_embedded_with_its_widths_and_one_table_of_letters(data):
    found = list(fonts(data))
    assert found
    for entries, font in found:
        assert b"/Subtype /TrueType" in entries
        flags = int(re.search(rb"/Flags (\d+)", entries)[1])
        assert (flags & 4, flags & 32) == (4, 0)  # symbolic: no encoding is named, its own table counts
        assert b"/Encoding" not in entries
        assert len(font["cmap"].tables) == 1
        assert re.search(rb"/FontName /[A-Z]{6}\+", entries)
        letters = font["cmap"].tables[0].cmap
        widths = [float(n) for n in re.search(rb"/Widths \[([^]]*)\]", entries)[1].split()]
        first = int(re.search(rb"/FirstChar (\d+)", entries)[1])
        for code, name in letters.items():
            wide = font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm
            assert abs(widths[code - first] - wide) <= 1, (code, name)


def test_every_letter_that_is_set_has_a_drawing(data):
    shown = Printed(data)
    for number in range(len(shown)):
        assert "\ufffe" not in shown.text(number)
        assert "\x00" not in shown.text(number)
    for _, font in fonts(data):
        assert ".notdef" in font.getGlyphOrder() or font.getGlyphOrder()[0]


def test_a_page_to_be_cut_names_where_and_how_far_the_ink_goes_on():
    data = posters_pdf([SHEET], crop=True)
    (page,) = [entries for entries, _ in objects(data).values() if b"/Type /Page\n" in entries + b"\n"]
    boxes = {
        name: [float(n) for n in re.search(rb"/" + name.encode() + rb"Box \[([^]]*)\]", page)[1].split()]
        for name in ("Media", "Trim", "Bleed")
    }
    mm = 72 / 25.4
    trim = boxes["Trim"]
    assert [(trim[2] - trim[0]) / mm, (trim[3] - trim[1]) / mm] == pytest.approx([210, 297], abs=0.01)
    assert trim[0] - boxes["Bleed"][0] == pytest.approx(3 * mm, abs=0.01)
    assert boxes["Media"][2] - trim[2] == pytest.approx(12 * mm, abs=0.01)
    picture = Printed(data).picture(0, dpi=100)
    unit = 100 / 25.4
    assert picture.getpixel((round(10.5 * unit), round(60 * unit))) != (255, 255, 255)  # bled over the edge
    assert picture.getpixel((round(8 * unit), round(60 * unit))) == (255, 255, 255)
    row = [picture.getpixel((x, round(12 * unit)))[0] for x in range(round(8 * unit))]
    assert min(row) < 200  # a crop mark
