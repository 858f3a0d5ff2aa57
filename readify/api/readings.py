"""`/readings`: a child logs, lists and takes back its own readings."""

from __future__ import annotations

from flask import Blueprint, Response

from readify.actions.correcting import withdraw_reading
from readify.actions.reading import log_reading
from readify.api.answers import ReadingsPage, WrittenAnswer, page, written
from readify.api.asking import address, body, child
from readify.api.describing import described
from readify.drafts.page import PageDraft
from readify.drafts.reading import ReadingDraft, WithdrawalDraft
from readify.perform import perform, present
from readify.queries.readings import readings_page
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("readings", __name__)
TAG = N_("Lezen")


@bp.post("/readings")
@described(
    TAG,
    N_("Schrijft een leesbeurt op. Hetzelfde submission_id nog eens geeft hetzelfde antwoord."),
    body=ReadingDraft,
    answers={201: WrittenAnswer, 200: WrittenAnswer},
    refusals=(403, 404, 409),
)
def post_reading() -> Response:
    """Logs a reading, once per submission."""
    reader_id, moment = child(), present()
    draft = body(ReadingDraft, context={"today": moment["today"]})
    done = perform(log_reading, reader_id=reader_id, draft=draft, source="api", **moment)
    return written(done.fresh, done.answer)


@bp.get("/readings")
@described(
    TAG,
    N_("De eigen leesbeurten, de nieuwste eerst."),
    query=PageDraft,
    answers={200: ReadingsPage},
    refusals=(403,),
)
def get_readings() -> Response:
    """The reader's own, newest first."""
    reader_id, wish = child(), address(PageDraft)
    before = int(wish.after) if wish.after else None
    found = readings_page(read_session(), reader_id=reader_id, before=before, limit=wish.limit)
    return page(ReadingsPage, found.items, following=found.following)


@bp.post("/readings/<number:id>/withdrawal")
@described(
    TAG,
    N_("Neemt een leesbeurt terug, en alles wat die gaf."),
    body=WithdrawalDraft,
    answers={201: WrittenAnswer, 200: WrittenAnswer},
    refusals=(403, 404, 409),
)
def post_withdrawal(id: int) -> Response:
    """Takes a reading back."""
    reader_id = child()
    draft = body(WithdrawalDraft)
    done = perform(withdraw_reading, reader_id=reader_id, entry_id=id, draft=draft, source="api", **present())
    return written(done.fresh, done.answer)
