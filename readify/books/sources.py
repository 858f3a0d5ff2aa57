"""Catalogue files from outside: which kind a file is, and its records one by one, never all in memory."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast
from xml.sax import SAXParseException

from readify.books.facts import BookFacts, facts_of
from readify.books.marc import facts_of_marc, read_marc, read_marcxml
from readify.books.open_library import Authors, facts_of_edition, read_open_library
from readify.errors import ConfigError

GZIP = b"\x1f\x8b"
FETCH_AGAIN = "fetch it again; what was saved before that stays"


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file of `size` bytes. `parse` makes facts of a raw record, or raises ValueError."""

    kind: str
    raws: Iterator[Any]
    parse: Callable[[Any], BookFacts]
    position: Callable[[], int]
    size: int


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The file as a source, closed with the block; gzip is seen through.

    Raises ConfigError when the file is missing, empty, or of no kind that we read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    size = path.stat().st_size
    with ExitStack() as closing:
        closing.enter_context(file)
        plain = _unzipped(file)
        with _whole(path):
            kind = _kind(plain.peek(4096)[:4096], path)
            raws, parse = _records(kind, plain, closing)
        yield Source(kind, _guarded(raws, path), parse, file.tell, size)


def _guarded(raws: Iterator[Any], path: Path) -> Iterator[Any]:
    """The records; a file that breaks off says so after the last whole one."""
    with _whole(path):
        yield from raws


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    try:
        yield
    except SAXParseException as error:
        where = f"line {error.getLineNumber()}: {error.getMessage()}"
        raise ConfigError(f"{path.name}: broken XML at {where}; {FETCH_AGAIN}") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ConfigError(f"{path.name}: the gzip file breaks off or is damaged; {FETCH_AGAIN}") from error


def _unzipped(file: io.BufferedReader) -> io.BufferedReader:
    if file.peek(2)[:2] != GZIP:
        return file
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=file)))


def _kind(head: bytes, path: Path) -> str:
    text = head.decode("utf-8-sig", "replace").lstrip()
    first = text.partition("\n")[0]
    if text.startswith("<"):
        return "marcxml"
    if text.startswith("/type/"):
        return "openlibrary"
    if head[:5].isdigit() and head[20:22] == b"45":
        return "marc"
    if "title" in (name.strip().strip('"') for name in first.split(",")):
        return "csv"
    raise ConfigError(
        f"{path.name}: not a catalogue that we know. We read CSV with our columns (the first line says "
        "title,author,…), MARC 21, MARCXML and Open Library dumps."
    )


def _records(
    kind: str, file: io.BufferedReader, closing: ExitStack
) -> tuple[Iterator[Any], Callable[[Any], BookFacts]]:
    if kind == "marcxml":
        return read_marcxml(file), facts_of_marc
    if kind == "marc":
        return read_marc(file), facts_of_marc
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    closing.callback(lines.detach)  # else it would close the file a second time, later
    if kind == "openlibrary":
        authors = Authors()
        closing.callback(authors.close)
        return read_open_library(lines, authors), partial(facts_of_edition, name_of=authors.name)
    return _rows(lines), facts_of


def _rows(lines: io.TextIOWrapper) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(lines)
    try:
        yield from reader
    except csv.Error as error:
        raise ConfigError(f"line {reader.line_num}: {error}") from error
