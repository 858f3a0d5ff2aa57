"""From signing in to posters on paper: the clicks are counted, every code is read from the saved PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.cast import Cast
from tests.people import PASSWORD
from tests.printing.conftest import Printed, decoded
from tests.printing.photos import BLURS, TILTS, photo
from tests.walks import Walk, make_walk

MOST_CLICKS = 25
pytestmark = pytest.mark.browser


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


class Hand:
    """Does what a librarian does, and counts: a click on a thing is one, going to a field another."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, thing: Locator) -> None:
        self.clicks += 1
        thing.click()

    def fill(self, field: Locator, text: str) -> None:
        self.click(field)
        field.press_sequentially(text)


def test_six_posters_in_a_few_clicks_and_every_code_leads_to_its_spot(
    walk: Walk, cast: Cast, page: Page, tmp_path: Path, record_property
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    hand = Hand()
    page.goto("/inloggen")
    hand.fill(page.locator("[name=email]"), "bieb@bieb.example")
    hand.fill(page.locator("[name=password]"), PASSWORD)
    hand.click(page.get_by_role("button", name="Log in"))
    hand.click(page.get_by_role("link", name="Nieuw spoor").first)
    hand.click(page.get_by_role("button", name="Maak het spoor"))
    hand.click(page.get_by_role("link", name="Druk posters af").first)
    expect(page.get_by_text("Alle 6")).to_be_visible()
    preview = page.get_by_role("img", name="De poster van").first
    expect(preview).to_have_js_property("complete", True)
    assert preview.evaluate("image => image.naturalWidth") == 600
    with page.expect_request(lambda asked: "posters.pdf" in asked.url) as asked:
        hand.click(page.get_by_role("button", name="Maak de PDF"))
    saved = tmp_path / "posters.pdf"
    saved.write_bytes(page.context.request.get(asked.value.url).body())
    record_property("clicks", hand.clicks)
    assert hand.clicks < MOST_CLICKS, hand.clicks
    printed = Printed(saved.read_bytes())
    assert len(printed) == 6
    pictures = [printed.picture(number) for number in range(6)]
    urls = [decoded(picture)[0] for picture in pictures]
    for number, url in enumerate(urls):
        answer = page.context.request.get(url[url.index("/S/") :])
        assert answer.ok
        assert f"plek {number + 1} van 6" in printed.text(number)
    near, far = photos_read(pictures, urls, metres=0.5), photos_read(pictures, urls, metres=1)
    record_property("photos_read", f"{near} and {far} of 30")
    assert near == 30
    assert far >= 0.95 * 30


def photos_read(pictures: list[Image.Image], urls: list[str], *, metres: float) -> int:
    """How many of the set of 30 photos give their address back: five of each poster, with every blur."""
    read = 0
    for turn, tilt in enumerate(TILTS):
        for step, blur in enumerate(BLURS):
            which = (turn + 2 * step) % 6
            taken = photo(
                pictures[which], dpi=300, metres=metres, tilt=tilt, blur=blur, seed=turn * 10 + step
            )
            read += decoded(taken) == [urls[which]]
    return read
