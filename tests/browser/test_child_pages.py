"""The child's pages in a real browser: nothing too wide, nothing that trips a screen reader, few bytes."""

from __future__ import annotations

import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import update

from readify.models import Band, Classroom, Reader
from tests.browser.conftest import sign_in
from tests.cast import Cast
from tests.web.logs import entry_of, send

PAGES = ("/thuis", "/gelezen", "/gelezen/lijst", "/muur", "/muur/stripspeurder", "/reis", "/uitdaging",
         "/koempel", "/paspoort")  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def world(app: Flask, cast: Cast, page: Page, *, band: Band) -> list[str]:
    """Bram with a long name in a class of this band, three logs behind him; his pages, a done page last."""
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(Classroom).values(band=band))
        named = {"name": "Anne-Fleur-Sophie van der", "home_languages": ["ar", "pl"]}
        session.execute(update(Reader).where(Reader.id == cast.people.bram).values(**named))
        session.commit()
    child = cast.child
    send(child, book_title="سندباد والبحر الطويل جدا", language="ar", minutes="10")
    send(
        child,
        form="comic",
        book_title="Een boek met een ongehoordlangetitelzonderspaties en nog veel meer woorden",
    )
    last = entry_of(send(child, form="poem", minutes="2"))
    sign_in(page, app, cast.people.bram)
    return [*PAGES, f"/gelezen/{last}", f"/gelezen/{last}/weg", f"/gelezen/{last}/klaar"]


@pytest.mark.parametrize("band", list(Band))
def test_no_page_is_wider_than_a_small_phone(app, cast, page, band):
    for path in world(app, cast, page, band=band):
        for width in (320, 390, 820, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, (path, width)


@pytest.mark.parametrize("band", list(Band))
def test_axe_finds_nothing(app, cast, page, band):
    for path in world(app, cast, page, band=band):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found = Axe().run(page, options=RULES).response["violations"]
        said = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]
        assert said == [], path


SMALL = """([least, lamp]) => [...document.querySelectorAll('a,button,summary,label.pick,input.input,select')]
    .filter((node) => node.checkVisibility() && !node.closest('p,.skip,.notice') && node.className !== 'skip')
    .map((node) => [node.outerHTML.slice(0, 140), node.getBoundingClientRect().height,
                    node.matches('.btn-lamp') ? lamp : least])
    .filter(([, height, least]) => height < least)"""


@pytest.mark.parametrize(("band", "lamp"), [(Band.KLEIN, 64), (Band.MIDDEN, 52), (Band.GROOT, 52)])
def test_every_control_is_big_enough_for_a_finger(app, cast, page, band, lamp):
    for path in world(app, cast, page, band=band):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        assert page.evaluate(SMALL, [44, lamp]) == [], path


class Wire:
    """Counts what comes over the wire, headers included, as Chromium counts it."""

    def __init__(self, page: Page) -> None:
        self.bytes, self.files = 0, {}
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on(
            "Network.responseReceived",
            lambda said: self.files.setdefault(said["requestId"], [said["response"]["url"], 0]),
        )
        client.on("Network.loadingFinished", self.add)

    def add(self, said: dict) -> None:
        self.bytes += said["encodedDataLength"]
        if said["requestId"] in self.files:
            self.files[said["requestId"]][1] = said["encodedDataLength"]

    def visit(self, page: Page, path: str) -> int:
        self.bytes, self.files = 0, {}
        page.goto(path, wait_until="networkidle")
        return int(self.bytes)


def test_the_first_visit_of_home_is_light_and_the_second_lighter(app, cast, page):
    send(cast.child, book_title="De brief voor de koning", page="64")
    page.goto("about:blank")
    wire = Wire(page)
    sign_in(page, app, cast.people.bram)
    page.wait_for_load_state("networkidle")
    first, files = int(wire.bytes), dict(wire.files)
    second = wire.visit(page, "/thuis")
    third = wire.visit(page, "/gelezen")
    sys.stderr.write(f"home {first} bytes, again {second}, log {third}\n")
    assert first <= 120_000, sorted(files.values(), key=lambda file: -file[1])
    assert second <= 25_000, sorted(wire.files.values(), key=lambda file: -file[1])
    assert third <= 25_000, sorted(wire.files.values(), key=lambda file: -file[1])
