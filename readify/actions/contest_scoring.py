"""What jurors give: saved at every touch, merged whatever way it arrives, handed in once all is there.

Nothing is thrown away because something beside it was wrong: each touch is judged by itself. Who may (the
juror's link, or the secretary who types a paper sheet in) is asked by the caller.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.contest_jury import REPLACED, refuse_expired
from readify.actions.contest_records import (
    found_juror,
    found_round,
    held_session,
)
from readify.done import Done, Nudge, contest_jury_room
from readify.drafts.contest_scores import TEXTS, BallotDraft, TouchDraft
from readify.errors import Conflict, Invalid
from readify.game.contest.points import Weights
from readify.game.contest.touches import Touch, wins
from readify.models import (
    Ballot,
    ContestSession,
    Juror,
    Scorecard,
    ScoreTouch,
    SessionState,
)
from readify.queries.contest_standing import readers_of, weights_of
from readify.words import N_

NOT_BEGUN = N_("De zitting is nog niet begonnen. Je cijfers blijven op dit apparaat tot het zover is.")
SEALED = N_("De uitslag ligt vast. Er verandert niets meer aan.")
HANDED_IN = N_("Je hebt al ingeleverd. Vraag de secretaris om je formulier weer te openen.")
OUT_OF_SCALE = N_("Dit cijfer valt buiten de schaal. Kies een van de stappen.")
NO_SUCH_FIELD = N_("Hier let de jury in deze ronde niet op.")
NOT_HERE = N_("Deze lezer leest niet in deze zitting.")
WRONG_BALLOT = N_("Kies alleen lezers uit deze zitting, elk één keer.")


@dataclass(frozen=True, slots=True)
class RefusedTouch:
    """A touch that was not saved, by its place in what was sent, and why."""

    index: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class CardState:
    """The end of a bundle: how many were taken, the newest stamp among them, and what was refused."""

    taken: int
    stamp: int
    refused: tuple[RefusedTouch, ...]


def touch_cards(
    session: Session,
    *,
    juror_id: int,
    touches: Sequence[TouchDraft],
    now: dt.datetime,
    typed_by_id: int | None = None,
) -> Done[CardState]:
    """Saves a juror's touches; each that is older than what is kept changes nothing.

    Raises Conflict `expired`, `replaced`, `handed_in`, `not_begun` or `sealed`: then nothing was saved.
    """
    juror, sitting = may_still(session, juror_id, now, by_link=typed_by_id is None)
    readers = set(readers_of(session, sitting.id))
    weights = weights_of(session, found_round(session, sitting.round_id))
    good: list[TouchDraft] = []
    refused: list[RefusedTouch] = []
    for index, touch in enumerate(touches):
        wrong = _wrong(touch, readers, weights)
        if wrong is None:
            good.append(touch)
        else:
            refused.append(RefusedTouch(index, *wrong))
    first = _save(session, juror, good, now=now, typed_by_id=typed_by_id)
    stamp = max((touch.stamp for touch in good), default=0)
    nudges = (Nudge(contest_jury_room(sitting.id), ("scored",), sitting.version),) if first else ()
    return Done(CardState(len(good), stamp, tuple(refused)), nudges)


def cast_ballot(
    session: Session,
    *,
    juror_id: int,
    draft: BallotDraft,
    now: dt.datetime,
    typed_by_id: int | None = None,
) -> Done[None]:
    """Keeps a juror's order or slip, unless a newer one is kept. May still be incomplete. Raises Invalid."""
    juror, sitting = may_still(session, juror_id, now, by_link=typed_by_id is None)
    known = set(readers_of(session, sitting.id))
    if not set(draft.choices) <= known or len(set(draft.choices)) < len(draft.choices):
        raise Invalid("invalid", WRONG_BALLOT, fields={"choices": WRONG_BALLOT})
    kept = session.get(Ballot, (juror.id, draft.kind))
    if kept is None:
        kept = Ballot(juror_id=juror.id, kind=draft.kind, choices=[], stamp=-1, client="")
        session.add(kept)
    if (draft.stamp, draft.client) > (kept.stamp, kept.client):
        kept.choices, kept.stamp, kept.client = list(draft.choices), draft.stamp, draft.client
    session.flush()
    return Done(None)


def may_still(
    session: Session, juror_id: int, now: dt.datetime, *, by_link: bool
) -> tuple[Juror, ContestSession]:
    """The juror and the session, held. A secretary may type in after the link ended, not after sealing."""
    sitting = held_session(session, found_juror(session, juror_id).session_id)
    juror = found_juror(session, juror_id)
    if juror.left_at is not None:
        raise Conflict("replaced", REPLACED)
    if by_link:
        refuse_expired(juror, now)
    if sitting.state in (SessionState.PLANNED, SessionState.OPEN):
        raise Conflict("not_begun", NOT_BEGUN)
    if sitting.state is not SessionState.UNDER_WAY:
        raise Conflict("sealed", SEALED)
    if juror.handed_in_at is not None:
        raise Conflict("handed_in", HANDED_IN)
    return juror, sitting


def _wrong(touch: TouchDraft, readers: set[int], weights: Weights) -> tuple[str, str] | None:
    """Why a touch cannot be saved, if it cannot."""
    if touch.entrant_id not in readers:
        return ("no_reader", NOT_HERE)
    if touch.field in TEXTS:
        return None
    if touch.field not in weights.of:
        return ("no_field", NO_SUCH_FIELD)
    if touch.number is not None and not weights.low <= touch.number <= weights.high:
        return ("out_of_scale", OUT_OF_SCALE)
    return None


def _save(
    session: Session,
    juror: Juror,
    touches: Sequence[TouchDraft],
    *,
    now: dt.datetime,
    typed_by_id: int | None,
) -> bool:
    """Merges the touches into the juror's cards. True when a card is new: the juror began with a reader."""
    cards = {
        card.entrant_id: card
        for card in session.scalars(select(Scorecard).where(Scorecard.juror_id == juror.id))
    }
    begun = False
    for entrant_id in dict.fromkeys(touch.entrant_id for touch in touches):
        if entrant_id not in cards:
            cards[entrant_id] = Scorecard(juror_id=juror.id, entrant_id=entrant_id, version=0, updated_at=now)
            session.add(cards[entrant_id])
            begun = True
    session.flush()
    kept = {(row.card_id, row.field): row for row in _touches_of(session, juror)}
    for touch in touches:
        card = cards[touch.entrant_id]
        if _merge(session, card, kept, touch):
            card.version, card.updated_at = card.version + 1, now
            card.typed_by_id = typed_by_id or card.typed_by_id
    session.flush()
    return begun


def _touches_of(session: Session, juror: Juror) -> Sequence[ScoreTouch]:
    return session.scalars(
        select(ScoreTouch)
        .join(Scorecard, Scorecard.id == ScoreTouch.card_id)
        .where(Scorecard.juror_id == juror.id)
    ).all()


def _merge(
    session: Session, card: Scorecard, kept: dict[tuple[int, str], ScoreTouch], touch: TouchDraft
) -> bool:
    """Takes the touch if it is the newest of its field. Answers whether it was."""
    row = kept.get((card.id, touch.field))
    coming = Touch(touch.field, touch.number, touch.stamp, touch.client)
    before = None if row is None else Touch(row.field, row.number, row.stamp, row.client)
    if not wins(coming, before):
        return False
    if row is None:
        row = kept[card.id, touch.field] = ScoreTouch(card_id=card.id, field=touch.field, stamp=0, client="")
        session.add(row)
    row.number, row.text = touch.number, touch.text or None
    row.stamp, row.client = touch.stamp, touch.client
    return True
