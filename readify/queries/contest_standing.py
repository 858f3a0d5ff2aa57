"""How a session stands: who read, what the jury gave, totals and ties. For jury and secretary only.

Reads cards and ballots as they are; the rules are those of `readify.game.contest`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.game.contest.places import Group, grouped, open_ties
from readify.game.contest.points import Weights, point_totals, rank_totals, vote_totals
from readify.models import (
    TAKES_PART,
    Ballot,
    ContestRound,
    ContestSession,
    Criterion,
    Deciding,
    Decision,
    Entrant,
    Juror,
    Scorecard,
    ScoreTouch,
)

Cards = Mapping[int, Mapping[int, Mapping[str, int]]]
"""Seat or juror -> reader -> criterion -> step."""


@dataclass(frozen=True, slots=True)
class Judging:
    """All that a session's result comes from. `readers` in reading order, `jurors` in order of coming."""

    goes_on: int
    reserves: int
    decides: Deciding
    weights: Weights
    readers: tuple[int, ...]
    jurors: tuple[Juror, ...]
    by_juror: Cards
    compliments: Mapping[tuple[int, int], str]  # (juror, reader)
    ballots: Mapping[int, tuple[int, ...]]
    decided: tuple[tuple[int, ...], ...]

    @property
    def seated(self) -> tuple[Juror, ...]:
        """The jurors who sit there now."""
        return tuple(juror for juror in self.jurors if juror.left_at is None)

    @property
    def by_seat(self) -> dict[int, dict[int, Mapping[str, int]]]:
        """Each seat's card of each reader: the newest complete one, else the newest."""
        found: dict[int, dict[int, Mapping[str, int]]] = {juror.seat: {} for juror in self.seated}
        for juror in self.jurors:
            for reader, card in self.by_juror.get(juror.id, {}).items():
                kept = found.get(juror.seat, {}).get(reader)
                if juror.seat in found and (
                    kept is None or self.weights.complete(card) or not self.weights.complete(kept)
                ):
                    found[juror.seat][reader] = card
        return found

    @property
    def totals(self) -> dict[int, Fraction]:
        """Each reader's total; empty while there is nothing to count. See `higher_first`."""
        ballots = [self.ballots.get(juror.id, ()) for juror in self.seated]
        if self.decides is Deciding.RANKING:
            return rank_totals(ballots, self.readers)
        if self.decides is Deciding.VOTE:
            return vote_totals(ballots, self.readers)
        return point_totals(self.weights, self.by_seat, self.readers)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Readers with equal totals together, best first."""
        return grouped(self.totals, higher_first=self.decides is not Deciding.RANKING)

    @property
    def open_ties(self) -> tuple[Group, ...]:
        """The ties the chair still has to decide."""
        return open_ties(self.groups, goes_on=self.goes_on, reserves=self.reserves, decided=self.decided)

    @property
    def all_handed_in(self) -> bool:
        """Whether every seat's juror handed in."""
        return bool(self.seated) and all(juror.handed_in_at for juror in self.seated)

    def missing_of(self, juror: Juror) -> dict[int, tuple[str, ...]]:
        """What a juror still has to give, per reader: slugs, and `compliment`. Empty when all is there."""
        cards = self.by_seat.get(juror.seat, {}) if self.decides is Deciding.POINTS else None
        missing: dict[int, tuple[str, ...]] = {}
        for reader in self.readers:
            card = {} if cards is None else cards.get(reader, {})
            fields = () if cards is None else tuple(slug for slug in self.weights.of if slug not in card)
            if not any(self.compliments.get((one.id, reader)) for one in self.of_seat(juror.seat)):
                fields = (*fields, "compliment")
            if fields:
                missing[reader] = fields
        return missing

    def of_seat(self, seat: int) -> tuple[Juror, ...]:
        """Who sat and sits in this seat, newest first."""
        return tuple(juror for juror in reversed(self.jurors) if juror.seat == seat)

    def ballot_complete(self, juror: Juror) -> bool:
        """Whether the juror's order names everyone once, or the slip 1 to as many as go on."""
        choices = self.ballots.get(juror.id, ())
        if self.decides is Deciding.RANKING:
            return sorted(choices) == sorted(self.readers)
        if self.decides is Deciding.VOTE:
            return 0 < len(set(choices) & set(self.readers)) == len(choices) <= self.goes_on
        return True


def judging_of(session: Session, session_id: int) -> Judging:
    """The session as it stands now."""
    sitting = session.get_one(ContestSession, session_id)
    of_round = session.get_one(ContestRound, sitting.round_id)
    jurors = tuple(
        session.scalars(select(Juror).where(Juror.session_id == session_id).order_by(Juror.number))
    )
    cards, compliments = _cards(session, [juror.id for juror in jurors])
    ballot = "ranking" if of_round.decides is Deciding.RANKING else "vote"
    return Judging(
        goes_on=of_round.goes_on,
        reserves=of_round.reserves,
        decides=of_round.decides,
        weights=weights_of(session, of_round),
        readers=readers_of(session, session_id),
        jurors=jurors,
        by_juror=cards,
        compliments=compliments,
        ballots={
            row.juror_id: tuple(row.choices)
            for row in session.scalars(
                select(Ballot).where(
                    Ballot.kind == ballot, Ballot.juror_id.in_([juror.id for juror in jurors])
                )
            )
        },
        decided=tuple(
            tuple(row)
            for row in session.scalars(
                select(Decision.ordered).where(Decision.session_id == session_id).order_by(Decision.id)
            )
        ),
    )


def weights_of(session: Session, of_round: ContestRound) -> Weights:
    """The round's criteria with their weights, and its scale."""
    rows = session.execute(
        select(Criterion.slug, Criterion.weight)
        .where(Criterion.round_id == of_round.id)
        .order_by(Criterion.number)
    )
    return Weights({row.slug: row.weight for row in rows}, of_round.scale_low, of_round.scale_high)


def readers_of(session: Session, session_id: int) -> tuple[int, ...]:
    """Who takes part in a session, in reading order; who has no turn yet comes last."""
    wanted = (
        select(Entrant.id)
        .where(Entrant.session_id == session_id, Entrant.state.in_(TAKES_PART))
        .order_by(Entrant.position.is_(None), Entrant.position, Entrant.id)
    )
    return tuple(session.scalars(wanted))


def _cards(
    session: Session, jurors: Sequence[int]
) -> tuple[dict[int, dict[int, dict[str, int]]], dict[tuple[int, int], str]]:
    """What these jurors gave: steps, and compliments."""
    rows = session.execute(
        select(Scorecard.juror_id, Scorecard.entrant_id, ScoreTouch.field, ScoreTouch.number, ScoreTouch.text)
        .join(ScoreTouch, ScoreTouch.card_id == Scorecard.id)
        .where(Scorecard.juror_id.in_(jurors))
    )
    cards: dict[int, dict[int, dict[str, int]]] = {}
    compliments: dict[tuple[int, int], str] = {}
    for row in rows:
        if row.number is not None:
            cards.setdefault(row.juror_id, {}).setdefault(row.entrant_id, {})[row.field] = row.number
        elif row.field == "compliment" and row.text:
            compliments[row.juror_id, row.entrant_id] = row.text
    return cards, compliments
