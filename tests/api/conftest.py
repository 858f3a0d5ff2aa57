"""What the API's tests share: the cast with tallies, a token for each of them, and one fixed Tuesday noon."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from readify import clock
from readify.actions.cards import make_card
from readify.actions.signing_in import open_session
from readify.models import Account, Library, LibraryStaff, Reader, ReaderTally, Role, SignInKind
from tests.people import NOON, People, settle

BASE = "/api/v1"


@dataclass(frozen=True)
class Cast:
    """The people, a card, a library, and a bearer token per person."""

    people: People
    card: str
    library: int
    tokens: dict[str, str]


class Program:
    """A program that calls the API: no cookies, perhaps a token."""

    def __init__(self, app: Flask, token: str | None = None) -> None:
        self._client = FlaskClient(app, app.response_class, use_cookies=False)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method: str, path: str, body: object = None, **named: Any) -> TestResponse:
        """Sends one request; `path` begins after /api/v1."""
        headers = {**self._headers, **named.pop("headers", {})}
        if body is not None:
            named["json"] = body
        return self._client.open(BASE + path, method=method, headers=headers, **named)


def settle_cast(session: Session) -> Cast:
    """Writes the cast; the caller commits."""
    people = settle(session, NOON)
    for reader_id in (people.bram, people.amira, people.outsider):
        session.add(ReaderTally(reader_id=reader_id))
    library = Library(name="Bieb De Proef", municipality="Stein", created_at=NOON)
    session.add(library)
    session.flush()
    session.add(LibraryStaff(library_id=library.id, account_id=people.librarian))
    card = make_card(session, reader_id=people.bram, now=NOON, own_device=True).value
    tokens = {
        name: _token(session, name, person)
        for name, person in {
            "bram": {"reader_id": people.bram},
            "amira": {"reader_id": people.amira},
            "outsider": {"reader_id": people.outsider},
            "teacher": {"account_id": people.teacher},
            "other_teacher": {"account_id": people.other_teacher},
            "librarian": {"account_id": people.librarian},
            "coordinator": {"account_id": _coordinator(session)},
        }.items()
    }
    return Cast(people, card.token, library.id, tokens)


def _coordinator(session: Session) -> int:
    account = Account(
        email="samen@provincie.example", name="Samen Proef", role=Role.COORDINATOR, created_at=NOON
    )
    session.add(account)
    session.flush()
    return account.id


def _token(session: Session, name: str, person: dict[str, int]) -> str:
    opened = open_session(
        session, role=name, kind=SignInKind.API, idle_minutes=60 * 24 * 30, now=NOON, **person
    )
    return opened.key


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Tuesday 3 November 2026, noon in London."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.extensions["readify.database"].writing() as session:
        found = settle_cast(session)
        session.commit()
    return found


@pytest.fixture
def as_(app: Flask, cast: Cast) -> Callable[..., Program]:
    """`as_("bram")("GET", "/me")`; `as_()` is nobody."""

    def program(name: str | None = None) -> Program:
        return Program(app, cast.tokens[name] if name else None)

    return program


@pytest.fixture
def reading() -> Callable[..., dict[str, Any]]:
    """A valid reading with a new submission id; named fields change it."""

    def body(**changes: Any) -> dict[str, Any]:
        standard = {
            "submission_id": str(uuid.uuid4()),
            "form": "book",
            "how": "self",
            "language": "nl",
            "minutes": 20,
        }
        return {**standard, **changes}

    return body


def move(session: Session, reader_id: int, classroom_id: int) -> None:
    """Puts a child in another class."""
    session.get_one(Reader, reader_id).classroom_id = classroom_id
