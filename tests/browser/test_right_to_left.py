"""An Arabic title inside Dutch pages: it runs from right to left, and stands where any other title stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.cast import Cast
from tests.people import PASSWORD
from tests.web.logs import entry_of, send, stock

pytestmark = pytest.mark.browser
TITLE = "سندباد 3: رحلة البحر"
WITH_SERIES = "سندباد 12 – De Waanzinnige Reeks"
DUTCH = "Pluk 7 en سندباد"

# [direction, gap between the letters and the left edge] of each element that says this title.
PLACES = """(title) => [...document.querySelectorAll('[dir=auto],bdi')]
  .filter((node) => node.textContent.trim() === title && node.checkVisibility({visibilityProperty: true}))
  .map((node) => {
    const range = document.createRange(); range.selectNodeContents(node);
    const [letters, box] = [range.getBoundingClientRect(), node.getBoundingClientRect()];
    return [getComputedStyle(node).direction, Math.round(letters.left - box.left)];
  })"""


@pytest.fixture
def sindbad(app: Flask, cast: Cast, page: Page) -> tuple[Page, int]:
    """Bram's phone; three books, the Arabic one read last. And the last log's id."""
    child = cast.child
    send(child, book_title=DUTCH, minutes="5")
    send(child, book_title=WITH_SERIES, language="ar", minutes="5")
    last = entry_of(send(child, book_title=TITLE, language="ar", minutes="10"))
    sign_in(page, app, cast.people.bram)
    return page, last


def seen(page: Page, path: str, title: str) -> list[list[object]]:
    """Where this title stands on that page; every page itself stays Dutch and runs from left to right."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found: list[list[object]] = page.evaluate(PLACES, title)
    assert found, (path, title, "must stand in an element with a direction of its own")
    return found


def test_titles_run_their_own_way_and_begin_where_others_begin(sindbad):
    page, last = sindbad
    for path in (
        "/thuis",
        "/gelezen",
        "/gelezen/lijst",
        f"/gelezen/{last}",
        f"/gelezen/{last}/weg",
        "/boeken/plank",
    ):
        for direction, gap in seen(page, path, TITLE):
            assert (direction, gap) == ("rtl", 0), path
    for title, wanted in ((WITH_SERIES, "rtl"), (DUTCH, "ltr")):
        assert {direction for direction, _gap in seen(page, "/gelezen/lijst", title)} == {wanted}


def test_an_arabic_title_says_its_language_to_voices(sindbad):
    page, _last = sindbad
    page.goto("/gelezen/lijst")
    expect(page.locator("[lang=ar]", has_text=TITLE)).to_have_count(1)
    expect(page.locator(".readings [lang=nl]")).to_have_count(0)
    page.goto("/thuis")
    expect(page.locator("h2 [lang=ar]")).to_have_text(TITLE)


def test_covers_are_set_from_right_to_left(sindbad):
    page, _last = sindbad
    page.goto("/thuis")
    lines = page.locator(".now svg [direction=rtl]")
    assert lines.count() >= 1
    box, cover = lines.first.bounding_box(), page.locator(".now svg").first.bounding_box()
    assert box is not None
    assert cover is not None
    assert cover["x"] <= box["x"]
    assert box["x"] + box["width"] <= cover["x"] + cover["width"] + 1


def test_the_teacher_s_week_holds_it_too(sindbad, site: str, chromium: Browser, cast: Cast):
    context = chromium.new_context(base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 800})
    teacher = context.new_page()
    teacher.goto("/inloggen")
    teacher.locator("[name=email]").fill("juf@school.example")
    teacher.locator("[name=password]").fill(PASSWORD)
    teacher.get_by_role("button").first.click()
    for path in (f"/klas/{cast.people.classroom}", f"/klas/{cast.people.classroom}/kind/{cast.people.bram}"):
        for direction, gap in seen(teacher, path, TITLE):
            assert (direction, gap) == ("rtl", 0), path
    context.close()


def test_a_title_typed_in_arabic_is_found(app: Flask, sindbad, tmp_path: Path):
    page, _last = sindbad
    stock(app, tmp_path)
    page.goto("/gelezen")
    page.get_by_role("group", name="Welk boek?").locator("summary").first.click()
    field = page.get_by_role("combobox", name="Titel")
    field.press_sequentially("سندباد")
    assert field.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    option = page.locator("#titels").get_by_role("option").first
    expect(option).to_contain_text("سندباد")
    option.click()
    expect(field).to_have_value("سندباد")
