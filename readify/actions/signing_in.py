"""Signing in and out: every way in ends in one `sign_ins` row and one `OpenedSession`.

A wrong card, phrase or password raises Unauthenticated and changes nothing. Wrong pictures are counted, so
they are an answer (`PicturesRefused`), not an exception: an exception would roll the count back.
Passwords are checked before, by `queries.signing_in.check_password`: Argon2 is too slow to hold up writers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.done import Done
from readify.errors import Unauthenticated
from readify.models import Account, Card, Reader, SignIn, SignInKind
from readify.queries.signing_in import WRONG_PASSWORD, PasswordCheck
from readify.words import N_

SHARED_MINUTES = 15
OWN_DEVICE_MINUTES = 30 * 24 * 60
STAFF_MINUTES = 12 * 60
MOST_TRIES = 5
TOUCH_EVERY = dt.timedelta(minutes=1)

UNKNOWN_CARD = N_("Deze kaart werkt niet meer. Vraag je juf of meester om een nieuwe.")
UNKNOWN_PHRASE = N_("Die woorden ken ik niet. Kijk nog eens goed.")


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A fresh sign-in: `key` goes to the cookie or the program, once; the server keeps only its hash.

    `role` is `child`, `teacher`, `librarian`, `coordinator` or `substitute`; exactly one id is set.
    `permanent`: the browser keeps it when it closes (a child's own device).
    """

    key: str
    role: str
    expires_at: dt.datetime
    permanent: bool = False
    reader_id: int | None = None
    account_id: int | None = None
    substitute_id: int | None = None


@dataclass(frozen=True, slots=True)
class PicturesRefused:
    """These were not the pictures; `tries_left` = 0: only the teacher can let this child in."""

    tries_left: int


def open_session(
    session: Session,
    *,
    role: str,
    kind: SignInKind,
    idle_minutes: int,
    now: dt.datetime,
    replaces: str | None = None,
    **person: int | None,
) -> OpenedSession:
    """Writes the sign-in of a person (`reader_id`, `account_id` or `substitute_id`, perhaps `card_id`).

    Flushes. `replaces` is the key hash of this browser's earlier sign-in: it ends first, whoever's it was.
    """
    if replaces is not None:
        end_sign_ins(session, SignIn.key_hash == replaces, now=now)
    key = tokens.new_key()
    session.add(
        SignIn(
            key_hash=tokens.hash_token(key),
            kind=kind,
            idle_minutes=idle_minutes,
            created_at=now,
            seen_at=now,
            **person,
        )
    )
    session.flush()
    return OpenedSession(
        key=key,
        role=role,
        expires_at=now + dt.timedelta(minutes=idle_minutes),
        permanent=idle_minutes == OWN_DEVICE_MINUTES,
        reader_id=person.get("reader_id"),
        account_id=person.get("account_id"),
        substitute_id=person.get("substitute_id"),
    )


def sign_in_with_card(
    session: Session, *, token: str, kind: SignInKind, now: dt.datetime, replaces: str | None = None
) -> Done[OpenedSession]:
    """A child scans or sends a card. Raises Unauthenticated `unknown_card` or `revoked_card`."""
    card = session.execute(
        select(Card.id, Card.reader_id, Card.own_device, Card.revoked_at, Reader.left_at)
        .join(Reader, Reader.id == Card.reader_id)
        .where(Card.token_hash == tokens.hash_token(tokens.card_token(token)))
    ).one_or_none()
    if card is None:
        raise Unauthenticated("unknown_card", UNKNOWN_CARD)
    if card.revoked_at is not None or card.left_at is not None:
        raise Unauthenticated("revoked_card", UNKNOWN_CARD)
    return Done(
        open_session(
            session,
            role="child",
            kind=kind,
            idle_minutes=OWN_DEVICE_MINUTES if card.own_device else SHARED_MINUTES,
            now=now,
            replaces=replaces,
            reader_id=card.reader_id,
            card_id=card.id,
        )
    )


