"""The digiboard in a real browser on the real server: a child's log lights it, and it heals by itself."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from readify.actions.cards import make_card
from readify.config import Config
from tests.browser.board import MEASURES, looked
from tests.conftest import SECRET
from tests.stage import Stage, stage_of
from tests.standing import own_app

pytestmark = pytest.mark.browser
PATIENCE = 20_000  # milliseconds: for a machine that is busy with other tests


class Server:
    """The production server on one home folder and port; it can be stopped and started again."""

    def __init__(self, config: Config) -> None:
        self.config = config
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Starts it and waits for its one line."""
        settings = {
            "READIFY_HOME": str(self.config.home),
            "READIFY_ENVIRONMENT": "demo",
            "READIFY_SECRET": SECRET,
            "READIFY_RATE_LIMITS": "false",
            "READIFY_BASE_URL": self.url,
            "READIFY_LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "readify", "run", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in self.process.stdout:
            if "ready" in line.lower():
                return
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        """Ends it, as a restart would."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process.stdout.close()
            self.process = None


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path, shared_cache: Path
) -> Iterator[tuple[Config, Flask]]:
    """One home and an app on it, for all boards of this file."""
    home = tmp_path_factory.mktemp("boards")
    (home / "cache").symlink_to(shared_cache)
    shutil.copy(migrated, home / "readify.db")
    config = Config(home=home, environment="test", secret=SECRET, rate_limits=False, log_level="ERROR")
    with own_app(config) as app:
        yield config, app


@pytest.fixture(scope="module")
def server(house: tuple[Config, Flask]) -> Iterator[Server]:
    """One server for all: a test has a class of its own on it."""
    made = Server(house[0])
    made.start()
    yield made
    made.stop()


@pytest.fixture
def stage(house: tuple[Config, Flask], tags: Iterator[int]) -> Stage:
    """A class of this test alone."""
    made = stage_of(house[1], tag=next(tags)).build()
    made.goal(28)
    made.read("Noor", book={"title": "Het boek van Noor"})
    return made


@pytest.fixture(scope="module")
def tags() -> Iterator[int]:
    """One more for each class."""
    return itertools.count(1)


@pytest.fixture
def board(chromium: Browser, server: Server, stage: Stage) -> Iterator[Page]:
    """The class's screen, open, with its socket up."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, locale="nl-NL", service_workers="block"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    with page.expect_websocket(), page.expect_response(re.compile("/deel")):
        page.goto(f"{server.url}/digibord/{stage.classroom.screen_key}")
    expect(page.locator("h1")).to_have_text("1 lamp aan")
    yield page
    context.close()
    assert wrong == []


def child(chromium: Browser, server: Server, stage: Stage, name: str) -> BrowserContext:
    """A browser where this child scanned a new card."""
    card = stage.do(make_card, reader_id=stage.readers[name], now=stage.now)
    context = chromium.new_context(locale="nl-NL", service_workers="block")
    assert context.request.get(f"{server.url}/K/{card.token}", max_redirects=0).status == 303
    return context


def log(context: BrowserContext, server: Server) -> None:
    """Sends the log form, as a page of ours."""
    sent = {
        "submission_id": str(uuid.uuid4()),
        "form": "book",
        "how": "self",
        "language": "nl",
        "unit": "minutes",
        "minutes": "20",
    }
    answer = context.request.post(
        f"{server.url}/gelezen", form=sent, headers={"Origin": server.url}, max_redirects=0
    )
    assert answer.status == 303, answer.text()


def test_a_log_lights_the_board_without_a_reload(chromium, server, stage, board):
    board.evaluate("window.kept = true")
    amira = child(chromium, server, stage, "Amira")
    log(amira, server)
    expect(board.locator("h1")).to_have_text("2 lampen aan", timeout=4000)
    assert board.evaluate("window.kept"), "the page was loaded anew"
    text = board.locator("body").inner_text()
    assert not any(name in text for name in stage.readers)
    assert not any(name in board.content() for name in stage.readers)
    amira.close()


def test_it_comes_back_by_itself_after_the_server_was_restarted(chromium, server, stage, board):
    amira = child(chromium, server, stage, "Amira")
    board.evaluate("window.kept = true")
    server.stop()
    expect(board.locator(".board-state")).to_be_visible(timeout=PATIENCE)
    server.start()
    log(amira, server)
    expect(board.locator("h1")).to_have_text("2 lampen aan", timeout=PATIENCE)
    expect(board.locator(".board-state")).to_be_hidden(timeout=PATIENCE)
    bram = child(chromium, server, stage, "Bram")
    log(bram, server)
    expect(board.locator("h1")).to_have_text("3 lampen aan", timeout=4000)
    assert board.evaluate("window.kept")
    amira.close()
    bram.close()


def test_it_heals_after_the_network_was_away(chromium, server, stage, board):
    board.context.set_offline(True)
    amira = child(chromium, server, stage, "Amira")
    log(amira, server)
    board.context.set_offline(False)
    expect(board.locator("h1")).to_have_text("2 lampen aan", timeout=PATIENCE)
    amira.close()


def test_the_goal_is_celebrated_once_and_not_after_a_reload(chromium, server, stage, board):
    from readify.actions.class_goal import change_class_goal
    from readify.drafts.classroom import ClassGoalDraft

    two = ClassGoalDraft(target=2, ends=stage.today, reward="comic_hour")
    stage.do(change_class_goal, classroom_id=stage.classroom.classroom_id, draft=two, **stage.moment)
    amira = child(chromium, server, stage, "Amira")
    log(amira, server)
    expect(board.locator(".board-feast")).to_have_count(1, timeout=PATIENCE)
    expect(board.get_by_role("heading", name="Het doel is gehaald!")).to_be_visible()
    board.get_by_role("button", name="Verder").click()
    expect(board.locator(".board-feast")).to_have_count(0)
    board.reload()
    expect(board.locator(".board-goal")).to_be_visible()
    expect(board.locator(".board-feast")).to_have_count(0)
    board.get_by_text("Beeld", exact=True).click()
    board.get_by_role("button", name="Vier het samen").click()
    expect(board.locator(".board-feast")).to_have_count(1)
    amira.close()


def test_the_timer_is_started_at_the_board_and_kept_by_a_reload(server, stage, board):
    board.get_by_text("Leestijd", exact=True).click()
    board.get_by_role("button", name="20 minuten").click()
    expect(board.locator(".moon-big")).to_have_text("20")
    board.reload()
    expect(board.locator(".moon-big")).to_have_text("20")
    board.get_by_role("button", name="Pauze").click()
    expect(board.locator(".moon-small")).to_have_text("pauze")
    board.get_by_role("button", name="Stop").click()
    expect(board.locator(".moon")).to_have_count(0)
    board.get_by_role("button", name="Geluid").click()
    expect(board.get_by_role("button", name="Geluid aan")).to_have_attribute("aria-pressed", "true")


def test_all_modes_are_read_from_eight_metres_and_steered_low(server, stage, board):
    """Letters of 3.5% of the screen's height are read at eight metres; a hand reaches its lower half."""
    home = f"{server.url}/digibord/{stage.classroom.screen_key}"
    fine = {"small": [], "near": [], "high": [], "short": [], "over": [0, 0], "out": []}
    for width, height in ((1920, 1080), (1024, 768)):
        board.set_viewport_size({"width": width, "height": height})
        for mode in ("", "/leestijd", "/boek", "/meedoen"):
            board.goto(home + mode)
            board.get_by_text("Beeld", exact=True).click()
            assert board.evaluate(f"({MEASURES})().farAndNear()") == fine, (width, mode)
        board.goto(home + "/leestijd")
        board.get_by_role("button", name="10 minuten").click()
        expect(board.locator(".moon-big")).to_have_text("10")
        assert board.evaluate(f"({MEASURES})().farAndNear()") == fine
        board.goto(home)
        expect(board.locator(".moon-big")).to_have_text("10")
        assert board.evaluate(f"({MEASURES})().farAndNear()") == fine
        board.get_by_role("button", name="Stop").click()
        expect(board.locator(".moon")).to_have_count(0)


def test_looking_again_and_again_leaves_nothing_behind(stage, board):
    """The hour is in `make bench` (boards); here some minutes of nudges, with a clock that runs."""
    board.get_by_text("Leestijd", exact=True).click()
    board.get_by_role("button", name="20 minuten").click()
    expect(board.locator(".moon-big")).to_have_text("20")
    first, later = looked(board, 50), looked(board, 200)
    assert later["Nodes"] <= first["Nodes"] + 20
    assert later["JSEventListeners"] <= first["JSEventListeners"]


def test_it_joins_again_when_it_wakes_from_a_sleep(chromium, server, stage, board):
    """A socket may be dead without knowing: after a gap in the beat the board joins and asks anew."""
    board.evaluate("document.querySelector('live-board').live.beat -= 60000")
    with board.expect_websocket(), board.expect_response(re.compile("/deel")):
        board.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    amira = child(chromium, server, stage, "Amira")
    log(amira, server)
    expect(board.locator("h1")).to_have_text("2 lampen aan", timeout=4000)
    amira.close()


def test_a_new_key_sends_the_old_screen_to_a_kind_page(server, stage, board):
    from readify.actions.classroom import rotate_screen_key

    stage.do(rotate_screen_key, classroom_id=stage.classroom.classroom_id, now=stage.now)
    board.evaluate("dispatchEvent(new Event('focus'))")
    expect(board.get_by_text("Open het digibord opnieuw")).to_be_visible(timeout=PATIENCE)
