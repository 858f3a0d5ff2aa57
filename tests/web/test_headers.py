"""Headers, the cross-origin check, languages, error pages and the pages for machines, on the whole app."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from readify import migrations
from readify.db import Database
from readify.web.headers import CSP, SCANNER_CSP


def test_no_page_may_run_a_script_that_is_not_a_file_of_ours(client: FlaskClient) -> None:
    policy = client.get("/privacy").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_only_the_scanner_may_run_webassembly() -> None:
    assert "wasm" not in CSP
    assert "script-src 'self' 'wasm-unsafe-eval';" in SCANNER_CSP


@pytest.mark.parametrize("path", ["/privacy", "/nope", "/healthz", "/api/v1/nope"])
def test_every_answer_carries_the_safe_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=(self)")
    assert headers["Referrer-Policy"] == "same-origin"


def test_what_only_leads_on_from_a_form_is_short(client: FlaskClient) -> None:
    answer = client.post("/taal", data={"taal": "en"})
    assert (answer.status_code, answer.data) == (303, b"")
    assert "Content-Security-Policy" not in answer.headers, "there is no page for it to hold for"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert client.get("/thuis").headers["Content-Security-Policy"] == CSP


def test_hsts_is_only_said_over_tls(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/privacy").headers
    assert "Strict-Transport-Security" in client.get("/privacy", base_url="https://localhost").headers


def test_an_address_that_is_a_secret_is_never_told_or_kept(client: FlaskClient) -> None:
    for path in ("/K/NIETBESTAAND", "/k/nietbestaand", "/digibord/nietbestaand", "/scherm/nietbestaand"):
        headers = client.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in headers["Cache-Control"]


def test_a_browser_with_a_cookie_gets_pages_that_are_not_kept(client: FlaskClient) -> None:
    assert client.get("/privacy").headers["Cache-Control"] == "no-cache"
    client.post("/taal", data={"taal": "en"})
    assert client.get("/privacy").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_write(app: Flask, headers: dict[str, str], status: int) -> None:
    client = FlaskClient(app, response_wrapper=app.response_class)
    client.set_cookie("readify", "somebody")
    assert client.post("/taal", data={"taal": "en"}, headers=headers).status_code == status


def test_a_refused_write_changes_nothing_and_says_so_kindly(app: Flask) -> None:
    client = FlaskClient(app, response_wrapper=app.response_class)
    answer = client.post("/taal", data={"taal": "en"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Set-Cookie" not in answer.headers
    assert "Open de pagina opnieuw" in answer.get_data(as_text=True)


def test_a_program_with_a_bearer_token_needs_no_origin(app: Flask) -> None:
    client = FlaskClient(app, response_wrapper=app.response_class)
    client.set_cookie("readify", "somebody")
    answer = client.post("/api/v1/nope", headers={"Authorization": "Bearer x"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nl"),
        ("de", "nl"),
        ("en-GB,en;q=0.9", "en"),
        ("de, en;q=0.5, nl;q=0.4", "en"),
        ("nl-BE, en;q=0.9", "nl"),
        ("en;q=0", "nl"),
    ],
)
def test_the_browser_chooses_the_language(client: FlaskClient, accepted: str, language: str) -> None:
    page = client.get("/privacy", headers={"Accept-Language": accepted}).get_data(as_text=True)
    assert f'<html lang="{language}">' in page


def test_a_picked_language_wins_from_the_browser_and_returns_to_the_page(client: FlaskClient) -> None:
    answer = client.post("/taal", data={"taal": "en", "terug": "/privacy"})
    assert (answer.status_code, answer.location) == (303, "/privacy")
    page = client.get("/privacy", headers={"Accept-Language": "nl"}).get_data(as_text=True)
    assert "What we keep about you" in page


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/\t/evil"]
)
def test_the_language_switch_never_leads_to_another_site(client: FlaskClient, back: str) -> None:
    assert client.post("/taal", data={"taal": "en", "terug": back}).location == "/"


def test_an_unknown_language_is_refused(client: FlaskClient) -> None:
    assert client.post("/taal", data={"taal": "klingon"}).status_code == 422


def test_an_unknown_page_is_a_kind_page_and_for_programs_json(client: FlaskClient) -> None:
    page = client.get("/nope")
    assert page.status_code == 404
    assert "Naar het begin" in page.get_data(as_text=True)
    assert client.get("/api/v1/nope").json["error"]["code"] == "not_found"


def test_a_fault_of_ours_says_that_it_is_ours(new_app: Flask) -> None:
    new_app.testing = False

    @new_app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError

    answer = new_app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "bij ons" in answer.get_data(as_text=True)


def test_the_error_page_works_without_a_database(app: Flask, database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE sign_ins")
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "x" * 43
    assert client.get("/nope").status_code == 404


def test_readiness_names_the_check_that_failed(client: FlaskClient, database: Database) -> None:
    assert client.get("/readyz").json == {"status": "ready", "failed": []}
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["failed"] == ["migration"]
    assert migrations.newest() != "0001"
    assert client.get("/healthz").status_code == 200


def test_metrics_count_by_route_and_never_show_a_path(client: FlaskClient) -> None:
    client.get("/K/GEHEIMGEHEIM")
    text = client.get("/metrics").get_data(as_text=True)
    assert 'route="/K/<token>"' in text
    assert "GEHEIM" not in text
    assert "readify_live_clients 0.0" in text


def test_metrics_are_for_this_machine_only(client: FlaskClient) -> None:
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.7"}).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 404


def test_with_a_token_metrics_are_for_who_holds_it(app: Flask) -> None:
    config = app.extensions["readify.config"]
    app.extensions["readify.config"] = config.model_validate({**config.model_dump(), "metrics_token": "tok"})
    client = app.test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer tok"}).status_code == 200


def test_the_log_names_routes_not_paths(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    from readify.logs import configure_logs

    configure_logs("INFO")
    app.test_client().get("/K/GEHEIMGEHEIM?x=geheim")
    configure_logs("ERROR")
    printed = capsys.readouterr().err
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert [line["route"] for line in lines if line["event"] == "request"] == ["/K/<token>"]
    assert "geheim" not in printed.lower()


def test_small_files_for_browsers(client: FlaskClient) -> None:
    assert "Disallow: /" in client.get("/robots.txt").get_data(as_text=True)
    icons = client.get("/manifest.webmanifest").get_json(force=True)["icons"]
    assert icons
    for icon in icons:
        assert client.get(icon["src"]).status_code == 200
    assert client.get("/favicon.ico", follow_redirects=True).mimetype == "image/png"
