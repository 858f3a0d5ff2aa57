"""A jury under a bad net: no score lost, none doubled, whatever the network does, on several devices."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from readify import clock
from readify.actions.cards import make_card
from readify.actions.contest_jury import renew_key
from readify.models import Juror, Scorecard, ScoreTouch
from tests.browser.flaky import Flaky, flaky
from tests.cast import Cast
from tests.contest_stage import NOW, SLUGS, Stage, set_the_stage

pytestmark = pytest.mark.browser
READERS = 12
SEED = 2027
ALL_SENT = """() => Object.keys(localStorage).every((name) => {
  if (!name.startsWith('readify-jury-')) return true;
  const kept = JSON.parse(localStorage.getItem(name));
  return Object.keys(kept.touches).length === 0 && kept.ballot === null;
})"""
KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('readify-pages-'))"
FORM_IS_KEPT = """async () => {
  for (let turn = 0; turn < 200; turn += 1) {
    const ready = navigator.serviceWorker.controller && (await caches.has('readify-pages-jury'));
    if (ready && (await (await caches.open('readify-pages-jury')).keys()).length) return;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error('the form is not kept');
}"""
ALL_KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      found.push(request.url, await (await store.match(request)).text());
    }
  }
  return found.join(' ');
}"""
GIVE = """([id, steps, words]) => {
  const form = document.querySelector(`form[data-entrant="${id}"]`);
  for (const [slug, step] of steps) form.querySelector(`[name="c-${slug}"][value="${step}"]`).click();
  if (words === null) return;
  const box = form.querySelector('[name=compliment]');
  box.value = words;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}"""


@pytest.fixture
def stage(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Twelve readers who have all read, and three jurors."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = set_the_stage(app.extensions["readify.database"], schools=READERS)
    made.sitting = made.session(made.local)  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting, READERS)  # type: ignore[attr-defined]
    made.jurors = made.jury(made.sitting, 3)  # type: ignore[attr-defined]
    made.read_all(made.sitting)
    return made


class Device:
    """A juror's phone: a browser of its own, with a network that comes and goes."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.page: Page = context.new_page()
        self.page.goto(address)
        expect(self.page.locator("jury-form.awake")).to_be_attached()

    def give(self, reader: int, steps: list[tuple[str, int]], words: str | None = None) -> None:
        """Touches steps one after the other, and writes a compliment."""
        self.page.evaluate(GIVE, [reader, steps, words])

    def all_sent(self) -> None:
        """Waits until the server has answered for everything."""
        self.context.set_offline(False)
        self.page.evaluate("dispatchEvent(new Event('online'))")
        self.page.wait_for_function(ALL_SENT)


@pytest.fixture
def devices(chromium: Browser, site: str, stage: Stage) -> Iterator[list[Device]]:
    """Three jurors' devices, and a second one of the first juror."""
    made: list[Device] = []
    for juror in (*stage.jurors, stage.jurors[0]):
        context = chromium.new_context(
            base_url=site, locale="nl-NL", service_workers="block", viewport={"width": 390, "height": 844}
        )
        context.set_default_timeout(20_000)
        made.append(Device(context, f"/jury/{stage.keys[juror]}"))
    yield made
    for device in made:
        device.context.close()


def kept(stage: Stage) -> dict[tuple[int, int, str], int | str | None]:
    """What the server has: (juror, reader, field) -> value. Fails on a doubled one."""
    with stage.database.reading() as session:
        rows = session.execute(
            select(
                Scorecard.juror_id, Scorecard.entrant_id, ScoreTouch.field, ScoreTouch.number, ScoreTouch.text
            ).join(ScoreTouch, ScoreTouch.card_id == Scorecard.id)
        ).all()
    found = {tuple(row[:3]): row.text if row.number is None else row.number for row in rows}
    assert len(found) == len(rows)
    return found


def test_no_score_is_lost_or_doubled(stage: Stage, devices: list[Device]):
    dice = random.Random(SEED)
    wanted: dict[tuple[int, int, str], int | str] = {}
    first, second_device = devices[0], devices[3]
    for turn, reader in enumerate(stage.order):
        for juror, device in zip(stage.jurors, devices, strict=False):
            if dice.random() < 0.5:
                device.context.set_offline(dice.random() < 0.6)
            steps = [
                (slug, dice.randint(1, 5)) for slug in (*SLUGS, *SLUGS)
            ]  # changed at once: the last counts
            words = f"Compliment {turn} van {juror}"
            device.give(reader, steps, words)
            wanted |= {(juror, reader, slug): step for slug, step in steps}
            wanted[juror, reader, "compliment"] = words
        if turn == 5:  # the tablet is reloaded while much still waits on it
            devices[1].context.set_offline(True)
            devices[1].give(stage.order[0], [(SLUGS[0], 1)])
            wanted[stage.jurors[1], stage.order[0], SLUGS[0]] = 1
            devices[1].context.set_offline(False)
            devices[1].page.reload()
            expect(devices[1].page.locator("jury-form.awake")).to_be_attached()
    first.all_sent()
    second_device.page.reload()  # the same juror goes on elsewhere, and sees what was given
    chosen = second_device.page.locator(f'form[data-entrant="{stage.order[0]}"] input:checked')
    expect(chosen).to_have_count(len(SLUGS))
    for reader in stage.order[:4]:
        second_device.context.set_offline(dice.random() < 0.5)
        second_device.give(reader, [(SLUGS[1], 2)])
        wanted[stage.jurors[0], reader, SLUGS[1]] = 2
    for device in devices:
        device.all_sent()
    assert kept(stage) == wanted
    assert len(wanted) == 3 * READERS * (len(SLUGS) + 1)
    for device in devices[:3]:
        device.page.goto(f"{device.address}#inleveren")
        device.page.get_by_role("button", name="Lever in").click()
        expect(device.page.get_by_text("Dank je wel. Alles is ingeleverd.")).to_be_visible()
    assert all(stage.one(Juror, juror).handed_in_at for juror in stage.jurors)
    assert kept(stage) == wanted


@pytest.fixture
def net(site: str) -> Iterator[Flaky]:
    """A network that can be away, also for the worker."""
    with flaky(site) as relay:
        yield relay


@pytest.fixture
def tablet(chromium: Browser, net: Flaky) -> Iterator[BrowserContext]:
    """A browser profile with workers, behind that network."""
    context = chromium.new_context(base_url=net.url, locale="nl-NL", viewport={"width": 390, "height": 844})
    context.set_default_timeout(20_000)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert wrong == []


def given(page: Page, reader: int) -> int:
    """How many steps show as chosen for a reader."""
    return page.locator(f'form[data-entrant="{reader}"] input:checked').count()


def every_step(step: int) -> list[tuple[str, int]]:
    return [(slug, step) for slug in SLUGS]


def test_without_a_network_a_reload_loses_nothing_and_hand_in_waits(
    stage: Stage, net: Flaky, tablet: BrowserContext
):
    juror = stage.jurors[0]
    device = Device(tablet, f"/jury/{stage.keys[juror]}")
    page = device.page
    page.evaluate(FORM_IS_KEPT)
    device.give(stage.order[0], every_step(4), "Gestuurd, dus ook te zien zonder net.")
    device.all_sent()
    net.state = "down"
    device.give(stage.order[1], every_step(3), "Nog niet gestuurd.")
    for _ in range(2):
        page.reload()
        expect(page.locator("jury-form.awake[data-kept]")).to_be_attached()
        assert [given(page, reader) for reader in stage.order[:3]] == [len(SLUGS), len(SLUGS), 0]
        assert "Gestuurd, dus" in page.locator(f"#compliment-{stage.order[0]}").input_value()
        expect(page.get_by_text("Gaat mee als er weer internet is.")).to_be_visible()
    for reader in stage.order[2:]:
        device.give(reader, every_step(5), "Na het herladen.")
    page.goto(f"{device.address}#inleveren")
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_text("Inleveren wacht op internet.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Inleveren wacht op internet.")).to_be_visible()
    assert stage.one(Juror, juror).handed_in_at is None
    net.state = "up"
    expect(page.get_by_text("Je hebt ingeleverd om")).to_be_visible(timeout=20_000)
    steps = dict(zip(stage.order, (4, 3, *[5] * (READERS - 2)), strict=True))
    found = kept(stage)
    assert {key: value for key, value in found.items() if key[2] != "compliment"} == {
        (juror, reader, slug): step for reader, step in steps.items() for slug in SLUGS
    }
    assert len(found) == READERS * (len(SLUGS) + 1)
    assert stage.one(Juror, juror).handed_in_at
    assert page.evaluate(KEPT) == [], "what is handed in does not stay on the device"


