"""A stage for measuring: a class in a database of its own, everyone signed in with a book under way."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from readify import create_app, migrations
from readify.actions.accounts import make_account
from readify.actions.cards import make_card
from readify.actions.class_goal import set_class_goal
from readify.actions.classroom import add_reader, make_classroom, make_school
from readify.actions.reading import log_reading
from readify.actions.signing_in import sign_in_with_card, sign_in_with_password
from readify.config import Config
from readify.db import Database
from readify.drafts.classroom import ClassGoalDraft
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft
from readify.models import Band, ReaderBook, Role, SignInKind
from readify.passwords import hash_password
from readify.perform import perform, present
from readify.queries.signing_in import check_password

CHILDREN = 300
IN_A_CLASS = 30
PASSWORD = "lees het licht aan"
TEACHER = "bench@demo.example"


@dataclass
class Stage:
    """The app and who may knock: per child a card, a web key, an API token and the shelf row under way."""

    app: Flask
    config: Config
    classroom: int
    readers: list[int] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    web_keys: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    works: list[int] = field(default_factory=list)
    teacher_key: str = ""


def set_stage(
    home: Path, *, synchronous: str = "FULL", children: int = CHILDREN, class_size: int = IN_A_CLASS
) -> Stage:
    """Classes of `class_size`, each child with one book logged this week; rate limits off."""
    config = Config(
        home=home,
        environment="test",
        secret="x" * 40,  # type: ignore[arg-type]
        sqlite_synchronous=synchronous,  # type: ignore[arg-type]
        rate_limits=False,
        log_level="ERROR",
        base_url="http://127.0.0.1:8000",
    )
    home.mkdir(parents=True, exist_ok=True)
    database = Database(config.database_url, pool_size=2)
    migrations.upgrade(database)
    database.dispose()
    app = create_app(config)
    with app.app_context():
        return _people(app, config, children, class_size)


def _people(app: Flask, config: Config, children: int, class_size: int) -> Stage:
    now = present()["now"] - dt.timedelta(days=20)
    school = perform(make_school, name="Meetschool", municipality="Stein", now=now)
    teacher = perform(
        make_account,
        email=TEACHER,
        name="Meetjuf",
        role=Role.TEACHER,
        now=now,
        password_hash=hash_password(PASSWORD),
    )
    rooms = [_room(school, teacher, number, now) for number in range(-(-children // class_size))]
    stage = Stage(app, config, rooms[0])
    for number in range(children):
        _child(stage, rooms[number // class_size], number, now)
    with app.extensions["readify.database"].reading() as session:
        check = check_password(session, email=TEACHER, password=PASSWORD)
    opened = perform(sign_in_with_password, check=check, kind=SignInKind.WEB, now=present()["now"])
    stage.teacher_key = opened.key
    return stage


def _room(school: int, teacher: int, number: int, now: dt.datetime) -> int:
    """A class of the teacher's, with a lamp goal under way."""
    made = perform(
        make_classroom,
        school_id=school,
        name=f"Groep 6 {number}",
        band=Band.MIDDEN,
        now=now,
        teachers=[teacher],
    )
    ends = present()["today"] + dt.timedelta(days=20)
    draft = parse(ClassGoalDraft, {"target": 390, "ends": str(ends), "reward": "read_aloud"})
    perform(set_class_goal, classroom_id=made.classroom_id, draft=draft, **present())
    return made.classroom_id


def _child(stage: Stage, classroom: int, number: int, now: dt.datetime) -> None:
    reader = perform(add_reader, classroom_id=classroom, name=f"Kind {number:02}", now=now)
    card = perform(make_card, reader_id=reader, now=now, own_device=True)
    moment = present()
    before = moment["today"] - dt.timedelta(days=min(1, moment["today"].weekday()))  # in this week
    draft = parse(
        ReadingDraft,
        {
            "submission_id": str(uuid.uuid4()),
            "form": "book",
            "how": "self",
            "language": "nl",
            "minutes": 15,
            "day": before,
            "book": {"title": "Lampje"},
        },
    )
    perform(log_reading, reader_id=reader, draft=draft, **moment)
    stage.readers.append(reader)
    stage.cards.append(card.token)
    for kind, keys in ((SignInKind.WEB, stage.web_keys), (SignInKind.API, stage.tokens)):
        keys.append(perform(sign_in_with_card, token=card.token, kind=kind, now=moment["now"]).key)
    with stage.app.extensions["readify.database"].reading() as session:
        stage.works.append(session.scalar(select(ReaderBook.id).where(ReaderBook.reader_id == reader)) or 0)


def web_cookie(stage: Stage, key: str) -> str:
    """The Cookie header of a browser that holds this sign-in key."""
    from flask.sessions import SecureCookieSessionInterface

    serializer = SecureCookieSessionInterface().get_signing_serializer(stage.app)
    assert serializer is not None
    return f"readify={serializer.dumps({'_user_id': key, '_permanent': True})}"
