"""A class's own affairs: sign-in cards to print, a child to add, settings, pauses, the screen's link."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.class_cards import make_class_cards
from readify.actions.classroom import add_reader, rotate_screen_key
from readify.actions.pauses import add_pause, remove_pause
from readify.actions.terms import change_settings, set_own_goal
from readify.drafts.classroom import PauseDraft, ReaderDraft, SettingsDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, Refused
from readify.perform import perform, present
from readify.printing.cards import cards_pdf
from readify.queries.card_holders import card_holders
from readify.queries.class_ways import class_forms_off, class_ways
from readify.queries.classroom_pages import class_settings, school_name
from readify.queries.school_holidays import school_holidays
from readify.request_session import fresh_read_session, read_session
from readify.web.class_words import FORMS, companion_choices, language_choices
from readify.web.identity import app_secret, staff_only
from readify.web.pupil_ways_in import pdf_answer
from readify.web.screen import public_address
from readify.web.teacher_base import account_id, frame, network_rules, own_classroom, shown_errors

bp = Blueprint("classroom", __name__, url_prefix="/klas/<int:classroom_id>")


@bp.get("/kaartjes")
@staff_only("teacher")
def cards(classroom_id: int) -> str:
    """Who needs a card: everyone, or some; then what printing means, before it is done."""
    classroom = own_classroom(classroom_id)
    holders = card_holders(read_session(), classroom_id=classroom_id)
    asked = request.args.getlist("kind", type=int)
    everyone = "iedereen" in request.args
    return render_template(
        "teacher/cards.html",
        classroom=classroom,
        holders=holders,
        chosen=[one for one in holders if everyone or one.reader_id in asked],
        everyone=everyone,
        **_frame(classroom),
    )


@bp.post("/kaartjes.pdf")
@staff_only("teacher")
def print_cards(classroom_id: int) -> Response:
    """New cards for those chosen (or everyone), eight on an A4; their older ones stop working."""
    classroom = own_classroom(classroom_id)
    chosen = request.form.getlist("kind", type=int)
    made = perform(
        make_class_cards,
        classroom_id=classroom_id,
        base_url=public_address(),
        secret=app_secret(),
        now=clock.now(),
        account_id=account_id(),
        chosen=chosen or None,
    )
    language = "en" if str(get_locale()) == "en" else "nl"
    return pdf_answer(cards_pdf(made, title=classroom.name, language=language), "kaartjes.pdf")


@bp.get("/kaartjes.pdf")
@staff_only("teacher")
def before_printing(classroom_id: int) -> Response:
    """Asking for the file without saying yes leads to the page that explains it."""
    own_classroom(classroom_id)
    return redirect(url_for(".cards", classroom_id=classroom_id), 303)


@bp.get("/nieuw")
@staff_only("teacher")
def add(classroom_id: int) -> str:
    """A form for one more child."""
    return _add_page(classroom_id)


@bp.post("/nieuw")
@staff_only("teacher")
def save_reader(classroom_id: int) -> Response | tuple[str, int]:
    """One more child in the class."""
    own_classroom(classroom_id)
    try:
        sent = {**request.form.to_dict(), "home_languages": request.form.getlist("home_languages")}
        draft = parse(ReaderDraft, sent)
        reader_id = perform(
            add_reader,
            classroom_id=classroom_id,
            name=draft.name,
            companion=draft.companion,
            home_languages=draft.home_languages,
            now=clock.now(),
            account_id=account_id(),
        )
        if draft.own_goal is not None:
            asked = {"minutes": draft.own_goal, "account_id": account_id()}
            perform(set_own_goal, reader_id=reader_id, **asked, **present())
    except (Invalid, Conflict) as refusal:
        return _add_page(classroom_id, refusal), refusal.status
    flash(gettext("%(name)s hoort nu bij de klas. Maak ook een kaartje.", name=draft.name))
    return redirect(url_for("pupil.show", classroom_id=classroom_id, reader_id=reader_id), 303)


@bp.get("/instellingen")
@staff_only("teacher")
def settings(classroom_id: int) -> str:
    """Rules, devices, pauses and the screen of the class."""
    return _settings_page(classroom_id)


@bp.post("/instellingen")
@staff_only("teacher")
def save_settings(classroom_id: int) -> Response | tuple[str, int]:
    """Rules and devices, from today on."""
    own_classroom(classroom_id)
    try:
        ticks = _ticks("pages_count", "shared_devices", "names_hidden", "read_aloud")
        asked = "forms_asked" in request.form
        forms = {"forms_on": request.form.getlist("forms_on")} if asked else {}
        draft = parse(SettingsDraft, {**request.form.to_dict(), **ticks, **forms})
        perform(change_settings, classroom_id=classroom_id, draft=draft, account_id=account_id(), **present())
    except Invalid as refusal:
        return _settings_page(classroom_id, refusal), refusal.status
    return _saved(classroom_id)


@bp.post("/pauzes")
@staff_only("teacher")
def save_pause(classroom_id: int) -> Response | tuple[str, int]:
    """One more pause: a school holiday from the list, or days of the class's own, or of one child."""
    own_classroom(classroom_id)
    try:
        draft = parse(PauseDraft, {**request.form.to_dict(), **_ticks("holiday")})
        asked = {"classroom_id": classroom_id, "reader_id": draft.reader, "account_id": account_id()}
        perform(add_pause, draft=draft, **asked, **present())
    except Invalid as refusal:
        return _settings_page(classroom_id, refusal), refusal.status
    return _saved(classroom_id)


