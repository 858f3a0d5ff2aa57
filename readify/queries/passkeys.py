"""Somebody's ways in: passkeys and linked accounts of providers."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Account, LinkedIdentity, Passkey


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A passkey that may answer."""

    passkey_id: int
    account_id: int
    public_key: bytes = field(repr=False)
    sign_count: int


def known_key(session: Session, *, credential_id: str) -> KnownKey | None:
    """The passkey of this credential, of an account that may sign in; None otherwise."""
    row = session.execute(
        select(Passkey.id, Passkey.account_id, Passkey.public_key, Passkey.sign_count)
        .join(Account, Account.id == Passkey.account_id)
        .where(Passkey.credential_id == credential_id, Account.disabled_at.is_(None))
    ).one_or_none()
    return None if row is None else KnownKey(*row)


def own_passkeys(session: Session, *, account_id: int) -> tuple[Passkey, ...]:
    """This account's passkeys, the oldest first."""
    return tuple(
        session.scalars(select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id))
    )


def own_identities(session: Session, *, account_id: int) -> tuple[LinkedIdentity, ...]:
    """Accounts elsewhere that open this one."""
    wanted = select(LinkedIdentity).where(LinkedIdentity.account_id == account_id)
    return tuple(session.scalars(wanted.order_by(LinkedIdentity.id)))


def account_of(session: Session, *, account_id: int) -> Account | None:
    """The account."""
    return session.get(Account, account_id)
