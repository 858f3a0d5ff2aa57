"""The passport of somebody without an account, by what opens it; and its stamps. No person is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify import tokens
from readify.errors import NotFound
from readify.models import Passport, PassportKey, PassportStamp
from readify.words import N_

UNKNOWN_PASSPORT = N_("Dit paspoort ken ik niet. Kijk nog eens op het kaartje, of vraag het aan de balie.")


@dataclass(frozen=True, slots=True)
class FoundPassport:
    """A passport. `claimed_reader_id` is the child whose account it went along to."""

    passport_id: int
    name: str
    companion: str
    origin: str
    created_at: dt.datetime
    claimed_reader_id: int | None
    returned_at: dt.datetime | None


def find_passport(session: Session, *, text: str, secret: str) -> FoundPassport:
    """The passport of a scanned token or address, or of a typed code, however it was written.

    Raises NotFound with a sentence for the visitor. Who calls this for a stranger limits failed tries.
    """
    meant = tokens.card_token(text.rstrip("/").rpartition("/")[2])
    if len(meant) == tokens.TYPED_LENGTH:
        opens = PassportKey.code_hash == tokens.passport_code_hash(secret, meant)
    else:
        opens = PassportKey.key_hash == tokens.hash_token(meant)
    found = session.scalar(select(Passport).join(PassportKey).where(opens))
    if found is None:
        raise NotFound("unknown_passport", UNKNOWN_PASSPORT)
    return _found(found)


def opened_by(session: Session, keys: Sequence[str]) -> list[tuple[str, FoundPassport]]:
    """The passports that these whole tokens open, in the order of the tokens; unknown ones left out."""
    hashes = {tokens.hash_token(key): key for key in keys}
    rows = session.execute(
        select(PassportKey.key_hash, Passport)
        .join(Passport, Passport.id == PassportKey.passport_id)
        .where(PassportKey.key_hash.in_(list(hashes)))
    ).all()
    found = {hashes[hashed]: _found(passport) for hashed, passport in rows}
    return [(key, found[key]) for key in keys if key in found]


def days_of_passport(session: Session, *, passport_id: int) -> dict[int, dt.date]:
    """Its stamps: spot -> day."""
    rows = session.execute(
        select(PassportStamp.spot_id, PassportStamp.day).where(PassportStamp.passport_id == passport_id)
    )
    return {row.spot_id: row.day for row in rows}


def _found(one: Passport) -> FoundPassport:
    return FoundPassport(
        one.id,
        one.name,
        one.companion,
        one.origin.value,
        one.created_at,
        one.claimed_reader_id,
        one.returned_at,
    )
