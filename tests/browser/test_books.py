"""One walk from choosing to tipping and telling, without JavaScript; every page's fit; my year on paper."""

from __future__ import annotations

import datetime as dt
import re

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import insert, update

from readify.models import Band, Book, Classroom, ReaderBook
from tests.browser.conftest import sign_in
from tests.cast import Cast

pytestmark = pytest.mark.browser
ARABIC = "سندباد والبحر الطويل جدا في ليلة من ألف ليلة وليلة"
LONG = "Een boek met een ongehoordlangetitelzonderspaties en nog veel meer woorden"
TITLES = (ARABIC, LONG, "Superkip 3", "Nachtwacht Na", "Bep de robot", "Haas heeft haast", "Drakensoep")


def fill_shelves(app: Flask, cast: Cast) -> None:
    """A catalogue of seven titles for every age, the first two on Bram's shelf."""
    books = [
        {"title": title, "title_key": title.lower(), "author": "" if number % 2 else f"Schrijver {number}",
         "language": "nl", "age_code": ("A", "B")[number % 2], "genre": "funny", "source": "test",
         "form": "comic" if number == 2 else "book"}
        for number, title in enumerate(TITLES)
    ]  # fmt: skip
    with app.extensions["readify.database"].writing() as session:
        ids = session.scalars(insert(Book).returning(Book.id, sort_by_parameter_order=True), books).all()
        rows = [
            {"reader_id": cast.people.bram, "book_id": number, "title": title, "title_key": title.lower(),
             "language": "nl", "form": "book", "state": state, "how": "self",
             "touched_at": dt.datetime.now(dt.UTC)}
            for number, title, state in zip(ids, TITLES, ("finished", "reading"), strict=False)
        ]  # fmt: skip
        session.execute(insert(ReaderBook), rows)
        session.commit()


def test_a_child_without_javascript_chooses_reads_tips_and_tells(
    app: Flask, cast: Cast, chromium: Browser, site: str
) -> None:
    fill_shelves(app, cast)
    context = chromium.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, locale="nl-NL", java_script_enabled=False
    )
    page = context.new_page()
    sign_in(page, app, cast.people.bram)
    page.goto("/thuis")
    page.get_by_role("link", name="Kies een boek").click()
    first = page.locator(".pick-text h3").all_inner_texts()
    page.get_by_role("link", name="Iets anders mag").click()
    others = page.locator(".pick-text h3").all_inner_texts()
    assert len(first) == 3
    assert len(others) == 2
    assert set(first).isdisjoint({*others, ARABIC, LONG})
    page.get_by_role("button", name=f"Kies : {others[0]}").or_(
        page.get_by_role("button", name=f"Kies: {others[0]}")
    ).click()
    expect(page.get_by_role("heading", level=2, name=others[0])).to_be_visible()
    page.get_by_role("link", name="Ik heb gelezen").click()
    page.get_by_text("Meer vertellen").click()
    page.get_by_text("Het boek is uit").click()
    page.get_by_role("button", name="Klaar!").click()
    page.get_by_role("link", name="Geef een tip").click()
    page.locator("label", has_text="Spannend").click()
    page.get_by_role("button", name="Plak op het boek").click()
    expect(page.get_by_text("Geplakt. Dank je voor je tip.")).to_be_visible()
    page.get_by_role("link", name="Vertel erover").click()
    question = page.locator(".talk-card h2").inner_text()
    page.get_by_role("link", name="Een andere vraag").click()
    assert page.locator(".talk-card h2").inner_text() != question
    sign_in(page, app, cast.people.amira)
    page.goto("/thuis")
    page.get_by_role("link", name="Alle tips").click()
    expect(page.get_by_text(others[0])).to_be_visible()
    expect(page.get_by_text("Bram")).to_have_count(0)
    context.close()


OF_SHELF = ("/boeken/plank", "/titel/3", "/mijn-jaar", "/boek/1", "/boek/2", "/boek/2/vertel")
PAGES = ("/boeken", "/boeken/tips", "/boeken/zoek?q=boek", *OF_SHELF)
SMALL = """(least) => [...document.querySelectorAll('main a,main button,main label.pick,main input.input')]
    .filter((node) => node.checkVisibility() && !node.closest('p,.notice,h3'))
    .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect().height])
    .filter(([, height]) => height < least)"""


@pytest.mark.parametrize(("band", "least"), [(Band.KLEIN, 64), (Band.MIDDEN, 48), (Band.GROOT, 48)])
def test_every_page_about_books_fits_any_screen_and_finger(
    app: Flask, cast: Cast, page: Page, band: Band, least: int
) -> None:
    fill_shelves(app, cast)
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(Classroom).values(band=band))
        session.commit()
    for work in (1, 2):
        assert (
            cast.child.post(f"/boek/{work}/tip", data={"stickers": ["exciting", "pictures"]}).status_code
            == 303
        )
    sign_in(page, app, cast.people.bram)
    for path in PAGES:
        for width in (820, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, (path, width)
        assert page.evaluate(SMALL, least) == [], path
    assert page.locator("[dir=auto]").count() > 0


def test_my_year_is_one_sheet_of_paper_for_each_twenty_four_books(app: Flask, cast: Cast, page: Page) -> None:
    rows = [
        {"reader_id": cast.people.bram, "title": f"{title} {number}", "title_key": f"{title} {number}",
         "language": "nl", "form": "book", "state": "finished", "how": "self",
         "touched_at": dt.datetime.now(dt.UTC)}
        for number in range(7) for title in TITLES
    ]  # fmt: skip
    with app.extensions["readify.database"].writing() as session:
        session.execute(insert(ReaderBook), rows)
        session.commit()
    sign_in(page, app, cast.people.bram)
    page.goto("/mijn-jaar/afdruk")
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    words = [sheet.get_textpage().get_text_range() for sheet in paper]
    assert [len(re.findall("Superkip", sheet)) > 0 for sheet in words] == [True, True, False]
    assert all("Het leesjaar van Bram" in sheet for sheet in words)
    assert (round(paper[0].get_width()), round(paper[0].get_height())) == (595, 842)
    assert "blad 3 van 3" in words[2]
