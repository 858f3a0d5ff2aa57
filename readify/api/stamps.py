"""`/stamps`: a child scans or types a poster's code and gets the stamp and the piece of story."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from pydantic import Field

from readify.actions.stamping import collect_stamp
from readify.api.answers import Answer, WrittenAnswer, written
from readify.api.asking import body, child
from readify.api.describing import described
from readify.drafts.reading import StampDraft
from readify.perform import perform, present
from readify.words import N_

bp = Blueprint("stamps", __name__)
TAG = N_("Spoor")


class SpotAnswer(Answer):
    """Where the poster hangs."""

    id: int
    place: str
    position: int
    total: int
    trail: int
    trail_name: str
    library: str


class StoryAnswer(Answer):
    """The piece of story at this spot, in the child's language."""

    number: int
    total: int
    title: str
    text: str = Field(description="paragraphs parted by an empty line")
    riddle: str | None = Field(description="leads to the next spot")
    task: str | None


class StampAnswer(WrittenAnswer):
    """A stamp and its story. `already`: this child had the stamp; nothing changed."""

    spot: SpotAnswer
    story: StoryAnswer
    already: bool = False


@bp.post("/stamps")
@described(
    TAG,
    N_("Geeft de stempel van een poster en het stukje verhaal, één keer per kind."),
    body=StampDraft,
    answers={201: StampAnswer, 200: StampAnswer},
    refusals=(403, 404, 409),
)
def post_stamp() -> Response:
    """Collects a stamp."""
    reader_id, moment = child(), present()
    draft = body(StampDraft)
    stories = current_app.extensions["readify.stories"]
    done = perform(collect_stamp, reader_id=reader_id, draft=draft, stories=stories, source="api", **moment)
    return written(done.fresh, done.answer)
