"""A class's own bingo cards and sets: as the teacher keeps them, as a child may take them, how far a set is.

A set is counted by goals that the class shares, so no child is named or numbered here. What was taken out of
a card stays to be read: a child's card may still bear it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.game.bingo import BingoBook, CardSet, Cell
from readify.game.facts import BonusKind
from readify.game.rules import Band, Filter, Measure, Meter, Words
from readify.models import (
    BingoCard,
    BingoTask,
    ChallengeItem,
    ChallengeKind,
    ClassChallenge,
    Goal,
    Reader,
    ReaderTally,
)
from readify.rulebooks import OWN
from readify.words import N_

CLASS_CARD = "class-"  # before the number of a class's own card, where a ready set has its slug
OWN_PICTURE = "letter"
NO_CHALLENGE = N_("Deze uitdaging is er niet (meer).")
TICK = Meter(Measure.BONUSES, (Filter(kinds=(BonusKind.TICK,)),))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `done` of `target`: together, for a set that is offered."""

    item_id: int
    cell: Cell | None
    own: str
    by_teacher: bool
    target: int
    done: int
    reached: bool

    def name(self, locale: str) -> str:
        """What stands on the card."""
        return self.cell.text.of(locale) if self.cell else self.own


@dataclass(frozen=True, slots=True)
class Challenge:
    """A card or a set with its items in order. `reward` is a code of the list, or own words."""

    challenge_id: int
    kind: str
    name: str
    size: int | None
    reward: str
    offered: bool
    reached: bool
    items: tuple[Item, ...]

    @property
    def is_bingo(self) -> bool:
        """A card for each child, not a set for the class."""
        return self.kind == ChallengeKind.BINGO

    @property
    def asks_teacher(self) -> bool:
        """Has cells that only the teacher ticks off."""
        return any(item.own and item.by_teacher for item in self.items)

    @property
    def lights(self) -> int:
        """How many of a set's things are done."""
        return sum(item.reached for item in self.items)

    def as_card_set(self) -> CardSet:
        """The card as one of the sets a child chooses from; `about` is empty: its pictures tell."""
        words = Words(self.name, self.name)
        return CardSet(f"{CLASS_CARD}{self.challenge_id}", words, words, OWN_PICTURE, {})

    def pictures(self) -> list[str]:
        """Pictures of the first eight cells around the free one."""
        icons = [item.cell.icon if item.cell else OWN_PICTURE for item in self.items[:8]]
        return [*icons[:4], "", *icons[4:]]


@dataclass(frozen=True, slots=True)
class Ticking:
    """Children who have this card now, A to Z, and which own cells are ticked for each: (item, name)."""

    cells: tuple[Item, ...]
    rows: tuple[tuple[int, str, frozenset[int]], ...]


def challenges_of(session: Session, *, book: BingoBook, classroom_id: int) -> tuple[Challenge, ...]:
    """All that this class has, what is offered first, then the newest."""
    rows = session.scalars(
        select(ClassChallenge)
        .where(ClassChallenge.classroom_id == classroom_id, ClassChallenge.closed_at.is_(None))
        .order_by(ClassChallenge.offered_at.is_(None), ClassChallenge.id.desc())
    ).all()
    return _told(session, book, rows)


def offered_to(session: Session, *, book: BingoBook, classroom_id: int) -> tuple[Challenge, ...]:
    """What the children of this class may do now. One statement when there is nothing."""
    rows = session.scalars(
        select(ClassChallenge)
        .where(
            ClassChallenge.classroom_id == classroom_id,
            ClassChallenge.closed_at.is_(None),
            ClassChallenge.offered_at.is_not(None),
        )
        .order_by(ClassChallenge.id.desc())
    ).all()
    return _told(session, book, rows)


def challenge_of(session: Session, *, book: BingoBook, classroom_id: int, challenge_id: int) -> Challenge:
    """One of this class's. Raises NotFound."""
    return _told(session, book, [challenge_row(session, classroom_id, challenge_id)])[0]


def challenge_row(session: Session, classroom_id: int, challenge_id: int) -> ClassChallenge:
    """The row of one of this class's that was not put away. Raises NotFound."""
    row = session.get(ClassChallenge, challenge_id)
    if row is None or row.classroom_id != classroom_id or row.closed_at is not None:
        raise NotFound("no_challenge", NO_CHALLENGE)
    return row


def card_sets(session: Session, slugs: Iterable[str]) -> Mapping[str, CardSet]:
    """The class's own cards among these slugs, those that were put away too: for cards of before."""
    wanted = [int(slug.removeprefix(CLASS_CARD)) for slug in slugs if slug.startswith(CLASS_CARD)]
    if not wanted:
        return {}
    rows = session.execute(
        select(ClassChallenge.id, ClassChallenge.name).where(ClassChallenge.id.in_(wanted))
    )
    return {
        f"{CLASS_CARD}{row.id}": CardSet(
            f"{CLASS_CARD}{row.id}", Words(row.name, row.name), Words(row.name, row.name), OWN_PICTURE, {}
        )
        for row in rows
    }


