"""A draw among a trail's finishers: opened with a fixed seed, joined by who wants, closed, drawn once.

A draw cannot be undone or repeated. Another one takes a reason, which is kept; it goes on with the tickets of
the one before that were not drawn. Who may is asked by the caller.
"""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.thanks import NOT_FULL, lock_trail, person
from readify.done import Done
from readify.drafts.codes import ALPHABET
from readify.drafts.thanks import WRONG_REASON, DrawDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.game.draw import drawn, hash_of, hash_of_list, sorted_list
from readify.models import Draw, DrawTicket
from readify.queries.desk import Holder
from readify.queries.thanks import NO_DRAW, has_finished, ticket_of
from readify.words import N_

UNDER_WAY = N_("Er loopt al een loting. Trek eerst de loten.")
CLOSED = N_("De lijst is al gesloten. Meedoen kan niet meer.")
NOT_CLOSED = N_("Sluit eerst de lijst.")
NOBODY = N_("Er doet nog niemand mee.")
ALREADY_DRAWN = N_("De loten zijn al getrokken. Dat gebeurt maar één keer.")
TICKET_LENGTH = 6


def open_draw(
    session: Session, *, trail_id: int, draft: DrawDraft, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """A new draw with a seed that nobody sees yet. Answers its number.

    Raises Conflict while one is under way, Invalid without a reason for a second one.
    """
    lock_trail(session, trail_id)
    before = session.scalar(
        select(Draw).where(Draw.trail_id == trail_id).order_by(Draw.number.desc()).limit(1)
    )
    if before is not None and before.drawn_at is None:
        raise Conflict("draw_under_way", UNDER_WAY)
    if before is not None and not draft.reason:
        raise Invalid("invalid", WRONG_REASON, fields={"reason": WRONG_REASON})
    seed = secrets.token_hex(32)
    draw = Draw(
        trail_id=trail_id,
        number=before.number + 1 if before else 1,
        prizes=draft.prizes,
        prize=draft.prize,
        reason=draft.reason if before else "",
        seed=seed,
        seed_hash=hash_of(seed),
        opened_at=now,
        opened_by_id=account_id,
    )
    session.add(draw)
    session.flush()
    if before is not None:
        _carry_over(session, before, draw, now)
    note(session, "open_draw", "draw", draw.id, account_id=account_id, now=now)
    return Done(draw.number)


def join_draw(session: Session, *, trail_id: int, holder: Holder, now: dt.datetime) -> Done[str]:
    """A ticket for who finished the trail and wants one; the same one when asked again. Answers its code."""
    draw = _open(session, trail_id)
    known = ticket_of(session, draw_id=draw.id, holder=holder)
    if known is not None:
        return Done(known)
    if draw.closed_at is not None:
        raise Conflict("draw_closed", CLOSED)
    if not has_finished(session, trail_id=trail_id, holder=holder):
        raise Conflict("not_finished", NOT_FULL)
    code = _free_code(session, draw.id)
    session.add(DrawTicket(draw_id=draw.id, code=code, created_at=now, **person(holder)))
    session.flush()
    return Done(code)


def leave_draw(session: Session, *, trail_id: int, holder: Holder) -> Done[None]:
    """No ticket any more. Raises Conflict once the list is closed."""
    draw = _open(session, trail_id)
    if draw.closed_at is not None:
        raise Conflict("draw_closed", CLOSED)
    code = ticket_of(session, draw_id=draw.id, holder=holder)
    session.execute(delete(DrawTicket).where(DrawTicket.draw_id == draw.id, DrawTicket.code == (code or "")))
    return Done(None)


def close_draw(
    session: Session, *, trail_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The list is fixed and its hash written down; from now on nobody joins or leaves."""
    draw = _open(session, trail_id)
    if draw.closed_at is not None:
        return Done(None)
    tickets = sorted_list(session.scalars(select(DrawTicket.code).where(DrawTicket.draw_id == draw.id)))
    if not tickets:
        raise Conflict("nobody_joined", NOBODY)
    draw.tickets, draw.list_hash, draw.closed_at = list(tickets), hash_of_list(tickets), now
    note(session, "close_draw", "draw", draw.id, account_id=account_id, now=now)
    return Done(None)


def draw_lots(
    session: Session, *, trail_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[tuple[str, ...]]:
    """The winners, once and for all. Raises Conflict before the list is closed and after it was drawn."""
    draw = _newest(session, trail_id)
    if draw.drawn_at is not None:
        raise Conflict("already_drawn", ALREADY_DRAWN)
    if draw.closed_at is None:
        raise Conflict("not_closed", NOT_CLOSED)
    winners = drawn(draw.seed, draw.tickets, draw.prizes)
    draw.winners, draw.drawn_at = list(winners), now
    note(session, "draw_lots", "draw", draw.id, account_id=account_id, now=now)
    session.flush()
    return Done(winners)


def _newest(session: Session, trail_id: int) -> Draw:
    lock_trail(session, trail_id)
    found = session.scalar(
        select(Draw).where(Draw.trail_id == trail_id).order_by(Draw.number.desc()).limit(1)
    )
    if found is None:
        raise NotFound("no_draw", NO_DRAW)
    return found


def _open(session: Session, trail_id: int) -> Draw:
    """The draw under way; one that was drawn takes nobody in."""
    found = _newest(session, trail_id)
    if found.drawn_at is not None:
        raise Conflict("already_drawn", ALREADY_DRAWN)
    return found


def _carry_over(session: Session, before: Draw, draw: Draw, now: dt.datetime) -> None:
    rows = session.scalars(select(DrawTicket).where(DrawTicket.draw_id == before.id)).all()
    session.add_all(
        DrawTicket(
            draw_id=draw.id,
            code=row.code,
            reader_id=row.reader_id,
            passport_id=row.passport_id,
            created_at=now,
        )
        for row in rows
        if row.code not in before.winners
    )
    session.flush()


def _free_code(session: Session, draw_id: int) -> str:
    taken = set(session.scalars(select(DrawTicket.code).where(DrawTicket.draw_id == draw_id)))
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(TICKET_LENGTH))
        if code not in taken:
            return code
