"""Thanks at the end of a trail: who finished, what was handed out, the draws. No child's name leaves here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Draw, DrawTicket, HandOut, Library, Passport, Spot, Trail
from readify.queries.desk import Holder, stamped_spots
from readify.queries.small_counts import Shown, shown
from readify.words import N_

NO_TRAIL = N_("Dit spoor heb ik niet gevonden.")
NO_DRAW = N_("Deze loting heb ik niet gevonden.")
LATEST = 12  # hand-outs that can be taken back on the page


@dataclass(frozen=True, slots=True)
class HandOutLine:
    """One hand-out: when, and to which passport; `passport` is empty for a child's own card."""

    hand_out_id: int
    handed_at: dt.datetime
    passport: str


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket that was drawn. `passport` is a passport's generated name, empty for a child's own card."""

    code: str
    passport: str


@dataclass(frozen=True, slots=True)
class DrawNow:
    """A draw as its library sees it. `tickets`: how many join; `seed` is empty before the draw."""

    draw_id: int
    number: int
    prizes: int
    prize: str
    reason: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    drawn_at: dt.datetime | None
    seed_hash: str
    seed: str
    list_hash: str
    codes: tuple[str, ...]
    tickets: int
    winners: tuple[TicketLine, ...]

    @property
    def step(self) -> int:
        """0 open, 1 closed, 2 drawn."""
        return 2 if self.drawn_at else 1 if self.closed_at else 0


@dataclass(frozen=True, slots=True)
class TrailThanks:
    """A trail's thanks as its library sees them."""

    trail_id: int
    name: str
    story: str
    library: str
    reward: str
    starts: dt.date
    ends: dt.date
    spots: int
    handed: Shown
    latest: tuple[HandOutLine, ...]
    draws: tuple[DrawNow, ...]

    @property
    def draw(self) -> DrawNow | None:
        """The newest draw."""
        return self.draws[0] if self.draws else None


@dataclass(frozen=True, slots=True)
class OwnThanks:
    """What a trail's thanks are to one who walked it. `ticket` is the own code in the newest draw."""

    trail_id: int
    name: str
    library: str
    reward: str
    stamps: int
    spots: int
    handed: bool
    draw: DrawNow | None
    ticket: str

    @property
    def full(self) -> bool:
        """Whether every spot has its stamp."""
        return self.stamps >= self.spots > 0

    @property
    def won(self) -> bool:
        """Whether the own ticket was drawn."""
        return self.draw is not None and any(one.code == self.ticket for one in self.draw.winners)


def trail_thanks(session: Session, *, trail_id: int) -> TrailThanks:
    """The whole page. Raises NotFound. Who may see it is asked before."""
    trail, library = _trail(session, trail_id)
    rows = session.execute(
        select(HandOut.id, HandOut.handed_at, Passport.name)
        .outerjoin(Passport, Passport.id == HandOut.passport_id)
        .where(HandOut.trail_id == trail_id)
        .order_by(HandOut.handed_at.desc(), HandOut.id.desc())
        .limit(LATEST)
    )
    handed = session.scalar(select(func.count()).where(HandOut.trail_id == trail_id)) or 0
    return TrailThanks(
        trail_id=trail.id,
        name=trail.name,
        story=trail.story,
        library=library,
        reward=trail.reward,
        starts=trail.starts,
        ends=trail.ends,
        spots=len(spots_of_trail(session, trail_id)),
        handed=shown(handed),
        latest=tuple(HandOutLine(one, at, name or "") for one, at, name in rows),
        draws=draws_of(session, trail_id=trail_id),
    )


