"""What a visitor chooses for itself: a child its companion and that one's name, everybody the language."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import update
from sqlalchemy.orm import Session

from readify.done import Done
from readify.models import Account, Reader


def choose_companion(session: Session, *, reader_id: int, companion: str) -> Done[None]:
    """Another koempel comes along; nothing else changes."""
    session.execute(update(Reader).where(Reader.id == reader_id).values(companion=companion))
    return Done(None)


def name_companion(session: Session, *, reader_id: int, name: str) -> Done[None]:
    """The koempel is called this; an empty name takes the name away. Nobody else ever sees it."""
    session.execute(update(Reader).where(Reader.id == reader_id).values(companion_name=name))
    return Done(None)


def end_welcome(session: Session, *, reader_id: int, now: dt.datetime) -> Done[None]:
    """The first run is done, or skipped: it never comes again. The first moment stays."""
    fresh = update(Reader).where(Reader.id == reader_id, Reader.welcomed_at.is_(None))
    session.execute(fresh.values(welcomed_at=now))
    return Done(None)


def choose_locale(session: Session, *, reader_id: int, locale: str) -> Done[None]:
    """The pages speak another language from now on."""
    session.execute(update(Reader).where(Reader.id == reader_id).values(locale=locale))
    return Done(None)


def choose_staff_locale(session: Session, *, account_id: int, locale: str) -> Done[None]:
    """The pages, and mails, of this grown-up speak another language from now on."""
    session.execute(update(Account).where(Account.id == account_id).values(locale=locale))
    return Done(None)
