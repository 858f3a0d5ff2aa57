"""What people come to do, on the real server: by finger, by keyboard, without JavaScript, with odd names.

Logging itself is looked at in `test_child_log`, the digiboard in `test_board`.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.demo import LONG_NAME, Demo, scan

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture
def opened(demo: Demo):
    """Opens a page as a visitor; every profile is closed after the test."""
    contexts: list[BrowserContext] = []

    def open_as(visitor: str = "guest", **settings: object) -> Page:
        context = demo.context(visitor, **settings)
        contexts.append(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Tabs on until what matches this selector has the focus, and sees to it that the focus can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            assert page.evaluate(FOCUS_SHOWN), f"nobody sees where the focus is: {wanted}"
            return
    raise AssertionError(f"Tab never comes to {wanted}")


# The outline may be on the element itself, or on the face of a hidden radio that stands beside it.
FOCUS_SHOWN = """() => {
  const here = document.activeElement;
  return [here, here.nextElementSibling].filter(Boolean).some((node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
}"""


def end_on_the_server(demo: Demo, page: Page) -> None:
    """Ends this browser's sign-in as the idle time does: on the server, while the browser knows nothing."""
    twin = demo.browser.new_context(base_url=demo.url, storage_state=page.context.storage_state())
    demo.post(twin, "/uitloggen")
    twin.close()


def test_a_child_signs_in_and_logs_with_the_keyboard_alone(demo, opened):
    page, who = opened(), demo.child("midden", 3)
    page.goto("/")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()
    tab_to(page, "a[href='/k']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/k$"))
    tab_to(page, "#word")
    page.keyboard.type(who["class_word"].lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wie ben jij?")).to_be_visible()
    value = page.get_by_role("button", name=who["name"], exact=True).get_attribute("value")
    tab_to(page, f"button[value='{value}']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plaatjes$"))
    for picture in who["pictures"]:
        tab_to(page, f"button[value='{picture}']")
        page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("/thuis$"))
    tab_to(page, "a.btn-lamp[href^='/gelezen']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/gelezen"))
    tab_to(page, "input[name=form]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "#minutes")
    page.keyboard.type("12")
    tab_to(page, ".cta .btn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()


def test_a_child_signs_in_without_javascript(demo, opened):
    page, who = opened(java_script_enabled=False), demo.child("klein", 3)
    page.goto("/k")
    page.get_by_label("Geen kaart? Typ je klaswoord").fill(who["class_word"])
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("button", name=who["name"], exact=True).click()
    for picture in who["pictures"]:
        page.locator(f".pad-btn[value='{picture}']").click()
    expect(page).to_have_url(re.compile("/thuis$"))
    page.get_by_role("link", name="Ik heb gelezen").first.click()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    page.get_by_role("link", name="Naar huis").last.click()
    page.get_by_role("button", name="Log uit").click()
    page.goto("/thuis")
    expect(page.get_by_role("heading", name="Lees het licht aan")).to_be_visible()


def test_a_card_leads_home_and_home_leads_in_two_taps_to_done(demo, opened):
    page = opened()
    page.goto(f"/K/{demo.child('midden', 4)['card']}")
    expect(page).to_have_url(re.compile("/thuis$"))
    assert demo.child("midden", 4)["card"] not in page.content()
    page.get_by_role("link", name="Ik heb gelezen").first.click()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()


def test_what_was_typed_comes_back_after_the_sign_in_ended(demo, opened):
    page, who = opened(), demo.child("midden", 5)
    page.goto(f"/K/{who['card']}")
    page.goto("/gelezen")
    if not page.get_by_role("combobox", name="Titel").is_visible():
        page.get_by_label("Ander boek").click()
    page.get_by_role("combobox", name="Titel").fill("Een titel om te bewaren")
    page.locator("#minutes").fill("17")
    end_on_the_server(demo, page)
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Lees het licht aan")).to_be_visible()
    page.goto(f"/K/{who['card']}")
    page.goto("/gelezen")
    expect(page.get_by_text("Welkom terug. Dit had je al ingevuld.")).to_be_visible()
    expect(page.locator("#minutes")).to_have_value("17")
    expect(page.get_by_role("combobox", name="Titel")).to_have_value("Een titel om te bewaren")


def test_a_guest_scans_a_poster_signs_in_and_takes_the_stamp_along(demo, opened):
    opened("newling")  # a child without stamps, with a card of its own
    page = opened()
    page.goto(f"/S/{demo.signins['trails'][2]['spots'][0]['code']}")
    expect(page.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Deze heb je al.")).to_be_visible()
    page.get_by_role("link", name="Zit je op Readify? Neem hem mee.").click()
    expect(page.get_by_role("heading", name="Lees het licht aan")).to_be_visible()
    page.goto(demo.place("newling")["card"])
    expect(page).to_have_url(re.compile("/paspoort"))
    page.get_by_role("button", name="Stempels van dit apparaat meenemen").click()
    expect(page.get_by_role("status")).to_contain_text("in jouw paspoort")
    expect(page.get_by_role("button", name="Stempels van dit apparaat meenemen")).to_have_count(0)


def test_a_teacher_sets_goals_and_a_new_card_ends_the_old_one(demo, opened):
    page, old = opened(viewport=LAPTOP), demo.child("midden", 6)
    teacher = next(
        one for one in demo.signins["teachers"] if old["classroom"].replace(" ", "").lower() in one["email"]
    )
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(teacher["email"])
    page.get_by_label("Wachtwoord", exact=True).fill(teacher["password"])
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name=old["classroom"], level=1)).to_be_visible()
    page.get_by_role("link", name="Klassendoel", exact=True).first.click()
    page.get_by_label("Hoeveel lampen samen?").fill("123")
    page.get_by_role("button", name="Bewaar het doel").click()
    expect(page.locator("main")).to_contain_text("123")
    page.goto(f"/klas/{teacher['classrooms'][0]}")
    page.get_by_role("rowheader").get_by_role("link", name=old["name"], exact=True).click()
    page.get_by_label("Minuten per dag").fill("7")
    page.get_by_role("button", name="Bewaar het eigen doel").click()
    expect(page.get_by_label("Minuten per dag")).to_have_value("7")
    page.get_by_role("button", name="Toon een nieuw kaartje").click()
    fresh = scan(page.locator(".new-card svg").first.screenshot())
    phone = opened()
    phone.goto(f"/K/{old['card']}")
    expect(phone.get_by_role("heading", name="Deze kaart werkt niet meer")).to_be_visible()
    phone.goto(fresh)
    expect(phone).to_have_url(re.compile("/thuis$"))


def test_a_class_of_one_with_a_very_long_name_and_nothing_read_has_a_first_step(demo, opened):
    home = opened("newling")
    home.goto("/thuis")
    expect(home.get_by_role("heading", name=LONG_NAME)).to_be_visible()
    expect(home.get_by_role("heading", name="Het is nog donker hier.")).to_be_visible()
    expect(home.get_by_role("link", name="Ik heb gelezen").first).to_be_in_viewport()
    names = opened("newling")
    names.goto("/gelezen/lijst")
    expect(names.get_by_role("heading", name="Nog niets opgeschreven")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_thirty_four_children_can_all_find_their_own_name(demo, opened, width):
    teacher = opened("starter")
    room = demo.place("starter")["classroom"]
    names = [f"Kind{number:02} van de lange klas" for number in range(34)]
    if width == 320:
        for name in names:
            demo.post(teacher.context, f"/klas/{room}/nieuw", name=name, companion="bever")
    teacher.goto(f"/klas/{room}/instellingen")
    word = teacher.get_by_text("Klassenwoord:").locator("b").inner_text()
    page = opened(viewport={"width": width, "height": 800})
    page.goto("/k")
    page.get_by_label("Geen kaart? Typ je klaswoord").fill(word)
    page.get_by_role("button", name="Ga verder").click()
    for name in (names[0], names[33]):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
