"""A desk to write from in tests: one class with a goal, two readers and an outsider, on a real database."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import insert

from readify.actions.class_goal import set_class_goal
from readify.actions.classroom import add_reader, make_classroom, make_school
from readify.config import seeds_dir
from readify.db import Database
from readify.done import Done
from readify.drafts.classroom import ClassGoalDraft
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, WithdrawalDraft
from readify.game.rulebook import Rulebook, load_rulebook
from readify.models import Band, Book
from readify.queries.drift import all_readers, goal_drifts, reader_drift

TODAY = dt.date(2026, 11, 18)  # a Wednesday
NOW = dt.datetime(2026, 11, 18, 14, 0, tzinfo=dt.UTC)


@dataclass
class Desk:
    """Runs actions as `perform` does, follow-ups too, and looks for drift."""

    database: Database
    rules: Rulebook
    classroom: int = 0
    other_classroom: int = 0
    noor: int = 0
    bram: int = 0
    outsider: int = 0
    goal: int = 0

    def run(self, action: Callable[..., Done[Any]], **arguments: Any) -> Done[Any]:
        """One action in its own transaction, then what follows it."""
        with self.database.writing() as session:
            done = action(session, **arguments)
            session.commit()
        for follow_up in done.follow_ups:
            moment = {"rules": self.rules, "today": TODAY, "now": NOW}
            moment |= {name: arguments[name] for name in moment if name in arguments}
            self.run(follow_up.action, **follow_up.arguments, **moment)
        return done

    def drifts(self) -> list[str]:
        """What differs from the fold over the ledger."""
        with self.database.reading() as session:
            readers = [reader_drift(session, rules=self.rules, reader_id=one) for one in all_readers(session)]
            return [str(drift) for drift in (*readers, *goal_drifts(session)) if drift is not None]


@cache
def seeds_rulebook() -> Rulebook:
    """The rules as the seeds have them, read once: nothing changes a rulebook."""
    return load_rulebook(seeds_dir())


def set_up_desk(database: Database, *, target: int = 3) -> Desk:
    """School, two classes, three readers, a lamp goal for the first class."""
    desk = Desk(database, seeds_rulebook())
    began = NOW - dt.timedelta(days=30)
    school = desk.run(make_school, name="Proefschool", municipality="Stein", now=began).value
    rooms = [
        desk.run(make_classroom, school_id=school, name=name, band=Band.MIDDEN, now=began).value
        for name in ("Groep 6", "Groep 7")
    ]
    desk.classroom, desk.other_classroom = (room.classroom_id for room in rooms)
    desk.noor, desk.bram, desk.outsider = (
        desk.run(add_reader, classroom_id=room, name=name, now=began).value
        for room, name in (
            (desk.classroom, "Noor"),
            (desk.classroom, "Bram"),
            (desk.other_classroom, "Lotte"),
        )
    )
    draft = parse(ClassGoalDraft, {"target": target, "ends": "2026-12-18", "reward": "read_aloud"})
    desk.goal = desk.run(
        set_class_goal,
        rules=desk.rules,
        classroom_id=desk.classroom,
        draft=draft,
        today=TODAY,
        now=NOW,
        starts=TODAY - dt.timedelta(days=14),
    ).value
    return desk


def a_reading(**fields: Any) -> ReadingDraft:
    """A valid draft: twenty minutes of a book, alone, in Dutch; `fields` change it."""
    plain = {
        "submission_id": str(uuid.uuid4()),
        "form": "book",
        "how": "self",
        "language": "nl",
        "minutes": 20,
    }
    return parse(ReadingDraft, {**plain, **fields}, context={"today": TODAY})


def a_withdrawal() -> WithdrawalDraft:
    """A fresh withdrawal."""
    return parse(WithdrawalDraft, {"submission_id": str(uuid.uuid4())})


def a_book(database: Database, **fields: Any) -> int:
    """A catalogue title's id."""
    from readify.books.folding import fold

    plain = {"title": "Lampje", "author": "Annet Schaap", "language": "nl", "source": "test"} | fields
    row = {**plain, "title_key": fold(plain["title"]), "search_text": fold(plain["title"])}
    with database.writing() as session:
        made = session.execute(insert(Book).values(**row).returning(Book.id)).scalar_one()
        session.commit()
    return made
