"""Bingo as a child meets it: choose a card, do what a place asks, see it light, and the row celebrated."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from readify.models import Band
from tests.browser.conftest import sign_in
from tests.browser.test_child_pages import world


def log_what_the_place_asks(page: Page, place: str) -> None:
    """From the board to the done page, with what the place asks filled in and two minutes."""
    page.goto("/uitdaging")
    page.get_by_role("link", name=place).click()
    page.get_by_role("link", name="Ik heb gelezen").click()
    page.get_by_label("Minuten", exact=True).fill("2")
    page.get_by_role("button", name=re.compile("Klaar!")).click()
    page.wait_for_url("**/klaar")


def test_choose_log_light_row_swap_and_plan(app, cast, page):
    world(app, cast, page, band=Band.MIDDEN)
    page.goto("/uitdaging")
    page.get_by_role("link", name="Kies een kaart").click()
    page.get_by_role("button", name="Van alles").click()
    expect(page.locator(".bingo-done")).to_have_count(4)  # the free one, and what was read today
    before = page.locator(".bingo-done").count()
    log_what_the_place_asks(page, "Regels van een spel")
    expect(page.get_by_text("Er is een rij aan op je bingokaart.")).to_be_visible()
    page.get_by_role("link", name="Bekijk je kaart").click()
    expect(page.locator(".bingo-done")).to_have_count(before + 1)
    expect(page.get_by_text("Doorgaan mag.")).to_be_visible()
    page.get_by_role("link", name="Buiten lezen").click()
    page.get_by_role("button", name="Een tijdschrift").click()
    expect(page.get_by_role("status").filter(has_text="Wat al telde, blijft tellen.")).to_be_visible()
    expect(page.locator(".bingo-done")).to_have_count(before + 1)
    for cell in page.locator("a.bingo-cell").all():
        size = cell.evaluate("(it) => [it.offsetWidth, it.offsetHeight, it.scrollWidth - it.clientWidth]")
        assert size[0] >= 48, size
        assert size[1] >= 48, size
        assert size[2] <= 0, "no word is cut off"
    page.get_by_role("link", name="10 minuten per dag").click()
    for day in ("maandag", "woensdag"):
        page.get_by_label(day, exact=True).check(force=True)
    page.get_by_role("button", name="Dit is mijn plan").click()
    expect(page.get_by_text("10 minuten op ma en wo")).to_be_visible()


def test_a_board_of_four_fits_a_small_phone(app, cast, page):
    sign_in(page, app, cast.people.bram)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/uitdaging/kaart")
    page.get_by_role("radio", name="4 bij 4").check(force=True)
    page.get_by_role("button", name="Talen").click()
    expect(page.locator("a.bingo-cell")).to_have_count(16)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    wide = "(all) => all.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.textContent)"
    assert page.locator("a.bingo-cell").evaluate_all(wide) == []
