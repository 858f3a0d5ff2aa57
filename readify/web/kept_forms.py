"""A half-filled form that met an ended sign-in: kept in a signed cookie until that same person is back.

Only for that person (the cookie names whose it is and is signed), for half an hour, at most 4 KB: the longest
texts are cut first. Files and passwords are not kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Response, after_this_request, current_app, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from readify.queries.signing_in import person, person_of_key
from readify.request_session import read_session
from readify.tokens import hash_token

COOKIE = "readify_form"
LASTS = dt.timedelta(minutes=30)
MOST_BYTES = 3800  # name and attributes come on top; browsers keep 4 KB
CUT_AT = (1000, 300, 100, 30)
MOST_FIELDS = 40


def keep_draft(form: MultiDict[str, str]) -> bool:
    """Keeps the posted fields for whose sign-in has ended here. False: nothing to keep, or a file with it."""
    key = session.get("_user_id")
    if request.method != "POST" or not form or request.files or not isinstance(key, str):
        return False
    whose = person_of_key(read_session(), key_hash=hash_token(key))
    if whose is None:
        return False
    sealed = _sealed(whose, request.path, form)
    if sealed is None:
        return False
    after_this_request(lambda response: _with_cookie(response, sealed))
    return True


def kept_draft(reader_id: int) -> MultiDict[str, str] | None:
    """The fields this child typed before, for this page; None when there are none."""
    found = _opened(person(reader_id, None))
    return MultiDict(found["fields"]) if found is not None and found["path"] == request.path else None


def kept_path(whose: str) -> str | None:
    """The page where this person's half-filled form belongs."""
    found = _opened(whose)
    return str(found["path"]) if found is not None else None


def kept_form(whose: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Where this person's half-filled form was sent, and its fields in order; None when there is none."""
    found = _opened(whose)
    return (str(found["path"]), [(name, value) for name, value in found["fields"]]) if found else None


def forget_sent() -> None:
    """Forgets the kept form when this request sends it after all."""
    if request.method == "POST" and COOKIE in request.cookies:
        sent = _read()
        if sent is not None and sent["path"] == request.path:
            drop_draft()


def drop_draft() -> None:
    """Forgets the kept form: it was sent after all."""
    if COOKIE in request.cookies:
        after_this_request(_without_cookie)


def _sealed(whose: str, path: str, form: MultiDict[str, str]) -> str | None:
    fields = [(name, value) for name, value in form.items(multi=True) if "password" not in name][:MOST_FIELDS]
    for longest in CUT_AT:
        content = {"whose": whose, "path": path, "fields": [(n[:60], v[:longest]) for n, v in fields]}
        sealed = str(_serializer().dumps(content))
        if len(sealed) <= MOST_BYTES:
            return sealed
    return None


def _opened(whose: str) -> dict[str, Any] | None:
    found = _read()
    return found if found is not None and found["whose"] == whose else None


def _read() -> dict[str, Any] | None:
    try:
        found = _serializer().loads(request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds()))
    except BadSignature:
        return None
    return found if isinstance(found, dict) and "whose" in found else None


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
