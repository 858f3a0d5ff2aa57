"""A desk with a scanner that types, in a real browser: half a code, a stamp, no network, and back."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from readify import clock
from readify.actions.cards import make_card
from readify.models import LedgerEntry
from readify.perform import perform
from tests.cast import Cast
from tests.people import PASSWORD
from tests.walks import make_walk

pytestmark = pytest.mark.browser
KEPT = """() => new Promise((tell) => {
  const asked = indexedDB.open('readify');
  asked.onsuccess = () => {
    const rows = asked.result.transaction('queue').objectStore('queue').getAll();
    rows.onsuccess = () => { asked.result.close(); tell(JSON.stringify(rows.result)); };
  };
})"""


def scanner(page: Page, typed: str) -> None:
    """A scanner that types: fast, capitals, an Enter at the end; nobody chose a field for it."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(f"{typed}\n".upper())


def stamps(app: Flask) -> list[tuple[int, int | None, str]]:
    with app.extensions["readify.database"].reading() as session:
        rows = session.scalars(select(LedgerEntry).order_by(LedgerEntry.reader_id, LedgerEntry.spot_id))
        return [(row.reader_id, row.spot_id, row.source) for row in rows]


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
def test_a_desk_through_a_bad_afternoon(cast: Cast, page: Page, context: BrowserContext, site: str) -> None:
    walk, people = make_walk(cast), cast.people
    with walk.app.app_context():
        bram, amira = (
            perform(make_card, reader_id=one, now=clock.now()).token for one in (people.bram, people.amira)
        )
    page.set_viewport_size({"width": 1024, "height": 768})
    page.clock.install()
    page.goto("/inloggen")
    page.fill("[name=email]", "bieb@bieb.example")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Open de balie").click()
    hit, net = page.locator("[data-part=hit]"), page.locator("[data-part=net]")
    go, waits = page.locator(".desk-go"), page.locator("[data-part=list] li")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)

    expect(page.locator("desk-counter:defined")).to_be_attached()
    for broken, said in (
        (f"{site}/K/{bram[:11]}", "Dit is een halve code. Scan nog eens."),
        (f"{site}/K/{bram}{site}/K/{amira}", "Dit zijn twee codes tegelijk."),
    ):
        scanner(page, broken)
        expect(hit).to_contain_text(said)
    assert sent == []

    scanner(page, f"{site}/K/{bram}")
    expect(hit).to_contain_text("Eigen kaart · 0 van 3")
    page.get_by_text("1 · Voordeur").click()
    expect(go).to_contain_text("Stempel plek 1")
    go.click()
    expect(hit).to_contain_text("Gestempeld: Voordeur.")
    assert stamps(walk.app) == [(people.bram, walk.spots[0], "desk")]
    had = page.locator(".desk-had")
    expect(had).to_have_count(1)
    page.clock.fast_forward(61_000)  # nobody has come for a minute: nothing of the last card is left
    expect(had).to_have_count(0)
    expect(hit).to_be_hidden()

    context.set_offline(True)
    scanner(page, f"{site}/K/{amira}")
    expect(hit).to_contain_text("Ik kijk hem na als er internet is.")
    for number, place in ((1, "2 · Striphoek"), (2, "3 · Leesraam")):
        page.get_by_text(place).click()
        go.click()
        expect(waits).to_have_count(number)
    expect(net).to_contain_text("2 wachten hier")
    expect(hit).to_contain_text("Bewaard. Het gaat vanzelf mee.")
    kept = page.evaluate(KEPT)
    assert amira not in kept
    assert "K=" in kept or '"=' in kept

    walk.stamp(people.amira, 1)  # on a phone of her own, meanwhile
    context.set_offline(False)
    expect(waits).to_have_count(0)
    expect(net).to_be_hidden()
    assert stamps(walk.app) == [
        (people.bram, walk.spots[0], "desk"),
        (people.amira, walk.spots[1], "web"),
        (people.amira, walk.spots[2], "desk"),
    ]
    page.get_by_role("button", name="Vandaag gedaan").click()
    page.get_by_role("button", name="Terug").first.click()
    expect(page.get_by_text("Teruggenomen.")).to_be_visible()
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.scalar(select(LedgerEntry.source).where(LedgerEntry.kind == "withdrawal")) == "desk"
