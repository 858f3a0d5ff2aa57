"""Which addresses wait for this week's letter."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify.models import ParentMail


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that has not had this week's letter."""

    mail_id: int
    email: str
    key: str
    locale: str


def waiting_for(session: Session, *, week: str) -> tuple[Waiting, ...]:
    """Confirmed addresses without this week's letter, in the order in which they came."""
    rows = session.execute(
        select(ParentMail.id, ParentMail.email, ParentMail.key, ParentMail.locale)
        .where(
            ParentMail.confirmed_at.is_not(None),
            or_(ParentMail.last_week.is_(None), ParentMail.last_week != week),
        )
        .order_by(ParentMail.id)
    )
    return tuple(Waiting(*row) for row in rows)


def is_known(session: Session, *, key: str) -> bool:
    """Whether a link with this key still means an address."""
    return session.scalar(select(ParentMail.id).where(ParentMail.key == key)) is not None
