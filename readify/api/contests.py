"""`/contests`: a contest's rounds and sessions, and who goes on once that was revealed. Never a score."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, Response
from pydantic import Field

from readify.api.answers import Answer, answer
from readify.api.asking import visitor
from readify.api.describing import described
from readify.policies_contest import contest_of_staff
from readify.queries.contest_nodes import SessionNode
from readify.queries.contest_plan import ContestPage, RoundColumn, contest_page
from readify.queries.contest_winners import Winner, winners_of
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("contests", __name__)
TAG = N_("Wedstrijd")


class ContestWinner(Answer):
    """Who goes on. Without the parents' yes, and once names were removed, `name` is null."""

    name: str | None
    school: str
    book: str


class ContestSessionAnswer(Answer):
    """One sitting. `goes_on` is empty until it was revealed; `feeds` is where its winners read next."""

    id: int
    name: str
    place: str
    day: dt.date | None
    starts: str | None = Field(description="HH:MM, local")
    state: str = Field(description="planned, open, under_way, sealed, revealed or done")
    readers: int
    feeds: int | None
    goes_on: list[ContestWinner]


class ContestRoundAnswer(Answer):
    """One rung of the ladder, from 1. With `at_school` schools hold it themselves."""

    id: int
    number: int
    level: str
    name: str
    opens: dt.date | None
    closes: dt.date | None
    at_school: bool
    sessions: list[ContestSessionAnswer]


class ContestAnswer(Answer):
    """A contest with its rounds in order."""

    id: int
    name: str
    season: str
    audience: str
    state: str = Field(description="planned, open or archived")
    schools: int
    rounds: list[ContestRoundAnswer]


@bp.get("/contests/<number:id>")
@described(
    TAG,
    N_("Een wedstrijd: rondes, zittingen en wie doorgaat. Nooit de cijfers."),
    answers={200: ContestAnswer},
    refusals=(404,),
)
def get_contest(id: int) -> Response:
    """Its rounds."""
    contest_of_staff(read_session(), visitor(), id)
    page = contest_page(read_session(), id)
    return answer(ContestAnswer, _contest(page, winners_of(read_session(), id)))


def _contest(page: ContestPage, winners: Any) -> dict[str, Any]:
    contest = page.contest
    return {
        "id": contest.id,
        "name": contest.name,
        "season": contest.season,
        "audience": contest.audience,
        "state": contest.state.value,
        "schools": len(page.schools),
        "rounds": [_round(one, winners) for one in page.rounds],
    }


def _round(one: RoundColumn, winners: Any) -> dict[str, Any]:
    return {
        "id": one.round_id,
        **{name: getattr(one, name) for name in ("number", "level", "name", "opens", "closes", "at_school")},
        "sessions": [_session(node, winners.get(node.session_id, ())) for node in one.sessions],
    }


def _session(node: SessionNode, winners: tuple[Winner, ...]) -> dict[str, Any]:
    return {
        "id": node.session_id,
        "name": node.name,
        "place": node.place,
        "day": node.day,
        "starts": None if node.starts is None else node.starts.strftime("%H:%M"),
        "state": node.state.value,
        "readers": node.readers,
        "feeds": node.feeds_id,
        "goes_on": [{"name": one.name, "school": one.school, "book": one.book} for one in winners],
    }
