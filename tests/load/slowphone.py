"""A child on an old phone with a weak connection: four times slower, Chromium's slow 4G, in real Chromium.

First and second visit until the page can be used, tap to feedback on every button, log to celebration. Goals:
first visit 2.5 s, repeat 1 s, feedback 100 ms, layout shift under 0.05.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from tests.chromium import CHROMIUM, CHROMIUM_FLAGS
from tests.load.lighthouse import DEMO
from tests.load.overhttp import served

PHONE = {"width": 390, "height": 844}
SLOWER = 4
SLOW_4G = {  # what Lighthouse calls slow 4G, as it is applied to each request
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
TABS = ("/thuis", "/gelezen", "/uitdaging", "/muur", "/paspoort")
WATCH = """
window.taps = []; window.shift = 0; window.painted = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (e.name === 'pointerdown') window.taps.push(e.duration);
})).observe({type: 'event', durationThreshold: 16, buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (!e.hadRecentInput) window.shift += e.value;
})).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => {
  window.painted = e.startTime;
})).observe({type: 'largest-contentful-paint', buffered: true});
"""
USABLE = """() => {
  const [visit] = performance.getEntriesByType('navigation');
  return {usable_ms: Math.round(Math.max(visit.domContentLoadedEventEnd, window.painted)),
          layout_shift: Math.round(window.shift * 1000) / 1000};
}"""
BUTTONS = "button:visible, a.btn:visible, .tabs a:visible, label.chip:visible, label.tile:visible"


def measure(folder: Path) -> dict[str, Any]:
    """Milliseconds and layout shift of the walk, at a quarter of this machine's speed."""
    home = folder / "demo"
    with served(home, {}, command=DEMO) as port, sync_playwright() as playwright:
        children = json.loads((home / "demo-signins.json").read_text())["children"]
        card = next(child["card"] for child in children if child["band"] == "midden")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        context.add_init_script(WATCH)
        found = _walk(context, f"http://127.0.0.1:{port}", card)
        browser.close()
    return {"cpu_slowed": SLOWER, "network": "slow 4G", **found}


def _walk(context: BrowserContext, base: str, card: str) -> dict[str, Any]:
    page, session = _slow_page(context)
    found: dict[str, Any] = {"first_visit": _visit(page, f"{base}/K/{card}")}
    found["repeat_visits"] = {tab: _visit(page, base + tab) for tab in TABS}
    found["tap_feedback_ms"] = {tab: _taps(page, session, base + tab) for tab in TABS}
    page.goto(f"{base}/gelezen", wait_until="load")
    found["log_to_celebration"] = _celebrate(page)
    return found


def _slow_page(context: BrowserContext) -> tuple[Page, CDPSession]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page, session


def _visit(page: Page, url: str) -> dict[str, Any]:
    page.goto(url, wait_until="networkidle")
    measured: dict[str, Any] = page.evaluate(USABLE)
    return measured


def _taps(page: Page, session: CDPSession, url: str) -> dict[str, Any]:
    """Touches every button without letting go on it: what is measured is the answer to the finger."""
    page.goto(url, wait_until="networkidle")
    buttons = page.locator(BUTTONS)
    for number in range(buttons.count()):
        buttons.nth(number).scroll_into_view_if_needed()
        box = buttons.nth(number).bounding_box()
        if box is None:
            continue
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        session.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    taps: list[float] = sorted(page.evaluate("() => window.taps"))
    return {
        "buttons": buttons.count(),
        "over_16_ms": len(taps),
        "worst_ms": round(taps[-1]) if taps else 16,
    }


def _celebrate(page: Page) -> dict[str, Any]:
    """From the tap on Klaar until the celebration is painted."""
    before = page.evaluate("() => performance.timeOrigin + performance.now()")
    page.locator(".cta .btn-lamp").tap()
    page.wait_for_url("**/klaar", wait_until="load")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    after = page.evaluate("() => performance.timeOrigin + performance.now()")
    return {"milliseconds": round(after - before), **page.evaluate(USABLE)}
