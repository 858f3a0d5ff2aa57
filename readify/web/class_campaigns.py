"""A campaign as a class's teacher sees it: an assignment to do, a poster to hang, what the children get."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from readify.errors import NotFound
from readify.models import Classroom
from readify.perform import present
from readify.queries.campaigns import NO_CAMPAIGN, Edition, running_for_school
from readify.request_session import read_session
from readify.web.campaigns import kit_of, poster_answer
from readify.web.identity import staff_only
from readify.web.teacher_base import frame, own_classroom

bp = Blueprint("class_campaigns", __name__, url_prefix="/klas/<int:classroom_id>/actie")


@bp.get("/<slug>")
@staff_only("teacher")
def show(classroom_id: int, slug: str) -> str:
    """The ready set for this class."""
    classroom = own_classroom(classroom_id)
    edition = _running(classroom, slug)
    return render_template(
        "teacher/campaign.html",
        edition=edition,
        classroom=classroom,
        **kit_of(edition),
        **frame(classroom_id, classroom.name),
    )


@bp.get("/<slug>/poster.pdf")
@staff_only("teacher")
def poster(classroom_id: int, slug: str) -> Response:
    """The poster for the wall of the class."""
    return poster_answer(_running(own_classroom(classroom_id), slug), "")


def class_campaigns(classroom: Classroom) -> tuple[Edition, ...]:
    """What runs today for this class."""
    return running_for_school(
        read_session(), school_id=classroom.school_id, band=classroom.band.value, today=present()["today"]
    )


def _running(classroom: Classroom, slug: str) -> Edition:
    found = next((one for one in class_campaigns(classroom) if one.campaign.slug == slug), None)
    if found is None:
        raise NotFound("no_campaign", NO_CAMPAIGN)
    return found
