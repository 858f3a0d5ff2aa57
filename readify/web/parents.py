"""One letter a week for a parent: asked for, confirmed behind a link, stopped with one click.

Kept apart from everything about children. No answer tells whether an address gets letters. Opening a link
changes nothing, since mail programs open links by themselves: a button does.
"""

from __future__ import annotations

import smtplib
import threading

import structlog
from flask import Blueprint, Flask, current_app, make_response, render_template, request
from flask_babel import get_locale
from werkzeug.wrappers import Response

from readify import clock, letters
from readify.actions.parent_letters import ask_letters, confirm_letters, stop_letters
from readify.config import Config
from readify.drafts.letters import LettersDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid, Refused
from readify.mail import can_mail, send
from readify.perform import perform
from readify.queries.parent_letters import is_known
from readify.request_limits import parents_limit
from readify.request_session import read_session
from readify.web.auth import secret_page
from readify.web.identity import app_secret
from readify.web.reading_form import field_errors

bp = Blueprint("parents", __name__)
log = structlog.get_logger(__name__)


@bp.get("/ouders")
def ask() -> str:
    """What the letter is, and a field for an address; or that no mail is set up here."""
    return render_template("guest/parents.html", mail=can_mail(_config()))


@bp.post("/ouders")
@parents_limit
def take() -> Response:
    """Sends a link to confirm, in a thread: the answer is the same for every address, in time too."""
    if not can_mail(_config()):
        return make_response(render_template("guest/parents.html", mail=False))
    try:
        draft = parse(LettersDraft, request.form.to_dict())
    except Invalid as refusal:
        errors = field_errors(refusal.fields)
        typed = request.form.get("email", "")[:254]
        page = render_template("guest/parents.html", mail=True, typed=typed, errors=errors)
        return make_response(page, refusal.status)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    base = _config().base_url or request.host_url
    about = (app, draft.email, str(get_locale()), base)
    threading.Thread(target=_mail_link, args=about, name="mail", daemon=True).start()
    return make_response(render_template("guest/parents.html", mail=True, sent=True))


@bp.get("/ouders/ja/<token>")
def look_confirm(token: str) -> Response:
    """A button to confirm with."""
    return _page("confirm", 200 if _key(letters.CONFIRM, token) else 404)


@bp.post("/ouders/ja/<token>")
def confirm(token: str) -> Response:
    """From now on this address gets a letter a week."""
    key = _key(letters.CONFIRM, token)
    done = key is not None and perform(confirm_letters, key=key, now=clock.now())
    return _page("confirmed", 200 if done else 404)


@bp.get("/ouders/stop/<token>")
def look_stop(token: str) -> Response:
    """A button to stop with."""
    return _page("stop", 200 if _key(letters.STOP, token) else 404)


@bp.post("/ouders/stop/<token>")
def stop(token: str) -> Response:
    """Deletes the address: from the page, or from the mail program by itself (RFC 8058)."""
    key = letters.key_in(app_secret(), letters.STOP, token)
    if key is not None:
        perform(stop_letters, key=key)
    return _page("stopped", 200 if key is not None else 404)


def _key(purpose: str, token: str) -> str | None:
    """The key of a link that still means an address."""
    key = letters.key_in(app_secret(), purpose, token)
    return key if key is not None and is_known(read_session(), key=key) else None


def _page(step: str, status: int) -> Response:
    page = render_template("guest/parents_link.html", step=step if status == 200 else "worn")
    return secret_page(make_response(page, status))


def _mail_link(app: Flask, email: str, locale: str, base: str) -> None:
    with app.app_context():
        try:
            key = perform(ask_letters, email=email, locale=locale, now=clock.now())
            if key is not None:
                confirm = letters.link(app_secret(), base, letters.CONFIRM, key)
                send(_config(), letters.confirmation(to=email, locale=locale, confirm=confirm))
        except (OSError, smtplib.SMTPException, ValueError, Refused) as error:
            log.error("mail_failed", kind=type(error).__name__)


def _config() -> Config:
    found: Config = current_app.extensions["readify.config"]
    return found
