"""Accounts at a school's own provider that open an account here. Nobody makes an account that way.

What the provider said was checked before (`oidc`): signature, audience, time, nonce.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.signing_in import OpenedSession, sign_in_account
from readify.done import Done
from readify.errors import Conflict, NotFound, Unauthenticated
from readify.models import Account, LinkedIdentity, SignInKind
from readify.oidc import Identity
from readify.words import N_

UNKNOWN_PERSON = N_("Ik ken je nog niet. Vraag de beheerder van je school om een uitnodiging.")
LINKED_ELSEWHERE = N_("Dit account hoort hier al bij iemand anders.")
NO_LINK = N_("Deze koppeling heb ik niet gevonden.")


def sign_in_with_identity(
    session: Session, *, identity: Identity, now: dt.datetime, replaces: str | None = None
) -> Done[OpenedSession]:
    """Staff whose identity is linked, or whose e-mail the provider verified: that links it from now on.

    An account that another subject of the same provider opens already is not given to a second one by its
    e-mail: addresses are handed on, subjects are not. Raises Unauthenticated `unknown_person`.
    """
    link = _link(session, identity)
    account = session.get(Account, link.account_id) if link else _by_email(session, identity)
    if account is None or account.disabled_at is not None:
        raise Unauthenticated("unknown_person", UNKNOWN_PERSON)
    if link is None:
        link = _added(session, identity, account.id, now)
    link.used_at = now
    session.flush()
    return Done(sign_in_account(session, account=account, kind=SignInKind.WEB, now=now, replaces=replaces))


def link_identity(session: Session, *, account_id: int, identity: Identity, now: dt.datetime) -> Done[None]:
    """Ties an identity to the account of who is signed in. Conflict when it opens another's."""
    link = _link(session, identity)
    if link is not None and link.account_id != account_id:
        raise Conflict("linked_elsewhere", LINKED_ELSEWHERE)
    if link is None:
        _added(session, identity, account_id, now)
    session.flush()
    return Done(None)


def unlink_identity(session: Session, *, account_id: int, identity_id: int, now: dt.datetime) -> Done[None]:
    """Takes a link of one's own away."""
    found = session.get(LinkedIdentity, identity_id)
    if found is None or found.account_id != account_id:
        raise NotFound("no_link", NO_LINK)
    session.delete(found)
    note(session, "unlink_identity", "account", account_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def _link(session: Session, identity: Identity) -> LinkedIdentity | None:
    return session.scalar(
        select(LinkedIdentity).where(
            LinkedIdentity.issuer == identity.issuer, LinkedIdentity.subject == identity.subject
        )
    )


def _by_email(session: Session, identity: Identity) -> Account | None:
    """The account of a verified e-mail, unless this provider opens it for another subject."""
    if not identity.email_verified:
        return None
    account = session.scalar(select(Account).where(Account.email == identity.email))
    if account is None:
        return None
    taken = session.scalar(
        select(LinkedIdentity.id).where(
            LinkedIdentity.account_id == account.id, LinkedIdentity.issuer == identity.issuer
        )
    )
    return account if taken is None else None


def _added(session: Session, identity: Identity, account_id: int, now: dt.datetime) -> LinkedIdentity:
    made = LinkedIdentity(
        account_id=account_id, issuer=identity.issuer, subject=identity.subject, created_at=now
    )
    session.add(made)
    note(session, "link_identity", "account", account_id, account_id=account_id, now=now)
    return made
