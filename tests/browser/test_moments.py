"""What a child's pages feel like in a real browser: few taps, nothing shifts, all answers, all is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import update

from readify.models import Band, Classroom, Reader
from tests.browser.conftest import sign_in
from tests.browser.waiting import until
from tests.walks import make_walk
from tests.web.logs import logs_of, send

TABS = ("/thuis", "/uitdaging", "/muur", "/paspoort")  # and the log, where the walk ends
OTHERS = ("/reis", "/koempel", "/muur/stripspeurder", "/paspoort?blad=2")
SHIFTS = """
window.shifted = 0; window.moved = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
  window.shifted += entry.value;
  window.moved.push(...entry.sources.map(({ node }) => node?.className || node?.nodeName));
} }).observe({ type: 'layout-shift', buffered: true });
"""
PAINTED = "new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"
# The browser's bells and its trembling, counted instead of made.
COUNTED = """
window.rung = 0; window.shaken = 0;
const part = () => ({ connect: (next) => next, start: () => { window.rung += 1; }, stop() {}, frequency: {},
  gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } });
window.AudioContext = class { currentTime = 0; createOscillator = part; createGain = part; };
navigator.vibrate = () => { window.shaken += 1; return true; };
"""
FETCHED = """(name) => performance.getEntriesByType('resource').map((one) => one.name)
  .find((address) => address.endsWith(name))"""
# The celebration has been given to whoever wants to hear and feel it.
FELT = """async () => {
  const all = () => performance.getEntriesByType('resource').map((one) => one.name);
  const fetched = (name) => all().find((address) => address.endsWith(name));
  const next = () => new Promise(requestAnimationFrame);
  while (!fetched('/feel.js')) await next();
  const { feels } = await import(fetched('/feel.js'));
  while (feels('sound') && !window.rung) await next();
  await next();
}"""
BEGUN = """() => new Promise(done => {
  const look = () => window.begun > 0 ? done() : requestAnimationFrame(look);
  look();
})"""
MOVES = """
window.begun = 0; addEventListener('animationstart', () => { window.begun += 1; });
addEventListener('pagereveal', (event) => { window.became = Boolean(event.viewTransition); });
"""
# Every control that has no look of its own for the moment a finger is on it.
DUMB = """() => {
  const pressed = [];
  const walk = (rules) => { for (const rule of rules) {
    if (rule.cssRules?.length) walk(rule.cssRules);
    if (rule.selectorText?.includes(':active')) pressed.push(...rule.selectorText.split(/,(?![^(]*\\))/)
      .filter((one) => one.includes(':active')).map((one) => one.split(':active')[0]));
  } };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  const all = 'a[href],button,summary,label.pick';
  return [...document.querySelectorAll(all)].filter((node) => node.checkVisibility() && !node.matches('.skip')
    && !node.closest('p,[popover]') && !pressed.some((one) => one && node.matches(one)))
    .map((node) => node.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """Phones on which things move, unless asked otherwise."""
    made: list[BrowserContext] = []

    def open_phone(**settings: object) -> BrowserContext:
        about = {"viewport": {"width": 390, "height": 844}, "locale": "nl-NL", "service_workers": "block"}
        made.append(chromium.new_context(base_url=site, **{**about, **settings}))
        made[-1].set_default_timeout(15_000)
        return made[-1]

    yield open_phone
    for context in made:
        context.close()


def change(app: Flask, *, band: Band = Band.MIDDEN, **bram: object) -> None:
    """The class is of this band, Bram is like this."""
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(Classroom).values(band=band))
        if bram:
            session.execute(update(Reader).where(Reader.name == "Bram").values(**bram))
        session.commit()


class Taps:
    """A finger that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.count, self.screens = page, 0, [page.url]

    def on(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.count += 1
        self.screens.append(self.page.url)


@pytest.mark.parametrize("band", list(Band))
def test_from_home_with_a_book_under_way_it_is_two_taps_in_every_band(app, cast, page, band):
    change(app, band=band)
    send(cast.child, book_title="De brief voor de koning", minutes="15", page="64")
    sign_in(page, app, cast.people.bram)
    finger = Taps(page)
    name = "De brief voor de koning bladzijde 64" if band is Band.GROOT else "Ik heb gelezen"
    finger.on("link", name)
    finger.on("button", page.locator(".cta button").inner_text().replace("\n", " ").strip())
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert (finger.count, logs_of(app, cast.people.bram)) == (2, 2)


@pytest.mark.parametrize(("band", "screens", "most"), [("klein", 3, 3), ("midden", 3, 3), ("groot", 2, 2)])
def test_the_first_run_ends_in_a_first_log_within_a_minute(app, cast, page, band, screens, most):
    """Four seconds a tap and ten a screen for a child who has it read aloud: 52 seconds at most, of 60."""
    change(app, band=Band(band), welcomed_at=None)
    sign_in(page, app, cast.people.bram)
    finger = Taps(page)
    finger.on("button", "Bever")
    if band != "groot":
        finger.on("button", "Juul")
    expect(page.get_by_role("heading", name="Wat heb je gelezen?")).to_be_visible()
    assert len({*finger.screens}) == screens
    page.locator(".cta button").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert finger.count + 1 <= most
    assert most * 4 + (screens + 1) * 10 <= 60
    assert logs_of(app, cast.people.bram) == 1


@pytest.mark.parametrize("band", list(Band))
def test_nothing_shifts_while_letters_arrive_and_every_control_answers_a_finger(app, cast, phone, band):
    change(app, band=band)
    make_walk(cast).stamp(cast.people.bram)
    send(cast.child, book_title="De brief voor de koning", form="comic")
    context = phone()
    context.add_init_script(SHIFTS)
    page = context.new_page()
    sign_in(page, app, cast.people.bram)
    late: list[Route] = []

    def wait(route: Route) -> None:  # the letters come when the page stands in others
        late.append(route)

    def look(path: str) -> None:
        page.evaluate(PAINTED)
        while late:
            late.pop().continue_()
        page.evaluate("document.fonts.ready")
        page.evaluate(PAINTED)
        assert page.evaluate("window.shifted") < 0.05, (path, page.evaluate("window.moved"))
        assert page.evaluate(DUMB) == [], path

    context.route("**/*.woff2", wait)
    for path in (*OTHERS, *TABS, "/gelezen"):
        page.goto(path, wait_until="domcontentloaded")
        look(path)
    page.locator(".cta button").click()
    page.wait_for_url("**/klaar", wait_until="domcontentloaded")
    look("the done page")


def test_who_wants_less_movement_gets_none_and_others_get_the_next_page_as_one(app, cast, phone):
    make_walk(cast).stamp(cast.people.bram)
    send(cast.child, book_title="De brief voor de koning", minutes="15")
    for motion, moves in (("no-preference", True), ("reduce", False)):
        context = phone(reduced_motion=motion)
        context.add_init_script(MOVES)
        page = context.new_page()
        sign_in(page, app, cast.people.bram)
        page.get_by_role("link", name="Ik heb gelezen").click()
        expect(page.locator(".cta button")).to_be_visible()
        assert page.evaluate("window.became") is moves
        page.locator(".cta button").click()
        page.wait_for_selector(".party-fresh")
        for path in ("", "/paspoort", "/muur"):
            if path:
                page.goto(path)
            if moves:
                page.evaluate(BEGUN)
            else:
                assert page.evaluate("[window.begun, document.getAnimations().length]") == [0, 0], path
        expect(page.get_by_text("nieuw", exact=True).first).to_be_visible()


def test_a_second_tap_sends_nothing_and_a_page_from_memory_can_be_sent_again(app, cast, page):
    change(app, welcomed_at=None)
    sign_in(page, app, cast.people.bram)
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.get_by_role("button", name="Das").dblclick()
    expect(page.get_by_role("heading", name="Hoe heet jouw das?")).to_be_visible()
    assert len(sent) == 1
    page.go_back()
    page.get_by_role("button", name="Bever").click()
    expect(page.get_by_role("heading", name="Hoe heet jouw bever?")).to_be_visible()
    assert len(sent) == 2


def test_all_is_silent_and_still_until_the_child_turns_it_on(app, cast, phone):
    context = phone()
    context.add_init_script(COUNTED)
    page = context.new_page()
    sign_in(page, app, cast.people.bram)

    def log() -> list[int]:
        page.goto("/gelezen")
        page.locator(".cta button").click()
        page.wait_for_selector(".party-fresh")
        page.wait_for_load_state()
        page.evaluate(FELT)
        return page.evaluate("[window.rung, window.shaken]")

    assert log() == [0, 0]
    assert not page.evaluate(FETCHED, "bells.js"), "who wants no sound fetches no bells"
    page.goto("/thuis")
    for name in ("Geluid", "Trillen"):
        switch = page.get_by_role("button", name=name)
        expect(switch).to_have_attribute("aria-pressed", "false")
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")
    until(page, "window.rung === 2 && window.shaken === 1")
    heard = log()
    assert min(heard) > 0, heard
    page.goto("/thuis")
    page.get_by_role("button", name="Geluid").click()
    quiet = log()
    assert quiet[0] == 0
    assert quiet[1] > 0
    another = phone()
    another.add_init_script(COUNTED)
    page = another.new_page()
    sign_in(page, app, cast.people.bram)
    assert log() == [0, 0], "kept on the device, not with the child"


def test_the_passport_s_leaves_and_a_new_badge_need_no_script(app, cast, phone):
    walk = make_walk(cast)
    for spot in range(3):
        walk.stamp(cast.people.bram, spot)
    page = phone(java_script_enabled=False).new_page()
    sign_in(page, app, cast.people.bram)
    page.goto("/paspoort")
    page.get_by_role("link", name="Blad om").click()
    expect(page.get_by_role("heading", name="Iets plats op de vensterbank")).to_be_visible()
    page.get_by_role("link", name="Blad om").click()
    expect(page.get_by_text("Dit was het hele verhaal.")).to_be_visible()
    page.get_by_role("link", name="Terug").click()
    page.goto("/muur")
    expect(page.get_by_role("button", name="Geluid")).to_have_count(0)
    new = page.locator("button:has(.fresh-mark)")
    count = new.count()
    assert count > 0
    new.first.click()
    expect(page.get_by_text("Uit de steen")).to_be_visible()
    page.goto("/muur")
    expect(new).to_have_count(count - 1)


def test_the_modules_of_a_child_s_page_are_small():
    """Without a bundler each counts on its own; the feel of a page must not make it heavy."""
    folder = Path(__file__).parents[2] / "static" / "js"
    sizes = {
        name: (folder / name).stat().st_size
        for name in ("moments.js", "feel.js", "bells.js", "feel-switch.js")
    }
    assert sum(sizes.values()) < 7_000, sizes
