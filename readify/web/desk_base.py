"""What a desk's routes share: which desk (another library's does not exist) and the page as it is now."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, flash, make_response, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.desk import AtDesk
from readify.errors import NotFound, Refused
from readify.exchange.stories import Story
from readify.models import Library
from readify.perform import present
from readify.policies import may_run_library
from readify.queries.desk import desk_trails
from readify.queries.desk_log import desk_log
from readify.request_session import fresh_read_session, read_session
from readify.tokens import desk_key
from readify.web.headers import allow_scanner
from readify.web.identity import app_secret, current_visitor
from readify.web.library_base import account_id
from readify.web.reading_form import field_errors
from readify.web.scan import own_hosts
from readify.web.words import language_choices


def own_desk(library_id: int) -> AtDesk:
    """The desk, when the visitor works at this library. Raises NotFound for everyone else."""
    known = read_session().get(Library, library_id) is not None
    if not known or not may_run_library(read_session(), current_visitor(), library_id):
        raise NotFound("not_found")
    return AtDesk(library_id, account_id(), app_secret())


def own_desk_key() -> str:
    """What the visiting account is called in the queue of a desk's device."""
    return desk_key(app_secret(), account_id())


def page_again(desk: AtDesk, refusal: Refused, **about: Any) -> Response:
    """The desk's page with what is to be mended, in words."""
    flash(words_of(refusal), "warn")
    return make_response(desk_page(desk, **about), refusal.status)


def words_of(refusal: Refused) -> str:
    """A refusal in the visitor's words."""
    said = " ".join(dict.fromkeys(field_errors(refusal.fields).values()))
    return said or gettext(refusal.message)


def desk_page(
    desk: AtDesk, *, card: str = "", stamped: frozenset[int] = frozenset(), chosen: int | None = None
) -> str:
    """The whole page; `card` as the page may keep it, with the spots of which it has the stamp."""
    allow_scanner()
    session, today = fresh_read_session(), present()["today"]
    midnight = dt.datetime.combine(today, dt.time(), ZoneInfo(timezone()))
    own, others = language_choices((), "nl")
    return render_template(
        "library/desk.html",
        library=session.get(Library, desk.library_id),
        trails=desk_trails(session, library_id=desk.library_id, today=today),
        lines=desk_log(session, library_id=desk.library_id, day=today, began=midnight),
        card=card,
        stamped=stamped,
        chosen=chosen,
        languages_read=[*own, *others],
        key=own_desk_key(),
        hosts=own_hosts(),
        new_id=lambda: str(uuid.uuid4()),
    )


def timezone() -> str:
    """The zone of the network."""
    return str(current_app.extensions["readify.config"].timezone)


def stories() -> dict[str, Story]:
    """The network's stories by slug."""
    found: dict[str, Story] = current_app.extensions["readify.stories"]
    return found
