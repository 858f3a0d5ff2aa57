"""Help for who cannot choose: the catalogue and the class's tips, drawn from with one child's taste.

Gathers what `suggest` needs in a fixed number of statements, each bounded: no history is read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from readify.books.suggesting import Candidate, Liked, Suggestion, SuggestionRules, Taste, suggest
from readify.models import Book, ReaderBook, ReaderDay, ShelfState, Terms
from readify.queries.reader_state import ReaderState
from readify.queries.suggestion_rules import suggestion_rules
from readify.queries.tips import ClassTip, class_tips

SHELF = 24  # titles touched last, for taste
SERIES = 40

_COLUMNS = (
    Book.id,
    Book.title_key,
    Book.title,
    Book.author,
    Book.language,
    Book.genre,
    Book.form,
    Book.series_key,
    Book.age_code,
)
_RECENT = (
    select(
        ReaderBook.id,
        ReaderBook.title,
        ReaderBook.genre,
        ReaderBook.series_key,
        ReaderBook.language,
        ReaderBook.state,
    )
    .where(ReaderBook.reader_id == bindparam("of_reader"))
    .order_by(ReaderBook.touched_at.desc(), ReaderBook.id.desc())
    .limit(SHELF)
)
_LOVED = select(ReaderDay.work_id).where(
    ReaderDay.reader_id == bindparam("of_reader"),
    ReaderDay.day >= bindparam("since"),
    ReaderDay.feeling >= bindparam("least"),
    ReaderDay.work_id.is_not(None),
)
_FORMS_OFF = (
    select(Terms.reader_id, Terms.forms_off)
    .where(
        Terms.classroom_id == bindparam("of_classroom"),
        or_(Terms.reader_id.is_(None), Terms.reader_id == bindparam("of_reader")),
        Terms.starts <= bindparam("on_day"),
        Terms.forms_off.is_not(None),
    )
    .order_by(Terms.reader_id.is_not(None).desc(), Terms.starts.desc(), Terms.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class BookChoice:
    """The page "kies een boek": the class's tips and this turn's suggestions."""

    tips: tuple[ClassTip, ...]
    suggestions: tuple[Suggestion, ...]
    turn: int


def book_choice(session: Session, *, state: ReaderState, today: dt.date, turn: int = 0) -> BookChoice:
    """What this child may choose from today; `turn` counts how often it asked for something else."""
    rules = suggestion_rules()
    tips = class_tips(session, classroom_id=state.classroom_id, day=today, reader_id=state.reader_id)
    recent = session.execute(_RECENT, {"of_reader": state.reader_id}).all()
    seed = f"{state.reader_id}/{today}"
    taste = _taste(session, state, recent, rules=rules, today=today)
    offered = [_of_tip(tip) for tip in tips if not tip.own]
    offered += [_of_row(row) for row in _drawn(session, taste, rules=rules, seed=seed)]
    known = _known(session, state.reader_id, {book.key for book in offered})
    taste = replace(taste, known=known)
    return BookChoice(tips, suggest(offered, taste, rules, seed=seed, turn=turn), turn)


def _taste(
    session: Session, state: ReaderState, recent: Sequence[Any], *, rules: SuggestionRules, today: dt.date
) -> Taste:
    home = frozenset(_tongue(code) for code in state.home_languages)
    read = [row for row in recent if row.state is not ShelfState.WANTED]
    return Taste(
        band=state.band,
        languages=frozenset({"nl", *home, *(_tongue(row.language) for row in read)}),
        home=home,
        forms_off=forms_off(session, state, today),
        genres=frozenset(row.genre for row in read if row.genre),
        forms=frozenset(state.tally.seen_forms),
        liked=_liked(session, state.reader_id, read, rules=rules, today=today),
    )


def _liked(
    session: Session, reader_id: int, read: Sequence[Any], *, rules: SuggestionRules, today: dt.date
) -> tuple[Liked, ...]:
    """Books with a happy face or read out, and not put away since; newest first."""
    since = today - dt.timedelta(days=rules.liked_days)
    scope = {"of_reader": reader_id, "since": since, "least": rules.liked_feeling}
    loved = set(session.scalars(_LOVED, scope))
    pleased = [
        row
        for row in read
        if row.state is ShelfState.FINISHED or (row.id in loved and row.state is not ShelfState.STOPPED)
    ]
    return tuple(Liked(row.title, row.genre, row.series_key) for row in pleased[: rules.liked_most])


def forms_off(session: Session, state: ReaderState, today: dt.date) -> frozenset[str]:
    """Forms that are switched off for this child. The child's own agreement goes before that of the class."""
    scope = {"of_classroom": state.classroom_id, "of_reader": state.reader_id, "on_day": today}
    row = session.execute(_FORMS_OFF, scope).one_or_none()
    return frozenset(row.forms_off or ()) if row else frozenset()


def _drawn(session: Session, taste: Taste, *, rules: SuggestionRules, seed: str) -> list[Any]:
    """Titles from a place in the catalogue that the seed chooses; some in home's languages, liked series."""
    last = session.scalar(select(func.max(Book.id))) or 0
    if not last:
        return []
    ages = sorted(rules.ages[taste.band])
    start = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=6).digest(), "big") % last + 1
    others = sorted(taste.languages - taste.home)
    fits: Any = select(*_COLUMNS).where(Book.age_code.in_(ages))
    rows = _window(session, fits.where(Book.language.in_(others)), start, rules.window)
    if taste.home:
        rows += _window(session, fits.where(Book.language.in_(sorted(taste.home))), start, rules.home_window)
    series = sorted({one.series for one in taste.liked if one.series})
    if series:
        rows += session.execute(fits.where(Book.series_key.in_(series)).order_by(Book.id).limit(SERIES)).all()
    return rows


def _window(session: Session, wanted: Any, start: int, most: int) -> list[Any]:
    """`most` rows from `start` on, by id, going round at the end."""
    rows = list(session.execute(wanted.where(Book.id >= start).order_by(Book.id).limit(most)))
    if len(rows) < most:
        before = wanted.where(Book.id < start).order_by(Book.id).limit(most - len(rows))
        rows += session.execute(before).all()
    return rows


def _known(session: Session, reader_id: int, keys: Iterable[str]) -> frozenset[str]:
    """Which of these titles are on the shelf already, read, put away or wanted."""
    wanted = select(ReaderBook.title_key).where(
        ReaderBook.reader_id == reader_id, ReaderBook.title_key.in_(sorted(keys))
    )
    return frozenset(session.scalars(wanted))


def _of_row(row: Any) -> Candidate:
    return Candidate(
        id=row.id,
        key=row.title_key,
        title=row.title,
        author=row.author,
        language=row.language,
        genre=row.genre,
        form=row.form,
        series=row.series_key,
        age=row.age_code,
    )


def _of_tip(tip: ClassTip) -> Candidate:
    return Candidate(
        id=tip.book_id,
        key=tip.key,
        title=tip.title,
        author=tip.author,
        language=tip.language,
        genre=tip.genre,
        form=tip.form,
        series=tip.series,
        age=tip.age,
        stickers=tip.stickers,
    )


def _tongue(language: str) -> str:
    return language.partition("-")[0].lower()
