"""Without a network in a real browser: what a child may see and do, and that each log counts exactly once."""

from __future__ import annotations

import random
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from readify import clock
from readify.actions.cards import make_card
from readify.models import EntryKind, Passport, PassportStamp
from readify.perform import perform
from tests.browser.conftest import sign_in
from tests.browser.flaky import Flaky, flaky
from tests.cast import Cast
from tests.conftest import CHROMIUM_FLAGS
from tests.walks import make_walk
from tests.web.logs import entries_of, key_of, logs_of, stock

pytestmark = pytest.mark.browser
LOGS, FLAPS = 50, 10
TITLES = "/gelezen/boeken/bij-de-hand"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# Answers when the worker keeps this address, and looks after the page.
READY = """async (last) => {
  for (let turn = 0; turn < 200; turn += 1) {
    if (navigator.serviceWorker.controller && (await caches.match(last))) return;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error('the worker keeps nothing');
}"""
HERE = """async () => {
  const facts = (base) => new Promise((tell) => {
    const asked = base.transaction('facts').objectStore('facts').get('here');
    asked.onsuccess = () => { base.close(); tell(asked.result); };
  });
  const opened = () => new Promise((tell) => {
    const asked = indexedDB.open('readify');
    asked.onsuccess = () => tell(asked.result);
  });
  for (let turn = 0; turn < 200; turn += 1) {
    const made = (await indexedDB.databases()).some((base) => base.name === 'readify' && base.version > 1);
    if (made && (await facts(await opened())) && (await caches.match('/geen-internet'))) return;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error('the worker knows nobody');
}"""
KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('readify-pages-'))"
PAGES = """async () => {
  const [name] = (await caches.keys()).filter((one) => one.startsWith('readify-pages-'));
  return (await (await caches.open(name)).keys()).map((asked) => new URL(asked.url).pathname);
}"""
QUEUE = """() => new Promise((tell, fail) => {
  const asked = indexedDB.open('readify');
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const rows = asked.result.transaction('queue').objectStore('queue').getAll();
    rows.onsuccess = () => { asked.result.close(); tell(rows.result); };
  };
})"""
NEWER = """async () => {
  await (await navigator.serviceWorker.getRegistration()).update();
  for (let turn = 0; turn < 600; turn += 1) {
    const files = (await caches.keys()).filter((name) => name.startsWith('readify-files-'));
    if (files.join() === 'readify-files-a-newer-one') return;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error('the older files are still here');
}"""
EMPTY = f"""async () => {{
  for (let turn = 0; turn < 600; turn += 1) {{
    if (!(await ({QUEUE})()).length) return;
    await new Promise((again) => setTimeout(again, 50));
  }}
  throw new Error('something still waits');
}}"""
SUBMIT = """(form) => {
  setTimeout(() => form.requestSubmit()); // answers before the page goes
  return form.elements.submission_id.value;
}"""
OLD_QUEUE = """([reader, number]) => new Promise((tell) => {
  const asked = indexedDB.open('readify', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('queue', { keyPath: 'id' });
  asked.onsuccess = () => {
    const named = { submission_id: number, form: 'book', how: 'self', language: 'nl', minutes: '20' };
    const fields = Object.entries(named);
    const change = asked.result.transaction('queue', 'readwrite');
    change.objectStore('queue').put({ id: number, kind: 'reading', reader, fields, made: Date.now() });
    change.oncomplete = () => { asked.result.close(); tell(); };
  };
})"""


@dataclass
class Tablet:
    """One browser profile with workers, behind a network that can fail."""

    app: Flask
    net: Flaky
    context: BrowserContext

    def enter(self, page: Page, reader: int, *, ready: bool = True) -> None:
        """This child scans a new card and looks at one more page; by default until everything is kept."""
        with self.app.app_context():
            card = perform(make_card, reader_id=reader, now=clock.now())
        page.goto(f"/K/{card.token}")
        if ready:
            page.evaluate(READY, TITLES)
        page.goto("/thuis")
        if ready:
            page.evaluate(READY, "/paspoort")

    def waiting(self, page: Page) -> list[dict]:
        """What stands in the device's queue, of whomever."""
        found: list[dict] = page.evaluate(QUEUE)
        return found


