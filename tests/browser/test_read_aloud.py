"""Read to me, with a voice that the test moves along: what is said and how, what lights up, what stops it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.demo import Demo
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
VOICE = (Path(__file__).parent / "voice.js").read_text(encoding="utf-8")
SORRY = "Dit apparaat kan niet voorlezen. Vraag iemand om het voor te lezen."
BUTTON = "read-aloud button"


def speaking(demo: Demo, visitor: str, *more: str, **settings: Any) -> BrowserContext:
    """This visitor's browser on a device with voices."""
    context = demo.context(visitor, **settings)
    for script in (VOICE, *more):
        context.add_init_script(script)
    return context


@pytest.fixture
def bram(demo: Demo) -> Iterator[Page]:
    """A page of a child of the middle band."""
    context = speaking(demo, "midden")
    yield context.new_page()
    context.close()


def said(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("voice.said")
    return found


def read_all(page: Page) -> list[dict[str, Any]]:
    """Presses the button and hears the page to its end."""
    page.evaluate("voice.hurried = true")
    page.locator(BUTTON).first.click()
    until(page, "voice.said.length > 0")
    expect(page.locator(".aloud")).to_have_attribute("data-state", "")
    return said(page)


def test_home_is_read_in_order_with_its_pictures_and_without_its_menu(bram):
    bram.goto("/thuis")
    lines = read_all(bram)
    texts = [line["text"] for line in lines]
    assert texts[0].startswith("Het Lichtdal van jouw klas:"), "the picture by its name"
    assert texts[1] == bram.locator("h1").inner_text()
    assert "Ik heb gelezen" in texts
    assert not {"Paspoort", "Muur", "Log uit", "Terug", "Lees voor"} & set(texts)
    assert {line["voice"] for line in lines} == {"Lotte"}, (
        "a voice of the device, never one that sends words away"
    )
    assert {line["rate"] for line in lines} == {0.92}


def test_the_youngest_hear_it_slower(demo):
    context = speaking(demo, "klein")
    page = context.new_page()
    page.goto("/gelezen")
    lines = read_all(page)
    assert {line["rate"] for line in lines} == {0.8}
    assert "Hoe las je?" in [line["text"] for line in lines]
    context.close()


def test_each_text_has_the_voice_of_its_own_language(bram):
    bram.goto("/thuis")
    bram.evaluate("""document.querySelector('#inhoud').innerHTML = '<h2>سندباد 3</h2>'
        + '<p>Nu lees je <bdi lang="en">The lost lamp. A story.</bdi> Mooi hè?</p><p lang="pl">Dobry</p>'""")
    heard = [(line["text"], line["voice"]) for line in read_all(bram)]
    for line in (
        ("The lost lamp.", "Alice"),
        ("A story.", "Alice"),
        ("Nu lees je", "Lotte"),
        ("Mooi hè?", "Lotte"),
    ):
        assert line in heard
    assert [voice for text, voice in heard if "سندباد" in text] == ["Tarik"]
    assert ("Dobry", "Lotte") in heard, "nobody speaks Polish here: the voice of the page then"


def test_limburgs_is_read_by_a_dutch_voice(bram):
    bram.goto("/thuis")
    bram.evaluate("document.documentElement.lang = 'li'")
    assert {line["voice"] for line in read_all(bram)} == {"Lotte"}


def test_what_is_said_lights_up_sentence_and_word(bram):
    bram.goto("/thuis")
    bram.evaluate("document.querySelector('#inhoud').innerHTML = '<p>De <b>oehoe</b> leest. Hij lacht.</p>'")
    bram.locator(BUTTON).click()
    until(bram, "voice.isSpeaking()")
    while said(bram)[-1]["text"] != "De oehoe leest.":
        bram.evaluate("voice.tell('end')")
    expect(bram.locator(".aloud")).to_have_attribute("data-state", "speaking")
    assert bram.evaluate("voice.marked('aloud')") == "De oehoe leest."
    bram.evaluate("voice.tell('boundary', { name: 'word', charIndex: 3, charLength: 5 })")
    assert bram.evaluate("voice.marked('aloud-word')") == "oehoe"
    bram.evaluate("voice.tell('boundary', { name: 'word', charIndex: 9 })")
    assert bram.evaluate("voice.marked('aloud-word')") == "leest."
    bram.evaluate("voice.tell('end')")
    until(bram, "voice.marked('aloud') === 'Hij lacht.'")
    assert bram.evaluate("voice.marked('aloud-word')") == ""


def test_without_highlights_words_are_wrapped_and_put_back(demo):
    context = speaking(demo, "midden", "delete window.Highlight")
    page = context.new_page()
    page.goto("/thuis")
    page.evaluate("document.querySelector('#inhoud').innerHTML = '<p>De <b>oehoe</b> leest.</p>'")
    before = page.locator("#inhoud").inner_html()
    page.locator(BUTTON).click()
    until(page, "voice.isSpeaking()")
    while said(page)[-1]["text"] != "De oehoe leest.":
        page.evaluate("voice.tell('end')")
    expect(page.locator(".aloud-mark")).to_have_text(["De ", "oehoe", " leest."])
    page.evaluate("voice.tell('boundary', { name: 'word', charIndex: 3, charLength: 5 })")
    expect(page.locator(".aloud-mark")).to_have_text(["oehoe"])
    page.get_by_role("button", name="Stop met voorlezen").click()
    assert page.locator("#inhoud").inner_html() == before
    context.close()


def test_it_pauses_goes_on_and_stops(bram):
    bram.goto("/thuis")
    bram.locator(BUTTON).click()
    until(bram, "voice.isSpeaking()")
    bram.evaluate("voice.tell('end')")
    first, second = said(bram)
    bram.get_by_role("button", name="Even stil").click()
    assert not bram.evaluate("voice.isSpeaking()")
    bram.get_by_role("button", name="Lees verder").click()
    assert said(bram)[2] == second, "the sentence begins anew"
    bram.keyboard.press("Escape")
    assert not bram.evaluate("voice.isSpeaking()")
    expect(bram.locator(".aloud")).to_be_hidden()
    assert bram.evaluate("voice.marked('aloud')") == ""
    bram.locator(BUTTON).click()
    until(bram, "voice.isSpeaking()")
    expect(bram.locator(BUTTON)).to_have_attribute("aria-pressed", "true")
    assert said(bram)[-1] == first
    bram.locator(BUTTON).click()
    assert not bram.evaluate("voice.isSpeaking()")


def test_it_stops_when_the_child_goes_on(bram):
    bram.goto("/thuis")
    bram.locator(BUTTON).click()
    until(bram, "voice.isSpeaking()")
    bram.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert not bram.evaluate("voice.isSpeaking()")


def test_a_device_without_a_voice_says_so_kindly_and_it_is_remembered(demo):
    context = speaking(demo, "klein", "voice.without()")
    page = context.new_page()
    page.goto("/thuis")
    button = page.locator(BUTTON)
    expect(button.locator(".icon-voice")).to_be_visible()
    button.click()
    expect(page.get_by_text(SORRY)).to_be_visible()
    assert said(page) == [], "the voice that sends words away is not used"
    expect(button.locator(".icon-mute")).to_be_visible()
    page.get_by_role("button", name="Stop met voorlezen").click()
    expect(page.get_by_text(SORRY)).to_be_hidden()
    page.goto("/muur")
    expect(page.locator(BUTTON).locator(".icon-mute")).to_be_visible()
    page.locator(BUTTON).click()
    expect(page.get_by_text(SORRY)).to_be_visible()
    context.close()


def test_the_front_door_reads_the_child_s_part_only(demo):
    context = speaking(demo, "guest")
    page = context.new_page()
    page.goto("/")
    texts = [line["text"] for line in read_all(page)]
    assert "Ik ben een lezer" in texts
    assert "Ik werk op een school" not in texts
    context.close()


def test_a_piece_of_story_is_read_by_itself_with_its_picture(demo):
    context = speaking(demo, "guest")
    page = context.new_page()
    page.goto("/S/{spot}".format(**demo.place("guest")))
    page.evaluate("voice.hurried = true")
    page.locator("#verhaal").locator(BUTTON).click()
    expect(page.locator(".aloud")).to_have_attribute("data-state", "")
    texts = [line["text"] for line in said(page)]
    assert texts[0] == page.locator("#verhaal img").get_attribute("alt")
    assert page.locator("#verhaal p").last.inner_text().endswith(texts[-1])
    context.close()