def own_thanks(session: Session, *, trail_id: int, holder: Holder) -> OwnThanks:
    """The thanks for one who walks this trail. Raises NotFound for who has no stamp of it."""
    trail, library = _trail(session, trail_id)
    spots = spots_of_trail(session, trail_id)
    stamps = spots & stamped_spots(session, holder)
    if not stamps:
        raise NotFound("no_trail", NO_TRAIL)
    draws = draws_of(session, trail_id=trail_id)
    draw = draws[0] if draws else None
    code = ticket_of(session, draw_id=draw.draw_id, holder=holder) if draw else None
    return OwnThanks(
        trail_id=trail_id,
        name=trail.name,
        library=library,
        reward=trail.reward,
        stamps=len(stamps),
        spots=len(spots),
        handed=has_thanks(session, trail_id=trail_id, holder=holder),
        draw=draw,
        ticket=code or "",
    )


def draws_of(session: Session, *, trail_id: int) -> tuple[DrawNow, ...]:
    """The trail's draws, the newest first."""
    rows = session.scalars(select(Draw).where(Draw.trail_id == trail_id).order_by(Draw.number.desc()))
    return tuple(_draw(session, one) for one in rows)


def draw_of_trail(session: Session, *, trail_id: int, number: int) -> DrawNow:
    """One draw of this trail. Raises NotFound."""
    found = next((one for one in draws_of(session, trail_id=trail_id) if one.number == number), None)
    if found is None:
        raise NotFound("no_draw", NO_DRAW)
    return found


def has_finished(session: Session, *, trail_id: int, holder: Holder) -> bool:
    """Whether this card has the stamp of every spot of the trail."""
    spots = spots_of_trail(session, trail_id)
    return bool(spots) and spots <= stamped_spots(session, holder)


def has_thanks(session: Session, *, trail_id: int, holder: Holder) -> bool:
    """Whether this trail's thanks were given to the holder, as a passport or as a child."""
    same = or_(
        *_same_person(HandOut.reader_id, HandOut.passport_id, holder),
    )
    found = session.scalar(select(HandOut.id).where(HandOut.trail_id == trail_id, same).limit(1))
    return found is not None


def ticket_of(session: Session, *, draw_id: int, holder: Holder) -> str | None:
    """The holder's ticket in this draw."""
    same = or_(*_same_person(DrawTicket.reader_id, DrawTicket.passport_id, holder))
    return session.scalar(select(DrawTicket.code).where(DrawTicket.draw_id == draw_id, same).limit(1))


def spots_of_trail(session: Session, trail_id: int) -> frozenset[int]:
    """The ids of its spots."""
    return frozenset(session.scalars(select(Spot.id).where(Spot.trail_id == trail_id)))


def _same_person(reader: object, passport: object, holder: Holder) -> list[ColumnElement[bool]]:
    return [
        column == found  # type: ignore[misc]
        for column, found in ((reader, holder.reader_id), (passport, holder.passport_id))
        if found is not None
    ]


def _trail(session: Session, trail_id: int) -> tuple[Trail, str]:
    row = session.execute(
        select(Trail, Library.name).join(Library, Library.id == Trail.library_id).where(Trail.id == trail_id)
    ).one_or_none()
    if row is None:
        raise NotFound("no_trail", NO_TRAIL)
    return row[0], row[1]


def _draw(session: Session, draw: Draw) -> DrawNow:
    joined = session.execute(
        select(DrawTicket.code, Passport.name)
        .outerjoin(Passport, Passport.id == DrawTicket.passport_id)
        .where(DrawTicket.draw_id == draw.id)
    ).all()
    names = {code: name or "" for code, name in joined}
    return DrawNow(
        draw_id=draw.id,
        number=draw.number,
        prizes=draw.prizes,
        prize=draw.prize,
        reason=draw.reason,
        opened_at=draw.opened_at,
        closed_at=draw.closed_at,
        drawn_at=draw.drawn_at,
        seed_hash=draw.seed_hash,
        seed=draw.seed if draw.drawn_at else "",
        list_hash=draw.list_hash or "",
        codes=tuple(draw.tickets),
        tickets=len(draw.tickets) if draw.closed_at else len(joined),
        winners=tuple(TicketLine(code, names.get(code, "")) for code in draw.winners),
    )
