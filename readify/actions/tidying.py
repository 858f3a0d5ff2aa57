"""Clearing what has served its time: dead ways in, passports and teams without use, unconfirmed addresses.

Never what a child read or got. Each term is said in docs/privacy.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import CursorResult, Delete, delete, or_
from sqlalchemy.orm import Session

from readify.done import Done
from readify.models import Card, ParentMail, Passport, PasswordReset, SignIn, Team

DEAD_AFTER = dt.timedelta(days=30)  # ended sign-ins, replaced cards, used and expired links
IDLE_AFTER = dt.timedelta(days=60)  # sign-ins that nobody ended: longer than any lasts (30 days)
UNUSED_AFTER = dt.timedelta(days=365)  # passports without an account, and teams after their holiday
UNCONFIRMED_AFTER = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows went."""

    sign_ins: int
    cards: int
    links: int
    passports: int
    teams: int
    addresses: int


def clear_away(session: Session, *, today: dt.date, now: dt.datetime) -> Done[Tidied]:
    """Deletes all of it. Doing it twice is doing it once."""
    dead = now - DEAD_AFTER
    unused = today - UNUSED_AFTER
    return Done(
        Tidied(
            sign_ins=_gone(
                session, delete(SignIn).where(or_(SignIn.ended_at < dead, SignIn.seen_at < now - IDLE_AFTER))
            ),
            cards=_gone(session, delete(Card).where(Card.revoked_at < dead)),
            links=_gone(
                session,
                delete(PasswordReset).where(
                    or_(PasswordReset.used_at < dead, PasswordReset.expires_at < dead)
                ),
            ),
            passports=_gone(session, delete(Passport).where(Passport.seen_on < unused)),
            teams=_gone(session, delete(Team).where(Team.ends < unused)),
            addresses=_gone(
                session,
                delete(ParentMail).where(
                    ParentMail.confirmed_at.is_(None), ParentMail.asked_at < now - UNCONFIRMED_AFTER
                ),
            ),
        )
    )


def _gone(session: Session, which: Delete) -> int:
    done = session.execute(which, execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return int(done.rowcount)
