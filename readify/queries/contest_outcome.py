"""What a judged session comes to, and a fingerprint of all it came from: for sealing and for the audit."""

from __future__ import annotations

import hashlib
import json

from readify.game.contest.places import Standing, standings
from readify.queries.contest_standing import Judging


def standings_of(judging: Judging) -> tuple[Standing, ...]:
    """Everyone's end result. ValueError with an open tie."""
    return standings(
        judging.groups, goes_on=judging.goes_on, reserves=judging.reserves, decided=judging.decided
    )


def hash_of_judging(judging: Judging) -> str:
    """SHA-256 of all that the results came from: steps, ballots and decisions; no words, which are erased."""
    cards = {
        str(seat): {str(reader): dict(sorted(card.items())) for reader, card in sorted(of.items())}
        for seat, of in judging.by_seat.items()
    }
    seats = {juror.id: juror.seat for juror in judging.seated}
    whole = {
        "cards": cards,
        "ballots": {str(seats[key]): list(value) for key, value in judging.ballots.items() if key in seats},
        "decided": [list(order) for order in judging.decided],
        "readers": sorted(judging.readers),
    }
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
