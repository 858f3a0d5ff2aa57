"""`/classrooms`: a class's week for who teaches it. For everybody else the class does not exist."""

from __future__ import annotations

from flask import Blueprint, Response

from readify.api.answers import answer
from readify.api.asking import address, rules, visitor
from readify.api.describing import described
from readify.api.week import WeekAnswer, week_answer
from readify.drafts.page import WeekDraft
from readify.game.day import monday_of
from readify.perform import present
from readify.policies import classroom_of_teacher
from readify.queries.class_week import class_week
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("classrooms", __name__)
TAG = N_("Klas")


@bp.get("/classrooms/<number:id>/week")
@described(
    TAG,
    N_("De week van een klas, voor wie er lesgeeft: per kind en samen, van A tot Z."),
    query=WeekDraft,
    answers={200: WeekAnswer},
    refusals=(404,),
)
def get_week(id: int) -> Response:
    """What the teacher's page shows."""
    room = classroom_of_teacher(read_session(), visitor(), id)
    wish, today = address(WeekDraft), present()["today"]
    monday = monday_of(wish.of or today)
    week = class_week(read_session(), rules=rules(), classroom_id=room.id, monday=monday, today=today)
    return answer(WeekAnswer, week_answer(week))
