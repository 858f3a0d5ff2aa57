"""Passports that are printed ahead: a numbered batch of cards, each with a code of its own."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.passports import OpenedPassport, open_passport
from readify.done import Done
from readify.models import PassportOrigin


def open_paper_passports(
    session: Session,
    *,
    count: int,
    library_id: int,
    today: dt.date,
    now: dt.datetime,
    secret: str,
    language: str = "nl",
    account_id: int | None = None,
) -> Done[tuple[OpenedPassport, ...]]:
    """As many new passports as there are cards to print. Their keys are known here only, for the printer."""
    opened = tuple(
        open_passport(
            session,
            origin=PassportOrigin.PAPER,
            today=today,
            now=now,
            secret=secret,
            library_id=library_id,
            language=language,
        ).value
        for _ in range(count)
    )
    note(session, "open_paper_passports", "library", library_id, account_id=account_id, now=now)
    return Done(opened)
