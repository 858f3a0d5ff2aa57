"""Passkeys of staff: a question asked once, a key added, used, named, taken away.

Whether an answer is right is `passkeys`' to say, before: here only what is kept.
"""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.signing_in import OpenedSession, sign_in_account
from readify.done import Done
from readify.drafts.account import KeyNameDraft
from readify.errors import Conflict, NotFound, Unauthenticated
from readify.models import Account, Passkey, PasskeyChallenge, SignInKind
from readify.passkeys import WRONG_KEY, NewKey
from readify.tokens import hash_token
from readify.words import N_

CHALLENGE_BYTES = 32
CHALLENGE_LASTS = dt.timedelta(minutes=5)
MOST_KEYS = 20
NO_KEY = N_("Deze sleutel heb ik niet gevonden.")
MANY_KEYS = N_("Je hebt al twintig sleutels. Haal er eerst een weg.")
KEY_KNOWN = N_("Deze sleutel staat er al.")


def ask_challenge(session: Session, *, now: dt.datetime, account_id: int | None = None) -> Done[bytes]:
    """A fresh question: to sign in, or to add a key to this account. Old ones go."""
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    session.add(
        PasskeyChallenge(
            challenge_hash=hash_token(challenge.hex()),
            account_id=account_id,
            expires_at=now + CHALLENGE_LASTS,
        )
    )
    session.flush()
    return Done(challenge)


def spend_challenge(
    session: Session, *, challenge: bytes, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Uses a question up, right or wrong. Raises Unauthenticated when it was used, is old, or another's."""
    spent = session.execute(
        delete(PasskeyChallenge)
        .where(PasskeyChallenge.challenge_hash == hash_token(challenge.hex()))
        .where(PasskeyChallenge.expires_at > now)
        .where(PasskeyChallenge.account_id.is_not_distinct_from(account_id))
        .returning(PasskeyChallenge.challenge_hash)
    ).scalar_one_or_none()
    if spent is None:
        raise Unauthenticated("worn_challenge", WRONG_KEY)
    return Done(None)


def add_passkey(
    session: Session, *, account_id: int, key: NewKey, draft: KeyNameDraft, now: dt.datetime
) -> Done[int]:
    """One more key. Conflict when it is there already, also with somebody else."""
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == key.credential_id)) is not None:
        raise Conflict("key_known", KEY_KNOWN)
    count = session.scalar(select(func.count()).where(Passkey.account_id == account_id)) or 0
    if count >= MOST_KEYS:
        raise Conflict("many_keys", MANY_KEYS)
    made = Passkey(
        account_id=account_id,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        name=draft.name,
        created_at=now,
    )
    session.add(made)
    session.flush()
    note(session, "add_passkey", "account", account_id, account_id=account_id, now=now)
    return Done(made.id)


def rename_passkey(session: Session, *, account_id: int, passkey_id: int, draft: KeyNameDraft) -> Done[None]:
    """Another name for one of one's own keys."""
    _own(session, account_id, passkey_id).name = draft.name
    session.flush()
    return Done(None)


def remove_passkey(session: Session, *, account_id: int, passkey_id: int, now: dt.datetime) -> Done[None]:
    """Takes one of one's own keys away: it opens nothing any more."""
    session.delete(_own(session, account_id, passkey_id))
    note(session, "remove_passkey", "account", account_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def sign_in_with_passkey(
    session: Session,
    *,
    passkey_id: int,
    before: int,
    count: int,
    now: dt.datetime,
    replaces: str | None = None,
) -> Done[OpenedSession]:
    """Staff, after their key's answer was found right with the count `before`.

    One UPDATE takes the new count, so a copied key that answers at the same moment gets in only once.
    """
    account_id = session.execute(
        update(Passkey)
        .where(Passkey.id == passkey_id, Passkey.sign_count == before)
        .values(sign_count=count, used_at=now)
        .returning(Passkey.account_id)
    ).scalar_one_or_none()
    account = None if account_id is None else session.get(Account, account_id)
    if account is None or account.disabled_at is not None:
        raise Unauthenticated("wrong_key", WRONG_KEY)
    return Done(sign_in_account(session, account=account, kind=SignInKind.WEB, now=now, replaces=replaces))


def _own(session: Session, account_id: int, passkey_id: int) -> Passkey:
    found = session.get(Passkey, passkey_id)
    if found is None or found.account_id != account_id:
        raise NotFound("no_key", NO_KEY)
    return found
