"""A server on this machine that speaks Open Library's Books API and the KB's SRU, well or badly, as told.

The shapes are those of the services' own documentation. `mood` replaces the answer of both.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from stdnum import isbn as stdnum_isbn

Mood = Callable[["Handler"], None]
DCX = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcx="http://krait.kb.nl/coop/tel/handbook/telterms.html" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
SRW = "http://www.loc.gov/zing/srw/"
SRU_2 = "http://docs.oasis-open.org/ns/search-ws/sruResponse"


def edition(isbn: str, title: str, **more: Any) -> dict[str, Any]:
    """An edition as `jscmd=details` gives it."""
    plain = {
        "title": title,
        "authors": [{"key": "/authors/OL1A", "name": "Annet Schaap"}],
        "languages": [{"key": "/languages/dut"}],
        "publish_date": "2017",
        "publishers": ["Querido"],
        "isbn_13": [isbn],
        "key": "/books/OL1M",
    }
    return {**plain, **more}


def record(isbn: str, title: str, /, **more: str) -> str:
    """A record in dcx as the KB gives it; `more` adds or replaces elements by local name."""
    plain = {
        "title": f"{title} / Annet Schaap",
        "creator": "Schaap, Annet (1965-)",
        "date": "2017",
        "language": "dut",
        "type": "Text",
        "publisher": "Amsterdam : Em. Querido's Kinderboeken",
        "identifier": f"URN:ISBN:{stdnum_isbn.to_isbn10(isbn)}" if isbn.startswith("978") else isbn,
    }
    parts = "".join(
        f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in {**plain, **more}.items() if text
    )
    return f"<dcx:recordIdentifier>GGC:AC:398</dcx:recordIdentifier>{parts}"


def sru(records: list[str], *, namespace: str = SRW, count: int | None = None) -> str:
    """A searchRetrieveResponse."""
    found = "".join(
        f"<s:record><s:recordSchema>dcx</s:recordSchema><s:recordPacking>xml</s:recordPacking>"
        f"<s:recordData {DCX}>{one}</s:recordData></s:record>"
        for one in records
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><s:searchRetrieveResponse xmlns:s="{namespace}">'
        f"<s:version>1.2</s:version><s:numberOfRecords>{len(records) if count is None else count}"
        f"</s:numberOfRecords><s:records>{found}</s:records></s:searchRetrieveResponse>"
    )


@dataclass
class Services:
    """What the server knows, how it feels, and what it was asked."""

    open_library: dict[str, dict[str, Any]] = field(default_factory=dict)
    kb: dict[str, list[str]] = field(default_factory=dict)
    mood: Mood | None = None
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)  # ends those who keep silent
    reached: threading.Event = field(default_factory=threading.Event)  # somebody asked
    port: int = 0

    @property
    def open_library_url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.port}/ol"

    @property
    def kb_url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/kb/sru"

    def silence(self, _handler: Handler) -> None:
        """Takes the question and says nothing."""
        self.released.wait(30)


class Handler(BaseHTTPRequestHandler):
    """One exchange."""

    services: Services

    def do_GET(self) -> None:
        """Answers as documented, or as the mood is."""
        self.services.asked.append(self.path)
        self.services.headers.append(dict(self.headers))
        self.services.reached.set()
        try:
            if self.services.mood is not None:
                self.services.mood(self)
            elif self.path.startswith("/ol/api/books"):
                self.books_api()
            else:
                self.search_retrieve()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    @property
    def fields(self) -> dict[str, str]:
        """What stands after the `?`."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

    def books_api(self) -> None:
        """`jscmd=details`: a mapping by bibkey, without what is not known."""
        key = self.fields["bibkeys"]
        assert self.fields["format"] == "json"
        known = self.services.open_library.get(key.removeprefix("ISBN:"))
        details = {"bib_key": key, "info_url": "…", "preview": "noview", "details": known}
        self.say(json.dumps({key: details} if known else {}).encode(), "application/json")

    def search_retrieve(self) -> None:
        """Records whose number stands in the query, `isbn=… or isbn=…`."""
        fields = self.fields
        assert (fields["operation"], fields["version"]) == ("searchRetrieve", "1.2")
        assert (fields["x-collection"], fields["recordSchema"]) == ("GGC", "dcx")
        numbers = [part.partition("=")[2] for part in fields["query"].split(" or ")]
        found = [one for number in numbers for one in self.services.kb.get(number, [])]
        self.say(sru(found).encode(), "text/xml;charset=utf-8")

    def say(self, body: bytes, kind: str = "text/plain", *, status: int = 200, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_about: Any) -> None:
        """Keeps quiet."""


class QuietServer(ThreadingHTTPServer):
    """Does not mind who goes away in the middle."""

    daemon_threads = True

    def handle_error(self, *_about: Any) -> None:
        """A client that has had enough is what these tests are about."""


@contextmanager
def book_services() -> Iterator[Services]:
    """The server, on a free port, until the block ends."""
    services = Services()
    server = QuietServer(("127.0.0.1", 0), type("Bound", (Handler,), {"services": services}))
    services.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield services
    finally:
        services.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
