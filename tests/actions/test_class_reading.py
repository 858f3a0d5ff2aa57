"""The class read together: once for each child who was there, and undone as one."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select

from readify.actions.class_reading import log_class_reading, undo_class_reading
from readify.drafts.week import ClassReadingDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Goal, LedgerEntry, ReaderDay
from tests.stage import NAMES, TODAY, Stage, stage_of


@pytest.fixture
def stage(app: Flask) -> Stage:
    made = stage_of(app, today=TODAY).build()
    made.goal(100, started=3)
    return made


def together(stage: Stage, draft: ClassReadingDraft, **about):
    asked = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, **about}
    return stage.do(log_class_reading, draft=draft, **asked, **stage.moment)


def undo(stage: Stage, reading: int, **about):
    asked = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, **about}
    return stage.do(undo_class_reading, class_reading_id=reading, **asked, **stage.moment)


def draft_of(**about) -> ClassReadingDraft:
    return ClassReadingDraft.model_validate({"submission_id": uuid.uuid4(), "minutes": 15, **about})


def minutes(stage: Stage) -> dict[str, int]:
    names = {number: name for name, number in stage.readers.items()}
    with stage.database.reading() as session:
        rows = session.execute(select(ReaderDay.reader_id, ReaderDay.minutes))
        return {names[reader]: total for reader, total in rows if total}


def test_everyone_who_was_there_gets_it_once_however_often_it_is_sent(stage: Stage) -> None:
    draft = draft_of(absent=(stage.readers["Bram"],))
    for _ in range(2):
        assert together(stage, draft).children == len(NAMES) - 1
    assert minutes(stage) == {name: 15 for name in NAMES if name != "Bram"}
    with stage.database.reading() as session:
        assert session.scalar(select(func.count(LedgerEntry.id)).where(LedgerEntry.kind == "reading")) == 7
        found = session.execute(select(LedgerEntry.source, LedgerEntry.given_by, LedgerEntry.how)).first()
        assert tuple(found) == ("teacher", stage.teacher, "together")
        assert session.scalar(select(Goal.progress)) == 7


def test_a_second_attempt_after_half_of_it_writes_the_other_half(stage: Stage) -> None:
    draft = draft_of()
    asked = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, "draft": draft}
    with stage.database.writing() as session:
        done = log_class_reading(session, **asked, **stage.moment)
        session.commit()
    for job in done.follow_ups[:3]:
        stage.follow(job)
    together(stage, draft)
    assert minutes(stage) == dict.fromkeys(NAMES, 15)


def test_undone_is_as_if_it_never_was_and_a_late_part_writes_nothing(stage: Stage) -> None:
    stage.read("Amira", minutes=10)
    draft = draft_of()
    asked = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, "draft": draft}
    with stage.database.writing() as session:
        done = log_class_reading(session, **asked, **stage.moment)
        session.commit()
    for job in done.follow_ups[:-1]:
        stage.follow(job)
    for _ in range(2):
        undo(stage, done.value.class_reading_id)
    stage.follow(done.follow_ups[-1])
    together(stage, draft)
    assert minutes(stage) == {"Amira": 10}
    with stage.database.reading() as session:
        assert session.scalar(select(Goal.progress)) == 0


def test_the_same_id_with_other_content_is_a_conflict(stage: Stage) -> None:
    draft = draft_of()
    together(stage, draft)
    with pytest.raises(Conflict):
        together(stage, draft.model_copy(update={"minutes": 20}))


def test_nobody_there_is_refused_and_an_outsider_finds_no_class(stage: Stage) -> None:
    with pytest.raises(Invalid):
        together(stage, draft_of(absent=tuple(stage.readers.values())))
    with pytest.raises(NotFound):
        together(stage, draft_of(), account_id=stage.outsider)
    reading = together(stage, draft_of()).class_reading_id
    with pytest.raises(NotFound):
        undo(stage, reading, account_id=stage.outsider)
    with pytest.raises(NotFound):
        undo(stage, reading, classroom_id=stage.other.classroom_id, account_id=stage.outsider)
    assert len(minutes(stage)) == len(NAMES)
