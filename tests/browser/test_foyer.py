"""A foyer's screen in a real browser lights up by itself and celebrates once; the widget is framed."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.demo import Demo

pytestmark = pytest.mark.browser
NUDGED = 10_000  # milliseconds; below the fifteen seconds after which a foyer looks by itself


def goal_of_today(demo: Demo) -> tuple[str, str]:
    """A goal of the province for today only, one lamp away; its id and the key of its screen."""
    context, today = demo.context("coordinator"), dt.datetime.now(dt.UTC).date()
    form = {"name": "Vandaag", "target": "1000000", "starts": str(today), "ends": str(today)}
    made = demo.post(context, "/provincie/doel/nieuw", **form)
    goal = made.headers["location"].rsplit("/", 1)[-1]
    page = context.request.get(f"{demo.url}/bieb/doel/{goal}").text()
    key = re.findall(r"/scherm/([\w-]+)\"", page)[0]
    part = context.request.get(f"{demo.url}/scherm/{key}/deel").text()
    lamps = int(re.findall(r'data-lamps="(\d+)"', part)[0])
    demo.post(context, f"/bieb/doel/{goal}", **(form | {"target": str(lamps + 1)}))
    context.close()
    return goal, key


@contextmanager
def another_site(body: str) -> Iterator[str]:
    """A page of somebody else, on another origin of this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_guests_stamp_lights_the_last_lamp_and_the_hall_celebrates(demo: Demo) -> None:
    _goal, key = goal_of_today(demo)
    hall, phone = demo.context(viewport={"width": 1080, "height": 1920}), demo.context()
    screen = hall.new_page()
    screen.goto(f"/scherm/{key}")
    expect(screen.get_by_text("Nog 1 lamp, dan is het hele dal licht.")).to_be_visible()
    phone.new_page().goto(f"/S/{demo.signins['trails'][2]['spots'][0]['code']}")
    reached = screen.get_by_text("Gehaald! Samen gelezen, samen licht.")
    expect(reached).to_be_visible(timeout=NUDGED)  # by the nudge: the screen looks by itself much later
    expect(screen.locator(".board-party")).to_have_count(1)
    assert screen.evaluate("document.documentElement.scrollHeight") <= 1920
    other = demo.browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    with another_site(f'<iframe src="{demo.url}/scherm/{key}/klein"></iframe>') as site:
        other.goto(site)
        expect(other.frame_locator("iframe").get_by_text("Gehaald!")).to_be_visible()
    assert other.context.cookies() == []
    for context in (hall, phone, other.context):
        context.close()
