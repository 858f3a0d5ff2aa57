"""Accounts of staff: made, disabled, their password chosen, changed or forgotten.

Password hashes come in ready-made (`passwords.hash_password`): Argon2 is too slow to hold up writers.
Sending the mail is the caller's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.actions.signing_in import end_sign_ins
from readify.done import Done
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Account, AuditEntry, PasswordReset, Role, SignIn
from readify.words import N_

LINK_LASTS = dt.timedelta(hours=1)
EMAIL_TAKEN = N_("Dit e-mailadres heeft al een account.")
NO_EMAIL = N_("Dit is geen e-mailadres.")
LINK_WORN = N_("Deze link werkt niet meer. Vraag een nieuwe aan.")


@dataclass(frozen=True, slots=True)
class ResetLink:
    """A link to choose a password: the only moment that its token is known."""

    email: str
    name: str
    locale: str
    expires_at: dt.datetime
    token: str = field(repr=False)


def make_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    now: dt.datetime,
    password_hash: str | None = None,
    locale: str = "nl",
) -> Done[int]:
    """A new account's id. Without a password a reset link lets one be chosen. Raises Invalid, Conflict."""
    plain = email.strip().lower()
    local, at, domain = plain.rpartition("@")
    if (
        not (local and at and domain)
        or len(plain) > 254
        or any(c.isspace() or not c.isprintable() for c in plain)
    ):
        raise Invalid("invalid_email", NO_EMAIL, fields={"email": NO_EMAIL})
    if session.scalar(select(Account.id).where(Account.email == plain)) is not None:
        raise Conflict("email_taken", EMAIL_TAKEN, fields={"email": EMAIL_TAKEN})
    account = Account(
        email=plain, name=name.strip(), role=role, password_hash=password_hash, locale=locale, created_at=now
    )
    session.add(account)
    session.flush()
    return Done(account.id)


def disable_account(
    session: Session, *, account_id: int, now: dt.datetime, by: int | None = None
) -> Done[None]:
    """Nobody signs in with it any more; everything it had open ends. `by` is the coordinator who does it."""
    account = _account(session, account_id)
    account.disabled_at = account.disabled_at or now
    end_sign_ins(session, SignIn.account_id == account_id, now=now)
    _spend_links(session, account_id, now)
    _note(session, "disable_account", account_id, by, now)
    return Done(None)


def enable_account(
    session: Session, *, account_id: int, now: dt.datetime, by: int | None = None
) -> Done[None]:
    """The account may sign in again, with the password it had."""
    _account(session, account_id).disabled_at = None
    _note(session, "enable_account", account_id, by, now)
    return Done(None)


def change_password(
    session: Session,
    *,
    account_id: int,
    password_hash: str,
    now: dt.datetime,
    keep_sign_in_id: int | None = None,
) -> Done[None]:
    """Sets the password; every other sign-in of the account ends, and links under way stop working."""
    _account(session, account_id).password_hash = password_hash
    ending = [SignIn.account_id == account_id]
    if keep_sign_in_id is not None:
        ending.append(SignIn.id != keep_sign_in_id)
    end_sign_ins(session, *ending, now=now)
    _spend_links(session, account_id, now)
    _note(session, "change_password", account_id, account_id, now)
    return Done(None)


def ask_password_reset(session: Session, *, email: str, now: dt.datetime) -> Done[ResetLink | None]:
    """A fresh link, good once and for an hour; None for an unknown e-mail (never tell the asker)."""
    account = session.scalar(
        select(Account).where(Account.email == email.strip().lower(), Account.disabled_at.is_(None))
    )
    if account is None:
        return Done(None)
    _spend_links(session, account.id, now)
    token = tokens.new_key()
    expires_at = now + LINK_LASTS
    session.add(
        PasswordReset(
            account_id=account.id, token_hash=tokens.hash_token(token), created_at=now, expires_at=expires_at
        )
    )
    session.flush()
    return Done(ResetLink(account.email, account.name, account.locale, expires_at, token))


def choose_password(session: Session, *, token: str, password_hash: str, now: dt.datetime) -> Done[None]:
    """Spends the link and sets the password. Raises NotFound `worn_link` when unknown, used or old."""
    spent = session.execute(
        update(PasswordReset)
        .where(PasswordReset.token_hash == tokens.hash_token(token), PasswordReset.used_at.is_(None))
        .where(PasswordReset.expires_at > now)
        .values(used_at=now)
        .returning(PasswordReset.account_id)
    ).one_or_none()
    if spent is None or _account(session, spent.account_id).disabled_at is not None:
        raise NotFound("worn_link", LINK_WORN)
    return change_password(session, account_id=spent.account_id, password_hash=password_hash, now=now)


def _account(session: Session, account_id: int) -> Account:
    found = session.get(Account, account_id)
    if found is None:
        raise NotFound("not_found")
    return found


def _spend_links(session: Session, account_id: int, now: dt.datetime) -> None:
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.account_id == account_id, PasswordReset.used_at.is_(None))
        .values(used_at=now)
    )


def _note(session: Session, action: str, account_id: int, by: int | None, now: dt.datetime) -> None:
    session.add(AuditEntry(account_id=by, action=action, subject="account", subject_id=account_id, at=now))
