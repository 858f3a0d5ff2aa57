"""Bytes over the wire of a first visit and the next, in Chromium: all that page and worker fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.flaky import Flaky, flaky
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS
from tests.load.overhttp import served
from tests.load.stage import set_stage

REST = 6_000  # milliseconds: the worker begins when the page has rested


def measure(folder: Path) -> dict[str, Any]:
    """Compressed bytes of the first visit (through the card), of a second page, and of a third one.

    `seen` is what came until the page itself was there; `bytes` is all, the worker's own fetches too.
    """
    stage = set_stage(folder / "visits", synchronous="NORMAL", children=3)
    with (
        served(stage.config.home, {}) as port,
        flaky(f"http://127.0.0.1:{port}") as net,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_context(base_url=net.url, viewport={"width": 390, "height": 844}).new_page()
        paths = (f"/K/{stage.cards[0]}", "/thuis", "/thuis")
        first, second, third = (visit(page, net, path) for path in paths)
        browser.close()
    return {"first": first, "second": second, "third": third}


def visit(page: Page, net: Flaky, path: str) -> dict[str, int]:
    """Opens a page and adds up what came over the wire, until the page and then the worker are quiet."""
    net.came = 0
    page.goto(path, wait_until="load")
    seen = net.came
    page.wait_for_timeout(REST)
    page.wait_for_load_state("networkidle")
    return {"seen": seen, "bytes": net.came}
