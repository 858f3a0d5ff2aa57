"""A contest on stage: made, entered, drawn and judged through the ordinary actions, on any database.

One local round with schools of two towns, and a regional round its winners go to.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from readify.actions.contest_day import call_reader, draw_session, finish_reader, start_session
from readify.actions.contest_entering import accept_entrants, enter_reader
from readify.actions.contest_handing_in import hand_in
from readify.actions.contest_jury import seat_juror
from readify.actions.contest_making import make_contest, open_contest
from readify.actions.contest_results import reveal_next, seal_session
from readify.actions.contest_rounds import remove_round
from readify.actions.contest_schools import SchoolRow, ask_schools
from readify.actions.contest_scoring import touch_cards
from readify.actions.contest_sessions import add_session
from readify.actions.contest_spreading import spread_entrants
from readify.db import Database
from readify.drafts.contest import CriterionDraft, NewContestDraft, RoundDraft
from readify.drafts.contest_entry import EntrantDraft
from readify.drafts.contest_scores import TouchDraft
from readify.drafts.contest_session import JurorDraft, SessionDraft
from readify.models import Contest, ContestRound, ContestSession, Criterion, Entrant, SessionState
from readify.queries.contest_standing import readers_of

NOW = dt.datetime(2027, 1, 20, 18, 0, tzinfo=dt.UTC)
DAY = dt.date(2027, 1, 20)
TOWNS = ("Roermond", "Venlo")
SLUGS = ("voorleesvaardigheid", "tekstbeleving", "presentatie")


@dataclass
class Stage:
    """A contest under construction. `schools` are ids in the contest, `local` and `regional` rounds."""

    database: Database
    contest: int = 0
    local: int = 0
    regional: int = 0
    schools: tuple[int, ...] = ()
    keys: dict[int, str] = field(default_factory=dict)  # juror -> the key in the link
    stamp: int = 0

    def run(self, action: Any, **arguments: Any) -> Any:
        """Runs and commits one action, now; answers its value."""
        with self.database.writing() as session:
            done = action(session, now=arguments.pop("now", NOW), **arguments)
            session.commit()
        return done.value

    def one(self, model: Any, key: Any) -> Any:
        """A row as it is now."""
        with self.database.reading() as session:
            return session.get_one(model, key)

    def entrants(self, round_id: int) -> list[Entrant]:
        """The readers of a round, in order of entering."""
        with self.database.reading() as session:
            wanted = select(Entrant).where(Entrant.round_id == round_id).order_by(Entrant.id)
            return list(session.scalars(wanted))

    def readers(self, session_id: int) -> tuple[int, ...]:
        """Who takes part in a session, in reading order."""
        with self.database.reading() as session:
            return readers_of(session, session_id)

    def session(self, round_id: int, name: str = "Zitting", **fields: Any) -> int:
        """A new session on the contest's day."""
        draft = SessionDraft(**{"name": name, "day": DAY, "municipality": TOWNS[0], **fields})
        return self.run(add_session, round_id=round_id, draft=draft)

    def entry(self, school: int, name: str = "Fenna", **fields: Any) -> int:
        """A champion of a school in the local round."""
        draft = a_draft(name, **fields)
        return self.run(enter_reader, round_id=self.local, contest_school_id=school, draft=draft)

    def jury(self, session_id: int, many: int = 3) -> tuple[int, ...]:
        """Jurors, the first of them in the chair."""
        made = [
            self.run(
                seat_juror, session_id=session_id, draft=JurorDraft(name=f"Jurylid {turn}", chair=turn == 1)
            )
            for turn in range(1, many + 1)
        ]
        self.keys.update({one.juror_id: one.key for one in made})
        return tuple(one.juror_id for one in made)

    def filled(self, session_id: int, many: int = 3) -> tuple[int, ...]:
        """Champions of as many schools, accepted and spread; in reading order once drawn."""
        ids = [self.entry(self.schools[turn], f"Lezer {'abcdefghijkl'[turn]}") for turn in range(many)]
        self.run(accept_entrants, round_id=self.local, entrant_ids=ids)
        self.run(spread_entrants, round_id=self.local, seed="spread")
        self.run(draw_session, session_id=session_id, seed="draw")
        return self.readers(session_id)

    def read_all(self, session_id: int) -> None:
        """Begins, and everyone reads."""
        if self.one(ContestSession, session_id).state is not SessionState.UNDER_WAY:
            self.run(start_session, session_id=session_id)
        for reader in self.readers(session_id):
            self.run(call_reader, entrant_id=reader)
            self.run(finish_reader, entrant_id=reader)

    def score(self, juror: int, reader: int, *steps: int, compliment: str = "Mooi gedaan.") -> None:
        """A whole card."""
        self.run(touch_cards, juror_id=juror, touches=self.card(reader, *steps, compliment=compliment))

    def card(self, reader: int, *steps: int, compliment: str = "Mooi gedaan.") -> list[TouchDraft]:
        """The touches of a whole card, newer than all before."""
        made = [self.touch(reader, slug, number=step) for slug, step in zip(SLUGS, steps, strict=True)]
        return [*made, self.touch(reader, "compliment", text=compliment)]

    def touch(self, reader: int, field: str, **fields: Any) -> TouchDraft:
        """One touch, newer than all before unless a stamp is given."""
        self.stamp += 1
        return TouchDraft(
            **{"entrant_id": reader, "field": field, "stamp": self.stamp, "client": "tablet", **fields}
        )

    def judged(self, session_id: int, steps: dict[int, int], jurors: tuple[int, ...]) -> None:
        """Every juror gives each reader the same step everywhere, and hands in."""
        for juror in jurors:
            for reader, step in steps.items():
                self.score(juror, reader, step, step, step)
            self.run(hand_in, juror_id=juror)

    def revealed(self, session_id: int) -> None:
        """Sealed, and revealed to the last step."""
        self.run(seal_session, session_id=session_id)
        while self.one(ContestSession, session_id).state is SessionState.SEALED:
            self.run(reveal_next, session_id=session_id)


