"""The teacher's week in a real browser: fresh by itself, and on paper on one A4."""

from __future__ import annotations

import uuid

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from readify.actions.reading import log_reading
from readify.drafts.reading import ReadingDraft
from readify.perform import perform, present
from tests.people import PASSWORD
from tests.stage import Stage, stage_of

pytestmark = pytest.mark.browser
NAMES = [f"Anne-Fleur-Sophie van {n:02}" for n in range(34)]  # 24 letters each


@pytest.fixture
def stage(app: Flask) -> Stage:
    made = stage_of(app).build(())
    made.add(*NAMES, home_languages=["ar", "tr"])
    made.goal(300)
    for name in NAMES[::2]:
        made.read(name, book={"title": "Een titel die best wel lang is"})
    return made


@pytest.fixture
def week(page: Page, stage: Stage) -> Page:
    page.goto("/inloggen")
    page.get_by_label("E-mail").fill("juf@school.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/klas/*")
    return page


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
def test_thirty_four_children_fit_on_one_a4(week: Page):
    paper = pypdfium2.PdfDocument(week.pdf(format="A4", prefer_css_page_size=True))
    pages, text = len(paper), paper[0].get_textpage().get_text_range()
    paper.close()
    assert pages == 1
    assert sum(name in text for name in NAMES) == 34


@pytest.mark.parametrize("context", ["phone", "tablet", "laptop"], indirect=True)
def test_long_names_never_make_the_page_wider_than_the_screen(week: Page):
    for path in ("", "/boekenpraat", "/doel", "/kaartjes", "/nieuw", "/instellingen", "/kind/1"):
        week.goto(f"/klas/1{path}")
        assert week.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
def test_a_log_changes_the_open_page(week: Page, app: Flask, stage: Stage):
    row = week.get_by_role("row").filter(has_text=NAMES[1])
    expect(row).to_contain_text("0 min")
    wanted = {"submission_id": uuid.uuid4(), "form": "comic", "how": "self", "language": "nl", "minutes": 25}
    with app.app_context():
        draft = ReadingDraft.model_validate(wanted)
        perform(log_reading, reader_id=stage.readers[NAMES[1]], draft=draft, **present())
    expect(row).to_contain_text("25 min", timeout=8000)
