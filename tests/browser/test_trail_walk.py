"""A walk along a trail in a real browser, and the trail's pages at three sizes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from readify import clock
from readify.actions.cards import make_card
from readify.models import Band, Classroom
from readify.perform import perform
from tests.browser.conftest import sign_in
from tests.cast import Cast
from tests.people import PASSWORD
from tests.walks import Walk, make_walk

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def sound(page: Page) -> None:
    """Nothing wider than the screen, nothing that trips a screen reader."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not too_wide, page.url
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def test_a_guest_scans_reads_comes_in_and_takes_the_stamps_along(walk: Walk, cast: Cast, page: Page) -> None:
    page.goto(f"/S/{walk.codes[0]}")
    expect(page.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    expect(page.get_by_text("Lang geleden woonden er Auvers")).to_be_visible()
    page.get_by_role("link", name="Lees verder").click()
    expect(page.get_by_text("Zoek plaatjes in hokjes.")).to_be_visible()
    page.get_by_role("link", name="Typ de code van een poster").click()
    page.get_by_label("Woord en nummer").fill(walk.typed[1].lower())
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    page.get_by_role("link", name="Zit je op Readify? Neem hem mee.").click()
    with walk.app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    page.goto(f"/K/{card.token}")
    page.get_by_role("button", name="Stempels van dit apparaat meenemen").click()
    expect(page.get_by_text("2 stempels staan nu in jouw paspoort.")).to_be_visible()
    expect(page.get_by_text("2 van 3 stempels")).to_be_visible()
    page.goto(f"/S/{walk.codes[2]}")
    page.get_by_role("link", name="Lees verder").click()
    expect(page.get_by_text("Dit was het hele verhaal.")).to_be_visible()


def test_it_all_works_by_keyboard(walk: Walk, page: Page) -> None:
    page.goto("/s")
    page.get_by_label("Woord en nummer").focus()
    page.keyboard.type(walk.typed[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    page.get_by_text("Wil je nog iets doen?").focus()
    link = page.get_by_role("link", name="Lees verder")
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mijn paspoort")).to_be_visible()


@pytest.mark.parametrize("context", ["phone", "tablet", "laptop"], indirect=True)
@pytest.mark.parametrize("who", ["guest", *Band])
def test_the_walkers_pages_are_sound(walk: Walk, cast: Cast, app: Flask, page: Page, who: str) -> None:
    if who != "guest":
        with app.extensions["readify.database"].writing() as session:
            session.execute(update(Classroom).values(band=Band(who)))
            session.commit()
        sign_in(page, app, cast.people.bram)
    story = f"/paspoort/verhaal/{walk.trail}"
    for path in (f"/S/{walk.codes[0]}", f"/S/{walk.codes[0]}", "/paspoort", story, "/s", "/S/NIETS"):
        page.goto(path)
        sound(page)


@pytest.mark.parametrize("context", ["phone", "laptop"], indirect=True)
@pytest.mark.parametrize("email", ["bieb@bieb.example", "kern@bieb.example"])
def test_the_librarys_and_the_coordinators_pages_are_sound(walk: Walk, page: Page, email: str) -> None:
    walk.guests(0, 12)
    walk.guests(1, 3, days_ago=1)
    page.goto("/inloggen")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button.btn").first.click()
    trail = f"/bieb/spoor/{walk.trail}"
    new = f"/bieb/{walk.library}/spoor/nieuw"
    paths = ["/bieb", trail, f"{trail}/cijfers", f"{trail}/posters", new]
    for path in [*paths, "/provincie"] if email.startswith("kern") else paths:
        page.goto(path)
        sound(page)
