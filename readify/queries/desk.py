"""What a library's desk needs: the trails it stamps for, and whose card was shown. No name leaves here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify import tokens
from readify.drafts.desk import ShownCard
from readify.errors import NotFound
from readify.models import Card, Passport, PassportKey, Reader, Spot, Trail, TrailLibrary
from readify.queries.guest_passports import days_of_passport
from readify.queries.passport import stamps_of
from readify.queries.spots import OPEN
from readify.queries.trail_pictures import picture_of
from readify.words import N_

UNKNOWN_CARD = N_("Deze kaart ken ik niet. Is er een nieuwe gemaakt? Scan dan die.")
NO_SPOT_HERE = N_("Deze plek hoort niet bij een spoor van deze bieb.")


@dataclass(frozen=True, slots=True)
class DeskSpot:
    """A spot to choose."""

    spot_id: int
    position: int
    place: str
    code: str

    @property
    def picture(self) -> str:
        """What stands in the heart of its stamp."""
        return picture_of(self.position)


@dataclass(frozen=True, slots=True)
class DeskTrail:
    """A trail that gives stamps today."""

    trail_id: int
    name: str
    spots: tuple[DeskSpot, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is: a child's, a passport's without an account, or one that went along with a child."""

    reader_id: int | None
    passport_id: int | None


def desk_trails(session: Session, *, library_id: int, today: dt.date) -> tuple[DeskTrail, ...]:
    """The library's own trails and those it shares, that run today: those that end first in front."""
    shared = select(TrailLibrary.trail_id).where(
        TrailLibrary.library_id == library_id, TrailLibrary.agreed_at.is_not(None)
    )
    rows = session.execute(
        select(Trail.id, Trail.name, Spot)
        .join(Spot, Spot.trail_id == Trail.id)
        .where(
            or_(Trail.library_id == library_id, Trail.id.in_(shared)),
            Trail.stage.in_(OPEN),
            Trail.starts <= today,
            Trail.ends >= today,
        )
        .order_by(Trail.ends, Trail.id, Spot.position)
    )
    names: dict[int, str] = {}
    spots: dict[int, list[DeskSpot]] = {}
    for trail_id, name, spot in rows:
        names[trail_id] = name
        spots.setdefault(trail_id, []).append(DeskSpot(spot.id, spot.position, spot.place, spot.code))
    return tuple(DeskTrail(one, names[one], tuple(spots[one])) for one in names)


def spot_at_desk(session: Session, *, library_id: int, spot_id: int, today: dt.date) -> DeskSpot:
    """The spot, when this desk stamps for it on this day. Raises NotFound otherwise."""
    trails = desk_trails(session, library_id=library_id, today=today)
    found = next((spot for trail in trails for spot in trail.spots if spot.spot_id == spot_id), None)
    if found is None:
        raise NotFound("no_spot", NO_SPOT_HERE)
    return found


def card_holder(session: Session, *, shown: ShownCard, secret: str) -> Holder:
    """Whose card was shown. Raises NotFound for an unknown card, a replaced one, a child who has left.

    A child's own card is only looked up here: it signs nobody in and is not noted as used.
    """
    reader = _reader_of(session, shown) if shown.kind != "P" else None
    if reader is not None:
        return Holder(reader, None)
    passport = _passport_of(session, shown, secret) if shown.kind != "K" else None
    if passport is None:
        raise NotFound("unknown_card", UNKNOWN_CARD)
    return Holder(_still_here(session, passport.claimed_reader_id), passport.id)


def stamped_spots(session: Session, holder: Holder) -> frozenset[int]:
    """The spots of which this card has the stamp."""
    own = stamps_of(session, reader_id=holder.reader_id) if holder.reader_id else {}
    kept = days_of_passport(session, passport_id=holder.passport_id) if holder.passport_id else {}
    return frozenset({*own, *kept})


def _reader_of(session: Session, shown: ShownCard) -> int | None:
    return session.scalar(
        select(Card.reader_id)
        .join(Reader, Reader.id == Card.reader_id)
        .where(Card.token_hash == shown.key_hash, Card.revoked_at.is_(None), Reader.left_at.is_(None))
    )


def _still_here(session: Session, reader_id: int | None) -> int | None:
    return session.scalar(select(Reader.id).where(Reader.id == reader_id, Reader.left_at.is_(None)))


def _passport_of(session: Session, shown: ShownCard, secret: str) -> Passport | None:
    typed = tokens.passport_code_hash(secret, shown.typed)
    opens = PassportKey.code_hash == typed if shown.typed else PassportKey.key_hash == shown.key_hash
    return session.scalar(select(Passport).join(PassportKey).where(opens))
