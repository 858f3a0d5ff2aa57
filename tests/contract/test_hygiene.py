"""What a careful host looks at: health, methods, headers, logs without persons, no third party."""

from __future__ import annotations

import json
import re
import socket
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter

from readify.config import bundle_dir
from tests.contract.conftest import Site
from tests.contract.visitor import TIMEOUT, Browser

ELSEWHERE = re.compile(r"(?:https?:)?//([\w.-]+\.[a-z]{2,})", re.IGNORECASE)
NAMES_ONLY = {"www.w3.org"}  # of XML vocabularies; nothing is fetched there
PAGES = {
    "nobody": ["/", "/k", "/scan", "/inloggen", "/s", "/privacy", "/wachtwoord-vergeten", "/nowhere"],
    "child": [
        "/thuis",
        "/gelezen",
        "/gelezen/lijst",
        "/scan",
        "/muur",
        "/uitdaging",
        "/reis",
        "/paspoort",
        "/koempel",
    ],
    "teachers": ["/", "/klas"],
    "librarians": ["/bieb", "/bieb/nieuw"],
    "coordinators": ["/provincie"],
}


class FromAddress(HTTPAdapter):
    """Connects from another address of this machine, so that its tries are counted apart."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args, **named) -> None:
        """Makes the connections."""
        super().init_poolmanager(*args, source_address=(self.address, 0), **named)


def visitor(site: Site, kind: str) -> Browser:
    if kind == "nobody":
        return site.browser()
    return site.child_browser(10) if kind == "child" else site.staff_browser(kind)


@pytest.mark.parametrize("kind", PAGES)
def test_no_page_asks_anything_of_a_third_party(site: Site, kind):
    browser = visitor(site, kind)
    pages = [browser.get(path) for path in PAGES[kind]]
    for page in pages:
        assert set(ELSEWHERE.findall(page.text)) <= NAMES_ONLY, page.url
        policy = page.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert not re.search(r"<[^>]* (?:style|on\w+)=", page.text), page.url
    if kind != "nobody":
        assert all("no-store" in page.headers["Cache-Control"] for page in pages)


def test_no_file_that_is_served_names_another_host():
    for folder in ("templates", "static"):
        for path in sorted((bundle_dir() / folder).rglob("*")):
            if path.suffix in {".html", ".css", ".js", ".svg", ".webmanifest"} and "vendor" not in path.parts:
                hosts = set(ELSEWHERE.findall(path.read_text(encoding="utf-8")))
                assert hosts <= NAMES_ONLY, path


def test_machines_can_ask_whether_it_lives_is_ready_and_how_it_does(site: Site):
    browser = site.browser()
    assert browser.get("/healthz").json() == {"status": "alive"}
    assert browser.get("/readyz").json() == {"status": "ready", "failed": []}
    assert "readify_requests_total" in browser.get("/metrics").text
    assert browser.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/thuis", "/gelezen", "/healthz", "/K/x", "/api/v1/me", "/static/x"])
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH"])
def test_every_method_has_an_answer(site: Site, method, path):
    answer = site.browser().request(method, path, allow_redirects=False)
    assert answer.status_code < 500
    assert method != "HEAD" or not answer.content
    assert answer.status_code != 405 or answer.headers["Allow"]


def test_who_guesses_cards_must_wait_and_is_told_how_long(site: Site):
    stranger = site.browser()
    stranger.mount("http://", FromAddress("127.0.0.9"))
    stranger.headers["X-Forwarded-For"] = "192.0.2.9"  # nobody may choose whose tries these are
    statuses = [stranger.get(f"/K/{number:020d}").status_code for number in range(70)]
    last = stranger.get(f"/K/{71:020d}")
    assert statuses[0] == 404
    assert (statuses[-1], last.status_code) == (429, 429)
    assert 0 < int(last.headers["Retry-After"]) <= 60
    assert "Wacht 1 minuut" in last.text


def test_the_log_holds_routes_and_numbers_but_no_person(site: Site):
    child, teacher = site.child(11), site.signins["teachers"][0]
    browser = site.browser()
    browser.get(f"/K/{child['card']}")
    browser.get(f"/K/{child['card']}/x")
    browser.post("/inloggen", data={"email": teacher["email"], "password": teacher["password"] + "x"})
    browser.post("/k", data={"word": child["class_word"]})
    browser.get("/s", params={"code": "GEHEIM77"})
    site.program().post("/session", {"card": child["card"]})
    port = urlsplit(site.base).port
    for broken in (
        f"GET /K/{child['card']} HTTP/9.9",
        f"G(T /K/{child['card']} HTTP/1.1",
        f"/K/{child['card']}",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as wire:
            wire.sendall(f"{broken}\r\n\r\n".encode())
            wire.recv(4096)
    log = site.log.read_text(encoding="utf-8")
    secret = [
        child["card"],
        child["card"].lower(),
        teacher["email"],
        teacher["password"],
        "GEHEIM77",
        "127.0.0.1",
    ]
    secret += [screen["url"].rsplit("/", 1)[1] for screen in site.signins["screens"]]
    secret += [spot["code"] for trail in site.signins["trails"] for spot in trail["spots"]]
    assert [one for one in secret if one in log] == []
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    requested = [line for line in lines if line["event"] == "request"]
    assert {"route", "status", "ms", "method"} <= requested[-1].keys()
    assert not any(set(line) & {"name", "email", "ip", "path", "token"} for line in lines)
    assert "Traceback" not in log


def test_a_path_with_odd_bytes_is_not_found(site: Site):
    for path in (
        "/%ff%fe",
        "/gelezen/%00",
        "/../../etc/passwd",
        "/static/..%2f..",
    ):
        assert requests.get(site.base + path, timeout=TIMEOUT).status_code in {400, 404}