@pytest.fixture
def tablet(app: Flask, site: str, chromium: Browser) -> Iterator[Tablet]:
    with flaky(site) as net:
        context = chromium.new_context(
            base_url=net.url, viewport={"width": 390, "height": 844}, locale="nl-NL", reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        wrong: list[str] = []
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        yield Tablet(app, net, context)
        context.close()
    assert wrong == []


def log(page: Page, **kill: bool) -> str:
    """Opens the form and presses Klaar; answers the submission's number."""
    page.goto("/gelezen", wait_until="commit")
    number = page.locator("form.log").evaluate(SUBMIT)
    if not kill.get("kill"):
        page.wait_for_url(re.compile("/klaar$|/bewaard$"), wait_until="commit")
    return str(number)


def emptied(page: Page) -> None:
    """Home, until nothing waits any more on this device."""
    page.goto("/thuis")
    page.evaluate(EMPTY)


def test_fifty_logs_over_ten_flaps_with_pages_killed_at_random_are_fifty_logs(
    tablet: Tablet, cast: Cast
) -> None:
    chance, bram = random.Random(2026), cast.people.bram
    page = tablet.context.new_page()
    tablet.enter(page, bram)
    sure: list[str] = []
    unsure: list[str] = []
    lines = ["down", "up", "swallow", "up", "swallow", "down", "up", "swallow", "down", "up"]
    assert len(lines) == FLAPS
    while len(sure) < LOGS - 8:
        tablet.net.state = lines[len(sure) * FLAPS // LOGS]
        killed = chance.random() < 0.2
        (unsure if killed else sure).append(log(page, kill=killed))
        if killed or chance.random() < 0.1:
            page.close()
            page = tablet.context.new_page()
    tablet.net.state = "up"
    emptied(page)
    arrived = [entry.submission_id for entry in entries_of(tablet.app, bram)]
    assert len(arrived) == len(set(arrived)), "something counted twice"
    assert set(sure) <= set(arrived), "what the child saw as done or kept is lost"
    assert set(arrived) <= {*sure, *unsure}
    for _ in range(LOGS - len(arrived)):  # what was killed too early is simply logged again
        log(page)
    emptied(page)
    assert logs_of(tablet.app, bram) == LOGS


def test_the_tabs_open_logs_and_stamps_wait_and_only_their_own_child_ever_sends_them(
    tablet: Tablet, cast: Cast, tmp_path: Path
) -> None:
    app, bram, amira = tablet.app, cast.people.bram, cast.people.amira
    stock(app, tmp_path)
    walk = make_walk(cast)
    page = tablet.context.new_page()
    tablet.enter(page, bram)
    assert page.evaluate(KEPT) == [f"readify-pages-{key_of(app, bram)}"]
    tablet.net.state = "down"
    for path in ("/uitdaging", "/muur", "/paspoort", "/thuis"):
        page.goto(path)
        expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
        expect(page.locator("html[data-kept]")).to_have_count(1)
    expect(page.get_by_text("Schrijf gerust op wat je las.")).to_be_visible()
    page.goto("/reis")
    expect(page.get_by_role("heading", name="Even geen internet")).to_be_visible()
    page.goto("/gelezen")
    page.get_by_role("combobox", name="Titel").press_sequentially("pippi lang")
    page.get_by_role("option", name="Pippi Langkous").click()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_text("Dit gaat straks vanzelf mee.")).to_be_visible()
    for _ in range(2):
        page.goto(f"/S/{walk.codes[0]}")
        expect(page.get_by_text("Je stempel gaat straks vanzelf mee.")).to_be_visible()
    page.get_by_role("link", name="Naar je paspoort").click()
    expect(page.locator("summary", has_text="2 keer wacht op internet")).to_be_visible()
    page.goto("/thuis")
    expect(page.locator("summary", has_text="2 keer wacht op internet")).to_be_visible()
    page.locator("summary", has_text="2 keer wacht op internet").click()
    expect(page.get_by_text("Pippi Langkous · 15 min")).to_be_visible()
    page.get_by_role("button", name="Log uit").click()  # still without a network
    page.goto("/thuis")
    expect(page.get_by_role("heading", name="Even geen internet")).to_be_visible()
    assert page.evaluate(KEPT) == []
    tablet.net.state = "up"
    page.goto("/thuis")
    expect(page.get_by_role("heading", name="Lees het licht aan")).to_be_visible()
    tablet.enter(page, amira)
    expect(page.locator("waiting-list")).to_be_hidden()
    assert page.evaluate(KEPT) == [f"readify-pages-{key_of(app, amira)}"]
    assert {item["reader"] for item in tablet.waiting(page)} == {key_of(app, bram)}
    assert entries_of(app, amira) == entries_of(app, bram) == []
    tablet.enter(page, bram, ready=False)
    tablet.context.new_page().goto("/thuis")  # a second tab has the same to send
    expect(page.get_by_text("Je stempel is er.")).to_be_visible()
    page.get_by_role("link", name="Lees je stukje verhaal").click()
    expect(page.get_by_role("heading", name="Deze heb je al.")).to_be_visible()
    emptied(page)
    assert sorted(entry.kind for entry in entries_of(app, bram)) == [EntryKind.READING, EntryKind.STAMP]
    assert entries_of(app, amira) == []


def test_after_one_page_home_opens_and_logs_wait_and_no_more_was_fetched(
    tablet: Tablet, cast: Cast, tmp_path: Path
) -> None:
    app, bram = tablet.app, cast.people.bram
    stock(app, tmp_path)
    page = tablet.context.new_page()
    with app.app_context():
        card = perform(make_card, reader_id=bram, now=clock.now())
    page.goto(f"/K/{card.token}")
    page.evaluate(READY, TITLES)
    assert sorted(page.evaluate(PAGES)) == ["/gelezen", TITLES, "/thuis"]
    tablet.net.state = "down"
    page.goto("/muur")
    expect(page.get_by_role("heading", name="Even geen internet")).to_be_visible()
    expect(page.get_by_role("heading", name="Bewaard.")).to_be_hidden()
    page.get_by_role("link", name="Naar huis").click()
    expect(page.locator("html[data-kept]")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
    page.get_by_role("link", name="Ik heb gelezen").click()
    page.get_by_role("combobox", name="Titel").press_sequentially("pippi lang")
    page.get_by_role("option", name="Pippi Langkous").click()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Bewaard.")).to_be_visible()
    tablet.net.state = "up"
    emptied(page)
    assert logs_of(app, bram) == 1


def test_a_device_that_saves_data_keeps_only_what_was_seen(tablet: Tablet, cast: Cast) -> None:
    tablet.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', {value: {saveData: true}})"
    )
    page = tablet.context.new_page()
    with tablet.app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    page.goto(f"/K/{card.token}")
    page.evaluate(READY, "/thuis")
    page.goto("/muur")
    page.evaluate(READY, "/muur")
    assert sorted(page.evaluate(PAGES)) == ["/muur", "/thuis"]


def test_what_cannot_be_written_stays_and_the_child_mends_it(tablet: Tablet, cast: Cast) -> None:
    page = tablet.context.new_page()
    tablet.enter(page, cast.people.bram)
    tablet.net.state = "down"
    page.goto("/gelezen")
    page.locator("#minutes").fill("200")
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Bewaard.")).to_be_visible()
    tablet.net.state = "up"
    page.goto("/thuis")
    expect(page.get_by_text("Dit moet je nog even nakijken.")).to_be_visible()
    expect(page.get_by_text("Kies 1 tot 120 minuten.")).to_be_visible()
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator("#minutes")).to_have_value("200")
    assert [item["state"] for item in tablet.waiting(page)] == ["look"], "it stays until it is mended"
    page.locator("#minutes").fill("20")
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert tablet.waiting(page) == []
    assert logs_of(tablet.app, cast.people.bram) == 1


