"""Every refusal of the API is JSON of one shape, in the visitor's language."""

from __future__ import annotations

import io

import pytest
from sqlalchemy.exc import OperationalError

from readify.api import me

CONTENT = {"code", "message", "fields"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/nothing", 404),
        ("GET", "/readings/1", 404),
        ("POST", "/readings/0/withdrawal", 404),
        ("POST", "/readings/99999999999999999999/withdrawal", 404),
        ("GET", "/contests/1", 404),
        ("GET", "/pilot/overview", 404),
        ("PUT", "/me", 405),
        ("DELETE", "/readings", 405),
    ],
)
def test_an_unknown_address_or_method_is_answered_in_json(as_, method, path, status):
    answer = as_("bram")(method, path)
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert answer.json["error"].keys() == CONTENT
    assert answer.json["error"]["message"]
    if status == 405:
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b'{"a": "\\ud800"}', b"[" * 20_000, b"{'a': 1}", b"{} {}"]
)
def test_what_is_no_json_is_malformed(as_, raw):
    for path in ("/readings", "/session"):
        answer = as_("bram")("POST", path, data=raw, content_type="application/json")
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "malformed")


@pytest.mark.parametrize("said", [True, False])
def test_a_body_that_is_too_large_is_refused_also_when_its_length_is_not_said(as_, said):
    raw = b'"' + b"x" * 70_000 + b'"'
    length = {"CONTENT_LENGTH": str(len(raw))} if said else {"wsgi.input_terminated": True}
    environ = {"wsgi.input": io.BytesIO(raw), **length}
    answer = as_("bram")("POST", "/readings", content_type="application/json", environ_overrides=environ)
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "request_entity_too_large")


@pytest.mark.parametrize("content", ["text/plain", "application/x-www-form-urlencoded", None])
def test_another_content_type_is_not_supported(as_, content):
    answer = as_("bram")("POST", "/readings", data=b"form=book", content_type=content)
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "unsupported_media_type")


def test_a_body_that_is_too_large_is_not_read(as_):
    answer = as_("bram")("POST", "/readings", data=b" " * 70_000, content_type="application/json")
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "request_entity_too_large")


def test_signing_in_is_asked_before_the_body_is_judged(as_):
    assert as_()("POST", "/readings", data=b"{", content_type="application/json").status_code == 401


def test_a_database_that_is_away_is_busy_and_nothing_is_lost(as_, monkeypatch):
    def away(*_given, **_named):
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    monkeypatch.setattr(me, "child_me", away)
    answer = as_("bram")("GET", "/me")
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "cannot_write")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_fault_of_ours_says_so_without_details(as_, app, monkeypatch):
    def broken(*_given, **_named):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(me, "child_me", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = as_("bram")("GET", "/me")
    assert (answer.status_code, answer.mimetype) == (500, "application/json")
    assert "secret" not in answer.text


def test_personal_answers_are_never_kept(as_):
    assert as_("bram")("GET", "/me").headers["Cache-Control"] == "private, no-store"


def test_messages_and_fields_speak_the_language_that_was_asked_for(as_, reading):
    for language, message in (("nl", "Meld je eerst aan."), ("en-GB, nl;q=0.5", "Sign in first.")):
        answer = as_()("GET", "/me", headers={"Accept-Language": language})
        assert answer.json["error"]["message"] == message
    half = as_()("POST", "/session", {"email": "x"}, headers={"Accept-Language": "en"})
    assert half.json["error"]["fields"] == {"password": "Give the password of this account."}
