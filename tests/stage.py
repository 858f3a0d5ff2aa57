"""A class to look at: made through the ordinary actions, days before a given day. All names are made up."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select

from readify import clock
from readify.actions.accounts import make_account
from readify.actions.class_goal import set_class_goal
from readify.actions.classroom import NewClassroom, add_reader, make_classroom, make_school
from readify.actions.reading import log_reading
from readify.actions.sharing import FollowUp
from readify.actions.terms import set_own_goal
from readify.db import Database
from readify.done import Done
from readify.drafts.classroom import ClassGoalDraft
from readify.drafts.reading import ReadingDraft
from readify.game.rulebook import Rulebook
from readify.models import Band, Reader, Role
from tests.people import PASSWORD_HASH

TODAY = dt.date(2026, 11, 26)  # a Thursday in week 48
NAMES = ("Noor", "Amira", "Daan", "Elif", "Bram", "Finn", "Kuba", "Olek")


@dataclass
class Stage:
    """One class with its teacher, and another class with an outsider."""

    database: Database
    rules: Rulebook
    today: dt.date = TODAY
    tag: int = 0  # another one for each stage on the same database
    classroom: NewClassroom = field(init=False)
    other: NewClassroom = field(init=False)
    teacher: int = field(init=False)
    outsider: int = field(init=False)
    readers: dict[str, int] = field(default_factory=dict)
    stranger: int = field(init=False)

    @property
    def now(self) -> dt.datetime:
        """Noon of the stage's day."""
        return dt.datetime.combine(self.today, dt.time(12), tzinfo=dt.UTC)

    def do(self, action: Any, **arguments: Any) -> Any:
        """Runs an action and all that follows it, as `perform` does, without a socket."""
        with self.database.writing() as session:
            done: Done[Any] = action(session, **arguments)
            session.commit()
        for job in done.follow_ups:
            self.follow(job)
        return done.value

    def follow(self, job: FollowUp) -> None:
        """Runs a follow-up at the stage's noon."""
        self.do(job.action, **job.arguments, **self.moment)

    @property
    def moment(self) -> dict[str, Any]:
        """What most actions ask of the moment."""
        return {"rules": self.rules, "today": self.today, "now": self.now}

    def build(self, names: Sequence[str] = NAMES, *, band: Band = Band.MIDDEN) -> Stage:
        """The school, both classes, their teachers and the children."""
        school = self.do(make_school, name="De Proefschool", municipality="Stein", now=self.now)
        self.teacher, self.outsider = (
            self.do(
                make_account,
                email=email,
                name=name,
                role=Role.TEACHER,
                password_hash=PASSWORD_HASH,
                now=self.now,
            )
            for email, name in (
                (f"juf{self.tag or ''}@school.example", "Juf Proef"),
                (f"meester{self.tag or ''}@school.example", "Meester Proef"),
            )
        )
        about = {"school_id": school, "band": band, "now": self.now}
        self.classroom, self.other = (
            self.do(
                make_classroom, name=name, teachers=(teacher,), word=word, number=number + self.tag, **about
            )
            for name, teacher, word, number in (
                ("Groep 6", self.teacher, "BEVER", 42),
                ("Groep 7", self.outsider, "DAS", 17),
            )
        )
        self.add(*names)
        self.stranger = self.do(add_reader, classroom_id=self.other.classroom_id, name="Lotte", now=self.now)
        return self

    def add(self, *names: str, **about: Any) -> None:
        """More children."""
        for name in names:
            self.readers[name] = self.do(
                add_reader, classroom_id=self.classroom.classroom_id, name=name, now=self.now, **about
            )

    def read(self, name: str, *, back: int = 0, **about: Any) -> Any:
        """This child read, `back` days ago."""
        day = self.today - dt.timedelta(days=back)
        wanted = {"form": "book", "how": "self", "language": "nl", "minutes": 20, **about}
        draft = ReadingDraft.model_validate({"submission_id": uuid.uuid4(), "day": day, **wanted})
        now = self.now - dt.timedelta(days=back)
        return self.do(
            log_reading,
            rules=self.rules,
            reader_id=self.readers[name],
            draft=draft,
            today=self.today,
            now=now,
        )

    def goal(self, target: int, *, weeks: int = 5, started: int = 14, reward: str = "read_aloud") -> int:
        """A class goal that began `started` days ago."""
        starts = self.today - dt.timedelta(days=started)
        draft = ClassGoalDraft(target=target, ends=starts + dt.timedelta(weeks=weeks), reward=reward)
        return self.do(
            set_class_goal,
            classroom_id=self.classroom.classroom_id,
            draft=draft,
            starts=starts,
            account_id=self.teacher,
            **self.moment,
        )

    def own_goal(self, name: str, minutes: int) -> None:
        """A goal of this child's own."""
        self.do(set_own_goal, reader_id=self.readers[name], minutes=minutes, **self.moment)


def stage_of(app: Flask, *, today: dt.date | None = None, tag: int = 0) -> Stage:
    """An empty stage on the app's database; without `today` on the real day, for tests through HTTP."""
    day = clock.day_of(clock.now(), "Europe/Amsterdam") if today is None else today
    return Stage(app.extensions["readify.database"], app.extensions["readify.rulebook"], day, tag)


def names_in(stage: Stage) -> list[str]:
    """Names of the class as they are in the database."""
    with stage.database.reading() as session:
        return list(
            session.scalars(select(Reader.name).where(Reader.classroom_id == stage.classroom.classroom_id))
        )
