"""The server's side of Readify without a network: manifest, worker, whose a page is, what a device sends."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from sqlalchemy import func, select

from readify.models import EntryKind, PassportStamp, Scan
from tests.walks import make_walk
from tests.web.logs import entries_of, filled, key_of, logs_of, send, stock

TABS = ("/thuis", "/gelezen", "/uitdaging", "/muur", "/paspoort")


def wait(client, app, reader_id, **changes):
    """What the device's queue posts for a log of this child."""
    return client.post("/wachtrij", data=filled(kind="reading", reader=key_of(app, reader_id), **changes))


def settings_of(client):
    """The facts that the worker begins with."""
    found = re.search(r"begin\((\{.*\})\);", client.get("/sw.js").text)
    assert found is not None
    return json.loads(found[1])


def test_the_manifest_is_what_a_phone_needs(client):
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": "en"})
    said = answer.get_json(force=True)
    assert answer.mimetype == "application/manifest+json"
    assert "Accept-Language" in answer.headers["Vary"]
    assert (said["lang"], said["scope"], said["start_url"], said["display"]) == ("en", "/", "/", "standalone")
    assert {(icon["purpose"], icon["sizes"]) for icon in said["icons"]} == {
        (purpose, sizes) for purpose in ("any", "maskable") for sizes in ("192x192", "512x512")
    }
    assert [one["url"] for one in said["shortcuts"]] == ["/gelezen", "/scan"]
    assert all(client.get(icon["src"]).mimetype == "image/png" for icon in said["icons"])
    assert client.get("/manifest.webmanifest").get_json(force=True)["lang"] == "nl"


def test_the_worker_is_asked_for_anew_and_names_this_release(app, client):
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert app.extensions["readify.assets"].digest in answer.text
    module = re.search(r"from '([^']+)'", answer.text)
    assert module is not None
    assert client.get(module[1]).status_code == 200


def test_all_that_the_worker_fetches_at_first_is_there_and_about_nobody(app, client, cast):
    settings = settings_of(client)
    for path in (settings["shell"], *settings["extras"]):
        assert client.get(path).status_code == 200, path
    child = cast.child
    for path in (settings["shell"], "/bewaard", "/bewaard?wat=stempel", "/bewaard?wat=niet"):
        page = child.get(path).text
        assert "Bram" not in page
        assert key_of(app, cast.people.bram) not in page


def test_a_childs_tabs_say_whose_they_are_and_how_long_they_may_be_shown(app, cast):
    child = cast.child
    for path in TABS:
        headers = child.get(path).headers
        assert headers["Readify-Reader"] == key_of(app, cast.people.bram)
        assert 0 < int(headers["Readify-Keep"]) <= 30 * 24 * 3600
        assert "no-store" in headers["Cache-Control"], "only the worker keeps it, nothing between"


def test_on_a_shared_tablet_a_page_is_kept_no_longer_than_the_sign_in_lasts(app, cast):
    from sqlalchemy import update

    from readify.models import SignIn

    child = cast.child
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(SignIn).values(idle_minutes=15))
        session.commit()
    assert 0 < int(child.get("/thuis").headers["Readify-Keep"]) <= 15 * 60


@pytest.mark.parametrize("path", ["/gelezen/lijst", "/gelezen?boek=1", "/reis", "/koempel", "/privacy"])
def test_a_childs_other_pages_are_not_kept(cast, path):
    headers = cast.child.get(path).headers
    assert "Readify-Keep" not in headers
    assert headers["Readify-Reader"] not in {"", "none"}


def test_a_form_that_was_typed_before_the_sign_in_ended_is_not_kept(cast):
    child = cast.child
    child.set_cookie("readify_form", "whatever")
    assert "Readify-Keep" not in child.get("/gelezen").headers


def test_a_server_in_trouble_does_not_say_that_the_child_is_gone(app, cast):
    child = cast.child
    with app.extensions["readify.database"].engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE sign_ins RENAME TO sign_ins_away")
    answer = child.get("/thuis")
    assert answer.status_code == 503
    assert "Readify-Reader" not in answer.headers


