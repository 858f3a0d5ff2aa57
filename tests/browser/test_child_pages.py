"""The child's pages in a real browser: nothing too wide, nothing that trips a screen reader, few bytes."""

from __future__ import annotations

import sys

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import update

from readify.models import Band, Classroom, Reader
from tests.browser.axe import UNFOLD, in_short, violations
from tests.browser.conftest import sign_in
from tests.cast import Cast
from tests.web.logs import entry_of, send

PAGES = ("/thuis", "/gelezen", "/gelezen/lijst", "/muur", "/muur/stripspeurder", "/reis", "/uitdaging",
         "/koempel", "/paspoort")  # fmt: skip
WIDTHS = (320, 390, 820, 1280)
LAMP = {Band.KLEIN: 64, Band.MIDDEN: 52, Band.GROOT: 52}  # pixels: how high the one big button is
SMALL = """([least, lamp]) => [...document.querySelectorAll('a,button,summary,label.pick,input.input,select')]
    .filter((node) => node.checkVisibility() && !node.closest('p,.skip,.notice') && node.className !== 'skip')
    .map((node) => [node.outerHTML.slice(0, 140), node.getBoundingClientRect().height,
                    node.matches('.btn-lamp') ? lamp : least])
    .filter(([, height, least]) => height < least)"""


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
def test_no_page_is_wider_than_its_window_too_small_for_a_finger_or_in_axes_way(app, cast, page, band):
    wide, small, barred = [], [], []
    for path in world(app, cast, page, band=band):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if (found := page.evaluate("document.documentElement.scrollWidth")) != width:
                wide.append((path, width, found))
        page.set_viewport_size({"width": 390, "height": 844})
        page.evaluate(UNFOLD)
        small += [(path, *one) for one in page.evaluate(SMALL, [44, LAMP[band]])]
        barred += [(path, *one) for one in in_short(violations(page))]
    assert wide == []
    assert small == []
    assert barred == []


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
