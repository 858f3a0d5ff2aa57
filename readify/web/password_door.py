"""Staff's way in: e-mail and password, and a link by mail for who forgot it.

No answer tells whether an e-mail has an account: not by its words, its status or the time it takes.
"""

from __future__ import annotations

import smtplib
import threading

import structlog
from flask import Blueprint, Flask, current_app, flash, make_response, redirect, render_template, request
from flask_babel import force_locale, gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.accounts import ResetLink, ask_password_reset, choose_password
from readify.actions.signing_in import sign_in_with_password
from readify.config import Config
from readify.errors import Invalid, NotFound, Refused, Unauthenticated
from readify.mail import Mail, can_mail, send
from readify.models import SignInKind
from readify.passwords import check_new_password, hash_password
from readify.perform import perform
from readify.queries.signing_in import WRONG_PASSWORD, check_password, reset_email
from readify.request_limits import email_limit, failed_try, password_limit, reset_email_limit, reset_limit
from readify.request_session import read_session
from readify.web.auth import enter, secret_page, wants_home
from readify.web.identity import key_hash_here

bp = Blueprint("password_door", __name__)
log = structlog.get_logger(__name__)


@bp.get("/inloggen")
def ask() -> Response:
    """The form for e-mail and password."""
    home = wants_home()
    return redirect(home, 303) if home else make_response(render_template("auth/password.html"))


@bp.post("/inloggen")
@password_limit
@email_limit
def take() -> Response:
    """Signs staff in, or says kindly that the two do not belong together."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        check = check_password(read_session(), email=email, password=password)
        opened = perform(
            sign_in_with_password,
            check=check,
            kind=SignInKind.WEB,
            now=clock.now(),
            replaces=key_hash_here(),
        )
    except Unauthenticated:
        failed_try()
        error = gettext(WRONG_PASSWORD)
        return make_response(render_template("auth/password.html", email=email[:254], error=error), 422)
    return enter(opened)


@bp.get("/wachtwoord-vergeten")
def forgot() -> str:
    """Asks for the e-mail; or says plainly that no mail is set up here."""
    return render_template("auth/forgot.html", mail=can_mail(_config()))


@bp.post("/wachtwoord-vergeten")
@reset_limit
@reset_email_limit
def send_link() -> str:
    """Sends a link when there is such an account. All of it in a thread: no difference can be measured."""
    if not can_mail(_config()):
        return render_template("auth/forgot.html", mail=False)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    base = _config().base_url or request.host_url
    email = request.form.get("email", "")[:254]
    threading.Thread(target=_mail_link, args=(app, email, base), name="mail", daemon=True).start()
    return render_template("auth/forgot.html", mail=True, sent=True)


@bp.get("/wachtwoord/<token>")
def ask_new(token: str) -> Response:
    """The form for a new password; looking at it does not spend the link."""
    email = reset_email(read_session(), token=token, now=clock.now())
    if email is None:
        return _worn()
    return secret_page(make_response(render_template("auth/new_password.html", email=email)))


@bp.post("/wachtwoord/<token>")
def take_new(token: str) -> Response:
    """Sets the password; all the account's sign-ins end, also a thief's."""
    email = reset_email(read_session(), token=token, now=clock.now())
    if email is None:
        return _worn()
    password = request.form.get("password", "")
    try:
        check_new_password(password, email=email)
        perform(choose_password, token=token, password_hash=hash_password(password), now=clock.now())
    except Invalid as error:
        page = render_template("auth/new_password.html", email=email, error=gettext(error.message))
        return secret_page(make_response(page, 422))
    except NotFound:
        return _worn()
    flash(gettext("Je nieuwe wachtwoord is bewaard. Log er nu mee in."))
    return secret_page(redirect("/inloggen", 303))


def _worn() -> Response:
    return secret_page(make_response(render_template("auth/link_worn.html"), 404))


def _mail_link(app: Flask, email: str, base: str) -> None:
    with app.app_context():
        try:
            link = perform(ask_password_reset, email=email, now=clock.now())
            if link is not None:
                send(_config(), _link_mail(link, base))
        except (OSError, smtplib.SMTPException, ValueError, Refused) as error:
            log.error("mail_failed", kind=type(error).__name__)


def _link_mail(link: ResetLink, base: str) -> Mail:
    with force_locale(link.locale):
        subject = gettext("Kies een nieuw wachtwoord voor Readify")
        lines = (
            gettext("Hallo %(name)s,", name=link.name),
            gettext("Kies hier een nieuw wachtwoord. De link werkt één uur:"),
            f"{base.rstrip('/')}/wachtwoord/{link.token}",
            gettext("Heb je dit niet gevraagd? Dan hoef je niets te doen."),
            "Readify",
        )
    return Mail(to=link.email, subject=subject, text="\n\n".join(lines))


def _config() -> Config:
    found: Config = current_app.extensions["readify.config"]
    return found
