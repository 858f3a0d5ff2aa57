"""What a request brings: who asks, the draft in its body, the draft in its address.

A body is JSON and read strictly; an address is text and read forgivingly. Nothing is looked up here but
the visitor, whom `web.identity` finds by bearer token or by the cookie of our own pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import current_app, request
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from readify.drafts.parsing import Draft, parse, parse_json
from readify.errors import Forbidden, Unauthenticated
from readify.game.rulebook import Rulebook
from readify.queries.visitor import Visitor
from readify.words import N_

D = TypeVar("D", bound=Draft)

LONGEST_BODY = 64 * 1024  # bytes; a reading is under one thousand
SIGN_IN_FIRST = N_("Meld je eerst aan.")
FOR_CHILDREN = N_("Dit kan alleen een kind zelf.")


def limit_body() -> None:
    """No body of this API is large; a larger one is refused (413) before it is read."""
    request.max_content_length = LONGEST_BODY


def visitor() -> Visitor:
    """Who asks. Raises Unauthenticated for nobody."""
    found = current_user._get_current_object()
    if not isinstance(found, Visitor):
        raise Unauthenticated("unauthenticated", SIGN_IN_FIRST)
    return found


def child() -> int:
    """The id of the child who asks. Raises Forbidden for staff."""
    reader_id = visitor().reader_id
    if reader_id is None:
        raise Forbidden("children_only", FOR_CHILDREN)
    return reader_id


def body(kind: type[D], *, context: Mapping[str, Any] | None = None) -> D:
    """The draft in the request's JSON. Raises 415 for no JSON, 413, Malformed (400), Invalid (422)."""
    if not request.is_json:
        raise UnsupportedMediaType
    sent = request.get_data()
    if len(sent) >= LONGEST_BODY:  # a body of unsaid length is cut off there, not refused
        raise RequestEntityTooLarge
    return parse_json(kind, sent, context=context)


def address(kind: type[D]) -> D:
    """The draft in the address, after the `?`. A name given twice is a list, and no field is one."""
    given = {name: values[0] if len(values) == 1 else values for name, values in request.args.lists()}
    return parse(kind, given)


def rules() -> Rulebook:
    """The network's rules."""
    found: Rulebook = current_app.extensions["readify.rulebook"]
    return found