@bp.post("/pauzes/<int:pause_id>/weg")
@staff_only("teacher")
def drop_pause(classroom_id: int, pause_id: int) -> Response:
    """Takes a pause of the class away."""
    own_classroom(classroom_id)
    perform(remove_pause, classroom_id=classroom_id, pause_id=pause_id, account_id=account_id(), **present())
    return _saved(classroom_id)


@bp.post("/scherm")
@staff_only("teacher")
def new_screen(classroom_id: int) -> Response:
    """Another address for the screen; the one of before stops working."""
    own_classroom(classroom_id)
    perform(rotate_screen_key, classroom_id=classroom_id, now=clock.now(), account_id=account_id())
    return _saved(classroom_id)


def _ticks(*names: str) -> dict[str, bool]:
    return {name: bool(request.form.get(name)) for name in names}


def _saved(classroom_id: int) -> Response:
    flash(gettext("Bewaard."))
    return redirect(url_for(".settings", classroom_id=classroom_id), 303)


def _frame(classroom: Any) -> dict[str, Any]:
    return frame(classroom.id, school_name(read_session(), classroom.school_id))


def _forms_on(session: Session, classroom_id: int, today: dt.date, refusal: Refused | None) -> list[str]:
    if refusal and "forms_asked" in request.form:
        return request.form.getlist("forms_on")
    off = class_forms_off(session, classroom_id, today=today)
    return [code for code in FORMS if code not in off]


def _add_page(classroom_id: int, refusal: Refused | None = None) -> str:
    classroom = own_classroom(classroom_id)
    return render_template(
        "teacher/add.html",
        classroom=classroom,
        typed=request.form,
        chosen=request.form.getlist("home_languages"),
        companions=companion_choices(),
        languages_home=language_choices(),
        errors=shown_errors(refusal),
        **_frame(classroom),
    )


def _settings_page(classroom_id: int, refusal: Refused | None = None) -> str:
    classroom = own_classroom(classroom_id)
    today = present()["today"]
    session = fresh_read_session() if refusal else read_session()
    found = class_settings(session, rules=network_rules(), classroom=classroom, today=today)
    planned = {(pause.starts, pause.ends) for pause in found.pauses if pause.reader_id is None}
    return render_template(
        "teacher/settings.html",
        classroom=classroom,
        settings=found,
        holidays=[one for one in school_holidays(today) if (one.starts, one.ends) not in planned],
        screen_url=public_address() + url_for("screen.show", key=classroom.screen_key),
        typed=request.form if refusal else {},
        errors=shown_errors(refusal),
        today=today,
        ways=class_ways(session, classroom_id=classroom.id),
        forms=[(code, str(words)) for code, words in FORMS.items()],
        forms_on=_forms_on(session, classroom.id, today, refusal),
        reader_options=[
            ("", gettext("De hele klas")),
            *((one.reader_id, one.name) for one in card_holders(session, classroom_id=classroom.id)),
        ],
        **_frame(classroom),
    )
