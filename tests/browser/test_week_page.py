"""The teacher's week in a real browser: fresh by itself, and on paper on one A4."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Iterator

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from readify.actions.reading import log_reading
from readify.drafts.reading import ReadingDraft
from readify.models import ClassroomTeacher, Reader
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


def at_the_week(page: Page, email: str) -> Page:
    page.goto("/inloggen")
    page.get_by_label("E-mail").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/klas/*")
    return page


@pytest.fixture
def week(page: Page, stage: Stage) -> Page:
    return at_the_week(page, "juf@school.example")


@pytest.fixture
def colleague(chromium: Browser, site: str, stage: Stage) -> Iterator[Page]:
    """The week on another teacher's screen."""
    with stage.database.writing() as session:
        room = stage.classroom.classroom_id
        session.execute(delete(ClassroomTeacher).where(ClassroomTeacher.account_id == stage.outsider))
        session.add(ClassroomTeacher(classroom_id=room, account_id=stage.outsider))
        session.commit()
    size = {"width": 1280, "height": 800}
    made = chromium.new_context(base_url=site, viewport=size, locale="nl-NL", service_workers="block")
    made.set_default_timeout(15_000)
    yield at_the_week(made.new_page(), "meester@school.example")
    made.close()


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
@pytest.mark.parametrize("children", [28, 34])
def test_a_whole_class_fits_on_one_a4(page: Page, stage: Stage, app: Flask, children: int):
    for name in NAMES[children:]:
        with stage.database.writing() as session:
            session.get_one(Reader, stage.readers[name]).left_at = stage.now
            session.commit()
    week = at_the_week(page, "juf@school.example")
    paper = pypdfium2.PdfDocument(week.pdf(format="A4", prefer_css_page_size=True))
    pages, text = len(paper), paper[0].get_textpage().get_text_range()
    paper.close()
    assert pages == 1
    assert sum(name in text for name in NAMES) == children


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
def test_thirty_four_children_cost_at_most_60_kb_over_the_wire(week: Page):
    answer = week.request.get(week.url, headers={"Accept-Encoding": "gzip"})
    assert len(gzip.compress(answer.body(), 5)) <= 60_000


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
def test_with_the_keyboard_alone_a_drop_opens_and_a_child_is_reached(week: Page):
    week.locator("#zoek > summary").focus()
    week.keyboard.press("Enter")
    expect(week.get_by_label("Naam", exact=True)).to_be_visible()
    for _ in range(60):
        week.keyboard.press("Tab")
        reached = week.evaluate("document.activeElement.getAttribute('href') || ''")
        if "/kind/" in reached:
            break
    assert "/kind/" in reached
    assert week.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
    week.keyboard.press("Enter")
    week.wait_for_url("**/kind/*")


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


@pytest.mark.parametrize("context", ["laptop"], indirect=True)
def test_two_teachers_see_what_the_other_does_also_after_the_net_was_gone(week: Page, colleague: Page):
    week.locator("#zoek > summary").click()
    week.get_by_label("Naam", exact=True).fill("anne")
    colleague.locator("#samen > summary").click()
    colleague.get_by_role("button", name="15 minuten").click()
    expect(colleague.get_by_text("Samen gelezen: 15 minuten")).to_be_visible()
    expect(week.get_by_text("Samen gelezen: 15 minuten")).to_be_visible()
    expect(week.get_by_label("Naam", exact=True)).to_have_value("anne")
    week.context.set_offline(True)
    colleague.get_by_role("button", name="Maak ongedaan").click()
    expect(colleague.get_by_text("Samen gelezen: 15 minuten")).to_have_count(0)
    week.context.set_offline(False)
    expect(week.get_by_text("Samen gelezen: 15 minuten")).to_have_count(0)
