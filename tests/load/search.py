"""Fuzzy book search among 100,000 titles on SQLite."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path
from typing import Any

from readify.books.catalogue import load_seed_books
from readify.books.search import search_books
from readify.models import Book
from tests.load.stage import set_stage

TITLES = 100_000
ASKED = (
    "griezelbus",
    "griesselbus",
    "waanzinnige boomhut",
    "lampje",
    "harry",
    "de",
    "dolfje weer",
    "kikker",
    "roald",
)


def measure(folder: Path) -> dict[str, Any]:
    """Median and 95th percentile milliseconds of a search."""
    stage = set_stage(folder / "books", synchronous="NORMAL", children=1)
    database = stage.app.extensions["readify.database"]
    with database.writing() as session:
        load_seed_books(session)
        session.commit()
        _fill(session)
        session.commit()
    times = []
    with database.reading() as session:
        for text in ASKED * 6:
            began = time.perf_counter()
            search_books(session, text)
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {
        "titles": TITLES,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
    }


def _fill(session: Any) -> None:
    """Made-up titles out of the words of real ones, so that the index looks like one."""
    words = sorted(
        {word for (title,) in session.query(Book.title) for word in title.split() if word.isalpha()}
    )
    dice = random.Random(7)
    from readify.books.folding import fold

    rows = []
    for _number in range(TITLES):
        title = " ".join(dice.sample(words, 3))
        rows.append(
            {
                "title": title,
                "author": " ".join(dice.sample(words, 2)),
                "language": "nl",
                "source": "bench",
                "title_key": fold(title),
                "search_text": fold(title),
            }
        )
    session.execute(Book.__table__.insert(), rows)
