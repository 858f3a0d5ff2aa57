"""Two classes beside each other, only when both teachers choose it: asked, accepted, stopped.

An invitation goes by the class word. A class has one pair at a time, and needs a goal of its own: what is
shown is per cent of that. Either teacher stops it, at any time, without a reason.
"""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note
from readify.done import Done, Nudge, classroom_room
from readify.drafts.class_pair import WRONG_WORD, PairDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Classroom, ValleyPair
from readify.queries.class_light import class_light
from readify.queries.valley_pairs import open_pair
from readify.words import N_

WORD = re.compile(r"([A-Z]{2,12})([0-9]{2})")
NO_PAIR = N_("Deze uitnodiging is er niet (meer).")
NEEDS_GOAL = N_("Kies eerst een klassendoel. Samen kijken gaat in procenten van jullie eigen doel.")
ONE_AT_A_TIME = N_("Jullie kijken al met een klas mee. Stop daar eerst mee.")
OTHER_BUSY = N_("Die klas kijkt al met een andere klas mee.")
OWN_CLASS = N_("Dit is je eigen klas. Kies een andere.")
TOO_MANY = N_("Er wachten al drie uitnodigingen. Trek er eerst een in.")
MOST_WAITING = 3


def invite_class(
    session: Session,
    *,
    classroom_id: int,
    draft: PairDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Asks the class with this word. The same class asked twice is asked once. Answers the pair's id."""
    classroom_for(session, classroom_id, account_id)
    _require_free(session, classroom_id, today)
    other = _by_word(session, draft.word)
    if other.id == classroom_id:
        raise Invalid("invalid", OWN_CLASS, fields={"word": OWN_CLASS})
    waiting = session.scalars(
        select(ValleyPair).where(
            ValleyPair.inviter_id == classroom_id,
            ValleyPair.stopped_at.is_(None),
            ValleyPair.accepted_at.is_(None),
            ValleyPair.ends >= today,
        )
    ).all()
    again = next((one for one in waiting if one.invited_id == other.id), None)
    if again is not None:
        again.ends = draft.ends
        return Done(again.id)
    if len(waiting) >= MOST_WAITING:
        raise Conflict("too_many", TOO_MANY)
    pair = ValleyPair(
        inviter_id=classroom_id, invited_id=other.id, ends=draft.ends, invited_at=now, invited_by=account_id
    )
    session.add(pair)
    session.flush()
    note(session, "invite_class", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(pair.id, _nudges(pair))


def accept_class(
    session: Session,
    *,
    classroom_id: int,
    pair_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """The invited class's teacher says yes. Raises NotFound for whoever was not invited."""
    classroom_for(session, classroom_id, account_id)
    pair = session.get(ValleyPair, pair_id, with_for_update=True)
    if pair is None or pair.invited_id != classroom_id or pair.stopped_at is not None or pair.ends < today:
        raise NotFound("no_pair", NO_PAIR)
    if pair.accepted_at is not None:
        return Done(pair.id)
    for one in sorted((pair.inviter_id, pair.invited_id)):  # in one order: two wait in line
        session.get_one(Classroom, one, with_for_update=True)
    _require_free(session, classroom_id, today)
    if open_pair(session, classroom_id=pair.inviter_id, today=today) is not None:
        raise Conflict("busy", OTHER_BUSY)
    pair.accepted_at, pair.accepted_by = now, account_id
    session.flush()
    note(session, "accept_class", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(pair.id, _nudges(pair))


def stop_pair(
    session: Session, *, classroom_id: int, pair_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Stops, declines or takes back: for either class. Twice is once. Raises NotFound for a third."""
    classroom_for(session, classroom_id, account_id)
    pair = session.scalar(
        select(ValleyPair).where(
            ValleyPair.id == pair_id,
            or_(ValleyPair.inviter_id == classroom_id, ValleyPair.invited_id == classroom_id),
        )
    )
    if pair is None:
        raise NotFound("no_pair", NO_PAIR)
    pair.stopped_at = pair.stopped_at or now
    session.flush()
    note(session, "stop_pair", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(None, _nudges(pair))


def _require_free(session: Session, classroom_id: int, today: dt.date) -> None:
    if open_pair(session, classroom_id=classroom_id, today=today) is not None:
        raise Conflict("one_pair", ONE_AT_A_TIME)
    if class_light(session, classroom_id=classroom_id).target is None:
        raise Conflict("no_goal", NEEDS_GOAL)


def _by_word(session: Session, word: str) -> Classroom:
    found = WORD.fullmatch(re.sub(r"[\s-]+", "", word).upper())
    other = found and session.scalar(
        select(Classroom).where(
            Classroom.word == found[1], Classroom.number == int(found[2]), Classroom.closed_at.is_(None)
        )
    )
    if not other:
        raise Invalid("invalid", WRONG_WORD, fields={"word": WRONG_WORD})
    return other


def _nudges(pair: ValleyPair) -> tuple[Nudge, ...]:
    return tuple(Nudge(classroom_room(one), ("class",), 0) for one in (pair.inviter_id, pair.invited_id))
