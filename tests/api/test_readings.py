"""Logging, listing and taking back readings as a program."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import func, select

from readify.actions.reading import log_reading
from readify.drafts.reading import ReadingDraft
from readify.models import LedgerEntry
from tests.people import NOON
from tests.statements import statements_of


def test_a_reading_gives_lights_outcomes_and_the_tally(as_, reading):
    answer = as_("bram")("POST", "/readings", reading(book={"title": "Een eigen titel"}))
    assert answer.status_code == 201
    assert answer.json.keys() == {"id", "lights", "outcomes", "tally"}
    assert answer.json["lights"] == answer.json["tally"]["lights"] == 30
    kinds = [outcome["kind"] for outcome in answer.json["outcomes"]]
    assert {"lights_changed", "lamp_lit", "badge_earned"} <= set(kinds)


def test_the_same_submission_gives_the_same_answer_once(as_, reading, database):
    body = reading()
    first = as_("bram")("POST", "/readings", body)
    again = as_("bram")("POST", "/readings", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 1


def test_the_same_submission_with_other_content_is_a_conflict(as_, reading):
    body = reading()
    as_("bram")("POST", "/readings", body)
    other = as_("bram")("POST", "/readings", {**body, "minutes": 21})
    assert (other.status_code, other.json["error"]["code"]) == (409, "other_content")


def test_two_children_may_use_the_same_submission_id(as_, reading):
    body = reading()
    assert as_("bram")("POST", "/readings", body).status_code == 201
    assert as_("amira")("POST", "/readings", body).status_code == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": -5}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 121}, "minutes"),
        ({"minutes": "20"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": 10**30}, "minutes"),
        ({"pages": 501}, "pages"),
        ({"form": "tattoo"}, "form"),
        ({"how": "backwards"}, "how"),
        ({"language": "not a language"}, "language"),
        ({"feeling": 5}, "feeling"),
        ({"day": "2026-11-04"}, "day"),
        ({"day": "2026-10-26"}, "day"),
        ({"day": "gisteren"}, "day"),
        ({"submission_id": "1"}, "submission_id"),
        ({"book": {"isbn": "9789021677461"}}, "book.isbn"),
        ({"book": {"title": "x" * 5000}}, "book.title"),
        ({"book": {"id": 999}}, "book.id"),
        ({"work": 999}, "work"),
        ({"book": "De brief"}, "book"),
    ],
)
def test_a_wrong_field_is_named(as_, reading, changes, field):
    answer = as_("bram")("POST", "/readings", reading(**changes))
    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == [field]
    assert answer.json["error"]["message"]


def test_all_wrong_fields_are_named_together(as_, reading):
    answer = as_("bram")("POST", "/readings", reading(minutes=0, feeling=9, book={"isbn": "1"}))
    assert set(answer.json["error"]["fields"]) == {"minutes", "feeling", "book.isbn"}


def test_every_field_may_be_null_or_left_out(as_, reading):
    empty = dict.fromkeys(("minutes", "pages", "book", "work", "day", "place", "company", "feeling", "page"))
    assert as_("bram")("POST", "/readings", reading(**empty)).status_code == 201


def test_company_is_kept(as_, reading):
    as_("bram")("POST", "/readings", reading(company="older", how="together"))
    assert as_("bram")("GET", "/readings").json["items"][0]["company"] == "older"


@pytest.mark.parametrize("days", [0, 1, 7])
def test_a_day_of_the_last_week_is_kept(as_, reading, days):
    day = (NOON.date() - dt.timedelta(days=days)).isoformat()
    as_("bram")("POST", "/readings", reading(day=day))
    assert as_("bram")("GET", "/readings").json["items"][0]["day"] == day


def test_an_unknown_field_is_passed_over(as_, reading):
    assert as_("bram")("POST", "/readings", reading(mood="fine")).status_code == 201


def test_the_own_readings_come_newest_first_in_parts(as_, reading):
    made = [as_("bram")("POST", "/readings", reading(minutes=5 + n)).json["id"] for n in range(5)]
    as_("amira")("POST", "/readings", reading())
    seen, path = [], "/readings?limit=2"
    while path:
        part = as_("bram")("GET", path).json
        assert part.keys() == {"items", "next"}
        seen += [item["id"] for item in part["items"]]
        path = f"/readings?limit=2&after={part['next']}" if part["next"] else None
    assert seen == made[::-1]


def test_a_listed_reading_says_what_was_sent(as_, reading):
    body = reading(book={"title": " Een  eigen titel "}, place="bed", feeling=3, language="en-GB")
    as_("bram")("POST", "/readings", body)
    (item,) = as_("bram")("GET", "/readings").json["items"]
    assert item["book"] == {"title": "Een eigen titel", "author": "", "isbn": None, "genre": ""}
    told = {name: item[name] for name in ("form", "how", "language", "minutes", "place", "feeling", "source")}
    assert told == {
        "form": "book", "how": "self", "language": "en-GB", "minutes": 20,
        "place": "bed", "feeling": 3, "source": "api",
    }  # fmt: skip
    assert item["recorded_at"] == "2026-11-03T12:00:00Z"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "limit=", "after=x", "after=-1", "limit=1&limit=2"]
)
def test_a_wrong_part_of_the_list_is_refused(as_, query):
    answer = as_("bram")("GET", f"/readings?{query}")
    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == [query.partition("=")[0]]


def test_a_withdrawal_takes_back_exactly_what_the_reading_gave(as_, reading):
    as_("bram")("POST", "/readings", reading(minutes=5))
    before = as_("bram")("GET", "/me").json
    made = as_("bram")("POST", "/readings", reading(form="comic", minutes=30)).json
    body = {"submission_id": str(uuid.uuid4())}
    taken = as_("bram")("POST", f"/readings/{made['id']}/withdrawal", body)
    assert taken.status_code == 201
    assert taken.json["lights"] == -made["lights"]
    assert taken.json["tally"]["lights"] == before["lights"]
    assert as_("bram")("GET", "/me").json == before
    assert len(as_("bram")("GET", "/readings").json["items"]) == 1
    again = as_("bram")("POST", f"/readings/{made['id']}/withdrawal", body)
    assert (again.status_code, again.json) == (200, taken.json)


def test_a_withdrawal_of_what_is_withdrawn_changes_nothing(as_, reading):
    made = as_("bram")("POST", "/readings", reading()).json["id"]
    for status in (201, 200):
        body = {"submission_id": str(uuid.uuid4())}
        answer = as_("bram")("POST", f"/readings/{made}/withdrawal", body)
        assert (answer.status_code, answer.json["tally"]["lights"]) == (status, 0)


def test_another_childs_reading_does_not_exist(as_, reading):
    made = as_("bram")("POST", "/readings", reading()).json["id"]
    body = {"submission_id": str(uuid.uuid4())}
    answer = as_("amira")("POST", f"/readings/{made}/withdrawal", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no_reading")
    assert as_("bram")("GET", "/me").json["readings"] == 1


def test_a_withdrawal_cannot_be_withdrawn(as_, reading):
    made = as_("bram")("POST", "/readings", reading()).json["id"]
    taken = as_("bram")("POST", f"/readings/{made}/withdrawal", {"submission_id": str(uuid.uuid4())}).json[
        "id"
    ]
    answer = as_("bram")("POST", f"/readings/{taken}/withdrawal", {"submission_id": str(uuid.uuid4())})
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["teacher", "librarian", "coordinator"])
def test_staff_have_no_readings_of_their_own(as_, reading, name):
    for call in (
        ("POST", "/readings", reading()),
        ("GET", "/readings"),
        ("POST", "/readings/1/withdrawal", {"submission_id": str(uuid.uuid4())}),
    ):
        assert as_(name)(*call).status_code == 403


def test_nobody_reads_nothing(as_, reading):
    for call in (
        ("POST", "/readings", reading()),
        ("GET", "/readings"),
        ("POST", "/readings/1/withdrawal", {"submission_id": str(uuid.uuid4())}),
    ):
        answer = as_()(*call)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="readify"')


def test_the_api_and_the_pages_share_one_ledger(as_, cast, app, database, reading):
    body = reading()
    with database.writing() as session:
        done = log_reading(
            session,
            rules=app.extensions["readify.rulebook"],
            reader_id=cast.people.bram,
            draft=ReadingDraft.model_validate(body),
            today=NOON.date(),
            now=NOON,
        )
        session.commit()
    answer = as_("bram")("POST", "/readings", body)
    assert (answer.status_code, answer.json) == (200, done.value.answer)


def test_logging_takes_at_most_twelve_statements(as_, reading, database):
    as_("bram")("POST", "/readings", reading())
    with statements_of(database) as seen:
        assert as_("bram")("POST", "/readings", reading()).status_code == 201
    assert len(seen) <= 12, seen


def test_nothing_comes_after_the_oldest(as_, reading):
    as_("bram")("POST", "/readings", reading())
    assert as_("bram")("GET", "/readings?after=0").json == {"items": [], "next": None}
