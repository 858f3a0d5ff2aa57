"""axe-core on the page as it stands: what it finds wrong and nothing else, so that little is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Drops of which one is open at a time (`name`) lie over the page: they stay shut, to be opened in turn.
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = !part.name; })"
RUN = """async ([tags, within]) => {
  const said = await axe.run(within || document, {runOnly: tags, resultTypes: ['violations']});
  if (!said.passes.length) throw new Error('axe looked at nothing');
  return said.violations;
}"""


def violations(page: Page, tags: Sequence[str] = WCAG, within: str = "") -> list[dict[str, Any]]:
    """axe's findings under the rules with these tags, on all of the page or in one part (a selector).

    A page that is looked at again keeps its axe.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, [list(tags), within])
    return found


def in_short(found: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each rule that was broken, with the first elements that break it and why."""
    return [
        (rule["id"], [(node["html"][:160], node["failureSummary"][-200:]) for node in rule["nodes"][:4]])
        for rule in found
    ]
