"""The made-up reading lives: day by day, in order, through `log_reading` and `collect_stamp`."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select

from readify.actions.badges_seen import note_badges_seen
from readify.actions.reading import log_reading
from readify.actions.stamping import collect_stamp
from readify.demo.challenges import choose_challenges
from readify.demo.network import DemoChild, DemoNetwork
from readify.demo.plan import Plan
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, StampDraft
from readify.models import Book, Spot
from readify.perform import database, perform, present

NAMESPACE = uuid.UUID("0d6a4dd2-8a2f-5f0e-9f43-6f3f0f3c2a77")
FORMS = {
    "klein": ("picture_book", "picture_book", "book", "comic", "rules", "poem", "audiobook"),
    "midden": ("book", "book", "book", "comic", "recipe", "poem", "magazine", "audiobook", "rules"),
    "groot": ("book", "book", "ebook", "comic", "newspaper", "website", "audiobook", "magazine"),
}
AGES = {"klein": ("AP", "AK", "E", "A"), "midden": ("A", "B"), "groot": ("B", "C", "D")}
TITLED = frozenset({"book", "picture_book", "comic", "ebook", "audiobook"})
PLACES = ("home", "home", "school", "bed", "library", "outside")
SEEN_UNTIL = 1  # days ago: what came out of the stone since then is still new on the wall
STAMP_DAYS = (5, 3, 1)  # days ago on which somebody passed a poster


@dataclass(slots=True)
class _Memory:
    """What a made-up child is reading now."""

    title: str = ""
    left: int = 0
    seen: list[str] = field(default_factory=list)


def live_their_lives(made: DemoNetwork, plan: Plan, *, today: dt.date, weeks: int, progress: Any) -> None:
    """Every child who reads on a day of the last `weeks` weeks logs it, day after day."""
    del plan
    shelves = _shelves()
    memories = {child.reader_id: _Memory() for child in made.children}
    days = weeks * 7
    for days_ago in range(days, -1, -1):
        day = today - dt.timedelta(days=days_ago)
        choose_challenges(made, today=today, days_ago=days_ago)
        for child, dice in _readers_on(made, day, days_ago):
            _read(child, memories[child.reader_id], shelves, dice, day)
        if days_ago in STAMP_DAYS:
            _walk_the_trails(made, day, nth=STAMP_DAYS.index(days_ago))
        if days_ago == SEEN_UNTIL:
            for child in made.children:
                perform(note_badges_seen, reader_id=child.reader_id, now=_at(day, random.Random(0)))  # noqa: S311
        progress(days - days_ago, days)


def _readers_on(made: DemoNetwork, day: dt.date, days_ago: int) -> Iterator[tuple[DemoChild, random.Random]]:
    for child in made.children:
        dice = random.Random(f"{day.toordinal() % 7}/{days_ago}/{child.reader_id}")  # noqa: S311 - demo data
        life = child.planned.life
        chance = life.chance * (0.5 if days_ago == 0 else 1.0)
        if life.reads_on(days_ago) and dice.random() < chance:
            yield child, dice


def _read(
    child: DemoChild, memory: _Memory, shelves: dict[str, list[str]], dice: random.Random, day: dt.date
) -> None:
    life = child.planned.life
    listens = life.kind == "listener" and dice.random() < 0.8
    form = dice.choice(FORMS[child.band])
    data: dict[str, Any] = {
        "submission_id": str(uuid.uuid5(NAMESPACE, f"{child.reader_id}/{day}")),
        "form": form,
        "how": "read_to_me"
        if listens
        else dice.choice(("self", "self", "self", "together", "read_to_someone")),
        "language": _language(child, dice),
        "minutes": dice.randint(*life.minutes),
        "feeling": dice.choice((2, 3, 3, 3, 4, 4)),
        "place": dice.choice(PLACES),
        "day": day.isoformat(),
    }
    if form == "audiobook":
        data["how"] = "listened"
    if form in TITLED:
        data |= _title(child, memory, shelves, dice)
    draft = parse(ReadingDraft, data, context={"today": day})
    moment = {**present(), "today": day, "now": _at(day, dice)}
    perform(log_reading, reader_id=child.reader_id, draft=draft, source="demo", **moment)


def _language(child: DemoChild, dice: random.Random) -> str:
    languages = child.planned.languages
    return languages[0] if languages and dice.random() < 0.25 else "nl"


def _title(
    child: DemoChild, memory: _Memory, shelves: dict[str, list[str]], dice: random.Random
) -> dict[str, Any]:
    """The book under way for three to six readings; then it is finished, or now and then put away."""
    if memory.left <= 0:
        memory.title = dice.choice(shelves[child.band])
        memory.left = dice.randint(3, 6)
    memory.left -= 1
    ends = memory.left == 0
    stopped = ends and dice.random() < 0.2
    page = (7 - memory.left) * dice.randint(11, 19)
    return {
        "book": {"title": memory.title},
        "finished": ends and not stopped,
        "stopped": stopped,
        "page": page,
    }


def _at(day: dt.date, dice: random.Random) -> dt.datetime:
    """Some moment of that day's afternoon or evening; never later than now."""
    zone = ZoneInfo(current_app.extensions["readify.config"].timezone)
    moment = dt.datetime.combine(day, dt.time(dice.randint(8, 19), dice.randint(0, 59)), zone)
    return min(moment.astimezone(dt.UTC), present()["now"])


def _shelves() -> dict[str, list[str]]:
    """Dutch titles per band, from the catalogue."""
    with database().reading() as session:
        return {
            band: list(
                session.scalars(
                    select(Book.title)
                    .where(
                        Book.language == "nl",
                        Book.age_code.in_(ages),
                        Book.form.in_(("book", "picture_book")),
                    )
                    .order_by(Book.id)
                    .limit(60)
                )
            )
            for band, ages in AGES.items()
        }


def _walk_the_trails(made: DemoNetwork, day: dt.date, *, nth: int) -> None:
    """A few children of each class pass the nth poster of a trail, fewer each time."""
    with database().reading() as session:
        codes = {
            trail: session.scalar(select(Spot.code).where(Spot.trail_id == trail, Spot.position == nth + 1))
            for trail in made.trails
        }
    stories = current_app.extensions["readify.stories"]
    for child in made.children:
        dice = random.Random(f"{child.reader_id}")  # noqa: S311 - demo data
        trail = dice.choice(made.trails)
        if codes[trail] is None or dice.random() > 0.5 - 0.12 * nth:
            continue
        number = str(uuid.uuid5(NAMESPACE, f"stamp/{child.reader_id}/{trail}/{nth}"))
        draft = parse(StampDraft, {"submission_id": number, "code": codes[trail]})
        moment = {**present(), "today": day, "now": _at(day, dice)}
        perform(
            collect_stamp, stories=stories, reader_id=child.reader_id, draft=draft, source="demo", **moment
        )
