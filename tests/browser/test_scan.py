"""Scanning in a real browser, from a film of a real barcode, poster and card; and what if it fails."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from sqlalchemy import select

from readify import clock
from readify.actions.cards import make_card
from readify.books.catalogue import load_seed_books
from readify.models import BookLookup, LedgerEntry, LookupState, ReaderBook
from readify.perform import perform
from readify.printing.posters import poster_png
from readify.queries.trail_posters import trail_posters
from tests.browser.conftest import SIZES, sign_in
from tests.browser.demo import Demo
from tests.browser.fake_camera import FakeCamera, barcode, darkness, fake_camera, qr
from tests.cast import Cast
from tests.walks import make_walk
from tests.web.logs import CATALOGUE, logs_of

KNOWN, UNKNOWN, LEMONADE = "9789045100005", "9789025750084", "5449000000996"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WITH_LAMP = """
MediaStreamTrack.prototype.getCapabilities = () => ({torch: true});
MediaStreamTrack.prototype.applyConstraints = async function (wish) { window.wished = wish.advanced[0]; };
"""
ASKS_FIRST = "navigator.permissions.query = async () => ({state: 'prompt'});"
OWN_READER = """
window.BarcodeDetector = class {
  static getSupportedFormats() { return Promise.resolve(['qr_code', 'ean_13']); }
  async detect() { return [{format: 'ean_13', rawValue: '9789045100005'}]; }
};
"""


@pytest.fixture(scope="module")
def camera(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeCamera]:
    """One browser with a camera, for all tests here."""
    with fake_camera(chromium, tmp_path_factory.mktemp("film")) as made:
        yield made


@pytest.fixture
def phone(camera: FakeCamera, site: str) -> Iterator[Page]:
    """A phone that may use its camera; no script may fail on it, nothing may be refused by the policy."""
    width, height = SIZES["phone"]
    context = camera.browser.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        locale="nl-NL",
        reduced_motion="reduce",
        service_workers="block",
        permissions=["camera"],
    )
    context.set_default_timeout(15_000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def stocked(app: Flask, tmp_path: Path) -> Flask:
    path = tmp_path / "books.csv"
    path.write_text(
        f"{CATALOGUE}De fluisterberg,Mila Vos,2020,nl,,,A,fantasy,book,{KNOWN}\n", encoding="utf-8"
    )
    with app.extensions["readify.database"].writing() as session:
        load_seed_books(session, path=path)
        session.commit()
    return app


class Finger:
    """Counts taps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, role: str, name: str) -> None:
        """Taps what is called so."""
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.taps += 1


def said(page: Page, name: str) -> None:
    """The scanner says this now."""
    expect(page.locator("scan-camera")).to_have_attribute("data-said", name)
    expect(page.get_by_role("status").locator(f"[data-word={name}]")).to_be_visible()


def requests_of(page: Page) -> list[Request]:
    """All that this page asks for from now on."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - no built-in can listen
    return asked


def vendored(asked: list[Request]) -> list[str]:
    """The decoder's files among what was asked for."""
    return [request.url.rsplit("/", 1)[-1] for request in asked if "/vendor/" in request.url]


