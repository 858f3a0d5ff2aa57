"""A child's ways in, renewed by its teacher: card, pictures, four words. Each is shown once, right here.

They are kept as hashes, so there is no page that shows them again: the answer to the POST is the page.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, make_response, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock, tokens
from readify.actions.cards import make_card, make_phrase, set_pictures, unlock_pictures
from readify.models import Classroom, Reader
from readify.perform import perform
from readify.printing.cards import SignInCard, cards_pdf
from readify.printing.qr import qr_matrix
from readify.queries.class_ways import shown_name
from readify.request_session import read_session
from readify.web.identity import app_secret, staff_only
from readify.web.pupil import back_to, own_pupil
from readify.web.screen import public_address
from readify.web.teacher_base import account_id, frame, own_classroom

bp = Blueprint("ways_in", __name__, url_prefix="/klas/<int:classroom_id>/kind/<int:reader_id>")


@bp.post("/kaart")
@staff_only("teacher")
def card(classroom_id: int, reader_id: int) -> Response:
    """A new card, on the screen; the older one stops working."""
    reader, classroom = own_pupil(classroom_id, reader_id), own_classroom(classroom_id)
    name, token = _card_name(reader), _new_card(reader, classroom)
    about = {"qr": qr_matrix(_card_url(token), "M"), "classroom": classroom, "name": name}
    return _once(reader, "teacher/new_card.html", **about)


@bp.post("/kaart.pdf")
@staff_only("teacher")
def card_pdf(classroom_id: int, reader_id: int) -> Response:
    """A new card as a PDF to print; the older one stops working."""
    reader, classroom = own_pupil(classroom_id, reader_id), own_classroom(classroom_id)
    made = SignInCard(
        name=_card_name(reader),
        classroom=classroom.name,
        url=_card_url(_new_card(reader, classroom)),
        companion=reader.companion,
        class_word=classroom.word,
        number=classroom.number,
        own_device=_own_device(classroom),
    )
    return pdf_answer(cards_pdf([made], title=classroom.name), "kaartje.pdf")


@bp.post("/plaatjes")
@staff_only("teacher")
def pictures(classroom_id: int, reader_id: int) -> Response:
    """Three new pictures, shown once."""
    reader = own_pupil(classroom_id, reader_id)
    codes = tokens.new_pictures()
    perform(
        set_pictures,
        reader_id=reader.id,
        codes=codes,
        secret=app_secret(),
        now=clock.now(),
        account_id=account_id(),
    )
    labels = [(code, gettext(tokens.PICTURE_LABELS[code])) for code in codes]
    return _once(reader, "teacher/new_pictures.html", pictures=labels)


@bp.post("/plaatjes/open")
@staff_only("teacher")
def unlock(classroom_id: int, reader_id: int) -> Response:
    """Five fresh tries with the same pictures."""
    reader = own_pupil(classroom_id, reader_id)
    perform(unlock_pictures, reader_id=reader.id, now=clock.now(), account_id=account_id())
    flash(gettext("%(name)s mag het weer proberen.", name=reader.name))
    return back_to(reader)


@bp.post("/woorden")
@staff_only("teacher")
def phrase(classroom_id: int, reader_id: int) -> Response:
    """Four new words for who is 12 or older, shown once."""
    reader = own_pupil(classroom_id, reader_id)
    asked = {"secret": app_secret(), "now": clock.now(), "account_id": account_id()}
    words = perform(make_phrase, reader_id=reader.id, **asked)
    return _once(reader, "teacher/new_words.html", words=words)


def pdf_answer(pdf: bytes, name: str) -> Response:
    """A PDF with secrets in it: to this browser only, kept nowhere."""
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _own_device(classroom: Classroom) -> bool:
    """The form's word on it; without one, what the class does."""
    asked = request.form.get("toestel")
    return asked == "eigen" if asked else not classroom.shared_devices


def _card_name(reader: Reader) -> str:
    asked: dict[str, Any] = {
        "classroom_id": reader.classroom_id,
        "reader_id": reader.id,
        "name": reader.name,
    }
    return shown_name(read_session(), **asked)


def _new_card(reader: Reader, classroom: Classroom) -> str:
    asked = {"own_device": _own_device(classroom), "now": clock.now(), "account_id": account_id()}
    return perform(make_card, reader_id=reader.id, **asked).token


def _card_url(token: str) -> str:
    return f"{public_address()}/K/{token}".upper()


def _once(reader: Reader, template: str, **shown: Any) -> Response:
    page = render_template(template, reader=reader, **shown, **frame(reader.classroom_id, ""))
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
