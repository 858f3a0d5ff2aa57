"""axe-core on every page of every visitor: WCAG 2.2 AA without a finding, on a phone and on a laptop.

The pages come from `views`; a route that is missing there fails here.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask

from readify.config import bundle_dir
from tests.browser.demo import Demo
from tests.browser.views import NO_PAGES, VIEWS, VISITORS

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
ON_LAPTOPS = (
    "guest",
    "midden",
    "teacher",
    "starter",
    "board",
    "librarian",
    "coordinator",
)  # a layout of each kind
VISITS = [(visitor, 390) for visitor in VISITORS] + [(visitor, 1280) for visitor in ON_LAPTOPS]
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


def schemes() -> tuple[str, ...]:
    """Light, and dark as soon as any style sheet answers to it. (Twelve and over are dark by their class.)"""
    sheets = (bundle_dir() / "static" / "css").rglob("*.css")
    asks = any("prefers-color-scheme" in sheet.read_text(encoding="utf-8") for sheet in sheets)
    return ("light", "dark") if asks else ("light",)


@pytest.mark.parametrize("scheme", schemes())
@pytest.mark.parametrize(("visitor", "width"), VISITS)
def test_axe_finds_nothing(demo: Demo, visitor: str, width: int, scheme: str) -> None:
    context = demo.context(visitor, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for view in VIEWS:
        if view.visitor != visitor:
            continue
        view.open(page, demo)
        page.evaluate(UNFOLD)
        report = Axe().run(page, options=RULES).response
        for rule in report["violations"]:
            nodes = [(node["html"][:160], node["failureSummary"][-200:]) for node in rule["nodes"][:4]]
            found.append((view.name, rule["id"], nodes))
    context.close()
    assert found == []


def test_axe_can_find_something(demo: Demo) -> None:
    context = demo.context()
    page = context.new_page()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    report = Axe().run(page, options=RULES).response
    context.close()
    assert [rule["id"] for rule in report["violations"]] == ["button-name"]


def test_no_page_of_the_app_is_forgotten(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    seen = {view.endpoint for view in VIEWS} - {""}
    assert routes - seen - NO_PAGES == set(), "add these pages to tests/browser/views.py"
    assert seen | NO_PAGES <= routes, "these are no longer there"
    assert not seen & NO_PAGES