def a_draft(name: str = "Fenna", **fields: Any) -> EntrantDraft:
    """A champion as a teacher fills it in."""
    filled = {
        "submission_id": str(uuid.uuid4()),
        "name": name,
        "class_name": "groep 7",
        "book_title": "Onder de Maas",
        "book_author": "A. Schrijver",
        "consent": True,
    }
    return EntrantDraft(**(filled | fields))


def a_round(stage: Stage, round_id: int, **changes: Any) -> RoundDraft:
    """A round as it is, as a draft, with these changes."""
    with stage.database.reading() as session:
        kept = session.get_one(ContestRound, round_id)
        rows = session.scalars(
            select(Criterion).where(Criterion.round_id == round_id).order_by(Criterion.number)
        )
        criteria = tuple(
            CriterionDraft(
                slug=row.slug, name=row.name, hint=row.hint, weight=row.weight, steps=tuple(row.steps)
            )
            for row in rows
        )
        version = session.get_one(Contest, kept.contest_id).version
        fields = {name: getattr(kept, name) for name in RoundDraft.model_fields if hasattr(kept, name)}
    return RoundDraft(**{**fields, "version": version, "criteria": criteria, **changes})


def set_the_stage(database: Database, *, schools: int = 6, library_id: int | None = None) -> Stage:
    """An open contest: schools of two towns, a local round they enter, a regional round of its winners."""
    stage = Stage(database)
    draft = NewContestDraft(
        template="nationale-voorleeswedstrijd", name="Proef", season="2026-2027", library_id=library_id
    )
    stage.contest = stage.run(make_contest, draft=draft)
    with database.reading() as session:
        rounds = session.scalars(
            select(ContestRound).where(ContestRound.contest_id == stage.contest).order_by(ContestRound.number)
        ).all()
    by_level = {one.level.value: one.id for one in rounds}
    stage.run(remove_round, round_id=by_level["class"])
    stage.local, stage.regional = by_level["local"], by_level["regional"]
    rows = [SchoolRow(f"School {turn}", TOWNS[turn % 2]) for turn in range(1, schools + 1)]
    stage.schools = stage.run(ask_schools, contest_id=stage.contest, rows=rows)
    stage.run(open_contest, contest_id=stage.contest)
    return stage
