"""What the pages for people with and without an account share: who is asking, as the person in a team."""

from __future__ import annotations

from typing import Any

from flask import request

from readify.actions.teams import Person
from readify.web import device_passport
from readify.web.identity import not_here
from readify.web.trail import signed_in


def no_staff() -> None:
    """For a teacher or a librarian these pages do not exist: they have no passport."""
    visitor = signed_in()
    if visitor is not None and visitor.account_id is not None:
        not_here()


def who() -> dict[str, Any]:
    """What the templates ask: a child with an account, or a guest."""
    visitor = signed_in()
    return {"is_child": visitor is not None and visitor.reader_id is not None}


def person_here() -> Person | None:
    """The child that is signed in, else the passport in use on this device, else nobody yet."""
    no_staff()
    visitor = signed_in()
    if visitor is not None:
        return Person(reader_id=visitor.reader_id)
    mine = device_passport.in_use()
    return Person(passport_id=mine.passport.passport_id) if mine else None


def is_prefetch() -> bool:
    """Whether a browser fetches ahead, without anybody who looks."""
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
