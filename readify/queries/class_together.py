"""What a class does together beside its goal, for a child's page. No names."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from sqlalchemy.orm import Session

from readify.game.bingo import BingoBook
from readify.queries.class_challenges import Challenge, offered_to
from readify.queries.class_ways import class_ways
from readify.queries.everyone import EveryoneNow, everyone_now
from readify.queries.valley_pairs import TwoValleys, two_valleys


class OfClass(TypedDict):
    """`together`: sets that are offered; `everyone` and `pair` are None when not chosen."""

    together: list[Challenge]
    everyone: EveryoneNow | None
    pair: TwoValleys | None


def of_class(session: Session, *, book: BingoBook, classroom_id: int, today: dt.date) -> OfClass:
    """Three statements when the class chose nothing of it."""
    offered = offered_to(session, book=book, classroom_id=classroom_id)
    asked = class_ways(session, classroom_id=classroom_id).everyone
    return {
        "together": [one for one in offered if not one.is_bingo],
        "everyone": everyone_now(session, classroom_id=classroom_id, today=today) if asked else None,
        "pair": two_valleys(session, classroom_id=classroom_id, today=today),
    }
