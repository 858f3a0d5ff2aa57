"""The log form: from a POST to a draft, and what stands in it at first, after an error or a lost sign-in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from readify.queries.own_readings import OwnReading
from readify.queries.shelf import ShelfBook

DEFAULT_MINUTES = {"klein": 10, "midden": 15, "groot": 20}
CHECKS = ("finished", "stopped", "again")
PLAIN = ("submission_id", "form", "how", "language", "day", "place", "company", "feeling", "page", "work")


def posted(form: MultiDict[str, str]) -> dict[str, Any]:
    """The posted fields as the draft wants them: one amount, and a book only when one was named."""
    data: dict[str, Any] = {name: form.get(name, "") for name in PLAIN}
    data["language"] = form.get("language_other", "").strip() or form.get("language", "").strip() or "nl"
    data.update({name: form.get(name) in {"1", "on", "true"} for name in CHECKS})
    unit = "pages" if form.get("unit") == "pages" else "minutes"
    data[unit] = form.get(unit, "")
    book = {name: form.get(f"book.{name}", "") for name in ("id", "isbn", "title", "author")}
    if any(value.strip() for value in book.values()):
        data["book"] = book
        data["work"] = ""  # a newly typed title wins over the one under way
    return data


def first_values(*, band: str, book: ShelfBook | None, last: ShelfBook | None) -> dict[str, Any]:
    """Good defaults: the book under way, the last minutes and language. Open, *Klaar*: two taps."""
    known = book or last
    return {
        "submission_id": str(uuid.uuid4()),
        "form": known.form if known else ("picture_book" if band == "klein" else "book"),
        "how": known.how if known else ("read_to_me" if band == "klein" else "self"),
        "language": known.language if known else "nl",
        "unit": "minutes",
        "minutes": (known.minutes if known else None) or DEFAULT_MINUTES[band],
        "pages": 10,
        "work": book.work if book else "",
        "feeling": "",
    }


def values_of(reading: OwnReading) -> dict[str, Any]:
    """The form filled with a reading that is being corrected."""
    return {
        "submission_id": str(uuid.uuid4()),
        "form": reading.form,
        "how": reading.how,
        "language": reading.language,
        "unit": "pages" if reading.pages and not reading.minutes else "minutes",
        "minutes": reading.minutes or DEFAULT_MINUTES["midden"],
        "pages": reading.pages or 10,
        "work": reading.work_id or "",
        "feeling": reading.feeling or "",
        "finished": reading.finished,
        "stopped": reading.stopped,
        "again": reading.again,
        "day": reading.day.isoformat(),
        "place": reading.place or "",
        "company": reading.company or "",
        "title": reading.title or "",
    }


def typed_values(form: MultiDict[str, str]) -> dict[str, Any]:
    """What somebody typed, to show again; a missing submission id is made anew."""
    values: dict[str, Any] = {name: form.get(name, "") for name in (*PLAIN, "unit", "minutes", "pages")}
    values.update({name: form.get(name) in {"1", "on", "true"} for name in CHECKS})
    values["language"] = form.get("language_other", "").strip() or values["language"]
    values["title"] = form.get("book.title", "")
    values["author"] = form.get("book.author", "")
    values["isbn"] = form.get("book.isbn", "")
    values["book_id"] = form.get("book.id", "")
    values["submission_id"] = values["submission_id"] or str(uuid.uuid4())
    return values


def field_errors(fields: Mapping[str, str]) -> dict[str, str]:
    """The draft's errors under the form's field names."""
    return {("amount" if name == "body" else name): sentence for name, sentence in fields.items()}
