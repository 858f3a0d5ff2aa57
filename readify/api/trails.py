"""`/trails`: a trail's spots, for whoever is signed in, and its figures, for its library.

Codes are told to the library alone: whoever has them need not walk.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from flask import Blueprint, Response
from pydantic import Field

from readify.api.answers import Answer, answer
from readify.api.asking import visitor
from readify.api.describing import described
from readify.errors import NotFound
from readify.models import TrailStage
from readify.perform import present
from readify.policies import NO_TRAIL, may_run_library, trail_of_librarian
from readify.queries.small_counts import Shown
from readify.queries.trail_stats import (
    SpotStats,
    TrailOverview,
    TrailStats,
    trail_overview,
    trail_stats,
)
from readify.queries.trails_now import stage_on
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("trails", __name__)
TAG = N_("Spoor")
Count = int | Annotated[str, Field(pattern="^(<5|±[0-9]+)$")]


class TrailLibrary(Answer):
    """Whose trail it is."""

    id: int
    name: str


class TrailSpot(Answer):
    """One poster's place. `code` and `typed` are null for who does not work at the library."""

    id: int
    position: int
    place: str
    code: str | None
    typed: str | None


class TrailAnswer(Answer):
    """A trail with its spots in order."""

    id: int
    name: str
    story: str
    stage: str = Field(description="draft, ready, running, ended or archived, as of today")
    starts: dt.date
    ends: dt.date
    library: TrailLibrary
    spots: list[TrailSpot]


class TrailDay(Answer):
    """One spot on one day."""

    day: dt.date
    scans: Count
    stamps: Count


class TrailSpotStats(Answer):
    """One spot over the days so far."""

    id: int
    position: int
    place: str
    scans: Count
    stamps: Count
    days: list[TrailDay]


class TrailFinishers(Answer):
    """Who found the last spot on this day."""

    day: dt.date
    finishers: Count


class TrailStatsAnswer(Answer):
    """Scans, stamps, finishers. One to four is "<5"; totals that would give it away are rounded ("±20")."""

    id: int
    starts: dt.date
    until: dt.date
    scans: Count
    stamps: Count
    finishers: Count
    spots: list[TrailSpotStats]
    days: list[TrailFinishers]


@bp.get("/trails/<number:id>")
@described(TAG, N_("Een spoor en zijn plekken, op volgorde."), answers={200: TrailAnswer}, refusals=(404,))
def get_trail(id: int) -> Response:
    """Its spots."""
    asking = visitor()
    trail = trail_overview(read_session(), trail_id=id)
    own = may_run_library(read_session(), asking, trail.library_id)
    if trail.stage == TrailStage.DRAFT and not own:
        raise NotFound("no_trail", NO_TRAIL)
    return answer(TrailAnswer, _trail(trail, codes=own))


@bp.get("/trails/<number:id>/stats")
@described(
    TAG,
    N_("Hoeveel er gescand is, per plek en dag. Alleen voor de bieb van dit spoor."),
    answers={200: TrailStatsAnswer},
    refusals=(404,),
)
def get_trail_stats(id: int) -> Response:
    """Its figures."""
    trail = trail_of_librarian(read_session(), visitor(), id)
    stats = trail_stats(read_session(), trail_id=trail.id, today=present()["today"])
    return answer(TrailStatsAnswer, _stats(stats))


def _trail(trail: TrailOverview, *, codes: bool) -> dict[str, Any]:
    same = ("name", "story", "starts", "ends")
    today = present()["today"]
    return {
        **{name: getattr(trail, name) for name in same},
        "stage": stage_on(trail.stage, trail.starts, trail.ends, today),
        "id": trail.trail_id,
        "library": {"id": trail.library_id, "name": trail.library_name},
        "spots": [
            {
                "id": spot.spot_id,
                "position": spot.position,
                "place": spot.place,
                "code": spot.code if codes else None,
                "typed": spot.typed if codes else None,
            }
            for spot in trail.spots
        ],
    }


def _stats(stats: TrailStats) -> dict[str, Any]:
    return {
        "id": stats.trail.trail_id,
        "starts": stats.trail.starts,
        "until": stats.until,
        "finishers": stats.finished.as_json(),
        **_counts(stats),
        "spots": [_spot(spot) for spot in stats.spots],
        "days": [{"day": one.day, "finishers": one.count.as_json()} for one in stats.finishers],
    }


def _spot(found: SpotStats) -> dict[str, Any]:
    return {
        "id": found.spot.spot_id,
        "position": found.spot.position,
        "place": found.spot.place,
        **_counts(found),
        "days": [{"day": one.day, **_counts(one)} for one in found.days],
    }


def _counts(found: Any) -> dict[str, int | str]:
    shown: dict[str, Shown] = {"scans": found.scans, "stamps": found.stamps}
    return {name: count.as_json() for name, count in shown.items()}
