"""Addresses of parents who want one letter a week: asked, confirmed, sent to, stopped.

They hang on nothing else in the database. An address that stops is deleted, not marked.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.done import Done
from readify.models import ParentMail

AGAIN_AFTER = dt.timedelta(hours=1)  # an address is not asked to confirm more often


def ask_letters(session: Session, *, email: str, locale: str, now: dt.datetime) -> Done[str | None]:
    """Keeps the address until it confirms. Answers the key for a link, or None when no mail should go out.

    None: it gets letters already, or was asked within the hour. The caller tells nobody which.
    """
    address = email.strip().lower()
    known = session.scalar(select(ParentMail).where(ParentMail.email == address))
    if known is None:
        known = ParentMail(email=address, key=tokens.new_key(), locale=locale, created_at=now, asked_at=now)
        session.add(known)
        session.flush()
        return Done(known.key)
    if known.confirmed_at is not None or now - known.asked_at < AGAIN_AFTER:
        return Done(None)
    known.asked_at = now
    return Done(known.key)


def confirm_letters(session: Session, *, key: str, now: dt.datetime) -> Done[bool]:
    """The link was opened and the button pressed. False when the address is no longer there."""
    known = session.scalar(select(ParentMail).where(ParentMail.key == key))
    if known is None:
        return Done(False)
    known.confirmed_at = known.confirmed_at or now
    return Done(True)


def stop_letters(session: Session, *, key: str) -> Done[None]:
    """Deletes the address. Stopping twice is stopping once."""
    session.execute(delete(ParentMail).where(ParentMail.key == key))
    return Done(None)


def take_letter(session: Session, *, mail_id: int, week: str) -> Done[bool]:
    """This week's letter to this address is ours to send: True once a week, whoever asks, also at once."""
    taken = session.scalar(
        update(ParentMail)
        .where(
            ParentMail.id == mail_id,
            ParentMail.confirmed_at.is_not(None),
            or_(ParentMail.last_week.is_(None), ParentMail.last_week != week),
        )
        .values(last_week=week)
        .returning(ParentMail.id)
    )
    return Done(taken is not None)


def give_letter_back(session: Session, *, mail_id: int, week: str) -> Done[None]:
    """It could not be delivered: the next run tries again."""
    session.execute(
        update(ParentMail)
        .where(ParentMail.id == mail_id, ParentMail.last_week == week)
        .values(last_week=None)
    )
    return Done(None)
