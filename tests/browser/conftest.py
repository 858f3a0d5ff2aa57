"""A real browser on the app: Chromium at three sizes, and the app behind a threaded server."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from readify import clock
from readify.actions.cards import make_card
from readify.perform import perform
from tests.browser.demo import Demo, served_demo

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

pytest.register_assert_rewrite("tests.browser.walking")  # its asserts tell what was found
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "laptop": (1280, 800)}


def whole(app: Flask) -> WSGIApplication:
    """The app with its answers read to their end: this server leaves a file open when a browser hangs up."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        parts = app(environ, start)
        try:
            return list(parts)
        finally:
            getattr(parts, "close", lambda: None)()

    return answer


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the app, served on a free port."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, whole(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser profile, a phone unless the test asks for another size: `@pytest.mark.parametrize`."""
    width, height = SIZES[getattr(request, "param", "phone")]
    made = chromium.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        locale="nl-NL",
        reduced_motion="reduce",
        service_workers="block",
    )
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which no script may fail and nothing may be refused by the policy."""
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield made
    assert wrong == []


def sign_in(page: Page, app: Flask, reader_id: int) -> None:
    """The child scans a new card in this browser."""
    with app.app_context():
        card = perform(make_card, reader_id=reader_id, now=clock.now())
    page.goto(f"/K/{card.token}")


@pytest.fixture(scope="session")
def demo(chromium: Browser, demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A small demo network behind the real server, one for all tests of a worker."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("served") / "home", symlinks=True)
    with served_demo(home, chromium) as served:
        yield served
