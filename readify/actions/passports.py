"""Passports without an account: made, given keys and stamps, handed in. Taking one along is `claiming`.

A key is 100 random bits. It leaves here once, in clear; its hash stays. What a device keeps in its cookie is
also what stands in the QR code of the card that this device shows.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.art.companions import KOEMPELS
from readify.db import connection_of, table_of
from readify.done import Done
from readify.errors import NotFound
from readify.guest_names import new_name
from readify.models import GuestClaim, Passport, PassportKey, PassportOrigin, PassportStamp, Spot
from readify.queries.guest_passports import UNKNOWN_PASSPORT

_ADD = insert(table_of(Passport)).returning(table_of(Passport).c.id)
_ADD_KEY = insert(table_of(PassportKey))
NOON = 12  # the hour of a stamp of which only the day is known


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """A stamp as a device keeps it: the spot, the day it was scanned, and a submission's id of its own."""

    spot_id: int
    submission_id: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Device:
    """What the browser of somebody without an account brings along: its passport, stamps not in one yet."""

    passport_id: int | None
    kept: tuple[KeptStamp, ...]
    language: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedPassport:
    """A passport with a key that was just made: the only moment that the key is known."""

    passport_id: int
    name: str
    companion: str
    token: str = field(repr=False)

    @property
    def code(self) -> str:
        """What can be typed instead of scanning the token."""
        return tokens.typed_code(self.token)


def open_passport(
    session: Session,
    *,
    origin: PassportOrigin,
    today: dt.date,
    now: dt.datetime,
    secret: str,
    library_id: int | None = None,
    language: str = "nl",
) -> Done[OpenedPassport]:
    """A new passport with a made-up name, a companion and its first key.

    The key of one made on paper or at a desk is a card's: `renew_card` ends it.
    """
    name, companion = new_name(language), secrets.choice(list(KOEMPELS))
    row = {
        "name": name,
        "companion": companion,
        "origin": origin,
        "library_id": library_id,
        "created_at": now,
        "seen_on": today,
    }
    number: int = connection_of(session).execute(_ADD, row).scalar_one()
    about = (number, name, companion)
    return Done(_opened(session, about, card=origin is not PassportOrigin.DEVICE, now=now, secret=secret))


def add_device(session: Session, *, passport_id: int, now: dt.datetime, secret: str) -> Done[OpenedPassport]:
    """One more device that goes on with this passport, with a key of its own. NotFound when it is gone."""
    there = _there(session, passport_id)
    about = (there.id, there.name, there.companion)
    return Done(_opened(session, about, card=False, now=now, secret=secret))


def renew_card(session: Session, *, passport_id: int, now: dt.datetime, secret: str) -> Done[OpenedPassport]:
    """A new card for a lost one: the cards before it open nothing any more, devices go on."""
    passport = _there(session, passport_id)
    session.execute(delete(PassportKey).where(PassportKey.passport_id == passport_id, PassportKey.is_card))
    about = (passport.id, passport.name, passport.companion)
    return Done(_opened(session, about, card=True, now=now, secret=secret))


def hand_in_passport(
    session: Session, *, passport_id: int, now: dt.datetime, returned: bool = True
) -> Done[None]:
    """The full paper card was handed in at a desk; or that was a mistake (`returned=False`)."""
    passport = _there(session, passport_id)
    passport.returned_at = (passport.returned_at or now) if returned else None
    return Done(None)


def lock_passport(session: Session, *, passport_id: int, today: dt.date) -> Passport:
    """The passport, its row ours until the transaction ends (always before a reader's). Notes its use."""
    session.execute(update(Passport).where(Passport.id == passport_id).values(seen_on=today))
    return _there(session, passport_id)


def keep_in_passport(
    session: Session, *, passport_id: int, stamps: Sequence[KeptStamp], today: dt.date
) -> int:
    """Moves stamps that a device kept into its passport, each once. Answers how many were new.

    Passes over spots that are no more, and stamps that a child took along before there were passports.
    """
    if not stamps:
        return 0
    numbers = [kept.submission_id for kept in stamps]
    known = set(session.scalars(select(PassportStamp.submission_id).where(_sent(numbers))))
    known |= set(
        session.scalars(select(GuestClaim.submission_id).where(GuestClaim.submission_id.in_(numbers)))
    )
    has = set(session.scalars(select(PassportStamp.spot_id).where(PassportStamp.passport_id == passport_id)))
    hang = set(session.scalars(select(Spot.id).where(Spot.id.in_([kept.spot_id for kept in stamps]))))
    fresh: dict[int, KeptStamp] = {}
    for kept in stamps:
        if kept.submission_id not in known and kept.spot_id in hang - has:
            fresh.setdefault(kept.spot_id, kept)
    session.add_all(
        PassportStamp(
            passport_id=passport_id,
            spot_id=kept.spot_id,
            day=min(kept.day, today),
            hour=NOON,
            submission_id=kept.submission_id,
            source="device",
        )
        for kept in fresh.values()
    )
    session.flush()
    return len(fresh)


def passport_of_kept(session: Session, stamps: Sequence[KeptStamp]) -> int | None:
    """The passport into which a device's stamps moved, when the answer with its key did not arrive."""
    if not stamps:
        return None
    return session.scalar(
        select(PassportStamp.passport_id).where(_sent([kept.submission_id for kept in stamps])).limit(1)
    )


def _sent(numbers: Sequence[str]) -> ColumnElement[bool]:
    return PassportStamp.submission_id.in_(numbers)


def _there(session: Session, passport_id: int) -> Passport:
    found = session.get(Passport, passport_id, populate_existing=True)
    if found is None:
        raise NotFound("unknown_passport", UNKNOWN_PASSPORT)
    return found


def _opened(
    session: Session, about: tuple[int, str, str], *, card: bool, now: dt.datetime, secret: str
) -> OpenedPassport:
    """A fresh key for this passport: its id, name and companion.

    That another one has the same typed half is one chance in 10^9 with a million keys; it is refused then.
    """
    token = tokens.new_card_token()
    row = {
        "passport_id": about[0],
        "key_hash": tokens.hash_token(token),
        "code_hash": tokens.passport_code_hash(secret, token),
        "is_card": card,
        "created_at": now,
    }
    connection_of(session).execute(_ADD_KEY, row)
    return OpenedPassport(*about, token)
