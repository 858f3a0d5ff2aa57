"""Waiting for what a page's own scripts do: Playwright's polling of a string is what our CSP forbids."""

from __future__ import annotations

from playwright.sync_api import Page


def until(page: Page, condition: str) -> None:
    """Comes back once this JavaScript expression is true; looks at every frame, gives up after 15 seconds."""
    seen = page.evaluate(
        f"""async () => {{
          const last = performance.now() + 15_000;
          while (!({condition}) && performance.now() < last) await new Promise(requestAnimationFrame);
          return Boolean({condition});
        }}"""
    )
    assert seen, f"never so: {condition}"
