"""What the pages say to bad input: what is wrong and what to do, with all that was typed still there."""

from __future__ import annotations

import datetime as dt
import html
import re
from zoneinfo import ZoneInfo

import pytest

from tests.contract.conftest import Site
from tests.contract.test_api import days_ago
from tests.contract.visitor import Browser

TITLE = "Iets dat ik zelf typte"


@pytest.fixture(scope="module")
def child(site: Site) -> Browser:
    return site.child_browser(7)


def words(page: str) -> str:
    """The text of a page, without tags and soft hyphens."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page))).replace("\xad", "")


def send(child: Browser, **changes: str):
    """Opens the form, fills a title in, changes what is said, sends it."""
    form = child.form("/gelezen", "/gelezen") | {"work": "", "book.title": TITLE}
    return child.post("/gelezen", data=form | changes)


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("book.isbn", "978902584695", "Kijk nog eens achter op het boek, of typ de titel."),
        ("book.title", "é" * 5000, "Gebruik hooguit 200 letters."),
        ("minutes", "-5", "Kies 1 tot 120 minuten."),
        ("minutes", "121", "Kies 1 tot 120 minuten."),
        ("minutes", "veel", "Kies 1 tot 120 minuten."),
        ("day", days_ago(-1), "Die dag komt nog."),
        ("day", days_ago(8), "Je kunt tot 7 dagen terug."),
        ("form", "tablet", "Kies wat je las"),
        ("how", "slapend", "Kies: zelf, samen of luisteren."),
        ("feeling", "9", "Kies één gezichtje."),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_lost(child: Browser, field, wrong, sentence):
    before = child.get("/gelezen/lijst").text.count(TITLE)
    answer = send(child, **{field: wrong})
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    kept = wrong if field == "book.title" else TITLE
    assert f'value="{kept}"' in answer.text
    assert child.get("/gelezen/lijst").text.count(TITLE) == before


def test_two_taps_count_once(child: Browser):
    form = child.form("/gelezen", "/gelezen") | {"work": "", "book.title": "Twee tikken"}
    first, second = child.post("/gelezen", data=form), child.post("/gelezen", data=form)
    assert first.url == second.url
    assert re.search(r"/gelezen/\d+/klaar$", first.url)


def test_two_tabs_can_log_two_things(child: Browser):
    tabs = [child.form("/gelezen", "/gelezen") | {"work": "", "book.title": f"Tab {n}"} for n in (1, 2)]
    first, second = (child.post("/gelezen", data=tab) for tab in tabs)
    assert first.status_code == second.status_code == 200
    assert first.url != second.url


def test_the_form_of_another_child_on_a_shared_tablet_is_not_logged(site: Site):
    tablet = site.child_browser(8)
    left_open = tablet.form("/gelezen", "/gelezen") | {"work": "", "book.title": "Van een ander"}
    tablet.post("/uitloggen")
    tablet.get(f"/K/{site.child(9)['card']}")
    assert tablet.post("/gelezen", data=left_open).status_code == 409
    assert "Van een ander" not in words(tablet.get("/gelezen/lijst").text)


@pytest.mark.parametrize("name", ["👩‍👩‍👧‍👦", "علي", "Z̷̢͝a", "<b>Jan</b>", "O'Neil & Zn", "名前"])
def test_any_letters_come_back_as_they_were_typed(child: Browser, name):
    send(child, **{"book.title": name})
    assert name in words(child.get("/gelezen/lijst").text)


def test_anothers_pages_do_not_exist(site: Site, child: Browser):
    foreign = site.program(8).log().json()["id"]
    own = site.signins["teachers"][0]["classrooms"][0]
    other = site.signins["teachers"][1]["classrooms"][0]
    for path in (f"/gelezen/{foreign}", f"/gelezen/{foreign}/weg", f"/klas/{own}", "/bieb", "/provincie"):
        assert child.get(path).status_code == 404, path
    teacher = site.staff_browser("teachers")
    assert teacher.get(f"/klas/{own}").status_code == 200
    stranger = site.program(8).get("/me").json()["id"]
    for path in (f"/klas/{other}", f"/klas/{other}/kind/{stranger}", f"/klas/{other}/kaartjes", "/bieb"):
        assert teacher.get(path).status_code == 404, path


def test_a_poster_code_works_in_any_case_and_with_an_o_for_a_zero(site: Site):
    stranger = site.browser()
    for spot in site.signins["trails"][0]["spots"]:
        for typed in (
            spot["code"].lower(),
            spot["code"].replace("0", "O").replace("1", "l"),
            spot["word"].lower(),
        ):
            answer = stranger.get("/s", params={"code": typed})
            assert answer.url == f"{site.base}/S/{spot['code']}"
            assert answer.status_code == 200
    assert stranger.get(f"/s/{spot['code'].lower()}").status_code == 200


@pytest.mark.parametrize("typed", ["ZZZZ9999", "PEEL 99", "<script>", "\x00", "x" * 300])
def test_an_unknown_poster_code_says_where_to_look(site: Site, typed):
    answer = site.browser().get("/s", params={"code": typed})
    assert answer.status_code == 404
    assert "Kijk nog eens op de poster, of vraag het aan de balie." in words(answer.text)


def test_an_upload_that_is_too_large_is_refused_kindly(child: Browser):
    answer = child.post("/gelezen", files={"photo": ("big.jpg", b"x" * 3_000_000)})
    assert (answer.status_code, "Dit is te groot" in words(answer.text)) == (413, True)


def test_an_unknown_class_word_says_where_to_look(site: Site):
    answer = site.browser().post("/k", data={"word": "BEVER 9999"})
    assert answer.status_code == 422
    assert "Deze klas ken ik niet." in words(answer.text)


def test_today_is_the_childs_today(child: Browser):
    today = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    assert child.form("/gelezen", "/gelezen")["day"] == str(today)
