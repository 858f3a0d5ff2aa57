"""Measuring a digiboard from inside: what can be read from afar, and what looking again leaves behind."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import CDPSession, Page

MEASURES = (Path(__file__).parent / "board.js").read_text(encoding="utf-8")
COUNTED = ("Nodes", "JSEventListeners", "JSHeapUsedSize")


def looked(board: Page, times: int) -> dict[str, float]:
    """Nodes, listeners and bytes of the page after it looked again so many times, without the garbage."""
    board.evaluate(f"({MEASURES})().askOften({times})")
    devtools = board.context.new_cdp_session(board)
    devtools.send("Performance.enable")
    found = _counted(devtools)
    while (fewer := _counted(devtools))["Nodes"] < found["Nodes"]:  # one sweep frees, the next one takes
        found = fewer
    devtools.detach()
    return found


def _counted(devtools: CDPSession) -> dict[str, float]:
    devtools.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in COUNTED}