def test_a_hand_in_whose_answer_was_lost_counts_once(stage: Stage, net: Flaky, tablet: BrowserContext):
    juror = stage.jurors[0]
    device = Device(tablet, f"/jury/{stage.keys[juror]}")
    device.page.evaluate(FORM_IS_KEPT)
    for reader in stage.order:
        device.give(reader, every_step(2), "Mooi.")
    device.all_sent()
    device.page.goto(f"{device.address}#inleveren")
    net.loses = b"/inleveren HTTP"
    device.page.get_by_role("button", name="Lever in").click()
    expect(device.page.locator("jury-form[data-kept]")).to_be_attached()
    net.state = "up"
    expect(device.page.get_by_text("Je hebt ingeleverd om")).to_be_visible(timeout=20_000)
    assert len(kept(stage)) == READERS * (len(SLUGS) + 1)


def test_what_is_kept_opens_with_the_link_only_and_goes_when_somebody_else_comes(
    stage: Stage, net: Flaky, tablet: BrowserContext, cast: Cast
):
    juror, other = stage.jurors[:2]
    device = Device(tablet, f"/jury/{stage.keys[juror]}")
    page = device.page
    page.evaluate(FORM_IS_KEPT)
    device.give(stage.order[0], every_step(1), "Alleen voor wie de link heeft.")
    device.all_sent()
    there = page.evaluate(ALL_KEPT)
    assert stage.keys[juror] not in there
    assert "Lezer a" not in there
    assert "Alleen voor" not in there
    net.state = "down"
    page.goto(f"/jury/{stage.keys[other]}")
    expect(page.get_by_role("heading", name="Even geen internet")).to_be_visible()
    net.state = "up"
    page.goto(device.address)
    card = stage.run(make_card, reader_id=cast.people.bram)
    page.goto(f"/K/{card.token}")
    assert "readify-pages-jury" not in page.evaluate(KEPT)
    net.state = "down"
    page.goto(device.address)
    expect(page.get_by_role("heading", name="Even geen internet")).to_be_visible()


def test_a_link_that_ended_takes_what_is_kept_along(stage: Stage, net: Flaky, tablet: BrowserContext):
    juror = stage.jurors[0]
    device = Device(tablet, f"/jury/{stage.keys[juror]}")
    device.page.evaluate(FORM_IS_KEPT)
    stage.run(renew_key, juror_id=juror)
    device.give(stage.order[0], every_step(1))
    expect(device.page.get_by_text("Deze jurylink ken ik niet.")).to_be_visible()
    device.page.reload()
    expect(device.page.get_by_text("Deze jurylink ken ik niet.")).to_be_visible()
    assert device.page.evaluate(KEPT) == []