def sign_in_with_pictures(
    session: Session,
    *,
    reader_id: int,
    codes: tuple[str, ...],
    secret: str,
    kind: SignInKind,
    now: dt.datetime,
    replaces: str | None = None,
) -> Done[OpenedSession | PicturesRefused]:
    """Three pictures in order. One UPDATE counts the try before it is judged: no race gives a sixth."""
    counted = session.execute(
        update(Reader)
        .where(Reader.id == reader_id, Reader.left_at.is_(None), Reader.picture_hash.is_not(None))
        .where(Reader.picture_tries < MOST_TRIES)
        .values(picture_tries=Reader.picture_tries + 1)
        .returning(Reader.picture_hash, Reader.picture_tries)
    ).one_or_none()
    if counted is None:
        return Done(PicturesRefused(0))
    given = tokens.picture_hash(secret, reader_id=reader_id, codes=codes)
    if not tokens.same_hash(given, counted.picture_hash):
        return Done(PicturesRefused(MOST_TRIES - counted.picture_tries))
    session.execute(update(Reader).where(Reader.id == reader_id).values(picture_tries=0))
    return Done(_child(session, reader_id, kind=kind, now=now, replaces=replaces))


def sign_in_with_phrase(
    session: Session,
    *,
    phrase: str,
    secret: str,
    kind: SignInKind,
    now: dt.datetime,
    replaces: str | None = None,
) -> Done[OpenedSession]:
    """A child of 12 and older types four words. Raises Unauthenticated `unknown_phrase`."""
    reader_id = session.scalar(
        select(Reader.id).where(
            Reader.phrase_hash == tokens.phrase_hash(secret, phrase), Reader.left_at.is_(None)
        )
    )
    if reader_id is None:
        raise Unauthenticated("unknown_phrase", UNKNOWN_PHRASE)
    return Done(_child(session, reader_id, kind=kind, now=now, replaces=replaces))


def sign_in_with_password(
    session: Session,
    *,
    check: PasswordCheck,
    kind: SignInKind,
    now: dt.datetime,
    replaces: str | None = None,
) -> Done[OpenedSession]:
    """Staff, after `check_password`. Raises Unauthenticated when password or account changed since."""
    account = session.scalar(
        select(Account).where(
            Account.id == check.account_id,
            Account.password_hash == check.password_hash,
            Account.disabled_at.is_(None),
        )
    )
    if account is None:
        raise Unauthenticated("wrong_password", WRONG_PASSWORD)
    if check.fresh_hash is not None:
        account.password_hash = check.fresh_hash
    return Done(sign_in_account(session, account=account, kind=kind, now=now, replaces=replaces))


def sign_in_account(
    session: Session,
    *,
    account: Account,
    kind: SignInKind,
    now: dt.datetime,
    replaces: str | None = None,
) -> OpenedSession:
    """Staff who have shown who they are, whatever the way."""
    return open_session(
        session,
        role=account.role.value,
        kind=kind,
        idle_minutes=STAFF_MINUTES,
        now=now,
        replaces=replaces,
        account_id=account.id,
    )


def sign_out(session: Session, *, sign_in_id: int, now: dt.datetime) -> Done[None]:
    """Ends a sign-in on the server: its key opens nothing any more. Ending it twice does no harm."""
    end_sign_ins(session, SignIn.id == sign_in_id, now=now)
    return Done(None)


def note_seen(session: Session, *, sign_in_id: int, now: dt.datetime) -> Done[None]:
    """Somebody is still there: the idle time starts again. Never wakes a sign-in that has ended."""
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None), SignIn.seen_at < now)
        .values(seen_at=now)
    )
    return Done(None)


def end_sign_ins(session: Session, *which: ColumnElement[bool], now: dt.datetime) -> None:
    """Ends all sign-ins that meet the conditions and have not ended yet."""
    session.execute(update(SignIn).where(SignIn.ended_at.is_(None), *which).values(ended_at=now))


def _child(session: Session, reader_id: int, **how: Any) -> OpenedSession:
    return open_session(session, role="child", idle_minutes=SHARED_MINUTES, reader_id=reader_id, **how)
