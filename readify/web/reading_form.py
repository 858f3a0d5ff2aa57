"""The log form: from a POST to a draft, and what stands in it at first, after an error or a lost sign-in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from readify.game.facts import Form, How
from readify.queries.own_readings import OwnReading
from readify.queries.shelf import ShelfBook

DEFAULT_MINUTES = {"klein": 10, "midden": 15, "groot": 20}
CHECKS = ("finished", "stopped", "again")
PLAIN = ("submission_id", "form", "how", "language", "day", "place", "company", "feeling", "page", "work")
TRUE = frozenset({"1", "on", "true", "yes"})
SCANNED = "isbn:"
NAMES = {"body": "amount", "minutes": "amount", "pages": "amount"}


def posted(fields: MultiDict[str, str]) -> dict[str, Any]:
    """The posted fields as the draft wants them: one amount, and a book only when one was named."""
    form = fields.to_dict()  # a MultiDict makes an exception of each field that is not there
    data: dict[str, Any] = {name: form.get(name, "") for name in PLAIN}
    data["language"] = _language(form) or "nl"
    data.update({name: form.get(name) in TRUE for name in CHECKS})
    unit = "pages" if form.get("unit") == "pages" else "minutes"
    data[unit] = form.get(unit, "")
    book = {name: form.get(f"book.{name}", "") for name in ("id", "isbn", "title", "author")}
    if (scanned := scanned_isbn(data["work"])) is not None:
        data["work"] = ""
        if not any(value.strip() for value in book.values()):
            book["isbn"] = scanned
    if any(value.strip() for value in book.values()):
        data["book"] = book
        data["work"] = ""  # a newly typed title wins over the one under way
    return data


def scanned_isbn(work: str) -> str | None:
    """The ISBN when the chosen book is the one that was scanned (`isbn:978…`), not one of the own shelf."""
    return work.removeprefix(SCANNED) if work.startswith(SCANNED) else None


def first_values(
    *,
    band: str,
    book: ShelfBook | None,
    last: ShelfBook | None,
    form: str | None = None,
    how: str | None = None,
) -> dict[str, Any]:
    """Good defaults: the book under way, the last minutes and language. Open, *Klaar*: two taps.

    `form` and `how` are wishes from the page before; unknown codes are passed over.
    Another form is another book.
    """
    form = form if form in set(Form) else None
    how = how if how in set(How) else None
    if form and book and form != book.form:
        book = None
    known = book or last
    return {
        "submission_id": str(uuid.uuid4()),
        "form": form or (known.form if known else ("picture_book" if band == "klein" else "book")),
        "how": how or _usual_how(form) or (known.how if known else _first_how(band)),
        "language": known.language if known else "nl",
        "unit": "minutes",
        "minutes": (known.minutes if known else None) or DEFAULT_MINUTES.get(band, 15),
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
        "minutes": reading.minutes or "",
        "pages": reading.pages or 10,
        "work": reading.work_id or "",
        "feeling": reading.feeling or "",
        "finished": reading.finished,
        "stopped": reading.stopped,
        "again": reading.again,
        "day": reading.day.isoformat(),
        "place": reading.place or "",
        "company": reading.company or "",
    }


def typed_values(form: MultiDict[str, str]) -> dict[str, Any]:
    """What somebody typed, to show again; a missing submission id is made anew."""
    values: dict[str, Any] = {name: form.get(name, "") for name in (*PLAIN, "unit", "minutes", "pages")}
    values.update({name: form.get(name) in TRUE for name in CHECKS})
    values["language"] = _language(form)
    values["title"] = form.get("book.title", "")
    values["author"] = form.get("book.author", "")
    values["isbn"] = form.get("book.isbn", "")
    values["book_id"] = form.get("book.id", "")
    values["submission_id"] = values["submission_id"] or str(uuid.uuid4())
    return values


def field_errors(fields: Mapping[str, str]) -> dict[str, str]:
    """The draft's errors under the ids of the form's fields, in the visitor's language, each field once."""
    found: dict[str, str] = {}
    for name, sentence in fields.items():
        found.setdefault(NAMES.get(name, name), gettext(sentence))
    return found


def _language(form: Mapping[str, str]) -> str:
    return form.get("language_other", "").strip() or form.get("language", "").strip()


def _usual_how(form: str | None) -> str | None:
    return How.LISTENED.value if form == Form.AUDIOBOOK else None


def _first_how(band: str) -> str:
    return How.READ_TO_ME.value if band == "klein" else How.SELF.value
