"""`/me`: who the token belongs to. A child sees its own progress, staff what they may see."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import get_locale

from readify.actions.refreshing import refresh_reader
from readify.api.answers import answer
from readify.api.asking import rules, visitor
from readify.api.describing import described
from readify.api.people import ChildAnswer, StaffAnswer
from readify.perform import perform, present
from readify.queries.me import ChildMe, child_me, staff_me
from readify.queries.visitor import Visitor
from readify.request_session import fresh_read_session, read_session
from readify.words import N_

bp = Blueprint("me", __name__)
TAG = N_("Wie ben ik")


@bp.get("/me")
@described(
    TAG,
    N_("Van wie het token is. Een kind ziet zijn voortgang, een volwassene wat die mag zien."),
    answers={200: (ChildAnswer, StaffAnswer)},
    refusals=(503,),
)
def get_me() -> Response:
    """The visitor."""
    asking = visitor()
    if asking.reader_id is None:
        return answer(StaffAnswer, staff_me(read_session(), visitor=asking))
    return answer(ChildAnswer, _child(asking))


def _child(asking: Visitor) -> ChildMe:
    """The child's progress, folded anew first when the rules have changed since."""
    today, language = present()["today"], str(get_locale())
    found = child_me(read_session(), rules=rules(), visitor=asking, today=today, language=language)
    if not found.stale:
        return found
    perform(refresh_reader, reader_id=found.id, **present())
    return child_me(fresh_read_session(), rules=rules(), visitor=asking, today=today, language=language)
