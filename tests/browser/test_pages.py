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
TARGETS = {"klein": 64, "midden": 48, "groot": 48, "newling": 48}  # pixels; the others are staff and guests
STAFF_TARGET = 44
SILENT = {  # for grown-ups
    "sign-in",
    "forgot",
    "new-password",
    "link-worn",
    "privacy",
    "api-docs",
}
SAID = ("guest", "stamped", "at_the_pad", "locked_out", *TARGETS)

# What is tapped and smaller than `least`: on a child's page each control in both directions, links in a
# sentence too, and no spacing makes up for it. For grown-ups a link in a sentence may be as high as its line
# (WCAG 2.5.8), and the list of calls of the API's manual is dense. A label is the target of its own input.
TAPPED = "a,button,summary,input,select,textarea,label.pick,label.check,[role=option]"
SMALL = """([tapped, least, child]) => [...document.querySelectorAll(tapped)]
  .filter((node) => node.checkVisibility({visibilityProperty: true}))
  .filter((node) => !node.matches('.skip,.vh,[type=hidden],.api-nav a') && !node.matches('label input'))
  .filter((node) => child || getComputedStyle(node).display !== 'inline')
  .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < least - 0.5 || box.width < (child ? least : 44) - 0.5))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""

# What a child who cannot read yet would have to read: no picture in it, in its label or in its row.
WORDS_ONLY = """(tapped) => [...document.querySelectorAll(tapped)]
  .filter((node) => node.checkVisibility({visibilityProperty: true}))
  .filter((node) => !node.matches('.skip,.vh,[type=hidden]'))
  .filter((node) => ![node, ...(node.labels ?? []), node.closest('.row-item,.field,.stepper-value')]
    .some((part) => part?.querySelector('svg,img')))
  .map((node) => node.outerHTML.slice(0, 120))"""

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
    context.add_init_script("delete Navigator.prototype.serviceWorker")  # it would be blocked, and say so
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
        child = view.visitor in TARGETS
        least = TARGETS.get(view.visitor, STAFF_TARGET)
        measured = width == 390 or (child and width > 390)
        if measured and (small := page.evaluate(SMALL, [TAPPED, least, child])):
            found["small"].append((view.name, (width, small)))
    listen_and_look(page, view, found)
    for event, listener in (("request", asked), ("console", said), ("pageerror", failed)):
        page.remove_listener(event, listener)


def listen_and_look(page: Page, view: View, found: Findings) -> None:
    """Is there a speaker, and for the youngest a picture on everything?"""
    speaks = page.locator("read-aloud button:visible").count() > 0
    if view.visitor in SAID and view.name not in SILENT and not speaks:
        found["mute"].append((view.name, "no speaker"))
    if view.visitor == "klein" and (words := page.evaluate(WORDS_ONLY, TAPPED)):
        found["words"].append((view.name, words))


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


def test_the_youngest_find_a_picture_on_all_that_is_tapped(walked):
    assert walked["klein"]["words"] == []


@pytest.mark.parametrize("visitor", SAID)
def test_every_page_of_a_child_has_a_speaker(walked, visitor):
    assert walked[visitor]["mute"] == []
