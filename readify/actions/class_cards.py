"""New sign-in cards for a whole class, as they are printed: the only moment that their tokens are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.cards import make_card, make_phrase
from readify.done import Done
from readify.errors import NotFound
from readify.models import Classroom, Reader
from readify.models.school import Band
from readify.printing.cards import SignInCard
from readify.queries.class_ways import class_ways, short_names


def make_class_cards(
    session: Session,
    *,
    classroom_id: int,
    base_url: str,
    secret: str,
    now: dt.datetime,
    account_id: int | None = None,
    chosen: Collection[int] | None = None,
) -> Done[tuple[SignInCard, ...]]:
    """A new card for each child of the class (or for those `chosen`), by name; from 12 up with a new phrase.

    Older cards of these children stop working; the others' go on. A class that hides names has short ones on
    its cards. Raises NotFound for an unknown class, one without children, or another teacher's.
    """
    classroom = session.get(Classroom, classroom_id)
    everyone = session.scalars(
        select(Reader)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.name, Reader.id)
    ).all()
    readers = [one for one in everyone if chosen is None or one.id in chosen]
    if classroom is None or not readers:
        raise NotFound("not_found")
    names = {one.id: one.name for one in everyone}
    if class_ways(session, classroom_id=classroom_id).names_hidden:
        names = short_names(names)
    asked: dict[str, Any] = {"now": now, "account_id": account_id}
    cards = []
    for reader in readers:
        own = not classroom.shared_devices
        card = make_card(session, reader_id=reader.id, own_device=own, **asked).value
        phrase = None
        if classroom.band == Band.GROOT:
            phrase = make_phrase(session, reader_id=reader.id, secret=secret, **asked).value
        cards.append(
            SignInCard(
                name=names[reader.id],
                classroom=classroom.name,
                url=f"{base_url}/K/{card.token}".upper(),
                companion=reader.companion,
                class_word=classroom.word,
                number=classroom.number,
                phrase=phrase,
                own_device=own,
            )
        )
    return Done(tuple(cards))
