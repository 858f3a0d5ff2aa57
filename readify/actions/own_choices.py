"""What a visitor chooses for itself: a child its companion, everybody the language of the pages."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from readify.done import Done
from readify.models import Account, Reader


def choose_companion(session: Session, *, reader_id: int, companion: str) -> Done[None]:
    """Another koempel comes along; nothing else changes."""
    session.execute(update(Reader).where(Reader.id == reader_id).values(companion=companion))
    return Done(None)


def choose_locale(session: Session, *, reader_id: int, locale: str) -> Done[None]:
    """The pages speak another language from now on."""
    session.execute(update(Reader).where(Reader.id == reader_id).values(locale=locale))
    return Done(None)


def choose_staff_locale(session: Session, *, account_id: int, locale: str) -> Done[None]:
    """The pages, and mails, of this grown-up speak another language from now on."""
    session.execute(update(Account).where(Account.id == account_id).values(locale=locale))
    return Done(None)
