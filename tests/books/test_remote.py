"""Asking Open Library and the KB: as documented, and slow, broken and lying."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any

import pytest

from readify import clock
from readify.books.fetching import PATIENCE, Patience
from readify.books.kb_source import KbCatalogue
from readify.books.open_library_source import OpenLibrary
from readify.books.remote import Answer, BookSource, Failed, Found, Unknown, ask_in_order
from tests.books.book_services import SRU_2, Handler, Services, book_services, edition, record, sru

LAMPJE = "9789045120393"
OTHER = "9789025768089"
SHORT = Patience(connect=1.0, read=0.2, whole=0.4)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + "]><b>&a8;</b>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<searchRetrieveResponse><numberOfRecords>1</numberOfRecords><recordData><title>&x;</title></recordData>"
    "</searchRetrieveResponse>"
)


@pytest.fixture
def services() -> Iterator[Services]:
    with book_services() as running:
        yield running


def open_library(services: Services, patience: Patience = PATIENCE) -> BookSource:
    return OpenLibrary(services.open_library_url, patience=patience)


def kb(services: Services, patience: Patience = PATIENCE) -> BookSource:
    return KbCatalogue(services.kb_url, patience=patience)


BOTH = pytest.mark.parametrize("source", [open_library, kb])


def test_open_library_knows_title_author_year_language_and_series(services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje", series=["Vuurtoren -- 2"])
    answer = open_library(services).find(LAMPJE)
    assert isinstance(answer, Found)
    facts = answer.facts
    assert (facts.title, facts.author, facts.year) == ("Lampje", "Annet Schaap", 2017)
    assert (facts.language, facts.isbn, answer.source) == ("nl", LAMPJE, "openlibrary")
    assert (facts.series, facts.series_number) == ("Vuurtoren", "2")


def test_open_librarys_other_shape_is_read_as_well(services):
    entry = {
        "title": "Lampje", "authors": [{"url": "…", "name": "Annet Schaap"}], "publish_date": "Sep 2017",
        "identifiers": {"isbn_10": ["9045120399"]},
    }  # fmt: skip
    services.mood = lambda handler: handler.say(json.dumps({f"ISBN:{LAMPJE}": entry}).encode())
    answer = open_library(services).find(LAMPJE)
    assert isinstance(answer, Found)
    assert (answer.facts.author, answer.facts.language, answer.facts.year) == ("Annet Schaap", "nl", 2017)


def test_the_kb_knows_title_author_year_and_language(services):
    services.kb["9045120399"] = [record(LAMPJE, "Lampje : roman")]
    answer = kb(services).find(LAMPJE)
    assert isinstance(answer, Found)
    facts = answer.facts
    assert (facts.title, facts.author, facts.year) == ("Lampje", "Annet Schaap", 2017)
    assert (facts.language, facts.isbn, facts.form, answer.source) == ("nl", LAMPJE, "book", "kb")


def test_a_recording_is_an_audiobook(services):
    services.kb[LAMPJE] = [record(LAMPJE, "Lampje", type="Sound")]
    answer = kb(services).find(LAMPJE)
    assert isinstance(answer, Found)
    assert answer.facts.form == "audiobook"


def test_sru_two_is_read_as_well(services):
    services.mood = lambda handler: handler.say(
        sru([record(LAMPJE, "Lampje")], namespace=SRU_2).encode(), "application/sru+xml"
    )
    assert isinstance(kb(services).find(LAMPJE), Found)


@BOTH
def test_what_they_do_not_know_is_unknown(services, source):
    assert source(services).find(LAMPJE) == Unknown()


@BOTH
def test_only_the_isbn_goes_out_and_nothing_of_us_but_the_program(services, source):
    source(services).find(LAMPJE)
    assert set(services.headers[0]) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert services.headers[0]["User-Agent"].startswith("Readify/")
    assert services.headers[0]["Accept-Encoding"] == "identity"
    assert LAMPJE in services.asked[0]


def test_names_and_titles_come_as_on_a_cover(services):
    services.open_library[LAMPJE] = edition(
        LAMPJE, "  Lam\x00p\u202eje\n\tII ", authors=[{"name": "Schaap, Annet"}, {"name": 7}, "x", {}]
    )
    answer = open_library(services).find(LAMPJE)
    assert isinstance(answer, Found)
    assert (answer.facts.title, answer.facts.author) == ("Lam p je II", "Annet Schaap")


# --- lying ---------------------------------------------------------------------------------------------


def test_open_library_with_another_book_is_not_believed(services):
    services.open_library[LAMPJE] = edition(OTHER, "Een ander boek")
    assert open_library(services).find(LAMPJE) == Unknown()


def test_open_library_under_another_key_is_not_believed(services):
    services.mood = lambda handler: handler.say(
        json.dumps({f"ISBN:{OTHER}": {"details": edition(OTHER, "Een ander boek")}}).encode()
    )
    assert open_library(services).find(LAMPJE) == Unknown()


def test_the_kb_with_another_book_is_not_believed_and_the_right_one_is_found_among_others(services):
    services.kb[LAMPJE] = [record(OTHER, "Een ander boek")]
    assert kb(services).find(LAMPJE) == Unknown()
    services.kb[LAMPJE].append(record(LAMPJE, "Lampje"))
    answer = kb(services).find(LAMPJE)
    assert isinstance(answer, Found)
    assert answer.facts.title == "Lampje"


def test_a_record_without_a_number_counts_only_when_it_is_the_one_answer(services):
    services.kb[LAMPJE] = [record(LAMPJE, "Lampje", identifier="")]
    assert isinstance(kb(services).find(LAMPJE), Found)
    services.kb[LAMPJE] *= 2
    assert kb(services).find(LAMPJE) == Unknown()


@pytest.mark.parametrize("title", ["", "   ", "\x00\x01", "…", "a" * 10_000, None, 12, ["Lampje"], {}])
def test_what_is_no_title_makes_no_book(services, title):
    services.open_library[LAMPJE] = edition(LAMPJE, title)
    assert open_library(services).find(LAMPJE) == Unknown()


@pytest.mark.parametrize("title", ["", " / Annet Schaap", "a" * 10_000])
def test_what_is_no_title_makes_no_book_at_the_kb(services, title):
    services.kb[LAMPJE] = [record(LAMPJE, "x", title=title)]
    assert kb(services).find(LAMPJE) == Unknown()


@pytest.mark.parametrize(
    "odd",
    [
        {"languages": "dut"},
        {"languages": [{"key": 5}]},
        {"authors": "Annet"},
        {"publish_date": 10**30},
        {"publish_date": ["2017"]},
        {"isbn_13": LAMPJE},
        {"series": {"a": 1}},
        {"series": [None, 3]},
        {"physical_format": []},
        {"identifiers": []},
    ],
)
def test_fields_of_another_kind_harm_nothing(services, odd):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje", **odd)
    answer = open_library(services).find(LAMPJE)
    assert isinstance(answer, Found)
    assert (answer.facts.title, answer.facts.language) == ("Lampje", "nl")


# --- broken --------------------------------------------------------------------------------------------


def said(body: bytes, kind: str = "text/plain", **about: Any) -> Any:
    return lambda handler: handler.say(body, kind, **about)


def status(number: int, **headers: str) -> Any:
    return lambda handler: handler.say(b"{}", status=number, **headers)


def chunked_without_end(handler: Handler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in itertools.count():
        handler.wfile.write(b"4000\r\n" + b" " * 0x4000 + b"\r\n")


def promised_more(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"{}")


def hung_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.close()


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    handler.close_connection = True


BROKEN = {
    "HTML": (said(b"<!DOCTYPE html><html><p>Sorry</html>", "text/html"), {"no_json", "no_xml"}),
    "no UTF-8": (said(b'\xff\xfe\x00{"a": "\xc3\x28"}\xff'), {"no_json", "no_xml"}),
    "nothing": (said(b""), {"no_json", "no_xml"}),
    "a list": (said(b"[1, 2]"), {"no_json", "no_xml"}),
    "deep brackets": (said(b"[" * 100_000), {"no_json", "no_xml"}),
    "deep elements": (said(b"<a>" * 100_000), {"no_json", "no_xml"}),
    "XML bomb": (said(BOMB.encode()), {"no_json", "no_xml"}),
    "entity outside": (said(OUTSIDE.encode()), {"no_json", "no_xml"}),
    "unknown letters": (said(b'<?xml version="1.0" encoding="x-klingon"?><a/>'), {"no_json", "no_xml"}),
    "ten megabytes": (said(b" " * 10_000_000), {"too_large"}),
    "no end": (chunked_without_end, {"too_large"}),
    "gzip bomb": (said(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip"), {"packed"}),
    "cut off": (promised_more, {"cut_off"}),
    "hung up": (hung_up, {"unreachable"}),
    "no HTTP": (no_http, {"unreachable"}),
    "404": (status(404), {"status_404"}),
    "500": (status(500), {"status_500"}),
    "redirect without a place": (status(302), {"redirects"}),
    "redirect to another host": (status(302, Location="http://localhost.example/x"), {"redirects"}),
    "redirect to a file": (status(302, Location="file:///etc/passwd"), {"redirects"}),
    "redirect to another port": (status(301, Location="http://127.0.0.1:1/x"), {"redirects"}),
    "redirect to nowhere": (status(301, Location="http://[::1/x"), {"redirects"}),
    "redirect loop": (lambda h: h.say(b"", status=302, Location=h.path), {"redirects"}),
}


@BOTH
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_answer_is_a_failure_and_never_an_unknown_book(services, source, kind):
    services.mood, reasons = BROKEN[kind]
    answer = source(services).find(LAMPJE)
    assert isinstance(answer, Failed)
    assert answer.reason in reasons
    assert len(services.asked) <= 4


def test_a_redirect_on_the_same_host_is_followed(services):
    found = json.dumps({f"ISBN:{LAMPJE}": {"details": edition(LAMPJE, "Lampje")}}).encode()

    def moved(handler: Handler) -> None:
        if handler.path.startswith("/ol"):
            handler.say(b"", status=302, Location="/elsewhere")
        else:
            handler.say(found)

    services.mood = moved
    assert isinstance(open_library(services).find(LAMPJE), Found)


def test_a_diagnostic_of_the_kb_is_a_failure(services):
    services.mood = said(
        b'<s:searchRetrieveResponse xmlns:s="http://www.loc.gov/zing/srw/"><s:diagnostics><d:diagnostic '
        b'xmlns:d="http://www.loc.gov/zing/srw/diagnostic/"><d:uri>info:srw/diagnostic/1/1</d:uri>'
        b"</d:diagnostic></s:diagnostics></s:searchRetrieveResponse>"
    )
    assert kb(services).find(LAMPJE) == Failed("diagnostic")


@pytest.mark.parametrize("number", [429, 503])
@pytest.mark.parametrize(
    ("said_after", "seconds"),
    [
        ("120", 120.0),
        ("999999999999", 86_400.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("Wed, 99 X", None),
    ],
)
def test_a_service_that_asks_for_patience_gets_it(services, number, said_after, seconds):
    services.mood = status(number, Retry_After=said_after)
    assert open_library(services).find(LAMPJE) == Failed(f"status_{number}", seconds)


def test_patience_until_a_date_is_understood(services):
    services.mood = status(503, Retry_After=format_datetime(clock.now().replace(year=2090), usegmt=True))
    assert open_library(services).find(LAMPJE) == Failed("status_503", 86_400.0)
    services.mood = status(503, Retry_After=format_datetime(clock.now().replace(year=1990), usegmt=True))
    assert open_library(services).find(LAMPJE) == Failed("status_503", 0.0)


# --- slow ----------------------------------------------------------------------------------------------


@BOTH
def test_silence_ends_by_itself(services, source):
    services.mood = services.silence
    assert source(services, SHORT).find(LAMPJE) == Failed("timeout")


@BOTH
@pytest.mark.parametrize("where", ["headers", "body"])
def test_an_answer_that_drips_in_ends_by_itself(services, source, where):
    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"X: " if where == "headers" else b"\r\n"))
        while not services.released.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    services.mood = drip
    assert source(services, SHORT).find(LAMPJE) == Failed("timeout")


@BOTH
def test_a_door_that_is_shut_is_a_failure(source):
    with book_services() as gone:
        pass
    assert source(gone).find(LAMPJE) == Failed("unreachable")


# --- in order ------------------------------------------------------------------------------------------


class Says:
    """A source that says one thing, and counts how often it was asked."""

    def __init__(self, name: str, answer: Answer) -> None:
        self.name = name
        self.answer = answer
        self.times = 0

    def find(self, _isbn: str) -> Answer:
        """The one thing."""
        self.times += 1
        return self.answer


def test_the_second_is_asked_only_when_the_first_does_not_know(services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    both = (open_library(services), kb(services))
    assert isinstance(ask_in_order(both, LAMPJE), Found)
    assert [path[:4] for path in services.asked] == ["/ol/"]
    services.open_library.clear()
    services.kb[LAMPJE] = [record(LAMPJE, "Lampje")]
    answer = ask_in_order(both, LAMPJE)
    assert isinstance(answer, Found)
    assert answer.source == "kb"
    assert [path[:4] for path in services.asked] == ["/ol/", "/ol/", "/kb/"]


def test_a_book_is_unknown_only_when_everyone_said_so():
    unknown, failed = Says("a", Unknown()), Says("b", Failed("timeout", 30.0))
    assert ask_in_order((unknown, Says("c", Unknown())), LAMPJE) == Unknown()
    assert ask_in_order((failed, unknown), LAMPJE) == Failed("b: timeout", 30.0)
    assert ask_in_order((failed, Says("c", Failed("no_xml"))), LAMPJE) == Failed(
        "b: timeout; c: no_xml", 30.0
    )
    assert ask_in_order((), LAMPJE) == Unknown()
