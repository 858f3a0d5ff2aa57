"""One juror's form: the readers of the session in their order, and this juror's own cards. Nobody else's.

A juror hears first names whatever was consented to: the form is not public. Another juror's steps and
words never leave here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import Conflict, NotFound
from readify.models import (
    Ballot,
    ContestRound,
    ContestSchool,
    ContestSession,
    Criterion,
    Entrant,
    Juror,
    Scorecard,
    ScoreTouch,
)
from readify.models.contest_kinds import Deciding, SessionState
from readify.models.contest_people import TAKES_PART, EntrantState
from readify.tokens import hash_token
from readify.words import N_

NO_LINK = N_("Deze jurylink ken ik niet. Vraag de secretaris om een nieuwe.")
OLD_LINK = N_("Deze jurylink is verlopen. Vraag de secretaris om een nieuwe. Wat je al gaf, is bewaard.")


@dataclass(frozen=True, slots=True)
class JuryCriterion:
    """What is looked at; `words` per step, from low to high, may be empty."""

    slug: str
    name: str
    hint: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JuryCard:
    """One reader with what this juror gave. `number` is its turn, from 1."""

    entrant_id: int
    number: int
    name: str
    school: str
    class_name: str
    book_title: str
    book_author: str
    state: EntrantState
    own_school: bool
    values: Mapping[str, int | str] = field(default_factory=dict)
    stamps: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Nothing is missing: a compliment, and where points decide a step for every criterion."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class JuryPage:
    """All of the form. `choices`: the own order or slip, best first. `plan` differs when readers do."""

    juror_id: int
    session_id: int
    name: str
    chair: bool
    round_name: str
    session_name: str
    decides: Deciding
    steps: tuple[int, ...]
    criteria: tuple[JuryCriterion, ...]
    cards: tuple[JuryCard, ...]
    choices: tuple[int, ...]
    handed_in_at: dt.datetime | None
    open: bool
    most: int  # names on a slip
    newest: int  # the newest stamp the server knows of this juror

    @property
    def plan(self) -> str:
        """Who reads, in which order."""
        return "-".join(str(card.entrant_id) for card in self.cards)

    @property
    def own_school(self) -> tuple[JuryCard, ...]:
        """The readers of a school this juror has ties with."""
        return tuple(card for card in self.cards if card.own_school)


def juror_of_key(session: Session, key: str, *, now: dt.datetime) -> Juror:
    """The juror whom this link lets in. NotFound: no such link, or somebody took over; Conflict: expired."""
    juror = session.scalar(select(Juror).where(Juror.key_hash == hash_token(key)))
    if juror is None or juror.left_at is not None:
        raise NotFound("no_link", NO_LINK)
    if juror.expires_at <= now:
        raise Conflict("expired", OLD_LINK)
    return juror


def juror_page(session: Session, juror_id: int) -> JuryPage:
    """The form of this juror. Raises NotFound."""
    juror = session.get(Juror, juror_id)
    if juror is None:
        raise NotFound("no_link", NO_LINK)
    sitting = session.get_one(ContestSession, juror.session_id)
    stage = session.get_one(ContestRound, sitting.round_id)
    criteria = criteria_of(session, stage.id)
    kind = "vote" if stage.decides is Deciding.VOTE else "ranking"
    ballot = session.get(Ballot, (juror_id, kind))
    needed = tuple(one.slug for one in criteria) if stage.decides is Deciding.POINTS else ()
    cards = _cards(session, juror, (*needed, "compliment"))
    stamps = [stamp for card in cards for stamp in card.stamps.values()]
    return JuryPage(
        juror_id=juror.id,
        session_id=sitting.id,
        name=juror.name,
        chair=juror.chair,
        round_name=stage.name,
        session_name=sitting.name,
        decides=stage.decides,
        steps=tuple(range(stage.scale_low, stage.scale_high + 1)),
        criteria=criteria,
        cards=cards,
        choices=tuple(ballot.choices) if ballot else (),
        handed_in_at=juror.handed_in_at,
        open=juror.handed_in_at is None and sitting.state is SessionState.UNDER_WAY,
        most=stage.goes_on,
        newest=max([*stamps, ballot.stamp if ballot else 0]),
    )


def criteria_of(session: Session, round_id: int) -> tuple[JuryCriterion, ...]:
    """What a round's jury looks at, in order."""
    rows = session.scalars(select(Criterion).where(Criterion.round_id == round_id).order_by(Criterion.number))
    return tuple(JuryCriterion(row.slug, row.name, row.hint, tuple(row.steps)) for row in rows)


def _cards(session: Session, juror: Juror, needed: tuple[str, ...]) -> tuple[JuryCard, ...]:
    rows = session.execute(
        select(Entrant, ContestSchool.name)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .where(Entrant.session_id == juror.session_id, Entrant.state.in_(TAKES_PART))
        .order_by(Entrant.position.is_(None), Entrant.position, Entrant.id)
    ).all()
    given = _given(session, juror.id)
    return tuple(
        _card(entrant, school, number, given.get(entrant.id, {}), juror, needed)
        for number, (entrant, school) in enumerate(rows, start=1)
    )


def _given(session: Session, juror_id: int) -> dict[int, dict[str, ScoreTouch]]:
    """What this juror gave, per reader and field; what was wiped out again is left out of `values` later."""
    rows = session.execute(
        select(Scorecard.entrant_id, ScoreTouch)
        .join(ScoreTouch, ScoreTouch.card_id == Scorecard.id)
        .where(Scorecard.juror_id == juror_id)
    ).all()
    found: dict[int, dict[str, ScoreTouch]] = {}
    for entrant_id, touch in rows:
        found.setdefault(entrant_id, {})[touch.field] = touch
    return found


def _card(
    entrant: Entrant,
    school: str,
    number: int,
    touches: Mapping[str, ScoreTouch],
    juror: Juror,
    needed: tuple[str, ...],
) -> JuryCard:
    values = {
        name: cast("int | str", touch.text if touch.number is None else touch.number)
        for name, touch in touches.items()
        if touch.number is not None or touch.text
    }
    return JuryCard(
        entrant_id=entrant.id,
        number=entrant.position or number,
        name=entrant.name,
        school=school,
        class_name=entrant.class_name,
        book_title=entrant.book_title,
        book_author=entrant.book_author,
        state=entrant.state,
        own_school=juror.contest_school_id == entrant.contest_school_id,
        values=values,
        stamps={name: touch.stamp for name, touch in touches.items()},
        missing=tuple(name for name in needed if name not in values),
    )
