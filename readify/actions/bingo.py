"""Choosing a bingo card and swapping a cell: changes what a child tries, never what it did.

A card is rules, not progress: it joins the reader's rulebook, and the follow-up folds that one reader anew.
The reader's tally row is locked first, so that two taps at once make one card.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from readify.actions.progress import Locked, lock_reader
from readify.actions.refreshing import refresh_reader
from readify.actions.terms import raise_rules_version
from readify.done import Done, FollowUp
from readify.drafts.challenge import WRONG_CELL, WRONG_SET, CardDraft, SwapDraft
from readify.errors import Invalid, NotFound
from readify.game.bingo import Card, CardSet
from readify.game.rulebook import Rulebook
from readify.models import Band, BingoCard, BingoTask
from readify.queries.bingo_deals import Circumstances, circumstances, deal, offers
from readify.queries.class_challenges import CLASS_CARD, class_card_cells, offered_to
from readify.rulebooks import task_slug
from readify.words import N_

NO_CARD = N_("Deze bingokaart is er niet (meer).")
MOST_CARDS = 24  # kept per reader, so that a tally stays small; nobody has so many in a year


def choose_card(
    session: Session, *, rules: Rulebook, reader_id: int, draft: CardDraft, today: dt.date, now: dt.datetime
) -> Done[int]:
    """A new card from today on; the one before stays to be seen, unless nothing was on it yet.

    Choosing on one day what is open since that day answers the same card. Answers the card's id.
    """
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    about = circumstances(session, reader_id=reader_id, today=today)
    chosen, size = _chosen(session, rules, locked, draft, band=about.band)
    cards = list(session.scalars(select(BingoCard).where(BingoCard.reader_id == reader_id)))
    same = next((one for one in cards if _is_same(one, chosen, size, today)), None)
    if same is not None:
        return Done(same.id)
    _put_away(session, locked, today=today)
    made = _deal(session, rules, locked, chosen, size=size, about=about, today=today, now=now)
    _forget_oldest(session, locked, made)
    return _changed(session, locked, made)


def swap_cell(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    position: int,
    draft: SwapDraft,
    today: dt.date,
    now: dt.datetime,
) -> Done[bool]:
    """Another cell on this place of the open card. Answers whether it changed: a full place stays as it is.

    What the old cell had counted stays with it; chosen again, it goes on from there.
    Raises NotFound for a card that is not open or not this reader's, Invalid for a cell that is not offered.
    """
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    card = next((one for one in locked.rulebook.cards if one.ends is None and one.id == draft.card), None)
    if card is None or position == card.free or not 1 <= position <= card.size * card.size:
        raise NotFound("no_card", NO_CARD)
    rows = session.scalars(
        select(BingoTask).where(BingoTask.card_id == card.id, BingoTask.position == position)
    ).all()
    current = next((row for row in rows if row.ends is None), None)
    is_full = position in card.crossed(locked.tally.cells)
    if is_full or (current is not None and current.cell == draft.cell):
        return Done(False)
    about = circumstances(session, reader_id=reader_id, today=today)
    if draft.cell not in {cell.slug for cell in offers(rules.bingo, card, locked.tally.cells, about)}:
        raise Invalid("invalid", WRONG_CELL, fields={"cell": WRONG_CELL})
    if current is not None:
        _close(session, locked, current, today=today)
    _open(session, rows, card=card, position=position, cell=draft.cell, today=today)
    session.flush()
    return Done(True, *_follow(session, locked))


def _chosen(
    session: Session, rules: Rulebook, locked: Locked, draft: CardDraft, *, band: str
) -> tuple[CardSet, int]:
    """A ready set, or a card of the child's own class, whose size its teacher chose."""
    if draft.card_set.startswith(CLASS_CARD):
        offered = offered_to(session, book=rules.bingo, classroom_id=locked.classroom_id)
        for one in offered:
            if one.is_bingo and one.as_card_set().slug == draft.card_set:
                return one.as_card_set(), one.size or 3
    chosen = rules.bingo.card_set(draft.card_set)
    if chosen is None:
        raise Invalid("invalid", WRONG_SET, fields={"card_set": WRONG_SET})
    return chosen, 3 if band == Band.KLEIN else int(draft.size)


def _is_same(card: BingoCard, chosen: CardSet, size: int, today: dt.date) -> bool:
    return card.ends is None and card.starts == today and (card.card_set, card.size) == (chosen.slug, size)


def _put_away(session: Session, locked: Locked, *, today: dt.date) -> None:
    """Closes the open card; one on which nothing counted yet was never begun."""
    for card in locked.rulebook.cards:
        if card.ends is None:
            if _has_counted(locked, [task.slug for task in card.tasks]):
                session.get_one(BingoCard, card.id).ends = today
            else:
                session.execute(delete(BingoCard).where(BingoCard.id == card.id))
    session.flush()


def _has_counted(locked: Locked, slugs: Sequence[str]) -> bool:
    return any(slug in locked.tally.cells or slug in locked.tally.gauges for slug in slugs)


def _deal(
    session: Session,
    rules: Rulebook,
    locked: Locked,
    chosen: CardSet,
    *,
    size: int,
    about: Circumstances,
    today: dt.date,
    now: dt.datetime,
) -> int:
    free = rules.bingo.free[size]
    earlier = sum(1 for card in locked.rulebook.cards if _has_counted(locked, [t.slug for t in card.tasks]))
    card = BingoCard(
        reader_id=locked.reader_id,
        card_set=chosen.slug,
        size=size,
        free=free,
        starts=today,
        ends=None,
        created_at=now,
    )
    session.add(card)
    session.flush()
    if chosen.slug.startswith(CLASS_CARD):
        cells = class_card_cells(session, chosen.slug)
    else:
        cells = tuple(cell.slug for cell in deal(rules.bingo, chosen, size=size, about=about, turn=earlier))
    places = [place for place in range(1, size * size + 1) if place != free]
    session.add_all(
        BingoTask(card_id=card.id, position=place, cell=cell, starts=today, ends=None)
        for place, cell in zip(places, cells, strict=True)
    )
    session.flush()
    return card.id


def _forget_oldest(session: Session, locked: Locked, made: int) -> None:
    """Beyond the most, the oldest goes; never the one that gave the badge, so that no badge goes with it."""
    old = [card for card in locked.rulebook.cards if card.id != made]
    first = next((card.id for card in old if card.full_lines(locked.tally.cells)), None)
    spare = [card.id for card in old if card.id != first]
    for card_id in spare[: max(0, len(old) + 1 - MOST_CARDS)]:
        session.execute(delete(BingoCard).where(BingoCard.id == card_id))


def _close(session: Session, locked: Locked, task: BingoTask, *, today: dt.date) -> None:
    if _has_counted(locked, [task_slug(task.id)]):
        task.ends = today
    else:
        session.delete(task)


def _open(
    session: Session, rows: Sequence[BingoTask], *, card: Card, position: int, cell: str, today: dt.date
) -> None:
    known = next((row for row in rows if row.cell == cell), None)
    if known is not None:
        known.ends = None
    else:
        session.add(BingoTask(card_id=card.id, position=position, cell=cell, starts=today, ends=None))


def _changed(session: Session, locked: Locked, value: int) -> Done[int]:
    session.flush()
    return Done(value, *_follow(session, locked))


def _follow(session: Session, locked: Locked) -> tuple[tuple[()], tuple[FollowUp, ...]]:
    """Other readers' rules stay as they are: their rulebooks are composed anew and come out the same."""
    raise_rules_version(session, locked.classroom_id)
    return (), (FollowUp(refresh_reader, {"reader_id": locked.reader_id}),)
