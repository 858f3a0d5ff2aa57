"""A season through the public actions: 300 schools, 12 local sessions, 4 regional, 1 final, 3 jurors each."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from readify.actions.contest_day import call_reader, draw_session, finish_reader, start_session
from readify.actions.contest_entering import accept_entrants
from readify.actions.contest_handing_in import hand_in
from readify.actions.contest_making import make_contest, open_contest
from readify.actions.contest_rounds import change_round, remove_round
from readify.actions.contest_schools import SchoolRow, ask_schools
from readify.actions.contest_scoring import touch_cards
from readify.actions.contest_spreading import spread_entrants
from readify.actions.contest_withdrawing import withdraw_entrant
from readify.drafts.contest import NewContestDraft
from readify.models import (
    TAKES_PART,
    ContestRound,
    ContestSession,
    Entrant,
    EntrantState,
    Level,
    Outcome,
    SessionResult,
)
from readify.printing.certificates import certificates_pdf
from readify.queries.contest_after import session_after
from readify.queries.contest_archive import contest_archive
from readify.queries.contest_audit import faults
from readify.web.contest_after_words import certificates_of
from tests.contest_stage import Stage, a_round

SCHOOLS, LOCALS, REGIONALS, JURORS = 300, 12, 4, 3
NAMES = ("Zoë", "Łucja", "Noëlle", "Bram", "Amira", "Şeyma", "Jürgen", "Ngọc")
TOWNS = [f"Gemeente {letter}" for letter in "ABCDEFGHIJKL"]


@pytest.fixture
def season(app: Flask) -> Stage:
    """The contest with its rounds cut down to three, and everyone asked."""
    stage = Stage(app.extensions["readify.database"])
    stage.app = app  # type: ignore[attr-defined]
    draft = NewContestDraft(template="nationale-voorleeswedstrijd", name="Seizoen", season="2026-2027")
    stage.contest = stage.run(make_contest, draft=draft)
    keep = {Level.LOCAL: (SCHOOLS // LOCALS, 1), Level.REGIONAL: (3, 2), Level.PROVINCIAL: (8, 1)}
    for one in rounds(stage):
        if one.level not in keep:
            stage.run(remove_round, round_id=one.id)
    for one in rounds(stage):
        per_session, goes_on = keep[one.level]
        draft_of = a_round(stage, one.id, per_session=per_session, goes_on=goes_on, reserves=1)
        stage.run(change_round, round_id=one.id, draft=draft_of)
    rows = [SchoolRow(f"School {n:03}", TOWNS[n % LOCALS]) for n in range(SCHOOLS)]
    stage.schools = stage.run(ask_schools, contest_id=stage.contest, rows=rows)
    stage.run(open_contest, contest_id=stage.contest)
    return stage


def rounds(stage: Stage) -> Sequence[ContestRound]:
    with stage.database.reading() as session:
        wanted = select(ContestRound).where(ContestRound.contest_id == stage.contest)
        return session.scalars(wanted.order_by(ContestRound.number)).all()


def sessions(stage: Stage, of_round: int, count: int, feeds: Sequence[int] = ()) -> list[int]:
    """Sessions spread over the towns; each one's winners go to the next in turn."""
    made = []
    for turn in range(count):
        target = {"feeds_id": feeds[turn % len(feeds)]} if feeds else {}
        name, town = f"Zitting {turn + 1}", TOWNS[turn * LOCALS // count]
        made.append(stage.session(of_round, name, municipality=town, **target))
    return made


def hold(stage: Stage, sitting: int) -> None:
    """One session from draw to the last step: everyone reads, three jurors judge, three stand out."""
    stage.run(draw_session, session_id=sitting, seed=f"draw-{sitting}")
    jurors = stage.jury(sitting, JURORS)
    stage.run(start_session, session_id=sitting)
    readers = stage.readers(sitting)
    for reader in readers:
        stage.run(call_reader, entrant_id=reader)
        stage.run(finish_reader, entrant_id=reader)
    best = sorted(readers, key=lambda reader: reader * 7919 % 1009)
    steps = {best[0]: (5, 5, 5), best[1]: (5, 5, 4), best[2]: (5, 4, 4)}
    for juror in jurors:
        cards = [touch for reader in readers for touch in stage.card(reader, *steps.get(reader, (3, 3, 3)))]
        stage.run(touch_cards, juror_id=juror, touches=cards)
        stage.run(hand_in, juror_id=juror)
    stage.revealed(sitting)


def of_round(stage: Stage, round_id: int, *states: EntrantState) -> list[Entrant]:
    return [one for one in stage.entrants(round_id) if one.state in (states or TAKES_PART)]


def results(stage: Stage, round_id: int, outcome: Outcome) -> list[int]:
    """Who got this outcome, by entrant."""
    with stage.database.reading() as session:
        wanted = select(SessionResult.entrant_id).join(Entrant, Entrant.id == SessionResult.entrant_id)
        return list(
            session.scalars(wanted.where(Entrant.round_id == round_id, SessionResult.outcome == outcome))
        )


def test_a_season_from_three_hundred_schools_to_one_winner(season: Stage):
    local, regional, final = (one.id for one in rounds(season))
    last = sessions(season, final, 1)
    middle = sessions(season, regional, REGIONALS, last)
    first = sessions(season, local, LOCALS, middle)
    season.local = local
    entered = [season.entry(school, NAMES[turn % len(NAMES)]) for turn, school in enumerate(season.schools)]
    season.run(accept_entrants, round_id=local, entrant_ids=entered)
    spread = season.run(spread_entrants, round_id=local, seed="season")
    assert not spread.waiting
    assert Counter(Counter(spread.placed.values()).values()) == {SCHOOLS // LOCALS: LOCALS}

    for sitting in first:
        hold(season, sitting)
    there = of_round(season, regional)
    assert {one.came_from_id for one in there} == set(results(season, local, Outcome.GOES_ON))
    assert Counter(one.session_id for one in there) == dict.fromkeys(middle, LOCALS // REGIONALS)

    gone = [one for one in there if one.session_id == middle[0]][:2]
    for one in gone:
        newcomer = season.run(withdraw_entrant, entrant_id=one.id)
        stand_in = season.one(Entrant, newcomer)
        assert (stand_in.replaces_id, stand_in.session_id) == (one.id, middle[0])
        assert stand_in.came_from_id in results(season, local, Outcome.RESERVE)

    for sitting in middle:
        hold(season, sitting)
    hold(season, last[0])
    assert len(of_round(season, final)) == 2 * REGIONALS
    assert len(results(season, final, Outcome.GOES_ON)) == 1
    nobody_twice(season)
    everyone_gets_a_certificate(season, [*first, *middle, *last])
    adds_up(season)


def nobody_twice(season: Stage) -> None:
    """In each round each school's reader stands once, and nobody went on twice."""
    for one in rounds(season):
        taking = of_round(season, one.id)
        assert len({row.contest_school_id for row in taking}) == len(taking)
    with season.database.reading() as session:
        ways = select(func.count(), func.count(Entrant.came_from_id.distinct())).where(
            Entrant.came_from_id.is_not(None)
        )
        went, different = session.execute(ways).one()
    assert went == different


def everyone_gets_a_certificate(season: Stage, sittings: Sequence[int]) -> None:
    pages = 0
    with season.app.test_request_context():
        for sitting in sittings:
            with season.database.reading() as session:
                after = session_after(session, sitting)
            made = certificates_pdf(certificates_of(after), title="Oorkondes", language="nl")
            with pypdfium2.PdfDocument(io.BytesIO(made)) as pdf:
                assert after.readers[0].name in pdf[0].get_textpage().get_text_range()
                assert len(pdf) == len(after.readers)
                pages += len(pdf)
    assert pages == SCHOOLS + LOCALS + 2 * REGIONALS


def adds_up(season: Stage) -> None:
    """The audit finds nothing, and the archive counts what took part."""
    with season.database.reading() as session:
        assert faults(session) == ()
        found = contest_archive(session, season.contest)
        held = session.scalar(select(func.count()).select_from(ContestSession))
    assert held == LOCALS + REGIONALS + 1
    assert (found.readers, found.schools, found.municipalities) == (SCHOOLS, SCHOOLS, LOCALS)
    assert [one.readers for one in found.rounds] == [SCHOOLS, LOCALS, 2 * REGIONALS]
