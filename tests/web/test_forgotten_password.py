"""A forgotten password, by real SMTP to a server in this process."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from readify.actions.accounts import disable_account
from readify.config import Config
from readify.mail import can_mail
from tests.people import PASSWORD
from tests.web.doors import do, people
from tests.web.smtp_server import MailServer, mail_server

__all__ = ["do", "people"]
NEW = "een heel nieuw woord"


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


def ask(client: FlaskClient, email: str):
    """Asks for a link, and waits until the mail's thread has ended."""
    answer = client.post("/wachtwoord-vergeten", data={"email": email})
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    return answer


def link_in(server: MailServer) -> tuple[str, str]:
    """The path in the mail that came, and the whole mail."""
    mail = server.mails.get(timeout=5)
    text = mail.get_content()
    return re.search(r"http://localhost(/wachtwoord/\S+)", text)[
        1
    ], f"{mail['To']}\n{mail['Subject']}\n{text}"


def test_a_forgotten_password_is_chosen_anew_by_a_link_in_a_mail(client, people, server):
    ask(client, "JUF@school.example")
    path, mail = link_in(server)
    assert "juf@school.example" in mail
    assert "Kies een nieuw wachtwoord" in mail
    assert "Hallo Juf Proef" in mail
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    saved = client.post(path, data={"password": NEW})
    assert (saved.status_code, saved.location) == (303, "/inloggen")
    old, new = (
        client.post("/inloggen", data={"email": "juf@school.example", "password": password})
        for password in (PASSWORD, NEW)
    )
    assert (old.status_code, new.status_code) == (422, 303)


def test_a_used_link_is_worn_for_looking_and_for_saving(client, people, server):
    ask(client, "juf@school.example")
    path, _ = link_in(server)
    client.post(path, data={"password": NEW})
    for answer in (client.get(path), client.post(path, data={"password": NEW + "er"})):
        assert answer.status_code == 404
        assert "Deze link werkt niet meer" in answer.text


def test_a_weak_password_is_explained_and_does_not_spend_the_link(client, people, server):
    ask(client, "juf@school.example")
    path, _ = link_in(server)
    refused = client.post(path, data={"password": "kort"})
    assert refused.status_code == 422
    assert "Kies een wachtwoord van 10 tekens of meer." in refused.text
    assert client.post(path, data={"password": NEW}).status_code == 303


def test_the_page_is_the_same_whether_or_not_the_e_mail_has_an_account(client, do, people, server):
    do(disable_account, account_id=people.other_teacher)
    known = ask(client, "juf@school.example")
    for email in ("wie@school.example", "meester@school.example", "", "x\r\nBcc: y@z.example"):
        unknown = ask(client, email)
        assert (unknown.status_code, unknown.text) == (known.status_code, known.text)
    link_in(server)
    assert server.mails.empty()


def test_a_mail_server_that_refuses_changes_nothing_for_the_asker(client, people, server):
    known = ask(client, "wie@school.example")
    server.refuses = True
    refused = ask(client, "juf@school.example")
    assert refused.text == known.text
    assert server.mails.empty()


@pytest.mark.parametrize("token", ["x", "A" * 32, "%2e%2e", "é"])
def test_a_guessed_link_opens_nothing(client, people, token):
    assert client.get(f"/wachtwoord/{token}").status_code == 404
    assert client.post(f"/wachtwoord/{token}", data={"password": NEW}).status_code == 404


def test_a_forged_host_does_not_lead_the_link_away(client, people, server):
    client.post(
        "/wachtwoord-vergeten", data={"email": "juf@school.example"}, headers={"Host": "evil.example"}
    )
    assert "evil.example" not in link_in(server)[1]


def test_without_a_base_url_production_mails_no_links(config):
    assert can_mail(config)
    assert not can_mail(config.model_copy(update={"environment": "production", "base_url": None}))
    assert not can_mail(config.model_copy(update={"smtp_host": None}))


class TestWithoutMail:
    """No mail server is set."""

    @pytest.fixture
    def config(self, config: Config) -> Config:
        return config.model_copy(update={"smtp_host": None})

    def test_the_page_says_plainly_whom_to_ask(self, client, people):
        for page in (client.get("/wachtwoord-vergeten"), ask(client, "juf@school.example")):
            assert page.status_code == 200
            assert "Deze Readify kan nog geen mail sturen. Vraag de coördinator" in page.text
            assert "<input" not in page.text
