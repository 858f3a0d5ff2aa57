"""A half-filled form that met an ended sign-in: kept in a signed cookie until that same child is back.

Only for that child (the cookie names whose it is and is signed), for half an hour, at most 4 KB: the longest
texts are cut first. Files and passwords are not kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Response, after_this_request, current_app, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from readify.queries.signing_in import reader_of_key
from readify.request_session import read_session
from readify.tokens import hash_token

COOKIE = "readify_form"
LASTS = dt.timedelta(minutes=30)
MOST_BYTES = 3800  # name and attributes come on top; browsers keep 4 KB
CUT_AT = (1000, 300, 100, 30)
MOST_FIELDS = 40


def keep_draft(form: MultiDict[str, str]) -> bool:
    """Keeps the posted fields for the child whose sign-in has ended here. False: nothing to keep."""
    key = session.get("_user_id")
    if request.method != "POST" or not form or not isinstance(key, str):
        return False
    reader_id = reader_of_key(read_session(), key_hash=hash_token(key))
    if reader_id is None:
        return False
    sealed = _sealed(reader_id, request.path, form)
    if sealed is None:
        return False
    after_this_request(lambda response: _with_cookie(response, sealed))
    return True


def kept_draft(reader_id: int) -> MultiDict[str, str] | None:
    """The fields this child typed before, for this page; None when there are none."""
    found = _opened(reader_id)
    return MultiDict(found["fields"]) if found is not None and found["path"] == request.path else None


def kept_path(reader_id: int) -> str | None:
    """The page where this child's half-filled form belongs."""
    found = _opened(reader_id)
    return str(found["path"]) if found is not None else None


def drop_draft() -> None:
    """Forgets the kept form: it was sent after all."""
    if COOKIE in request.cookies:
        after_this_request(_without_cookie)


def _sealed(reader_id: int, path: str, form: MultiDict[str, str]) -> str | None:
    fields = [(name, value) for name, value in form.items(multi=True) if "password" not in name][:MOST_FIELDS]
    for longest in CUT_AT:
        content = {"reader": reader_id, "path": path, "fields": [(n[:60], v[:longest]) for n, v in fields]}
        sealed = str(_serializer().dumps(content))
        if len(sealed) <= MOST_BYTES:
            return sealed
    return None


def _opened(reader_id: int) -> dict[str, Any] | None:
    try:
        found = _serializer().loads(request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds()))
    except BadSignature:
        return None
    return found if isinstance(found, dict) and found["reader"] == reader_id else None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="readify.kept-form")


def _with_cookie(response: Response, sealed: str) -> Response:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        COOKIE, sealed, max_age=int(LASTS.total_seconds()), httponly=True, samesite="Lax", secure=secure
    )
    return response


def _without_cookie(response: Response) -> Response:
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response
