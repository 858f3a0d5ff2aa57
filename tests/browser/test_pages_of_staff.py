"""Every page of staff, juries and large screens: axe, sizes, targets, and nothing asked of strangers."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser.axe import violations
from tests.browser.demo import Demo
from tests.browser.views import NO_PAGES, VIEWS, VISITORS
from tests.browser.walking import CHILDREN, STAFF, Findings, Walked, walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walks(demo: Demo) -> dict[str, Findings]:
    """What was found for each visitor, each walked once."""
    return {visitor: walk(demo, visitor) for visitor in STAFF}


@pytest.mark.parametrize("visitor", STAFF)
class TestPages(Walked):
    """All that is asked of any page."""


def test_axe_can_find_something(demo: Demo) -> None:
    context = demo.context()
    page = context.new_page()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    found = violations(page)
    context.close()
    assert [rule["id"] for rule in found] == ["button-name"]


def test_no_page_of_the_app_is_forgotten(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    seen = {view.endpoint for view in VIEWS} - {""}
    assert routes - seen - NO_PAGES == set(), "add these pages to tests/browser/views.py"
    assert seen | NO_PAGES <= routes, "these are no longer there"
    assert not seen & NO_PAGES


def test_every_visitor_is_walked() -> None:
    assert sorted(VISITORS) == sorted((*CHILDREN, *STAFF))
