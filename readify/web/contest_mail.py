"""Mails of a contest, each sent once, behind the request: tips and tops to teachers, reminders to schools."""

from __future__ import annotations

import datetime as dt
import smtplib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, current_app
from flask_babel import force_locale, format_date, gettext

from readify.config import Config
from readify.done import Done
from readify.mail import Mail, can_mail, send
from readify.models import ContestSchool
from readify.perform import perform, present
from readify.queries.contest_after import AfterReader, SessionAfter

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """A mail, the action that says it is ours to send, and the one that gives it back when it cannot go."""

    mail: Mail
    take: Callable[..., Done[bool]]
    give_back: Callable[..., Done[None]]
    of: Mapping[str, Any]


def mail_is_set() -> bool:
    """Whether mail can go out at all."""
    config: Config = current_app.extensions["readify.config"]
    return can_mail(config)


def run_errands(errands: Sequence[Errand], *, account_id: int | None) -> threading.Thread:
    """Sends them one after the other, behind the request; each that was sent before stays home."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    work = threading.Thread(target=_run, args=(app, tuple(errands), account_id), daemon=True)
    work.start()
    return work


def _run(app: Flask, errands: Sequence[Errand], account_id: int | None) -> None:
    config: Config = app.extensions["readify.config"]
    with app.app_context():
        for one in errands:
            about: dict[str, Any] = dict(one.of)
            if not perform(one.take, now=present()["now"], account_id=account_id, **about):
                continue
            try:
                send(config, one.mail)
            except (OSError, smtplib.SMTPException, ValueError) as error:
                log.error("mail_failed", kind=type(error).__name__)
                perform(one.give_back, **about)


def feedback_mail(after: SessionAfter, reader: AfterReader, *, language: str) -> Mail:
    """Tips, tops and compliments of one reader, to its teacher."""
    said = reader.feedback
    with force_locale(language):
        subject = gettext("Tips en tops van de jury: %(contest)s", contest=after.contest.name)
        parts = [
            gettext(
                "Dit schreef de jury voor %(name)s (%(book)s).",
                name=reader.name or gettext("jouw lezer"),
                book=reader.book_title,
            ),
            _list(gettext("Tops"), said.tops),
            _list(gettext("Tips"), said.tips),
            _list(gettext("Complimenten"), said.compliments),
            gettext("Lees het samen. Hij of zij mag het bewaren."),
            "Readify",
        ]
    return Mail(to=reader.email, subject=subject, text="\n\n".join(part for part in parts if part))


def reminder_mail(contest: str, school: str, contact: str, *, to: str, language: str) -> Mail:
    """Asks a school once more whether it takes part."""
    with force_locale(language):
        subject = gettext("Doet %(school)s mee? %(contest)s", school=school, contest=contest)
        parts = [
            gettext("Hallo %(name)s,", name=contact or school),
            gettext(
                "We hoorden nog niet of %(school)s meedoet aan %(contest)s. Laat je het ons weten? "
                "Een kort mailtje terug is genoeg.",
                school=school,
                contest=contest,
            ),
            "Readify",
        ]
    return Mail(to=to, subject=subject, text="\n\n".join(parts))


def link_mail(
    contest: str, school: ContestSchool, *, url: str, closes: dt.date | None, language: str
) -> Mail:
    """Gives a school the link by which it enters its champion. The address of the link is a secret."""
    with force_locale(language):
        subject = gettext("Meld jullie voorlezer aan: %(contest)s", contest=contest)
        until = closes and gettext("Dat kan tot en met %(day)s.", day=format_date(closes, "EEEE d MMMM y"))
        parts = [
            gettext("Hallo %(name)s,", name=school.contact or school.name),
            gettext(
                "Met deze link meld je de voorlezer van %(school)s aan voor %(contest)s. "
                "Je hebt geen account nodig.",
                school=school.name,
                contest=contest,
            ),
            url,
            until or "",
            gettext("De link is alleen voor jullie school. Deel hem niet verder."),
            "Readify",
        ]
    return Mail(to=school.email, subject=subject, text="\n\n".join(part for part in parts if part))


def _list(head: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{head}:", *(f"- {line}" for line in lines)]) if lines else ""