def test_nobody_elses_page_is_ever_kept(cast):
    visits = ((cast.teacher, "/klas"), (cast.librarian, "/bieb"), (cast.coordinator, "/provincie"))
    for visitor, path in (*visits, *((cast.stranger, path) for path in ("/", "/paspoort", "/k"))):
        headers = visitor.get(path, follow_redirects=True).headers
        assert headers["Readify-Reader"] == "none"
        assert "Readify-Keep" not in headers


def test_a_childs_key_says_nothing_and_is_the_same_in_every_sign_in(app, cast):
    keys = {cast.child.get("/thuis").headers["Readify-Reader"] for _ in range(2)}
    assert keys == {key_of(app, cast.people.bram)}
    assert re.fullmatch(r"[0-9a-f]{32}", keys.pop())
    assert cast.outsider.get("/thuis").headers["Readify-Reader"] == key_of(app, cast.people.outsider)


def test_what_waited_is_written_once_however_often_it_is_sent(app, cast):
    child, form = cast.child, filled(kind="reading", reader=key_of(app, cast.people.bram))
    answers = [child.post("/wachtrij", data=form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer.json["fresh"] for answer in answers] == [True, False, False]
    assert logs_of(app, cast.people.bram) == 1
    assert entries_of(app, cast.people.bram)[0].source == "offline"


def test_a_form_that_was_written_while_its_answer_was_lost_counts_once(app, cast):
    child, form = cast.child, filled(reader=key_of(app, cast.people.bram))
    assert child.post("/gelezen", data=form).status_code == 303
    assert child.post("/wachtrij", data=form | {"kind": "reading"}).json["fresh"] is False
    assert logs_of(app, cast.people.bram) == 1


def test_what_another_child_made_is_refused_and_written_for_nobody(app, cast):
    people = cast.people
    for child, reader in (
        (cast.classmate, people.bram),
        (cast.outsider, people.bram),
        (cast.child, people.amira),
    ):
        answer = wait(child, app, reader)
        assert (answer.status_code, answer.json["code"]) == (403, "other_reader")
    assert cast.child.post("/wachtrij", data=filled(kind="reading")).status_code == 403
    assert cast.child.post("/wachtrij", data=filled(kind="reading", reader="none")).status_code == 403
    assert all(logs_of(app, one) == 0 for one in (people.bram, people.amira, people.outsider))


def test_who_is_not_signed_in_is_asked_to_and_staff_have_no_queue(app, cast):
    answer = wait(cast.stranger, app, cast.people.bram)
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in")
    assert wait(cast.teacher, app, cast.people.bram).status_code == 403
    assert logs_of(app, cast.people.bram) == 0


def test_another_site_cannot_send_what_waits(app, cast):
    form = filled(kind="reading", reader=key_of(app, cast.people.bram))
    answer = cast.child.post("/wachtrij", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert logs_of(app, cast.people.bram) == 0


def test_the_same_number_with_other_content_is_told_apart(app, cast):
    child, form = cast.child, filled(kind="reading", reader=key_of(app, cast.people.bram))
    child.post("/wachtrij", data=form)
    answer = child.post("/wachtrij", data=form | {"minutes": "35"})
    assert (answer.status_code, answer.json["code"]) == (409, "other_content")
    assert answer.json["message"]


def test_a_wrong_field_is_said_in_words_and_the_form_can_be_filled_in_with_it(app, cast):
    child, form = cast.child, filled(kind="reading", reader=key_of(app, cast.people.bram), minutes="900")
    answer = child.post("/wachtrij", data=form)
    assert answer.status_code == 422
    assert answer.json["message"].startswith("Kies 1 tot 120 minuten.")
    page = child.post("/gelezen", data=form)  # the button "Kijk na"
    assert page.status_code == 422
    assert 'value="900"' in page.text
    assert form["submission_id"] in page.text


def test_a_stamp_that_waited_is_given_once_and_its_story_is_there(app, cast):
    walk, bram = make_walk(cast), cast.people.bram
    form = {**filled(), "kind": "stamp", "reader": key_of(app, bram), "code": walk.codes[0]}
    answers = [cast.child.post("/wachtrij", data=form) for _ in range(2)]
    assert [(answer.status_code, answer.json["fresh"]) for answer in answers] == [(200, True), (200, False)]
    assert answers[0].json["place"] == "Voordeur"
    assert [entry.kind for entry in entries_of(app, bram)] == [EntryKind.STAMP]
    assert "Deze heb je al." in cast.child.get(f"/S/{walk.codes[0]}").text
    assert cast.outsider.post("/wachtrij", data=form).status_code == 403


def test_a_poster_that_does_not_exist_is_said_kindly(app, cast):
    form = {**filled(), "kind": "stamp", "reader": key_of(app, cast.people.bram), "code": "NIETS99"}
    answer = cast.child.post("/wachtrij", data=form)
    assert (answer.status_code, answer.json["state"]) == (404, "refused")
    assert "balie" in answer.json["message"]


def test_the_titles_at_hand_are_the_own_shelf_and_more_of_the_catalogue(app, cast, tmp_path):
    stock(app, tmp_path)
    child = cast.child
    send(child, book_title="Mijn eigen boekje")
    answer = child.get("/gelezen/boeken/bij-de-hand")
    titles = [item[1] for item in answer.json["items"]]
    assert titles[0] == "Mijn eigen boekje"
    assert "Pippi Langkous" in titles
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert int(answer.headers["Readify-Keep"]) > 0
    assert "Mijn eigen boekje" not in cast.classmate.get("/gelezen/boeken/bij-de-hand").text
    for visitor in (cast.stranger, cast.teacher):
        assert visitor.get("/gelezen/boeken/bij-de-hand").status_code in {303, 404}


def guest_with_passport(app, cast):
    """A device that scanned the first of three posters; the walk, and what the page says whose it is."""
    walk, client = make_walk(cast), app.test_client()
    page = client.get(f"/S/{walk.codes[0]}")
    return walk, client, page.headers["Readify-Reader"]


def stamp_waits(client, key, code, number=None, kind="stamp"):
    fields = {"kind": kind, "reader": key, "code": code, "submission_id": number or str(uuid.uuid4())}
    return client.post("/wachtrij", data=fields)


def test_a_guests_page_says_whose_passport_it_is_from_the_first_scan_on_and_is_never_kept(app, cast):
    walk, client, key = guest_with_passport(app, cast)
    assert re.fullmatch(r"[0-9a-f]{32}", key)
    again = client.get(f"/S/{walk.codes[0]}")
    assert (again.headers["Readify-Reader"], "Readify-Keep" in again.headers) == (key, False)
    assert f'data-reader="{key}"' in again.text
    assert client.get("/paspoort").headers["Readify-Reader"] == key
    assert app.test_client().get("/paspoort").headers["Readify-Reader"] == "none"
    assert cast.child.get("/thuis").headers["Readify-Reader"] not in (key, "none")


def test_a_guests_stamp_that_waited_goes_into_its_passport_once(app, cast):
    walk, client, key = guest_with_passport(app, cast)
    number = str(uuid.uuid4())
    answers = [stamp_waits(client, key, walk.codes[1], number) for _ in range(2)]
    assert [answer.json["fresh"] for answer in answers] == [True, False]
    assert answers[0].json["place"] == "Striphoek"
    assert stamp_waits(client, key, walk.codes[1]).json["fresh"] is False
    with app.extensions["readify.database"].reading() as session:
        assert sorted(session.scalars(select(PassportStamp.spot_id))) == sorted(walk.spots[:2])
        assert session.scalar(select(func.count()).select_from(Scan).where(Scan.first)) == 2


def test_what_a_guests_device_sends_counts_for_nobody_else(app, cast):
    walk, client, key = guest_with_passport(app, cast)
    other = app.test_client()
    other.get(f"/S/{walk.codes[0]}")
    assert stamp_waits(other, key, walk.codes[1]).status_code == 403
    assert stamp_waits(cast.child, key, walk.codes[1]).status_code == 403
    assert stamp_waits(app.test_client(), key, walk.codes[1]).status_code == 401
    assert stamp_waits(client, "", walk.codes[1]).status_code == 403
    assert stamp_waits(client, key, walk.codes[1], kind="reading").status_code == 401
    assert stamp_waits(client, key, "NIET1234").status_code == 404
