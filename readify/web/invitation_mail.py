"""Mails with a link to choose a password, for teachers of a class list. Nobody waits for them."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Sequence

import structlog
from flask import Flask, current_app
from flask_babel import force_locale, gettext

from readify.actions.accounts import ResetLink
from readify.config import Config
from readify.mail import Mail, can_mail, send

log = structlog.get_logger(__name__)


def mail_invitations(links: Sequence[ResetLink], base: str) -> None:
    """Sends them behind the request, where a mail server is set. Who misses it asks for a new password."""
    config: Config = current_app.extensions["readify.config"]
    if not links or not can_mail(config):
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_send_all, args=(app, tuple(links), base), daemon=True).start()


def _send_all(app: Flask, links: Sequence[ResetLink], base: str) -> None:
    config: Config = app.extensions["readify.config"]
    with app.app_context():
        for link in links:
            try:
                send(config, invitation(link, base))
            except (OSError, smtplib.SMTPException, ValueError) as error:
                log.error("mail_failed", kind=type(error).__name__)


def invitation(link: ResetLink, base: str) -> Mail:
    """The mail."""
    with force_locale(link.locale):
        subject = gettext("Je klas leest met Readify")
        lines = (
            gettext("Hallo %(name)s,", name=link.name),
            gettext("Je school heeft je klas in Readify gezet. Kies hier een wachtwoord:"),
            f"{base.rstrip('/')}/wachtwoord/{link.token}",
            gettext("De link werkt één uur. Daarna vraag je er zelf een nieuwe:"),
            f"{base.rstrip('/')}/wachtwoord-vergeten",
            "Readify",
        )
    return Mail(to=link.email, subject=subject, text="\n\n".join(lines))