def class_card_cells(session: Session, slug: str) -> tuple[str, ...]:
    """The cells of a class's own card in order, as a child's card bears them."""
    rows = session.scalars(
        select(ChallengeItem)
        .where(
            ChallengeItem.challenge_id == int(slug.removeprefix(CLASS_CARD)),
            ChallengeItem.removed_at.is_(None),
        )
        .order_by(ChallengeItem.position, ChallengeItem.id)
    )
    return tuple(row.cell or f"{OWN}{row.id}" for row in rows)


def own_cells(session: Session, codes: Iterable[str]) -> Mapping[str, tuple[Cell, bool]]:
    """The cells in a teacher's own words among these codes, and whether the child ticks them itself."""
    wanted = {int(code.removeprefix(OWN)) for code in codes if code.startswith(OWN)}
    if not wanted:
        return {}
    rows = session.execute(
        select(ChallengeItem.id, ChallengeItem.own, ChallengeItem.ticked_by).where(
            ChallengeItem.id.in_(wanted)
        )
    )
    return {f"{OWN}{row.id}": (_own_cell(row.id, row.own), row.ticked_by.value == "child") for row in rows}


def ticking(session: Session, challenge: Challenge) -> Ticking:
    """Who has this card open, and what the teacher ticked off so far."""
    cells = tuple(item for item in challenge.items if item.own and item.by_teacher)
    rows = session.execute(
        select(Reader.id, Reader.name, BingoTask.id.label("task"), BingoTask.cell)
        .join(BingoCard, BingoCard.reader_id == Reader.id)
        .join(BingoTask, BingoTask.card_id == BingoCard.id)
        .where(
            BingoCard.card_set == f"{CLASS_CARD}{challenge.challenge_id}",
            BingoCard.ends.is_(None),
            BingoTask.cell.in_([f"{OWN}{item.item_id}" for item in cells]),
            Reader.left_at.is_(None),
        )
        .order_by(Reader.name, Reader.id)
    ).all()
    done = _ticked(session, {row.id for row in rows})
    by_child: dict[tuple[int, str], set[int]] = {}
    for row in rows:
        kept = by_child.setdefault((row.id, row.name), set())
        if row.task in done:
            kept.add(int(row.cell.removeprefix(OWN)))
    return Ticking(cells, tuple((one, name, frozenset(kept)) for (one, name), kept in by_child.items()))


def _ticked(session: Session, readers: set[int]) -> set[int]:
    """Ids of the tasks that are full, from these readers' tallies."""
    states = session.scalars(select(ReaderTally.state).where(ReaderTally.reader_id.in_(readers)))
    return {int(slug.removeprefix("cell-")) for state in states for slug in (state or {}).get("cells", {})}


def _told(session: Session, book: BingoBook, rows: Sequence[ClassChallenge]) -> tuple[Challenge, ...]:
    if not rows:
        return ()
    found = session.execute(
        select(ChallengeItem, Goal.progress, Goal.reached_at)
        .outerjoin(Goal, Goal.id == ChallengeItem.goal_id)
        .where(ChallengeItem.challenge_id.in_([row.id for row in rows]), ChallengeItem.removed_at.is_(None))
        .order_by(ChallengeItem.position, ChallengeItem.id)
    ).all()
    items: dict[int, list[Item]] = {}
    for item, progress, reached_at in found:
        items.setdefault(item.challenge_id, []).append(_item(book, item, progress, reached_at))
    return tuple(
        Challenge(
            challenge_id=row.id,
            kind=row.kind.value,
            name=row.name,
            size=row.size,
            reward=row.reward_text or row.reward,
            offered=row.offered_at is not None,
            reached=row.reached_at is not None,
            items=tuple(items.get(row.id, ())),
        )
        for row in rows
    )


def _item(book: BingoBook, item: ChallengeItem, progress: int | None, reached_at: dt.datetime | None) -> Item:
    own_done = item.done_at is not None
    return Item(
        item_id=item.id,
        cell=book.cell(item.cell) if item.cell else None,
        own=item.own,
        by_teacher=item.ticked_by.value == "teacher",
        target=item.target,
        done=(progress or 0) if item.cell else int(own_done),
        reached=reached_at is not None or own_done,
    )


def _own_cell(item_id: int, own: str) -> Cell:
    words = Words(own, own)
    return Cell(f"{OWN}{item_id}", words, words, OWN_PICTURE, TICK, 1, tuple(Band))
