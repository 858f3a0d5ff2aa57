"""A child logs in a real browser: two taps, a typed title by keyboard, a double tap, no script."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.cast import Cast
from tests.web.logs import lights_of, logs_of, send, stock


@pytest.fixture
def bram(app: Flask, cast: Cast, page: Page) -> Page:
    """Bram's phone, signed in, with a book under way."""
    send(cast.child, book_title="De brief voor de koning", minutes="20", page="64")
    sign_in(page, app, cast.people.bram)
    return page


@pytest.mark.parametrize("context", ["phone", "tablet", "laptop"], indirect=True)
def test_with_a_book_under_way_it_is_two_taps(app, cast, bram):
    bram.get_by_role("link", name="Ik heb gelezen").click()
    expect(bram.locator(".btn-gain")).to_have_text("+20 lichtjes")
    bram.get_by_role("button", name="Klaar!").click()
    expect(bram.get_by_role("heading", name="Klaar!")).to_be_visible()
    expect(bram.get_by_text("+20 lichtjes")).to_be_visible()
    assert logs_of(app, cast.people.bram) == 2


@pytest.mark.parametrize("size", [(390, 844), (360, 640), (320, 640)])
def test_the_yellow_button_is_never_below_the_fold(bram, size):
    bram.set_viewport_size({"width": size[0], "height": size[1]})
    bram.goto("/thuis")
    button = bram.get_by_role("link", name="Ik heb gelezen").bounding_box()
    tabs = bram.locator(".tab-disc").bounding_box()
    assert button["y"] + button["height"] <= tabs["y"]
    assert bram.evaluate("document.documentElement.scrollWidth") == size[0]


def test_a_title_is_found_and_chosen_by_keyboard(app, cast, bram, tmp_path):
    stock(app, tmp_path)
    bram.goto("/gelezen")
    bram.get_by_label("Ander boek").click()
    field = bram.get_by_role("combobox", name="Titel")
    field.press_sequentially("hary poter")
    options = bram.locator("#titels").get_by_role("option")
    expect(options).to_have_count(2)
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value("Harry Potter en de Geheime Kamer")
    expect(options).to_have_count(0)
    bram.get_by_role("button", name="Klaar!").click()
    bram.get_by_role("link", name="Naar huis").last.click()
    expect(bram.get_by_role("heading", name="Harry Potter en de Geheime Kamer")).to_be_visible()
    expect(bram.get_by_text("J.K. Rowling").first).to_be_visible()


def test_escape_closes_the_list_and_keeps_what_was_typed(app, bram, tmp_path):
    stock(app, tmp_path)
    bram.goto("/gelezen")
    bram.get_by_label("Ander boek").click()
    field = bram.get_by_role("combobox", name="Titel")
    field.press_sequentially("pip")
    expect(bram.locator("#titels").get_by_role("option")).to_have_count(1)
    field.press("Escape")
    expect(bram.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("pip")


def test_an_unknown_title_counts_as_it_was_typed(app, cast, bram, tmp_path):
    stock(app, tmp_path)
    bram.goto("/gelezen")
    bram.get_by_label("Ander boek").click()
    bram.get_by_role("combobox", name="Titel").press_sequentially("Qqqq zzzz")
    expect(bram.get_by_text("Dit boek ken ik nog niet.")).to_be_visible()
    bram.get_by_role("button", name="Klaar!").click()
    expect(bram.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert logs_of(app, cast.people.bram) == 2


def test_a_double_tap_counts_once(app, cast, bram):
    bram.goto("/gelezen")
    bram.get_by_role("button", name="Klaar!").dblclick()
    expect(bram.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert logs_of(app, cast.people.bram) == 2


def test_the_button_names_the_gain_and_follows_the_form(bram):
    bram.goto("/gelezen")
    gain = bram.locator(".btn-gain")
    bram.get_by_role("button", name="5 meer").click()
    expect(gain).to_have_text("+25 lichtjes")
    bram.get_by_role("radio", name="Strip").check()
    expect(gain).to_have_text("+30 lichtjes")  # 25, a new form, and the cap of 60 with 30 spent
    bram.get_by_role("radio", name="bladzijden").check()
    bram.locator("#pages").fill("9")
    expect(gain).to_have_text("+14 lichtjes")
    bram.get_by_text("Meer vertellen").click()
    bram.get_by_role("radio", name="Gisteren").check()
    expect(gain).to_be_hidden()  # what another day still holds, only the ledger knows


def test_a_wrong_number_is_named_and_the_rest_stays(bram):
    bram.goto("/gelezen")
    bram.locator("#minutes").fill("200")
    bram.get_by_role("radio", name="Geweldig").check()
    bram.get_by_role("button", name="Klaar!").click()
    expect(bram.get_by_role("alert")).to_be_focused()
    expect(bram.locator("#minutes")).to_have_value("200")
    expect(bram.get_by_role("radio", name="Geweldig")).to_be_checked()


def test_correcting_and_taking_back_restore_the_numbers(app, cast, bram):
    before = lights_of(app, cast.people.bram)
    bram.goto("/gelezen")
    bram.get_by_role("button", name="Klaar!").click()
    bram.get_by_role("link", name="Aanpassen").click()
    bram.locator("#minutes").fill("5")
    bram.get_by_role("button", name="Bewaar").click()
    expect(bram.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert lights_of(app, cast.people.bram) == before + 5
    bram.goto("/gelezen/lijst")
    bram.get_by_role("link", name="Haal weg").first.click()
    bram.get_by_role("button", name="Haal weg").click()
    expect(bram.get_by_text("Je lichtjes kloppen weer.")).to_be_visible()
    assert lights_of(app, cast.people.bram) == before


def test_the_whole_log_works_by_keyboard(app, cast, bram):
    bram.goto("/gelezen")
    bram.get_by_role("radio", name="Boek", exact=True).focus()
    bram.keyboard.press("ArrowRight")
    expect(bram.get_by_role("radio", name="Strip")).to_be_checked()
    bram.locator("#minutes").focus()
    bram.keyboard.press("Enter")
    expect(bram.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert logs_of(app, cast.people.bram) == 2


def test_everything_works_without_script(app, cast, chromium: Browser, site: str):
    quiet = chromium.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = quiet.new_page()
    sign_in(page, app, cast.people.bram)
    page.get_by_role("link", name="Ik heb gelezen").click()
    expect(page.get_by_role("button", name="Klaar!")).to_be_visible()
    expect(page.locator(".btn-gain")).to_be_hidden()
    page.get_by_role("radio", name="Strip").check()
    page.get_by_role("textbox", name="Titel").fill("Zonder script")
    page.locator("#minutes").fill("12")
    page.get_by_text("Meer vertellen").click()
    page.get_by_role("checkbox", name="Het boek is uit").check()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_text("Je las het hele boek uit.")).to_be_visible()
    assert lights_of(app, cast.people.bram) == 32, "12, a new form, a finished book"
    quiet.close()
