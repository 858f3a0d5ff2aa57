"""The ways in, the shape of the demo's sign-ins, and that a sign-in which has ended opens nothing."""

from __future__ import annotations

import re

import pytest
import requests

from tests.contract.conftest import Site
from tests.contract.visitor import TIMEOUT, Browser

SHAPES = {
    "children": {"name": str, "classroom": str, "band": str, "card_url": str, "card": str, "class_word": str,
                 "pictures": list},
    "teachers": {"email": str, "password": str, "classrooms": list},
    "administrators": {"email": str, "password": str, "classrooms": list},
    "librarians": {"email": str, "password": str, "library": int},
    "coordinators": {"email": str, "password": str},
    "jurors": {"name": str, "url": str},
    "screens": {"classroom": int, "url": str},
    "trails": {"id": int, "library": int, "spots": list},
}  # fmt: skip
NAME = re.compile(r'<button[^>]*name="reader"[^>]*value="(\d+)"[^>]*>([\s\S]*?)</button>')
PICTURE = re.compile(r'name="picture" value="(\w+)"')


def pick_name(browser: Browser, child: dict) -> str:
    """Types the class word and picks the child's name; the page with pictures."""
    names = browser.post("/k", data={"word": child["class_word"]}).text
    ids = {re.sub("<[^>]+>", "", label).strip(): number for number, label in NAME.findall(names)}
    return browser.post("/namen", data={"reader": ids[child["name"]]}).text


def tap(browser: Browser, pictures: list[str]) -> requests.Response:
    """Taps pictures one by one; the last answer."""
    return [browser.post("/plaatjes", data={"picture": picture}) for picture in pictures][-1]


def test_the_signins_have_the_shape_of_the_contract(site: Site):
    signins = site.signins
    assert signins.keys() == {"base_url", *SHAPES}
    assert signins["base_url"] == site.base
    for kind, shape in SHAPES.items():
        assert kind == "jurors" or signins[kind]
        for one in signins[kind]:
            assert shape.items() <= {name: type(value) for name, value in one.items()}.items()
    assert {child["band"] for child in signins["children"]} == {"klein", "midden", "groot"}
    spots = [spot for trail in signins["trails"] for spot in trail["spots"]]
    assert all(spot["url"] == f"{site.base.upper()}/S/{spot['code']}" for spot in spots)


def test_one_line_has_a_way_in_for_each_kind_of_visitor(site: Site):
    assert site.line.startswith(f"Readify is ready on {site.base}")
    assert site.child()["card_url"] in site.line
    for kind in ("teachers", "librarians", "coordinators"):
        assert site.signins[kind][0]["password"] in site.line
    assert site.signins["screens"][0]["url"] in site.line


@pytest.mark.parametrize("letter", ["K", "k"])
@pytest.mark.parametrize("way", [str.upper, str.lower])
def test_a_card_works_in_upper_and_lower_case_and_leaves_the_address_bar(site: Site, letter, way):
    token = way(site.child()["card"])
    answer = site.browser().get(f"/{letter}/{token}")
    assert answer.url == f"{site.base}/thuis"
    assert answer.history[0].headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.history[0].headers["Cache-Control"]
    assert token not in answer.text


@pytest.mark.parametrize(
    ("kind", "home"), [("teachers", "/klas/"), ("librarians", "/bieb"), ("coordinators", "/provincie")]
)
def test_the_front_door_leads_everyone_to_their_own_home(site: Site, kind, home):
    browser = site.staff_browser(kind)
    assert browser.get("/").url.startswith(site.base + home)


def test_class_word_name_and_three_pictures_let_a_child_in(site: Site):
    browser, child = site.browser(), site.child(1)
    pick_name(browser, child)
    assert tap(browser, child["pictures"]).url == f"{site.base}/thuis"


def test_a_used_up_picture_code_opens_nothing_but_the_card_still_does(site: Site):
    browser, child = site.browser(), site.child(2)
    shown = PICTURE.findall(pick_name(browser, child))
    wrong = [picture for picture in shown if picture not in child["pictures"]][:3]
    for _ in range(5):
        answer = tap(browser, wrong)
    assert "Je juf of meester laat je weer binnen." in answer.text
    assert tap(browser, child["pictures"]).url != f"{site.base}/thuis"
    assert site.child_browser(2).get("/").url == f"{site.base}/thuis"


def test_signing_out_ends_the_old_cookie_on_the_server(site: Site):
    browser = site.child_browser(3)
    cookie = browser.cookies["readify"]
    assert "no-store" in browser.get("/thuis").headers["Cache-Control"]  # the back button shows nothing
    browser.post("/uitloggen")
    again = Browser(site.base)
    again.cookies.set("readify", cookie)
    assert again.get("/thuis").url == f"{site.base}/"


def test_a_program_that_signs_out_cannot_come_back(site: Site):
    program = site.program(3)
    ended = requests.delete(f"{program.root}/session", headers=program.headers, timeout=TIMEOUT)
    assert ended.status_code == 204
    assert program.get("/me").status_code == 401


def test_a_new_card_ends_everything_the_old_one_opened_and_what_was_typed_comes_back(site: Site):
    child, program, browser = site.child(4), site.program(4), site.child_browser(4)
    typed = browser.form("/gelezen", "/gelezen") | {"work": "", "book.title": "Half af", "minutes": "23"}
    me = program.get("/me").json()
    teacher = site.staff_browser("teachers", staff_of(site, me["classroom"]["id"]))
    made = teacher.post(f"/klas/{me['classroom']['id']}/kind/{me['id']}/kaart")
    assert "no-store" in made.headers["Cache-Control"]

    sent = browser.post("/gelezen", data=typed)
    assert sent.url == f"{site.base}/"
    assert "wat je typte" in sent.text.lower()
    assert program.get("/me").status_code == 401
    refused = browser.get(f"/K/{child['card']}")
    assert (refused.status_code, "Vraag je juf of meester om een nieuwe." in refused.text) == (410, True)

    pick_name(browser, child)
    back = tap(browser, child["pictures"])
    assert back.url == f"{site.base}/gelezen"
    assert 'value="Half af"' in back.text
    assert 'value="23"' in back.text


def staff_of(site: Site, classroom: int) -> int:
    """Which of the demo's teachers has this class."""
    return [classroom in teacher["classrooms"] for teacher in site.signins["teachers"]].index(True)


def test_another_site_cannot_write_in_a_childs_name(site: Site):
    browser = site.child_browser()
    form = browser.form("/gelezen", "/gelezen")
    for origin in ("https://elsewhere.example", None):
        assert browser.post("/gelezen", data=form, headers={"Origin": origin}).status_code == 403


def test_a_visitor_who_speaks_english_reads_english(site: Site):
    assert "Who are you?" in site.browser(language="en-GB,en;q=0.8").get("/").text
    assert "Wie ben je?" in site.browser(language="fr").get("/").text
