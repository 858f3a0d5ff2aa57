"""Staff's way in with a passkey: the browser asks for a question, and sends the device's answer to it.

The question is bound to this browser (its signed cookie) and to the server (kept, used once).
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, jsonify, make_response, render_template, request, session
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.passkeys import ask_challenge, sign_in_with_passkey, spend_challenge
from readify.config import Config
from readify.errors import Unauthenticated
from readify.passkeys import (
    WRONG_KEY,
    Site,
    ask_known,
    check_answer,
    read_answer,
    site_of,
    user_handle,
)
from readify.perform import perform
from readify.queries.passkeys import known_key
from readify.request_limits import failed_try, passkey_ask_limit, passkey_limit
from readify.request_session import fresh_read_session
from readify.tokens import same_hash
from readify.web.auth import enter
from readify.web.identity import app_secret, key_hash_here

bp = Blueprint("passkey_door", __name__, url_prefix="/inloggen/sleutel")
QUESTION = "passkey"


@bp.post("/vraag")
@passkey_ask_limit
def ask() -> Response:
    """A fresh question."""
    challenge = perform(ask_challenge, now=clock.now())
    session[QUESTION] = challenge.hex()
    return jsonify(ask_known(this_site(), challenge=challenge))


@bp.post("")
@passkey_limit
def take() -> Response:
    """The answer: in, or a kind word that it does not work."""
    try:
        opened = _opened(request.form.get("answer", ""))
    except Unauthenticated:
        failed_try()
        page = render_template("auth/password.html", error=gettext(WRONG_KEY))
        return make_response(page, 422)
    return enter(opened)


def _opened(sent: str) -> Any:
    """Raises Unauthenticated; the question is used up whatever comes."""
    challenge = taken_question()
    perform(spend_challenge, challenge=challenge, now=clock.now())
    answer = read_answer(sent)
    key = known_key(fresh_read_session(), credential_id=answer.credential_id)
    if key is None:
        raise Unauthenticated("wrong_key", WRONG_KEY)
    handle = user_handle(app_secret(), key.account_id)
    if answer.user_handle is not None and not same_hash(answer.user_handle.hex(), handle.hex()):
        raise Unauthenticated("wrong_key", WRONG_KEY)
    count = check_answer(
        this_site(),
        answer=answer,
        challenge=challenge,
        public_key=key.public_key,
        sign_count=key.sign_count,
    )
    return perform(
        sign_in_with_passkey,
        passkey_id=key.passkey_id,
        before=key.sign_count,
        count=count,
        now=clock.now(),
        replaces=key_hash_here(),
    )


def taken_question() -> bytes:
    """The question that this browser was asked, once. Raises Unauthenticated when there was none."""
    try:
        return bytes.fromhex(session.pop(QUESTION, "") or "none")
    except ValueError as error:
        raise Unauthenticated("worn_challenge", WRONG_KEY) from error


def this_site() -> Site:
    """Where keys belong: the public address when one is set, else how this page was reached.

    The demo is on 127.0.0.1 as well as on localhost, so there the page's own address counts.
    """
    config: Config = current_app.extensions["readify.config"]
    fixed = config.base_url if config.environment == "production" else None
    return site_of(fixed or request.host_url)


@bp.app_context_processor
def _on_pages() -> dict[str, Any]:
    """Lets the sign-in page ask whether this address can have passkeys."""
    return {"passkeys_work": lambda: this_site().can_have_keys}
