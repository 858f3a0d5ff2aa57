"""A jury under a bad net: no score lost, none doubled, whatever the network does, on several devices."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from readify import clock
from readify.models import Juror, Scorecard, ScoreTouch
from tests.contest_stage import NOW, SLUGS, Stage, set_the_stage

pytestmark = pytest.mark.browser
READERS = 12
SEED = 2027
ALL_SENT = """() => Object.keys(localStorage).every((name) => {
  if (!name.startsWith('readify-jury-')) return true;
  const kept = JSON.parse(localStorage.getItem(name));
  return Object.keys(kept.touches).length === 0 && kept.ballot === null;
})"""
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
