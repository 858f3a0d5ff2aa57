"""A walk along a trail in a real browser, and the trail's pages at three sizes."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from readify import clock
from readify.actions.cards import make_card
from readify.models import Band, Classroom
from readify.perform import perform
from tests.browser.axe import UNFOLD, in_short, violations
from tests.browser.conftest import SIZES, sign_in
from tests.cast import Cast
from tests.people import PASSWORD
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def unsound(page: Page, path: str, *sizes: str) -> list[object]:
    """What is wider than the screen or trips a screen reader, at each of these sizes in turn."""
    page.goto(path)
    page.evaluate(UNFOLD)
    found: list[object] = []
    for size in sizes:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, size, "too wide"))
        found += [(path, size, *rule) for rule in in_short(violations(page))]
    return found


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


@pytest.mark.parametrize("who", ["guest", *Band])
def test_the_walkers_pages_are_sound(walk: Walk, cast: Cast, app: Flask, page: Page, who: str) -> None:
    if who != "guest":
        with app.extensions["readify.database"].writing() as session:
            session.execute(update(Classroom).values(band=Band(who)))
            session.commit()
        sign_in(page, app, cast.people.bram)
    story = f"/paspoort/verhaal/{walk.trail}"
    paths = (f"/S/{walk.codes[0]}", f"/S/{walk.codes[0]}", "/paspoort", story, "/s", "/S/NIETS")
    assert [one for path in paths for one in unsound(page, path, "phone", "tablet", "laptop")] == []


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
    if email.startswith("kern"):
        paths.append("/provincie")
    assert [one for path in paths for one in unsound(page, path, "phone", "laptop")] == []
