"""The hall's big screen in real Chromium: read from eight metres, in each scene, on each shape of screen."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import update

from readify import clock
from readify.actions.contest_day import call_reader, finish_reader, start_session, take_break
from readify.actions.contest_results import reveal_next, seal_session
from readify.models import ContestSession, Entrant
from tests.contest_stage import NOW, Stage, set_the_stage

pytestmark = pytest.mark.browser
LONG = "Maximiliaan-Alexander"
SCREENS = ((1920, 1080), (1280, 720), (1024, 768))
# Every text that is smaller than 20 px (product.md, rule 7) or runs out of the screen, and the largest words.
LOOK = """() => {
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = [...document.querySelectorAll('live-hall *')].filter((one) => speaks(one)
    && one.checkVisibility({ visibilityProperty: true }) && !one.closest('.vh, title, .skip, .cover'));
  const scale = (svg) => (svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1);
  const drawn = (one) => parseFloat(getComputedStyle(one).fontSize) * scale(one.ownerSVGElement);
  const said = (found) => found.map((one) =>
    `${drawn(one).toFixed(1)} ${one.textContent.trim().slice(0, 60)}`);
  const outside = (one) => { const box = one.getBoundingClientRect();
    return box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1; };
  return {
    small: said(shown.filter((one) => drawn(one) < 20)),
    out: said(shown.filter(outside)),
    wide: document.documentElement.scrollWidth > innerWidth,
    largest: Math.max(...shown.map(drawn)) / innerHeight,
  };
}"""


@pytest.fixture(params=[12])
def stage(app: Flask, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Stage:
    """A drawn session of readers with long names, twelve unless the test says otherwise, and their jury."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    database = app.extensions["readify.database"]
    made = set_the_stage(database, schools=request.param)
    made.sitting = made.session(made.local)  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting, request.param)  # type: ignore[attr-defined]
    made.jurors = made.jury(made.sitting, 2)  # type: ignore[attr-defined]
    with database.writing() as session:
        session.execute(update(Entrant).values(name=LONG))
        session.commit()
    return made


def looked_at(page: Page, stage: Stage, scene: str) -> None:
    """The screen as it is now, in every shape."""
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/zaal/{stage.one(ContestSession, stage.sitting).screen_key}")
        found = page.evaluate(LOOK)
        assert found["largest"] >= 0.06, (scene, width, "the words that count are read at eight metres")
        assert {**found, "largest": 1} == {"small": [], "out": [], "wide": False, "largest": 1}, (
            scene,
            width,
        )


def test_every_scene_of_the_day_is_read_from_afar(page: Page, stage: Stage) -> None:
    looked_at(page, stage, "the order")
    stage.run(start_session, session_id=stage.sitting)
    stage.run(call_reader, entrant_id=stage.order[0])
    looked_at(page, stage, "one reads")
    stage.run(finish_reader, entrant_id=stage.order[0])
    stage.run(take_break, session_id=stage.sitting, minutes=10)
    looked_at(page, stage, "a break")


@pytest.mark.parametrize("stage", [5], indirect=True)
def test_every_step_of_the_reveal_is_read_from_afar(page: Page, stage: Stage) -> None:
    stage.read_all(stage.sitting)
    looked_at(page, stage, "the jury talks")
    steps = {reader: at + 1 for at, reader in enumerate(stage.order)}  # no tie
    stage.judged(stage.sitting, steps, stage.jurors)
    stage.run(seal_session, session_id=stage.sitting)
    for step in range(12):
        looked_at(page, stage, f"reveal {step}")
        if stage.one(ContestSession, stage.sitting).state.value == "revealed":
            return
        stage.run(reveal_next, session_id=stage.sitting)
    raise AssertionError("never revealed to the end")
