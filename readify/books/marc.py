"""Records of library systems (MARC 21, as binary or XML) as catalogue facts.

Takes title, name, year, language, series, ISBN and whether it is a recording, a comic or for young children.
Takes no summaries and no subject headings: those have an owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax import make_parser
from xml.sax.handler import feature_namespaces

from pymarc import Field, MARCReader, Record
from pymarc.marcxml import XmlHandler

from readify.books.facts import BookFacts
from readify.books.isbn import parse_isbn
from readify.books.languages import tag_of
from readify.errors import Refused

CHUNK = 1 << 16
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_END = " /:;,.="  # catalogue punctuation after a title or a name
_JUVENILE = {
    "a": "AP",
    "b": "AK",
    "c": "A",
    "d": "C",
}  # 008/22: preschool, primary, pre-adolescent, adolescent


def read_marc(file: BinaryIO) -> Iterator[Record | None]:
    """The records of a binary MARC 21 file; None for one that cannot be read."""
    yield from MARCReader(file, to_unicode=True, force_utf8=False)


def read_marcxml(file: BinaryIO) -> Iterator[Record | None]:
    """The records of a MARCXML file, as it streams in."""
    found: list[Record] = []
    handler = XmlHandler()  # type: ignore[no-untyped-call]
    handler.process_record = found.append  # type: ignore[method-assign]
    parser = make_parser()  # noqa: S317 - expat limits entity expansion, and the file is the operator's own
    parser.setContentHandler(handler)
    parser.setFeature(feature_namespaces, True)
    while chunk := file.read(CHUNK):
        parser.feed(chunk)  # type: ignore[attr-defined]
        yield from found
        found.clear()
    parser.close()  # type: ignore[attr-defined]
    yield from found


def facts_of_marc(record: Record | None) -> BookFacts:
    """The facts of one record. Raises ValueError when there is no title or the language is unknown."""
    if record is None:
        raise ValueError("the record cannot be read")
    main = _first(record, "245")
    title = _text(main, "a", "n", "p")
    if not title:
        raise ValueError("245: no title")
    fixed = _fixed(record)
    series = _first(record, "490") or _first(record, "830")
    return BookFacts(
        title=title[:300],
        author=_author(record)[:200],
        year=_year(record, fixed),
        language=_language(record, fixed),
        series=_text(series, "a")[:200],
        series_number="".join(re.findall(r"\d+", _text(series, "v"))[:1])[:12],
        age_code=_JUVENILE.get(fixed[22:23], ""),
        form=_form(record, fixed),
        isbn=_isbn(record),
    )


def _first(record: Record, tag: str) -> Field | None:
    fields = record.get_fields(tag)
    return fields[0] if fields else None


def _text(field: Field | None, *codes: str) -> str:
    if field is None:
        return ""
    parts = (part.strip().strip(_END) for part in field.get_subfields(*codes))
    return " ".join(part for part in parts if part)


def _fixed(record: Record) -> str:
    field = _first(record, "008")
    return (field.data or "") if field is not None else ""


def _author(record: Record) -> str:
    """Names as on a cover: *Schaap, Annet* becomes *Annet Schaap*."""
    for tag in ("100", "700", "110"):
        name = _text(_first(record, tag), "a")
        if name:
            family, comma, given = name.partition(",")
            return f"{given.strip()} {family.strip()}" if comma and tag != "110" else name
    return ""


def _year(record: Record, fixed: str) -> int | None:
    published = " ".join(_text(_first(record, tag), "c") for tag in ("264", "260"))
    found = _YEAR.search(published) or _YEAR.fullmatch(fixed[7:11])
    return int(found[0]) if found else None


def _language(record: Record, fixed: str) -> str:
    said = _text(_first(record, "041"), "a")[:3] or fixed[35:38]
    tag = tag_of(said)
    if tag is None:
        raise ValueError(f"041: unknown language {said!r}")
    return tag


def _form(record: Record, fixed: str) -> str:
    kind = str(record.leader)[6:7]
    if kind in {"i", "j"}:
        return "audiobook"
    if str(record.leader)[7:8] == "s":
        return "newspaper" if fixed[21:22] == "n" else "magazine"
    return "comic" if fixed[33:34] == "c" or "6" in fixed[24:28] else "book"


def _isbn(record: Record) -> str | None:
    for field in record.get_fields("020"):
        for said in field.get_subfields("a"):
            try:
                return parse_isbn(said.split("(")[0].split(" :")[0])
            except Refused:
                continue
    return None
