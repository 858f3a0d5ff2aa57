"""A letter a week to parents, by real SMTP: asked, confirmed, sent once a week, stopped with one click."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from readify.commands.letters import letters as letters_command
from readify.config import Config
from readify.models import Base, ParentMail
from tests.web.smtp_server import MailServer, mail_server

ADDRESS = "ouder@huis.example"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def config(config: Config, server: MailServer) -> Config:
    """The same settings, with a mail server."""
    return config.model_copy(
        update={"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
    )


def ask(client: FlaskClient, email: str = ADDRESS, **headers: str):
    answer = client.post("/ouders", data={"email": email}, headers=headers)
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    return answer


def link_in(mail: EmailMessage, purpose: str) -> str:
    return re.search(rf"http://localhost(/ouders/{purpose}/\S+)", mail.get_content())[1]


def confirmed(client: FlaskClient, server: MailServer, email: str = ADDRESS) -> None:
    ask(client, email)
    assert client.post(link_in(server.mails.get(timeout=5), "ja")).status_code == 200


def addresses(app: Flask) -> list[tuple[str, bool]]:
    with app.extensions["readify.database"].reading() as session:
        rows = session.scalars(select(ParentMail).order_by(ParentMail.id))
        return [(row.email, row.confirmed_at is not None) for row in rows]


@pytest.fixture
def send(app: Flask, config: Config, monkeypatch: pytest.MonkeyPatch):
    """The command, on this test's database."""
    monkeypatch.setattr("readify.commands.starting.read_config", lambda: config)
    return lambda *options: CliRunner().invoke(letters_command, options)


def test_an_address_gets_letters_only_after_its_owner_says_so(client, app, server, send) -> None:
    assert "Kijk in je mail." in ask(client, " Ouder@Huis.example ").text
    assert addresses(app) == [(ADDRESS, False)]
    mail = server.mails.get(timeout=5)
    assert mail["To"].lower() == ADDRESS
    assert "Was jij dat?" in mail.get_content()
    path = link_in(mail, "ja")
    page = client.get(path)  # a mail program may open a link by itself
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert addresses(app) == [(ADDRESS, False)]
    assert "0 addresses" in send("--send").output
    assert server.mails.empty()
    assert "Het staat aan" in client.post(path).text
    assert addresses(app) == [(ADDRESS, True)]


def test_a_letter_goes_once_a_week_and_says_nothing_of_a_child(client, app, server, send) -> None:
    confirmed(client, server)
    dry = send()
    assert "waits for 1 addresses" in dry.output
    assert server.mails.empty()
    first = send("--send")
    assert (first.exit_code, "sent to 1 addresses, 0 failed" in first.output) == (0, True)
    letter = server.mails.get(timeout=5)
    assert letter["Subject"].startswith("Leesidee: ")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"] == f"<http://localhost{link_in(letter, 'stop')}>"
    assert "sent to 0 addresses" in send("--send").output
    assert server.mails.empty()


def test_a_letter_that_cannot_go_goes_the_next_time(client, app, server, send) -> None:
    confirmed(client, server)
    server.refuses = True
    refused = send("--send")
    assert (refused.exit_code, "1 failed" in refused.output) == (1, True)
    server.refuses = False
    assert "sent to 1 addresses, 0 failed" in send("--send").output


def test_one_click_of_the_mail_program_deletes_the_address(client, app, server, send) -> None:
    confirmed(client, server)
    send("--send")
    path = link_in(server.mails.get(timeout=5), "stop")
    assert "Ja, stop ermee" in client.get(path).text
    assert addresses(app) == [(ADDRESS, True)]
    mail_program = FlaskClient(app)  # says nothing of where it comes from, and has no cookies
    answer = mail_program.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert addresses(app) == []
    assert client.post(path).status_code == 200  # a second click is as good
    assert client.get(path).status_code == 404


def test_no_answer_tells_who_gets_letters_and_nobody_is_mailed_twice_in_an_hour(client, server) -> None:
    first, again = ask(client), ask(client)
    assert first.text == again.text
    server.mails.get(timeout=5)
    assert server.mails.empty()


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "a@b.nl\r\nBcc: c@d.nl", "a@b.nl, c@d.nl", "<a@b.nl>", "a" * 300]
)
def test_what_is_no_address_is_said(client, app, server, email: str) -> None:
    answer = ask(client, email)
    assert answer.status_code == 422
    assert "Dit lijkt geen e-mailadres." in answer.text
    assert addresses(app) == []


@pytest.mark.parametrize("token", ["x", "A.B", "%2e%2e", "é"])
def test_a_guessed_link_opens_nothing(client, token: str) -> None:
    for purpose in ("ja", "stop"):
        assert client.get(f"/ouders/{purpose}/{token}").status_code == 404
        assert client.post(f"/ouders/{purpose}/{token}").status_code == 404


def test_a_link_to_stop_does_not_confirm(client, app, server) -> None:
    ask(client)
    path = link_in(server.mails.get(timeout=5), "ja")
    assert client.post(path.replace("/ja/", "/stop/")).status_code == 404
    assert addresses(app) == [(ADDRESS, False)]


def test_an_english_parent_gets_english(client, server, send) -> None:
    ask(client, **{"Accept-Language": "en"})
    mail = server.mails.get(timeout=5)
    assert "Was that you?" in mail.get_content()
    client.post(link_in(mail, "ja"))
    send("--send")
    assert server.mails.get(timeout=5)["Subject"].startswith("Reading idea: ")


def test_an_address_hangs_on_nothing_else() -> None:
    table = Base.metadata.tables["parent_mails"]
    assert not table.foreign_keys
    assert not [
        one for one in Base.metadata.tables.values() for key in one.foreign_keys if key.column.table is table
    ]


class TestWithoutMail:
    """No mail server is set."""

    @pytest.fixture
    def config(self, config: Config) -> Config:
        return config.model_copy(update={"smtp_host": None})

    def test_the_page_says_so_and_keeps_nothing(self, client, app) -> None:
        assert "kan nog geen mail sturen" in client.get("/ouders").text
        assert "kan nog geen mail sturen" in ask(client).text
        assert addresses(app) == []

    def test_the_command_says_what_to_set(self, send) -> None:
        assert "READIFY_SMTP_HOST" in str(send("--send").exception)
