"""What tests of the child's log form share: a form as a browser sends it, and what stands in the ledger."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from readify.books.catalogue import load_seed_books
from readify.models import LedgerEntry, ReaderTally
from readify.tokens import device_key

CATALOGUE = """title,author,year,language,series,series_number,age_code,genre,form,isbn
Harry Potter en de Steen der Wijzen,J.K. Rowling,1998,nl,Harry Potter,1,B,fantasy,book,
Harry Potter en de Geheime Kamer,J.K. Rowling,1999,nl,Harry Potter,2,B,fantasy,book,
Pippi Langkous,Astrid Lindgren,1952,nl,,,A,funny,book,
سندباد,,,ar,,,A,adventure,picture_book,
"""
FIELDS = {"form": "book", "how": "self", "language": "nl", "unit": "minutes", "minutes": "20"}


def filled(**changes: str) -> dict[str, str]:
    """The form as a browser sends it, with a fresh submission id. `book_title` is the field `book.title`."""
    named = {name.replace("book_", "book."): value for name, value in changes.items()}
    return {"submission_id": str(uuid.uuid4()), **FIELDS, **named}


def send(client: FlaskClient, **changes: str) -> TestResponse:
    """Posts the log form."""
    return client.post("/gelezen", data=filled(**changes))


def key_of(app: Flask, reader_id: int) -> str:
    """What this child is called on devices."""
    return device_key(str(app.secret_key), reader_id)


def entry_of(response: TestResponse) -> int:
    """The ledger's id of the log that was just sent."""
    found = re.fullmatch(r"/gelezen/(\d+)/klaar", response.headers.get("Location", ""))
    assert found is not None, (response.status_code, response.text[:400])
    return int(found[1])


def lights_of(app: Flask, reader_id: int) -> int:
    """The stored lights of a reader, 0 before the first log."""
    with app.extensions["readify.database"].reading() as session:
        state = session.scalar(select(ReaderTally.state).where(ReaderTally.reader_id == reader_id))
        return state["lights"] if state else 0


def logs_of(app: Flask, reader_id: int) -> int:
    """How many readings of this reader stand in the ledger, taken back or not."""
    with app.extensions["readify.database"].reading() as session:
        of_reader = (LedgerEntry.reader_id == reader_id, LedgerEntry.kind == "reading")
        return session.scalar(select(func.count(LedgerEntry.id)).where(*of_reader)) or 0


def entries_of(app: Flask, reader_id: int) -> list[LedgerEntry]:
    """All that stands in the ledger of this reader, in order."""
    with app.extensions["readify.database"].reading() as session:
        wanted = select(LedgerEntry).where(LedgerEntry.reader_id == reader_id).order_by(LedgerEntry.id)
        return list(session.scalars(wanted))


def stock(app: Flask, folder: Path) -> None:
    """A catalogue of four titles."""
    path = folder / "books.csv"
    path.write_text(CATALOGUE, encoding="utf-8")
    with app.extensions["readify.database"].writing() as session:
        load_seed_books(session, path=path)
        session.commit()
