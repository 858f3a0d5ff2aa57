"""A class's own affairs: sign-in cards to print, a child to add, settings, pauses, the screen's link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
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
from readify.queries.classroom_pages import class_settings, school_name, taught_classes
from readify.queries.school_holidays import school_holidays
from readify.request_session import fresh_read_session, read_session
from readify.web.class_words import companion_choices, language_choices
from readify.web.identity import app_secret, staff_only
from readify.web.pupil_ways_in import pdf_answer
from readify.web.screen import public_address
from readify.web.teacher_base import account_id, frame, network_rules, own_classroom, shown_errors

bp = Blueprint("classroom", __name__, url_prefix="/klas/<int:classroom_id>")


@bp.get("/kaartjes")
@staff_only("teacher")
def cards(classroom_id: int) -> str:
    """What printing new cards means, before it is done."""
    classroom = own_classroom(classroom_id)
    mine = taught_classes(read_session(), account_id=account_id())
    children = next((one.children for one in mine if one.classroom_id == classroom_id), 0)
    return render_template("teacher/cards.html", classroom=classroom, children=children, **_frame(classroom))


@bp.post("/kaartjes.pdf")
@staff_only("teacher")
def print_cards(classroom_id: int) -> Response:
    """New cards for everyone, eight on an A4; all older ones stop working."""
    classroom = own_classroom(classroom_id)
    made = perform(
        make_class_cards,
        classroom_id=classroom_id,
        base_url=public_address(),
        secret=app_secret(),
        now=clock.now(),
        account_id=account_id(),
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
        draft = parse(SettingsDraft, {**request.form.to_dict(), **_ticks("pages_count", "shared_devices")})
        perform(change_settings, classroom_id=classroom_id, draft=draft, account_id=account_id(), **present())
    except Invalid as refusal:
        return _settings_page(classroom_id, refusal), refusal.status
    return _saved(classroom_id)


@bp.post("/pauzes")
@staff_only("teacher")
def save_pause(classroom_id: int) -> Response | tuple[str, int]:
    """One more pause: a school holiday from the list, or days of the class's own."""
    own_classroom(classroom_id)
    try:
        draft = parse(PauseDraft, {**request.form.to_dict(), **_ticks("holiday")})
        perform(add_pause, classroom_id=classroom_id, draft=draft, account_id=account_id(), **present())
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
        **_frame(classroom),
    )
