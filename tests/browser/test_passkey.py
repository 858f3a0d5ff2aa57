"""A passkey in a real browser, with Chromium's own software authenticator: made on one visit, used later."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.cast import Cast
from tests.people import PASSWORD

pytestmark = pytest.mark.browser


def with_authenticator(page: Page) -> None:
    """A device that checks its owner, without anybody touching it."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_key_is_made_and_opens_the_class_without_a_password(
    app: Flask, cast: Cast, site: str, chromium: Browser
) -> None:
    home = site.replace("127.0.0.1", "localhost")  # keys belong to names
    context = chromium.new_context(base_url=home, locale="nl-NL", service_workers="block")
    context.set_default_timeout(15_000)
    page = context.new_page()
    with_authenticator(page)
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill("juf@school.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.goto("/account")
    page.get_by_label("Hoe noem je hem?").fill("Mijn laptop")
    page.get_by_role("button", name="Maak een sleutel").click()
    expect(page.get_by_text("Je sleutel staat erbij")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").last.click()
    page.goto("/inloggen")
    page.get_by_role("button", name="Log in met een sleutel").click()
    page.wait_for_url(f"**/klas/{cast.people.classroom}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("groep 6")
    context.close()


def test_without_a_script_there_is_the_password_and_no_dead_button(
    app: Flask, cast: Cast, site: str, chromium: Browser
) -> None:
    home = site.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=home, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto("/inloggen")
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
    expect(page.get_by_role("button", name="passkey")).to_have_count(0)
    context.close()
