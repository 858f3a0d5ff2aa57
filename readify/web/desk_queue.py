"""What waited on a desk's device for the network: a stamp or a book, sent by its queue. Answers in JSON.

Each comes with the key of the account that did it and is written for that account only, once per submission,
on the day it was done. What is refused stays on the device, with the reason: 401 until that account is back.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from readify.errors import Forbidden, Refused, Unauthenticated
from readify.queries.visitor import Visitor
from readify.web.desk import give_stamp, say_reading, say_stamp, write_reading
from readify.web.desk_base import own_desk, own_desk_key
from readify.web.present import present_visitor
from readify.web.waiting import refused
from readify.words import N_

bp = Blueprint("desk_queue", __name__, url_prefix="/bieb/<int:library_id>/balie")
SIGN_IN = N_("Log weer in. Dan gaat dit vanzelf mee.")
OF_ANOTHER = N_("Dit is van iemand anders aan deze balie. Het wacht tot die weer inlogt.")


@bp.post("/wachtrij")
def send(library_id: int) -> tuple[Response, int]:
    """Writes one waiting stamp or book of this account's."""
    try:
        visitor = present_visitor()
        if not isinstance(visitor, Visitor) or visitor.account_id is None:
            raise Unauthenticated("sign_in", SIGN_IN)
        if request.form.get("reader") != own_desk_key():
            raise Forbidden("other_account", OF_ANOTHER)
        desk = own_desk(library_id)
        stamps = request.form.get("kind") == "desk-stamp"
        write, say = (give_stamp, say_stamp) if stamps else (write_reading, say_reading)
        done = write(desk, request.form)
    except Refused as refusal:
        return refused(refusal)
    return jsonify(state="written", fresh=done.fresh, said=say(done)), 200
