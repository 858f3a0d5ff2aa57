"""One walk over every page of a visitor, and all that may be wrong there: what two test files ask of it.

A page is opened once; sizes, axe and the page's own measures follow in the same window. The visitors are
divided over two files of about equal length, since each worker takes a whole file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from playwright.sync_api import ConsoleMessage, Page, Request
from playwright.sync_api import Error as BrowserError

from readify.config import bundle_dir
from tests.browser.axe import UNFOLD, in_short, violations
from tests.browser.demo import Demo
from tests.browser.views import VIEWS, VISITORS, View

AT_SCHOOL = ("teacher", "teacher_groot", "starter", "administrator", "stand_in", "librarian", "coordinator")
STAFF = (*AT_SCHOOL, "secretary", "juror", "entering", "hall", "board", "foyer")
CHILDREN = tuple(visitor for visitor in VISITORS if visitor not in STAFF)  # and guests
PHONE, LAPTOP = 390, 1280  # where axe looks
WIDTHS = (PHONE, 820, LAPTOP, 320)  # a page is opened at the first
ON_LAPTOPS = (
    "guest",
    "midden",
    "teacher",
    "starter",
    "board",
    "librarian",
    "coordinator",
)  # a layout of each
TARGETS = {"klein": 64, "midden": 48, "groot": 48, "newling": 48}  # pixels; the others are staff and guests
STAFF_TARGET = 44
SILENT = {  # for grown-ups
    "sign-in",
    "forgot",
    "new-password",
    "link-worn",
    "privacy",
    "api-docs",
    "substitute",
    "substitute-scanned",
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

# How wide the page is, and what is read or tapped and runs off the right edge where nobody can scroll to it.
WIDE_AND_CUT = """() => [document.documentElement.scrollWidth,
  [...document.querySelectorAll('h1,h2,h3,p,li,label,a,button,input,td,th')]
  .filter((node) => node.checkVisibility({visibilityProperty: true}) && !node.matches('.skip,.vh,.vh *'))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .filter((node) => { for (let at = node; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return false; return true; })
  .map((node) => node.outerHTML.slice(0, 100))]"""

# The drops that UNFOLD left shut, by their places, since a part of the page may be drawn anew.
TAKING_TURNS = (
    """() => [...document.querySelectorAll('details')].flatMap((part, at) => part.open ? [] : [at])"""
)
TAKE_TURN = """(at) => document.querySelectorAll('details').forEach((part, here) => {
  part.toggleAttribute('data-turn', here === at); if (here === at) part.open = true; })"""

Findings = dict[str, list[tuple[str, object]]]


def schemes() -> tuple[str, ...]:
    """Light, and dark as soon as any style sheet answers to it. (Twelve and over are dark by their class.)"""
    sheets = (bundle_dir() / "static" / "css").rglob("*.css")
    asks = any("prefers-color-scheme" in sheet.read_text(encoding="utf-8") for sheet in sheets)
    return ("light", "dark") if asks else ("light",)


def walk(demo: Demo, visitor: str) -> Findings:
    """All that is wrong on this visitor's pages, by kind."""
    found: Findings = defaultdict(list)
    context = demo.context(visitor)
    context.add_init_script("delete Navigator.prototype.serviceWorker")  # it would be blocked, and say so
    page = context.new_page()
    for view in VIEWS:
        if view.visitor == visitor:
            page.set_viewport_size({"width": WIDTHS[0], "height": 844})
            with overheard(page, demo, view, found):
                look(page, demo, view, found)
    context.close()
    return found


def look(page: Page, demo: Demo, view: View, found: Findings) -> None:
    """Opens one page and notes what is wrong, at every width."""
    try:
        view.open(page, demo)
    except (AssertionError, BrowserError) as why:
        found["shut"].append((view.name, str(why)[:400]))
        return
    page.evaluate(UNFOLD)
    taking_turns = page.evaluate(TAKING_TURNS)
    listen_and_look(page, view, found)
    for width in WIDTHS:
        if width != WIDTHS[0]:
            page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(UNFOLD)
        inspect(page, view, width, found)
        for place in taking_turns:
            page.evaluate(TAKE_TURN, place)
            inspect(page, view, width, found, within="[data-turn]")


def inspect(page: Page, view: View, width: int, found: Findings, *, within: str = "") -> None:
    """Measures the page as it stands; axe looks at the sizes of phones and, for some, laptops."""
    measure(page, view, width, found)
    if width == PHONE or (width == LAPTOP and view.visitor in ON_LAPTOPS):
        look_with_axe(page, view, width, found, within=within)


def measure(page: Page, view: View, width: int, found: Findings) -> None:
    """Is it too wide, cut off, or too small for a finger?"""
    wide, cut = page.evaluate(WIDE_AND_CUT)
    if wide > width:
        found["wide"].append((view.name, (width, wide)))
    if cut:
        found["cut"].append((view.name, (width, cut[:3])))
    child = view.visitor in TARGETS
    least = TARGETS.get(view.visitor, STAFF_TARGET)
    measured = width == PHONE or (child and width > PHONE)
    if measured and (small := page.evaluate(SMALL, [TAPPED, least, child])):
        found["small"].append((view.name, (width, small)))


def look_with_axe(page: Page, view: View, width: int, found: Findings, *, within: str) -> None:
    """WCAG 2.2 AA, in every scheme of colours there is."""
    for scheme in schemes():
        if len(schemes()) > 1:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        broken = in_short(violations(page, within=within))
        found["axe"] += [(view.name, (width, scheme, *rule)) for rule in broken]


def listen_and_look(page: Page, view: View, found: Findings) -> None:
    """Is there a speaker, and for the youngest a picture on everything?"""
    speaks = page.locator("read-aloud button:visible").count() > 0
    if view.visitor in SAID and view.name not in SILENT and not speaks:
        found["mute"].append((view.name, "no speaker"))
    if view.visitor == "klein" and (words := page.evaluate(WORDS_ONLY, TAPPED)):
        found["words"].append((view.name, words))


@contextmanager
def overheard(page: Page, demo: Demo, view: View, found: Findings) -> Iterator[None]:
    """Notes what the page asks of strangers and what the browser says of it."""
    asked, said = partial(note_request, demo.url, view, found), partial(note_words, view, found)
    failed = partial(note_failure, view, found)
    for event, listener in (("request", asked), ("console", said), ("pageerror", failed)):
        page.on(event, listener)
    yield
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


class Walked:
    """What is asked of every visitor's pages; `walks` is what was found on them, each visitor walked once.

    A file's own class adds what only its visitors must have.
    """

    def test_every_page_opens(self, walks, visitor):
        assert walks[visitor]["shut"] == []

    def test_axe_finds_nothing(self, walks, visitor):
        assert walks[visitor]["axe"] == []

    def test_no_page_asks_anything_of_a_third_party(self, walks, visitor):
        assert walks[visitor]["stranger"] == []

    def test_the_browser_has_nothing_to_complain_about(self, walks, visitor):
        assert walks[visitor]["console"] == []

    def test_no_page_is_wider_than_its_window(self, walks, visitor):
        assert walks[visitor]["wide"] == []

    def test_nothing_is_cut_off_at_the_edge(self, walks, visitor):
        assert walks[visitor]["cut"] == []

    def test_all_that_is_tapped_is_big_enough_for_a_finger(self, walks, visitor):
        assert walks[visitor]["small"] == []
