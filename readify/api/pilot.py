"""`/pilot/summary`: the coordinator's figures of the network, small groups hidden."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, Response
from pydantic import Field

from readify.api.answers import Answer, answer
from readify.api.asking import visitor
from readify.api.describing import described
from readify.api.trails import Count
from readify.errors import Forbidden
from readify.models import Role
from readify.perform import present
from readify.queries.pilot import Pilot, pilot_summary
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("pilot", __name__)
TAG = N_("Proef")
FOR_COORDINATORS = N_("Dit kan alleen wie de provincie coördineert.")


class PilotPlace(Answer):
    """A municipality: `readers` are the children there who read in these weeks."""

    name: str
    schools: int
    classes: int
    children: Count
    readers: Count


class PilotWeekAnswer(Answer):
    """A week: the children who read, and their reading days added up."""

    monday: dt.date
    readers: Count
    days: Count


class PilotLibrary(Answer):
    """A library with its trails and their stamps."""

    id: int
    name: str
    municipality: str
    trails: int
    running: int
    stamps: Count


class PilotAnswer(Answer):
    """The whole network. One to four is "<5"; what would give that away is rounded ("±20")."""

    begins: dt.date = Field(description="the Monday on which the first week begins")
    until: dt.date
    schools: int
    classes: int
    children: Count
    readers: Count
    stamps: Count
    weeks: list[PilotWeekAnswer]
    municipalities: list[PilotPlace]
    libraries: list[PilotLibrary]


@bp.get("/pilot/summary")
@described(
    TAG,
    N_("De cijfers van de proef: wie doen er mee en hoeveel kinderen lezen. Alleen voor de coördinator."),
    answers={200: PilotAnswer},
    refusals=(403,),
)
def get_pilot_summary() -> Response:
    """The figures of the last weeks."""
    if visitor().role != Role.COORDINATOR:
        raise Forbidden("coordinators_only", FOR_COORDINATORS)
    return answer(PilotAnswer, _summary(pilot_summary(read_session(), today=present()["today"])))


def _summary(found: Pilot) -> dict[str, Any]:
    network = found.network
    return {
        "begins": found.begins,
        "until": found.until,
        "schools": len(network.schools),
        "classes": network.classes,
        "children": found.children.as_json(),
        "readers": found.readers.as_json(),
        "stamps": network.stamps.as_json(),
        "weeks": [
            {"monday": week.monday, "readers": week.readers.as_json(), "days": week.days.as_json()}
            for week in found.weeks
        ],
        "municipalities": [
            {
                "name": place.name,
                "schools": place.schools,
                "classes": place.classes,
                "children": place.children.as_json(),
                "readers": place.readers.as_json(),
            }
            for place in found.municipalities
        ],
        "libraries": [
            {
                "id": line.library_id,
                "name": line.name,
                "municipality": line.municipality,
                "trails": line.trails,
                "running": line.running,
                "stamps": line.stamps.as_json(),
            }
            for line in network.libraries
        ],
    }
