"""Every page of every visitor: nothing asked of strangers, nothing refused, nothing too wide or too small.

Each visitor's pages are walked once; the tests ask what was found on the way.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.demo import Demo
from tests.browser.views import VIEWS, VISITORS, View

pytestmark = pytest.mark.browser
WIDTHS = (320, 390, 820, 1280)
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
TARGETS = {"klein": 64, "midden": 48, "groot": 48, "newling": 48}  # pixels; the others are staff
STAFF_TARGET = 44

# What is tapped and smaller than `least`. A link in a sentence may be as high as its line (WCAG 2.5.8), and
# the list of calls of the API's manual is dense; a label is the target of its own input.
TAPPED = "a,button,summary,input,select,textarea,label.pick,label.check"
SMALL = """([tapped, least]) => [...document.querySelectorAll(tapped)]
  .filter((node) => node.checkVisibility({visibilityProperty: true}))
  .filter((node) => !node.matches('.skip,.vh,[type=hidden],.api-nav a') && !node.matches('label input'))
  .filter((node) => getComputedStyle(node).display !== 'inline')
  .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < least - 0.5 || box.width < 43.5))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""

# What is read or tapped and runs off the right edge where nobody can scroll to it.
CUT = """() => [...document.querySelectorAll('h1,h2,h3,p,li,label,a,button,input,td,th')]
  .filter((node) => node.checkVisibility({visibilityProperty: true}) && !node.matches('.skip,.vh,.vh *'))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .filter((node) => { for (let at = node; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return false; return true; })
  .map((node) => node.outerHTML.slice(0, 100))"""

Findings = dict[str, list[tuple[str, object]]]


def walk(demo: Demo, visitor: str) -> Findings:
    """All that is wrong on this visitor's pages, by kind."""
    found: Findings = defaultdict(list)
    context = demo.context(visitor)
    page = context.new_page()
    for view in VIEWS:
        if view.visitor == visitor:
            look(page, demo, view, found)
    context.close()
    return found


def look(page: Page, demo: Demo, view: View, found: Findings) -> None:
    """Opens one page and notes what is wrong."""
    asked, said = partial(note_request, demo.url, view, found), partial(note_words, view, found)
    failed = partial(note_failure, view, found)
    for event, listener in (("request", asked), ("console", said), ("pageerror", failed)):
        page.on(event, listener)
    view.open(page, demo)
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found["wide"].append((view.name, (width, wide)))
        if cut := page.evaluate(CUT):
            found["cut"].append((view.name, (width, cut[:3])))
        least = TARGETS.get(view.visitor, STAFF_TARGET)
        if width == 390 and (small := page.evaluate(SMALL, [TAPPED, least])):
            found["small"].append((view.name, small))
    for event, listener in (("request", asked), ("console", said), ("pageerror", failed)):
        page.remove_listener(event, listener)


def note_request(url: str, view: View, found: Findings, request: Request) -> None:
    if not request.url.startswith((url, "data:", "blob:")):
        found["stranger"].append((view.name, request.url))


def note_words(view: View, found: Findings, message: ConsoleMessage) -> None:
    of_the_page = "Failed to load resource" in message.text and view.status >= 400
    if message.type in ("error", "warning") and not of_the_page:
        found["console"].append((view.name, message.text))


def note_failure(view: View, found: Findings, error: object) -> None:
    found["console"].append((view.name, str(error)))


@pytest.fixture(scope="module")
def walked(demo: Demo) -> dict[str, Findings]:
    """What was found for each visitor, each walked once."""
    return {visitor: walk(demo, visitor) for visitor in VISITORS}


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_page_asks_anything_of_a_third_party(walked, visitor):
    assert walked[visitor]["stranger"] == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_browser_has_nothing_to_complain_about(walked, visitor):
    assert walked[visitor]["console"] == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_page_is_wider_than_its_window(walked, visitor):
    assert walked[visitor]["wide"] == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_nothing_is_cut_off_at_the_edge(walked, visitor):
    assert walked[visitor]["cut"] == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_all_that_is_tapped_is_big_enough_for_a_finger(walked, visitor):
    assert walked[visitor]["small"] == []
