"""The demo's contest: a local round with a winner, one under way with three jurors, one to come."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select

from readify.actions.contest_day import call_reader, draw_session, finish_reader, start_session
from readify.actions.contest_entering import accept_entrants, enter_reader
from readify.actions.contest_handing_in import hand_in
from readify.actions.contest_jury import seat_juror
from readify.actions.contest_making import make_contest, open_contest
from readify.actions.contest_results import finish_session, reveal_next, seal_session
from readify.actions.contest_schools import SchoolRow, ask_schools
from readify.actions.contest_scoring import touch_cards
from readify.actions.contest_sessions import add_session
from readify.actions.contest_spreading import move_entrant
from readify.demo.plan import Plan
from readify.drafts.contest import NewContestDraft
from readify.drafts.contest_entry import EntrantDraft
from readify.drafts.contest_scores import TouchDraft
from readify.drafts.contest_session import JurorDraft, SessionDraft
from readify.models import ContestRound, ContestSession, Library, School
from readify.perform import database, perform, present
from readify.queries.contest_standing import readers_of, weights_of

COMPLIMENTS = ("Je las zo rustig dat de zaal stil werd.", "Elke stem klonk anders.", "Je keek ons echt aan.")
READ_SO_FAR = 2  # of the session under way


@dataclass(frozen=True, slots=True)
class DemoJuror:
    """A juror with the key of the link."""

    name: str
    key: str = field(repr=False)


def hold_contest(app: Flask, plan: Plan, *, today: dt.date) -> tuple[DemoJuror, ...]:
    """Makes it through the ordinary actions. Answers the jurors of the session under way."""
    facts = plan.facts["contest"]
    season = f"{today.year if today.month >= 7 else today.year - 1}"
    draft = NewContestDraft(
        template=facts["template"], name=facts["name"], season=f"{season}-{int(season) + 1}"
    )
    contest = perform(make_contest, draft=draft, now=_now())
    rounds = _rounds(contest)
    schools = _schools(contest, facts)
    perform(open_contest, contest_id=contest, now=_now())
    final = _session(rounds["provincial"], {"name": "Provinciale finale", "days": 84}, today)
    region = _session(rounds["regional"], {"name": "Regio Limburg", "days": 56, "feeds": final}, today)
    jurors: tuple[DemoJuror, ...] = ()
    for line in facts["sessions"]:
        session_id = _session(rounds["local"], {**line, "feeds": region}, today)
        _enter(rounds["local"], session_id, schools, line["readers"])
        seated = [] if line["stage"] == "planned" else _jury(app, session_id, facts["jurors"])
        _play(session_id, line["stage"], [juror_id for juror_id, _ in seated])
        if line["stage"] == "under_way":
            jurors = tuple(juror for _, juror in seated)
    return jurors


def _now() -> dt.datetime:
    return present()["now"]


def _rounds(contest: int) -> dict[str, int]:
    with database().reading() as session:
        rows = session.scalars(select(ContestRound).where(ContestRound.contest_id == contest))
        return {one.level.value: one.id for one in rows}


def _schools(contest: int, facts: Mapping[str, Any]) -> dict[str, int]:
    """The demo's own schools and those of the list, by name."""
    with database().reading() as session:
        own = session.scalars(select(School).where(School.name.like("Demoschool%"))).all()
    rows = [SchoolRow(school_id=one.id) for one in own]
    rows += [SchoolRow(name=name, municipality=town) for name, town in facts["schools"]]
    ids = perform(ask_schools, contest_id=contest, rows=rows, now=_now())
    return dict(zip([*(one.name for one in own), *(name for name, _ in facts["schools"])], ids, strict=True))


def _session(round_id: int, line: Mapping[str, Any], today: dt.date) -> int:
    with database().reading() as session:
        library = session.scalar(select(Library.id).where(Library.name == line.get("library", "")))
    draft = SessionDraft(
        name=line["name"],
        place=line.get("place", ""),
        municipality=line.get("municipality", ""),
        library_id=library,
        day=today + dt.timedelta(days=line["days"]),
        starts=line.get("starts"),
        feeds_id=line.get("feeds"),
    )
    return perform(add_session, round_id=round_id, draft=draft, now=_now())


def _enter(round_id: int, session_id: int, schools: Mapping[str, int], readers: Sequence[Any]) -> None:
    for name, school, title, author in readers:
        draft = EntrantDraft(
            submission_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"demo/{school}")),
            name=name,
            class_name="groep 7",
            book_title=title,
            book_author=author,
            consent=True,
        )
        entrant = perform(
            enter_reader, round_id=round_id, contest_school_id=schools[school], draft=draft, now=_now()
        )
        perform(accept_entrants, round_id=round_id, entrant_ids=[entrant], now=_now())
        perform(move_entrant, entrant_id=entrant, session_id=session_id, now=_now())


def _jury(app: Flask, session_id: int, names: Sequence[str]) -> list[tuple[int, DemoJuror]]:
    """Their keys are the same each time on one installation, and nobody else's."""
    secret = str(app.config["SECRET_KEY"]).encode()
    found = []
    for number, name in enumerate(names, start=1):
        key = hmac.new(secret, f"demo/juror/{session_id}/{number}".encode(), hashlib.sha256).hexdigest()[:32]
        draft = JurorDraft(name=name, chair=number == 1)
        made = perform(seat_juror, session_id=session_id, draft=draft, now=_now(), key=key)
        found.append((made.juror_id, DemoJuror(name, key)))
    return found


def _play(session_id: int, stage: str, jurors: Sequence[int]) -> None:
    if stage == "planned":
        return
    perform(draw_session, session_id=session_id, now=_now(), seed=f"demo {session_id}")
    perform(start_session, session_id=session_id, now=_now())
    with database().reading() as session:
        readers = readers_of(session, session_id)
    for reader in readers if stage == "done" else readers[:READ_SO_FAR]:
        perform(call_reader, entrant_id=reader, now=_now())
        perform(finish_reader, entrant_id=reader, now=_now())
    if stage == "done":
        _judge(session_id, readers, jurors)


def _judge(session_id: int, readers: Sequence[int], jurors: Sequence[int]) -> None:
    """Everyone well, each reader a little better than the one before; sealed, revealed, closed."""
    with database().reading() as session:
        sitting = session.get_one(ContestSession, session_id)
        slugs = list(weights_of(session, session.get_one(ContestRound, sitting.round_id)).of)
    for turn, juror in enumerate(jurors):
        touches = [
            touch for place, reader in enumerate(readers) for touch in _card(slugs, reader, place, turn)
        ]
        perform(touch_cards, juror_id=juror, touches=touches, now=_now())
        perform(hand_in, juror_id=juror, now=_now())
    perform(seal_session, session_id=session_id, now=_now())
    for _ in range(len(readers) + 1):
        perform(reveal_next, session_id=session_id, now=_now())
    perform(finish_session, session_id=session_id, now=_now())


def _card(slugs: Sequence[str], reader: int, place: int, turn: int) -> list[TouchDraft]:
    plain: dict[str, Any] = {"entrant_id": reader, "stamp": 1, "client": "demo"}
    step = min(5, 3 + place)
    given = [TouchDraft(**plain, field=slug, number=step) for slug in slugs]
    return [*given, TouchDraft(**plain, field="compliment", text=COMPLIMENTS[turn])]