def test_a_newer_readify_keeps_what_waits_also_from_the_first_schema(tablet: Tablet, cast: Cast) -> None:
    app, bram = tablet.app, cast.people.bram
    page = tablet.context.new_page()
    page.goto("/privacy")  # opens no queue yet
    page.evaluate(OLD_QUEUE, [key_of(app, bram), str(uuid.uuid4())])
    tablet.enter(page, bram)
    emptied(page)
    assert logs_of(app, bram) == 1
    tablet.net.state = "down"
    log(page)
    app.extensions["readify.assets"].digest = "a-newer-one"
    tablet.net.state = "up"
    page.goto("/thuis")
    page.evaluate(NEWER)
    emptied(page)
    assert logs_of(app, bram) == 2
    tablet.net.state = "down"
    page.goto("/muur")
    expect(page.locator("html[data-kept]")).to_have_count(1)


def test_without_a_worker_the_page_keeps_it_and_without_room_it_says_so(
    site: str, chromium: Browser, app: Flask, cast: Cast
) -> None:
    for refused in (False, True):
        context = chromium.new_context(base_url=site, locale="nl-NL", service_workers="block")
        if refused:
            context.add_init_script(
                "indexedDB.open = () => { throw new DOMException('no', 'QuotaExceededError'); };"
            )
        page = context.new_page()
        sign_in(page, app, cast.people.bram)
        page.goto("/gelezen")
        expect(page.locator("form.log[data-offline]")).to_have_count(1)
        context.set_offline(True)
        page.get_by_role("button", name="Klaar!").click()
        if refused:
            expect(page.get_by_text("Dit apparaat kan niets bewaren.")).to_be_visible()
            context.set_offline(False)
            page.get_by_role("button", name="Klaar!").click()
            expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
        else:
            expect(page.locator("summary", has_text="1 keer wacht op internet")).to_be_visible()
            context.set_offline(False)
            expect(page.locator("summary", has_text="1 keer wacht op internet")).to_be_hidden()
        context.close()
    assert logs_of(app, cast.people.bram) == 2


