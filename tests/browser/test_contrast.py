"""Words over pictures can be read: measured on the pixels that Chromium painted, in every light and band.

A page is painted with its words made transparent. What is then in the box of a line of text is what that line
stands on; 95 of 100 of those pixels must keep the contrast of WCAG 2.2 AA with the text's colour. The valley
is exchanged for the same valley in another light, since a test cannot wait for the evening.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import Page

from readify.art import Art
from readify.art.daylight import LIGHTS
from tests.browser.demo import Demo

pytestmark = pytest.mark.browser
SIZES = {"phone": (390, 844), "tablet": (820, 1180)}
NORMAL, LARGE = 4.5, 3.0
SHARE = 0.95  # of the pixels behind a line: a single star or lamp may shine through

# Every line of text in the window: its box, colour, and whether WCAG counts it as large.
LINES = """(where) => [...document.querySelectorAll(where)].flatMap((element) => {
  if (!element.checkVisibility() || !element.textContent.trim()) return [];
  const look = getComputedStyle(element);
  const drawn = element instanceof SVGElement;
  const size = parseFloat(look.fontSize), bold = parseInt(look.fontWeight) >= 700;
  const range = document.createRange(); range.selectNodeContents(element);
  const boxes = drawn ? [element.getBoundingClientRect()] : [...range.getClientRects()];
  return boxes.filter((box) => box.width > 2 && box.bottom <= innerHeight && box.top >= 0).map((box) => ({
    words: element.textContent.trim().slice(0, 40), colour: drawn ? look.fill : look.color,
    box: [box.left, box.top, box.right, box.bottom], large: size >= 24 || (size >= 18.66 && bold)}));
})"""
# The tabs lie over the page's foot, where nobody reads: they go too, and leave their room.
WITHOUT_WORDS = (
    ".tabs{visibility:hidden}*{color:transparent!important;text-shadow:none!important}"
    "text{fill:transparent!important}"
)
OVER_PICTURES = ".hero-top h1, .hero-top p, .voyage-head h1, .voyage-head p, .journey text, .bubble"
ON_THE_WALL = ".medal-tile b, .medal-tile span:not(.vh), .wall-title, .badge-rule, .badge-big .soft"


@dataclass(frozen=True)
class Line:
    """One line of text and the worst contrast that 95 of 100 pixels behind it keep."""

    words: str
    ratio: float
    least: float


def brightness(colour: Iterable[int]) -> float:
    """WCAG's relative luminance of an 8-bit sRGB colour."""
    parts = [value / 255 for value in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """WCAG's contrast of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def kept(picture: Image.Image, ink: float) -> float:
    """The contrast that SHARE of the picture's pixels reach with a text of luminance `ink`."""
    counted = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    ratios = sorted((contrast(brightness(colour), ink), count) for count, colour in counted)
    allowed = (1 - SHARE) * picture.width * picture.height
    for ratio, count in ratios:
        allowed -= count
        if allowed < 0:
            return ratio
    raise AssertionError("an empty box")


def measure(page: Page, where: str) -> list[Line]:
    """Each line of text that `where` finds in the window, over what is painted behind it."""
    found = page.evaluate(LINES, where)
    hidden = page.add_style_tag(content=WITHOUT_WORDS)
    painted = Image.open(io.BytesIO(page.screenshot()))
    hidden.evaluate("(tag) => tag.remove()")
    lines = []
    for one in found:
        left, top, right, bottom = one["box"]
        colour = [int(float(part)) for part in one["colour"].split("(")[1].rstrip(")").split(",")[:3]]
        behind = painted.crop((int(left), int(top), round(right + 0.5), round(bottom + 0.5)))
        ratio = kept(behind, brightness(colour))
        lines.append(Line(one["words"], round(ratio, 2), LARGE if one["large"] else NORMAL))
    return lines


def too_faint(lines: list[Line]) -> list[Line]:
    """The lines below what WCAG asks of them."""
    return [line for line in lines if line.ratio < line.least]


def relight(page: Page, light: str, crop: str) -> None:
    """The page's valley at its brightest in another light, with its scrim."""
    page.evaluate(
        """([drawn, light]) => {
          const hero = document.querySelector('.hero'), old = hero.querySelector('.valley');
          const box = document.createElement('div'); box.innerHTML = drawn; old.replaceWith(box.firstChild);
          hero.className = hero.className.replace(/hero-(day|dusk|night)/, 'hero-' + light); }""",
        [str(Art().valley(28, crop=crop, light=light, festive=True)), light],
    )


@pytest.fixture(params=list(SIZES))
def reader(request, demo: Demo):
    """Opens pages as a child of a band, at one size, past the pages' own style policy."""
    width, height = SIZES[request.param]
    opened = []

    def go(band: str, path: str) -> Page:
        context = demo.context(band, viewport={"width": width, "height": height}, bypass_csp=True)
        opened.append(context)
        page = context.new_page()
        page.goto(path)
        page.evaluate("document.fonts.ready")
        return page

    yield go
    for context in opened:
        context.close()


@pytest.mark.parametrize("band", ["klein", "midden", "groot"])
def test_the_greeting_can_be_read_over_the_valley_in_every_light(reader, band: str) -> None:
    page = reader(band, "/thuis")
    for light in LIGHTS if band != "groot" else ("dusk", "night"):
        relight(page, light, "groot" if band == "groot" else "home")
        lines = measure(page, OVER_PICTURES)
        print(band, light, [line.ratio for line in lines])
        assert len(lines) >= 2
        assert too_faint(lines) == [], light


@pytest.mark.parametrize("band", ["midden", "groot"])
def test_the_wall_can_be_read_on_its_stones_in_the_light_and_in_the_evening(demo: Demo, band: str) -> None:
    context = demo.context(band, bypass_csp=True)
    page = context.new_page()
    page.goto("/muur")
    lines = measure(page, ON_THE_WALL)
    page.goto(page.locator("a.medal-tile-stone").first.get_attribute("href") or "")
    lines += measure(page, ON_THE_WALL)
    context.close()
    assert len(lines) >= 8
    assert too_faint(lines) == []


def test_the_journey_and_the_koempel_can_be_read_and_a_faint_colour_is_seen(reader) -> None:
    page = reader("midden", "/reis")
    lines = measure(page, OVER_PICTURES)
    assert len(lines) >= 10
    assert too_faint(lines) == []
    page.goto("/koempel")
    assert too_faint(measure(page, OVER_PICTURES)) == []
    page.add_style_tag(content=".hero-top h1{color:#6A5FA8!important}")
    assert [line.words for line in too_faint(measure(page, ".hero-top h1"))] != []
