"""Bytes over the wire of a child's first and second visit to the home page, in real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from tests.chromium import CHROMIUM, CHROMIUM_FLAGS
from tests.load.overhttp import served
from tests.load.stage import set_stage


def measure(folder: Path) -> dict[str, Any]:
    """Compressed bytes and requests of the first visit (through the card) and of a second one."""
    stage = set_stage(folder / "visits", synchronous="NORMAL", children=3)
    with served(stage.config.home, {}) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        context = browser.new_context(viewport={"width": 390, "height": 844})
        first = visit(context, f"http://127.0.0.1:{port}/K/{stage.cards[0]}")
        second = visit(context, f"http://127.0.0.1:{port}/thuis")
        browser.close()
    return {"first": first, "second": second}


def visit(context: BrowserContext, url: str) -> dict[str, int]:
    """Opens a page in a new tab and adds up what came over the wire until the network is quiet."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(url, wait_until="networkidle")
    page.close()
    return {"bytes": sum(sizes), "requests": len(sizes)}