def test_it_can_be_installed(site: str, chromium: Browser, tmp_path: Path) -> None:
    context = chromium.browser_type.launch_persistent_context(
        str(tmp_path), executable_path=CHROMIUM, args=CHROMIUM_FLAGS, base_url=site
    )
    page = context.new_page()
    page.goto("/")
    asked = context.new_cdp_session(page)
    found = asked.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"].endswith("/manifest.webmanifest")
    assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    context.close()


def test_a_guests_stamps_wait_too_and_go_into_its_passport_when_the_network_returns(
    tablet: Tablet, cast: Cast
) -> None:
    walk = make_walk(cast)
    page = tablet.context.new_page()
    page.goto(f"/S/{walk.codes[0]}")
    expect(page.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    page.evaluate(HERE)
    tablet.net.state = "down"
    for code in (walk.codes[1], walk.codes[1], walk.codes[2]):
        page.goto(f"/S/{code}")
        expect(page.get_by_text("Je stempel gaat straks vanzelf mee.")).to_be_visible()
    assert [item["kind"] for item in tablet.waiting(page)] == ["stamp", "stamp"]
    tablet.net.state = "up"
    page.get_by_role("link", name="Naar je paspoort").click()
    expect(page.get_by_text("Je stempel is er.")).to_have_count(2)
    with tablet.app.extensions["readify.database"].reading() as session:
        assert sorted(session.scalars(select(PassportStamp.spot_id))) == sorted(walk.spots)
        assert len(session.scalars(select(Passport)).all()) == 1