def test_home_to_logged_with_a_scanned_new_book_is_at_most_four_taps(
    stocked: Flask, cast: Cast, camera: FakeCamera, phone: Page, site: str
) -> None:
    camera.show(barcode(KNOWN))
    sign_in(phone, stocked, cast.people.bram)
    asked = requests_of(phone)
    finger = Finger(phone)
    phone.goto("/thuis")
    finger.tap("link", "Ik heb gelezen")
    expect(phone.get_by_role("button", name="Klaar!")).to_be_visible()
    assert vendored(asked) == []  # not a byte of the decoder before the camera opens
    finger.tap("link", "Scan je boek")
    expect(phone.get_by_text("Gevonden!")).to_be_visible()
    expect(phone.get_by_role("radio", name="De fluisterberg")).to_be_checked()
    assert vendored(asked) == ["barcode-detector.min.js", "zxing_reader.wasm"]
    # what the camera sees never leaves the page: nothing is sent, and nobody else is asked
    assert [one.url for one in asked if one.method != "GET" or one.post_data] == []
    assert [one.url for one in asked if not one.url.startswith(site)] == []
    finger.tap("button", "Klaar!")
    expect(phone.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert finger.taps <= 4
    with stocked.extensions["readify.database"].reading() as session:
        titles = session.scalars(
            select(ReaderBook.title).where(ReaderBook.reader_id == cast.people.bram)
        ).all()
        assert titles == ["De fluisterberg"]
        assert session.scalar(select(LedgerEntry.edition)) == KNOWN


def test_an_unknown_book_is_logged_by_its_typed_title_in_four_taps_with_the_number_kept(
    stocked: Flask, cast: Cast, camera: FakeCamera, phone: Page
) -> None:
    camera.show(barcode(UNKNOWN))
    sign_in(phone, stocked, cast.people.bram)
    finger = Finger(phone)
    phone.goto("/thuis")
    finger.tap("link", "Ik heb gelezen")
    finger.tap("link", "Scan je boek")
    expect(phone.get_by_text("Dit boek ken ik nog niet. Typ zelf de titel.")).to_be_visible()
    finger.tap("combobox", "Titel")
    phone.keyboard.type("Het zelfgemaakte boek")
    finger.tap("button", "Klaar!")
    expect(phone.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert finger.taps == 4
    with stocked.extensions["readify.database"].reading() as session:
        kept = session.execute(select(ReaderBook.title, ReaderBook.isbn)).one()
    assert tuple(kept) == ("Het zelfgemaakte boek", UNKNOWN)


def test_a_book_that_is_found_elsewhere_fills_itself_in(
    stocked: Flask, cast: Cast, page: Page, tmp_path: Path
) -> None:
    with stocked.extensions["readify.database"].writing() as session:
        session.add(BookLookup(isbn=UNKNOWN, state=LookupState.WAITING, due_at=clock.now(), attempts=0))
        session.commit()
    sign_in(page, stocked, cast.people.bram)
    page.goto(f"/gelezen?isbn={UNKNOWN}")
    expect(page.get_by_text("Ik zoek dit boek op. Je mag al verder gaan.")).to_be_visible()
    expect(page.get_by_role("button", name="Klaar!")).to_be_enabled()
    found = tmp_path / "found.csv"
    header = CATALOGUE.splitlines()[0]
    found.write_text(
        f"{header}\nVan ver gekomen,Noor Ahmadi,2024,nl,,,A,family,book,{UNKNOWN}\n", encoding="utf-8"
    )
    with stocked.extensions["readify.database"].writing() as session:
        load_seed_books(session, path=found)
        session.commit()
    expect(page.get_by_role("combobox", name="Titel")).to_have_value("Van ver gekomen", timeout=20_000)
    expect(page.get_by_text("Gevonden! Van ver gekomen")).to_be_visible()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    with stocked.extensions["readify.database"].reading() as session:
        kept = session.execute(select(ReaderBook.title, ReaderBook.isbn)).one()
    assert tuple(kept) == ("Van ver gekomen", UNKNOWN)


def test_a_poster_gives_its_stamp_and_a_card_signs_in(
    app: Flask, cast: Cast, camera: FakeCamera, phone: Page, site: str
) -> None:
    walk = make_walk(cast)
    with app.extensions["readify.database"].reading() as session:
        (sheet, *_) = trail_posters(session, trail_id=walk.trail, base_url=site)
    camera.show(Image.open(io.BytesIO(poster_png(sheet))))
    phone.goto("/")
    phone.get_by_role("link", name="Scan je kaart").click()
    expect(phone.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    assert phone.url == f"{site}/S/{walk.codes[0]}"
    with app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    camera.show(qr(f"{site}/k/{card.token.lower()}"))
    phone.goto("/k")
    phone.get_by_role("link", name="Scan je kaart").click()
    expect(phone.get_by_role("link", name="Ik heb gelezen")).to_be_visible()
    camera.show(qr(f"{site}/s/{walk.codes[1].lower()}"))
    phone.goto("/paspoort")
    phone.get_by_role("link", name="Scan een poster").click()
    expect(phone.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()


def test_what_is_not_for_us_is_said_kindly_and_never_opened(
    app: Flask, cast: Cast, camera: FakeCamera, phone: Page, site: str
) -> None:
    asked = requests_of(phone)
    sign_in(phone, app, cast.people.bram)
    for picture, name in ((qr("https://elders.example/S/MAAS3K7Q"), "foreign"), (barcode(LEMONADE), "other")):
        camera.show(picture)
        phone.goto("/scan")
        said(phone, name)
    assert phone.url == f"{site}/scan"
    assert [one.url for one in asked if not one.url.startswith(site)] == []
    camera.show(barcode(KNOWN))
    phone.context.clear_cookies()
    phone.goto("/scan")
    said(phone, "book")  # a guest is asked to come in first
    for width, height in SIZES.values():
        phone.set_viewport_size({"width": width, "height": height})
        assert phone.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(phone, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("format", "text", "meaning"),
    [
        ("qr_code", "HTTPS://READIFY.EXAMPLE/S/MAAS3K7Q", {"kind": "path", "path": "/S/MAAS3K7Q"}),
        ("qr_code", "https://readify.example/s/maas3k7q", {"kind": "path", "path": "/S/maas3k7q"}),
        ("qr_code", "http://readify.example/K/0123ABCD", {"kind": "path", "path": "/K/0123ABCD"}),
        ("qr_code", "https://readify.example/k", {"kind": "path", "path": "/k"}),
        ("qr_code", "https://elders.example/S/MAAS3K7Q", {"kind": "foreign"}),
        ("qr_code", "https://readify.example@elders.example/S/MAAS3K7Q", {"kind": "foreign"}),
        ("qr_code", "https://readify.example.elders.example/S/MAAS3K7Q", {"kind": "foreign"}),
        ("qr_code", "https://readify.example/S/../uitloggen", {"kind": "foreign"}),
        ("qr_code", "https://readify.example/S/%2F%2Felders.example", {"kind": "foreign"}),
        ("qr_code", "https://readify.example/thuis", {"kind": "foreign"}),
        ("qr_code", "javascript:alert(1)//readify.example/S/MAAS3K7Q", {"kind": "foreign"}),
        ("qr_code", "MAAS 3", {"kind": "foreign"}),
        ("ean_13", KNOWN, {"kind": "book", "isbn": KNOWN}),
        ("ean_13", "9789045100006", {"kind": "wrong"}),
        ("ean_13", LEMONADE, {"kind": "other"}),
        ("codabar", KNOWN, {"kind": "other"}),
    ],
)  # fmt: skip
def test_a_code_leads_to_a_book_or_to_a_path_of_ours_and_nowhere_else(reading, format, text, meaning):
    asked = "([module, code]) => import(module).then(({meaningOf}) => meaningOf(code, ['readify.example']))"
    page, module = reading
    assert page.evaluate(asked, [module, {"format": format, "rawValue": text}]) == meaning


@pytest.fixture(scope="module")
def reading(chromium: Browser, demo: Demo) -> Iterator[tuple[Page, str]]:
    """A page of ours, and the address of the module that says what a code means."""
    context = demo.context()
    page = context.new_page()
    page.goto("/scan")
    script = page.locator("script[src$='js/scan-camera.js']").get_attribute("src")
    assert script is not None
    yield page, script.replace("scan-camera.js", "scan-codes.js")
    context.close()


def test_in_the_dark_there_is_a_lamp_and_a_hidden_page_lets_the_camera_go(
    app: Flask, cast: Cast, camera: FakeCamera, phone: Page
) -> None:
    camera.show(darkness())
    sign_in(phone, app, cast.people.bram)
    phone.goto("/scan")
    said(phone, "dark")
    expect(phone.get_by_role("button", name="Lampje")).to_be_hidden()
    phone.add_init_script(WITH_LAMP)
    phone.goto("/scan")
    said(phone, "lamp")
    phone.get_by_role("button", name="Lampje").click()
    expect(phone.get_by_role("button", name="Lampje", pressed=True)).to_be_visible()
    assert phone.evaluate("window.wished") == {"torch": True}
    track = phone.evaluate_handle("document.querySelector('video').srcObject.getTracks()[0]")
    hide(phone, True)
    assert track.evaluate("track => track.readyState") == "ended"
    expect(phone.locator("scan-camera")).to_have_attribute("data-state", "asleep")
    hide(phone, False)
    said(phone, "lamp")
    assert phone.evaluate("document.querySelector('video').srcObject.active")


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        """hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
        document.dispatchEvent(new Event('visibilitychange')); }""",
        hidden,
    )


@pytest.mark.parametrize(
    ("error", "name", "words"),
    [
        ("NotAllowedError", "refused", "Ik mag de camera niet gebruiken. Zoek op titel."),
        ("NotFoundError", "none", "Ik vind hier geen camera."),
        ("NotReadableError", "busy", "Iets anders gebruikt de camera."),
    ],
)
def test_without_a_camera_there_is_always_a_way_on(app, cast, page, error, name, words):
    sign_in(page, app, cast.people.bram)
    asked = requests_of(page)
    page.add_init_script(ASKS_FIRST)
    page.add_init_script(
        f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{error}'); }};"
    )
    page.goto("/scan")
    said(page, "first")
    page.get_by_role("button", name="Open de camera").click()
    said(page, name)
    expect(page.get_by_text(words)).to_be_visible()
    assert vendored(asked) == []
    if name == "busy":
        expect(page.get_by_role("button", name="Open de camera")).to_be_enabled()
    else:
        page.get_by_role("link", name="Zoek op titel").click()
        expect(page.get_by_role("combobox", name="Titel")).to_be_visible()
        page.goto("/scan")
    page.get_by_label("Een boek? Typ het nummer").fill("123")
    page.get_by_role("button", name="Zoek mijn boek").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit nummer klopt niet.")


def test_the_browsers_own_reader_is_used_where_it_reads_books_and_posters(
    stocked: Flask, cast: Cast, camera: FakeCamera, phone: Page
) -> None:
    camera.show(darkness())
    sign_in(phone, stocked, cast.people.bram)
    asked = requests_of(phone)
    phone.add_init_script(OWN_READER)
    phone.goto("/scan")
    expect(phone.get_by_role("radio", name="De fluisterberg")).to_be_checked()
    assert vendored(asked) == []


def test_without_script_all_three_can_be_typed(
    stocked: Flask, cast: Cast, chromium: Browser, site: str
) -> None:
    walk = make_walk(cast)
    context: BrowserContext = chromium.new_context(base_url=site, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    sign_in(page, stocked, cast.people.bram)
    page.goto("/scan")
    expect(page.get_by_role("button", name="Open de camera")).to_be_hidden()
    page.get_by_label("Een boek? Typ het nummer").fill("978-90-451-0000-5")
    page.get_by_role("button", name="Zoek mijn boek").click()
    page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    assert logs_of(stocked, cast.people.bram) == 1
    page.goto("/scan")
    page.get_by_label("Een poster? Typ woord en nummer").fill(walk.typed[0].lower())
    page.get_by_role("button", name="Haal mijn stempel").click()
    expect(page.get_by_role("heading", name="Stempel verdiend!")).to_be_visible()
    context.close()
