"""The standing cast as browsers: each visitor signed in as people do, an outsider beside everyone.

A route's test asks `cast.child` and then `cast.outsider`: may the outsider? Ids are in `cast.people`.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from readify import clock
from readify.actions.accounts import make_account
from readify.actions.cards import make_card
from readify.models import ReaderTally, Role
from readify.perform import perform
from tests.people import PASSWORD, PASSWORD_HASH, People, settle


@dataclass
class Cast:
    """The people in the app's database; each property is a fresh browser with that visitor signed in."""

    app: Flask
    people: People

    @property
    def child(self) -> FlaskClient:
        """Bram of groep 6."""
        return self.with_card(self.people.bram)

    @property
    def classmate(self) -> FlaskClient:
        """Amira of groep 6."""
        return self.with_card(self.people.amira)

    @property
    def outsider(self) -> FlaskClient:
        """Lotte of another class."""
        return self.with_card(self.people.outsider)

    @property
    def teacher(self) -> FlaskClient:
        """Teaches groep 6."""
        return self.with_password("juf@school.example")

    @property
    def other_teacher(self) -> FlaskClient:
        """Teaches the other class."""
        return self.with_password("meester@school.example")

    @property
    def librarian(self) -> FlaskClient:
        """Works in a library."""
        return self.with_password("bieb@bieb.example")

    @property
    def coordinator(self) -> FlaskClient:
        """Sees the whole network."""
        return self.with_password("kern@bieb.example")

    @property
    def stranger(self) -> FlaskClient:
        """Not signed in."""
        return self.app.test_client()

    def with_card(self, reader_id: int) -> FlaskClient:
        """A browser where this child scanned a new card."""
        with self.app.app_context():
            card = perform(make_card, reader_id=reader_id, now=clock.now())
        client = self.app.test_client()
        assert client.get(f"/K/{card.token}").status_code == 303
        return client

    def with_password(self, email: str) -> FlaskClient:
        """A browser where this member of staff signed in."""
        client = self.app.test_client()
        assert client.post("/inloggen", data={"email": email, "password": PASSWORD}).status_code == 303
        return client


def make_cast(app: Flask) -> Cast:
    """Writes the cast into the app's database."""
    with app.extensions["readify.database"].writing() as session:
        people = settle(session, clock.now())
        children = (people.bram, people.amira, people.outsider)
        session.add_all(ReaderTally(reader_id=child) for child in children)
        make_account(
            session,
            email="kern@bieb.example",
            name="Kern Proef",
            role=Role.COORDINATOR,
            password_hash=PASSWORD_HASH,
            now=clock.now(),
        )
        session.commit()
    return Cast(app, people)
