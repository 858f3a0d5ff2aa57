"""Finding a title while someone types: blind to case, accents and signs, and kind to a child's spelling.

At most two statements a search: what is written or heard so, and only when that finds nothing, what looks
alike. The database offers candidates (see `ddl`), `ranking` weighs them. Knows no remote sources.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql_text
from sqlalchemy.orm import Session

from readify.books.folding import fold, sound
from readify.books.ranking import Asked, score
from readify.game.facts import Form

CANDIDATES = 80  # more than any list shows, few enough to rank in a millisecond
ALIKE = 40
BUDGET = 2_000  # index entries to weigh for a guess
MOST = 50

_FACTS = (
    "b.id, b.title, b.author, b.year, b.language, b.series, b.series_number, "
    "b.age_code, b.genre, b.form, b.isbn, b.title_key, b.series_key"
)
_IN_LANGUAGE = "(:language = '' OR b.language = :language)"
_NEXT = "\U0010ffff"  # sorts after every title

_SQLITE_BEGUN = f"""
    SELECT {_FACTS} FROM books b WHERE {_IN_LANGUAGE} AND b.id IN (
        SELECT * FROM (SELECT id FROM books WHERE title_key >= :key AND title_key < :after
                       ORDER BY title_key LIMIT 30)
        UNION SELECT * FROM (SELECT id FROM books WHERE series_key >= :key AND series_key < :after LIMIT 30)
        UNION SELECT * FROM ({{words}}))"""  # noqa: S608 - constants only; all that is typed is bound
_SQLITE_WORDS = f"""SELECT s.rowid FROM book_search s CROSS JOIN books b ON b.id = s.rowid
    WHERE s.search_text MATCH :match AND {_IN_LANGUAGE} LIMIT :most"""  # noqa: S608
# Only the rarest trigrams are followed: common ones cost much and tell little.
_SQLITE_ALIKE = f"""SELECT {_FACTS} FROM book_search s CROSS JOIN books b ON b.id = s.rowid
    WHERE s.search_text MATCH (
        SELECT coalesce(group_concat('"' || term || '"', ' OR '), '""') FROM (
            SELECT t.term, sum(t.doc) OVER (ORDER BY t.doc, t.term) AS so_far,
                   row_number() OVER (ORDER BY t.doc, t.term) AS place
            FROM json_each(:grams) g CROSS JOIN book_search_terms t ON t.term = g.value)
        WHERE so_far <= :budget OR place <= 3)
    AND {_IN_LANGUAGE} ORDER BY s.rank LIMIT :most"""  # noqa: S608
_POSTGRES_WRITTEN = f"""
    SELECT {_FACTS} FROM books b WHERE {_IN_LANGUAGE} AND b.id IN (
        SELECT * FROM (SELECT id FROM books WHERE title_key ~>=~ :key AND title_key ~<~ :after
                       ORDER BY title_key USING ~<~ LIMIT 30) t
        UNION SELECT * FROM (SELECT id FROM books WHERE series_key ~>=~ :key AND series_key ~<~ :after
                             LIMIT 30) r
        UNION SELECT * FROM book_search_holding(CAST(:ways AS jsonb), :language, :most))"""  # noqa: S608
_POSTGRES_ALIKE = f"""SELECT {_FACTS} FROM book_search_like(:asked, :most) f(id) JOIN books b USING (id)
    WHERE {_IN_LANGUAGE}"""  # noqa: S608


_BEGUN = sql_text(_SQLITE_BEGUN.format(words="SELECT NULL WHERE :match = :most"))
_WRITTEN = {
    "sqlite": sql_text(_SQLITE_BEGUN.format(words=_SQLITE_WORDS)),
    "postgresql": sql_text(_POSTGRES_WRITTEN),
}
_ALIKE = {"sqlite": sql_text(_SQLITE_ALIKE), "postgresql": sql_text(_POSTGRES_ALIKE)}


@dataclass(frozen=True, slots=True)
class BookHit:
    """One answer: the facts of a catalogue title. `score` is 1 to 100; under 40 it is a guess."""

    id: int
    title: str
    author: str
    year: int | None
    language: str
    series: str
    series_number: str
    age_code: str
    genre: str
    form: str
    isbn: str | None
    score: float


def search_books(
    session: Session, text: str, *, limit: int = 8, language: str | None = None, prefer: str = "nl"
) -> list[BookHit]:
    """The best answers to what was typed, best first; an empty list when nothing was asked or nothing fits.

    `language` is a BCP 47 tag and keeps other languages out; None means all. Of equally good answers those in
    the language `prefer` come first. One statement, and a second when nothing is written or heard so.
    """
    asked, limit = Asked.of(text), min(max(limit, 0), MOST)
    if not asked.key or not limit:
        return []
    rows = _written_so(session, asked, language or "") or _looking_alike(session, asked, language or "")
    hits = sorted(_hits(asked, rows), key=lambda hit: _order(hit, prefer))
    return list(_once(hits))[:limit]


def _written_so(session: Session, asked: Asked, language: str) -> Sequence[Row[Any]]:
    """Candidates whose title or series begins so, or that hold every typed word, as written or as heard."""
    ways = _ways(asked)
    given = {"language": language, "most": CANDIDATES, "key": asked.key, "after": asked.key + _NEXT}
    if session.get_bind().dialect.name != "sqlite":
        return session.execute(_WRITTEN["postgresql"], given | {"ways": json.dumps(ways)}).all()
    return session.execute(_WRITTEN["sqlite"] if ways else _BEGUN, given | {"match": _match(ways)}).all()


def _looking_alike(session: Session, asked: Asked, language: str) -> Sequence[Row[Any]]:
    """Candidates that share the most trigrams with the typed words as they sound."""
    heard = [sound(word) for word in asked.telling]
    given: dict[str, Any] = {"language": language, "most": ALIKE}
    if session.get_bind().dialect.name != "sqlite":
        return session.execute(_ALIKE["postgresql"], given | {"asked": " ".join(heard)}).all()
    grams = _trigrams(heard)
    if not grams:
        return []
    return session.execute(_ALIKE["sqlite"], given | {"grams": json.dumps(grams), "budget": BUDGET}).all()


def _hits(asked: Asked, rows: Iterable[Row[Any]]) -> Iterable[BookHit]:
    for row in rows:
        facts = dict(row._mapping)
        title, series = facts.pop("title_key"), facts.pop("series_key")
        points = score(asked, title=title, series=series, author=_folded(row.author))
        if points:
            yield BookHit(**facts, score=points)


def _once(hits: Iterable[BookHit]) -> Iterable[BookHit]:
    """One answer per title, author, language and form: a big catalogue has many editions of each."""
    seen: dict[tuple[str, str, str, str], BookHit] = {}
    for hit in hits:
        seen.setdefault((_folded(hit.title), _folded(hit.author), hit.language, hit.form), hit)
    return seen.values()


_folded = lru_cache(maxsize=20_000)(fold)


def _order(hit: BookHit, prefer: str) -> tuple[object, ...]:
    """Best first; then one's own language, books before recordings, a series in order, short titles."""
    number = int(hit.series_number) if hit.series_number.isdecimal() else 999
    spoken = hit.form == Form.AUDIOBOOK
    mine = hit.language == prefer
    return (-round(hit.score), not mine, spoken, not hit.series, hit.series, number, len(hit.title), hit.id)


Ways = tuple[tuple[tuple[str, ...], ...], ...]


def _ways(asked: Asked) -> Ways:
    """Alternatives; in each, per typed word, the beginnings that a word of the index may have."""
    plain = tuple(_beginnings(word) for word in asked.words if len(word) > 1)
    joined = tuple(tuple((word,) for word in words if len(word) > 1) for words in asked.joined)
    return tuple(way for way in (plain, *joined) if way)


def _beginnings(word: str) -> tuple[str, ...]:
    heard = sound(word)
    return (word,) if heard == word or len(heard) < 3 else (word, heard)


def _match(ways: Ways) -> str:
    """The FTS5 question: " word" finds the beginning of a word. Folded text holds no quotes."""
    return " OR ".join(
        "(" + " AND ".join("(" + " OR ".join(f'" {start}"' for start in starts) + ")" for starts in way) + ")"
        for way in ways
    )


def _trigrams(words: Iterable[str]) -> list[str]:
    """The trigrams of the words, the space before each word included."""
    edged = [f" {word} " if len(word) < 4 else f" {word}" for word in words]
    return list(dict.fromkeys(word[at : at + 3] for word in edged for at in range(len(word) - 2)))
