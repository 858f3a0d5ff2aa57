"""CSV as schools save it: encoding and separator are guessed. Rows of text come out, nothing is named yet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from readify.exchange.rosters.roster import RosterError

SEPARATORS = (";", "\t", ",", "|")
MOST_ROWS = 20_000
MOST_COLUMNS = 200


def text_in(data: bytes) -> str:
    """The text: UTF-8, UTF-16 (with or without its mark) or Windows-1252. Raises RosterError."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    start = data[:2000]
    if start.count(0) * 3 > len(start):
        return _decoded(data, "utf-16-le" if start[1:2] == b"\0" else "utf-16-be")
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError:
        found = _decoded(data, "cp1252")
    if any(sign < " " and sign not in "\t\r\n" for sign in found[:5000]):
        raise RosterError("not_a_roster")
    return found


def rows_of_csv(data: bytes) -> list[list[str]]:
    """All rows that hold anything, cells without spaces around them."""
    text = text_in(data)
    if len(text.splitlines()) > MOST_ROWS:
        raise RosterError("too_large")
    best = max(SEPARATORS, key=lambda sign: _columns(text, sign))
    try:
        rows = [[cell.strip() for cell in row[:MOST_COLUMNS]] for row in _reader(text, best)]
    except csv.Error as error:
        raise RosterError("not_a_roster") from error
    return [row for row in rows if any(row)]


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RosterError("wrong_encoding") from error


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _columns(text: str, separator: str) -> tuple[int, int]:
    """How many columns most of the first rows have, and in how many rows: the separator with most wins."""
    start = "\n".join(text.splitlines()[:30])
    try:
        counts = Counter(len(row) for row in _reader(start, separator) if len(row) > 1)
    except csv.Error:
        return (0, 0)
    (columns, often), *_ = counts.most_common(1) or [(0, 0)]
    return (often, columns)
