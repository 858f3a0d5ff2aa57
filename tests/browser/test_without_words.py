"""A child of six who cannot read yet logs: each choice by a picture, or by what the page said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import Demo

pytestmark = pytest.mark.browser
VOICE = (Path(__file__).parent / "voice.js").read_text(encoding="utf-8")


def heard(page: Page) -> list[str]:
    """All the page says when the speaker is pressed."""
    page.evaluate("voice.hurried = true")
    page.locator("button:has(use[href$='#i-speaker'])").first.click()
    expect(page.locator(".aloud")).to_have_attribute("data-state", "")
    return [str(line["text"]) for line in page.evaluate("voice.said")]


def pictured(page: Page, what: str, picture: str) -> Locator:
    """The one control of this kind (`a`, `button`, `label`) that shows this drawing."""
    return page.locator(f"{what}:has(use[href$='#{picture}'])")


def test_from_home_to_done_and_back_by_pictures_and_sound(demo: Demo):
    context = demo.context()
    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(f"/K/{demo.child('klein', 4)['card']}")
    pictured(page, "a", "i-plus").click()

    page.wait_for_url("**/gelezen")
    said = heard(page)
    for question in ("Wat heb je gelezen?", "Hoe las je?", "Hoe lang?", "Hoe was het?"):
        assert question in said
    pictured(page, "label", "f-comic").click()
    pictured(page, "#how label", "f-read_to_me").click()
    page.locator("button:has(.pie [stroke-dasharray='15 60'])").click()
    pictured(page, "label", "s-4").click()
    assert "Klaar!" in said
    pictured(page, ".cta button", "l-on").click()

    page.wait_for_url("**/klaar")
    said = heard(page)
    assert said[0] == "Klaar!"
    assert "Je luisterde 15 minuten mee." in said, "the praise tells what was chosen"
    pictured(page, "a", "i-home").click()

    page.wait_for_url("**/thuis")
    pictured(page, "a.row-item", "i-book").click()
    page.wait_for_url("**/gelezen/lijst")
    row = page.locator(".readings li").first
    expect(row).to_contain_text("Strip")
    expect(row).to_contain_text("15 minuten")
    context.close()
