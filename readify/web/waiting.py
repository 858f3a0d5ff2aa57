"""What waited on a device for the network: a log or a stamp, sent by the device's queue. Answers in JSON.

Each comes with the key of the child (or of the passport without an account) that made it and counts there
only, once per submission. The device keeps what is refused: 401 until somebody is here, 403 it is another's;
409, 422: to be seen by who made it.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from flask_babel import gettext

from readify.actions.passport_stamps import stamp_passport
from readify.actions.reading import log_reading
from readify.actions.stamping import collect_stamp
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, StampDraft
from readify.errors import Forbidden, Refused, TooMany, Unauthenticated
from readify.perform import perform, present
from readify.queries.visitor import Visitor
from readify.web import device_passport
from readify.web.kept_forms import drop_draft
from readify.web.offline import own_key
from readify.web.present import present_visitor
from readify.web.reading_form import field_errors, posted
from readify.words import N_

bp = Blueprint("waiting", __name__)
SIGN_IN = N_("Kom eerst binnen. Dan gaat dit vanzelf mee.")
OF_ANOTHER = N_("Dit is van een ander kind op dit apparaat.")


@bp.post("/wachtrij")
def send() -> tuple[Response, int]:
    """Writes one waiting log or stamp for the child who made it."""
    try:
        answer = _written()
    except Refused as refusal:
        return refused(refusal)
    return jsonify(state="written", **answer), 200


def _written() -> dict[str, Any]:
    """What was sent, written for who made it. A guest has stamps only."""
    visitor, number, stamp = present_visitor(), None, request.form.get("kind") == "stamp"
    if not isinstance(visitor, Visitor):
        number = device_passport.number_in_use() if stamp else None
        if number is None:
            raise Unauthenticated("sign_in", SIGN_IN)
    if request.form.get("reader") != (own_key() or None):
        raise Forbidden("other_reader", OF_ANOTHER)
    if number is not None:
        return _stamp_of_guest(number)
    assert isinstance(visitor, Visitor)
    assert visitor.reader_id is not None  # else there is no key
    return _stamp(visitor.reader_id) if stamp else _reading(visitor.reader_id)


def _reading(reader_id: int) -> dict[str, Any]:
    moment = present()
    context = {"today": moment["today"], "amount_required": True}
    draft = parse(ReadingDraft, posted(request.form), context=context)
    written = perform(log_reading, reader_id=reader_id, draft=draft, source="offline", **moment)
    drop_draft()
    return {"fresh": written.fresh, "lights": written.answer["lights"]}


def _stamp(reader_id: int) -> dict[str, Any]:
    draft = parse(StampDraft, request.form.to_dict())
    stamped = perform(
        collect_stamp,
        stories=current_app.extensions["readify.stories"],
        reader_id=reader_id,
        draft=draft,
        timezone=str(current_app.extensions["readify.config"].timezone),
        **present(),
    )
    return {"fresh": stamped.fresh, "place": stamped.spot.place}


def _stamp_of_guest(passport_id: int) -> dict[str, Any]:
    draft = parse(StampDraft, request.form.to_dict())
    stamped = perform(
        stamp_passport,
        stories=current_app.extensions["readify.stories"],
        passport_id=passport_id,
        draft=draft,
        timezone=str(current_app.extensions["readify.config"].timezone),
        **present(),
    )
    return {"fresh": stamped.fresh, "place": stamped.spot.place}


def refused(refusal: Refused) -> tuple[Response, int]:
    """A refusal as a queue reads it: the code, and a sentence for who did it."""
    said = " ".join(dict.fromkeys(field_errors(refusal.fields).values())) or gettext(refusal.message)
    response = jsonify(state="refused", code=refusal.code, message=said)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response, refusal.status
