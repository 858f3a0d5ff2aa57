"""One child, for its teacher: choosing a book with it in mind, and the private note.

A child of another teacher's class is a 404. The child's page itself is `pupil`.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.kind_words import pick_book, put_pick_by
from readify.actions.pupil_notes import write_note
from readify.books.search import search_books
from readify.drafts.parsing import parse
from readify.drafts.week import NoteDraft
from readify.errors import Conflict, Invalid
from readify.models import Reader
from readify.perform import perform, present
from readify.queries.book_choice import book_choice
from readify.queries.pupil_care import picks_for
from readify.queries.reader_state import reader_state
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.pupil import back_to, own_pupil, pupil_page
from readify.web.teacher_base import account_id, frame, network_rules, thumb

bp = Blueprint("care", __name__, url_prefix="/klas/<int:classroom_id>/kind/<int:reader_id>")
FOUND = 8
LONGEST = 120
MOST_TURNS = 10_000


@bp.get("/boek")
@staff_only("teacher")
def choose_book(classroom_id: int, reader_id: int) -> str:
    """Books for this very child, as it is offered them itself; `keer` gives others, `q` looks for one."""
    reader = own_pupil(classroom_id, reader_id)
    turn = min(max(request.args.get("keer", 0, type=int), 0), MOST_TURNS)
    asked = request.args.get("q", "")[:LONGEST].strip()
    state = reader_state(read_session(), rules=network_rules(), reader_id=reader.id)
    hits = search_books(read_session(), asked, limit=FOUND, prefer=str(get_locale())) if asked else []
    return render_template(
        "teacher/choose_book.html",
        reader=reader,
        choice=book_choice(read_session(), state=state, today=present()["today"], turn=turn),
        asked=asked,
        hits=hits,
        picks=picks_for(read_session(), reader_id=reader.id),
        thumb=thumb,
        **frame(classroom_id, ""),
    )


@bp.post("/boek")
@staff_only("teacher")
def lay_ready(classroom_id: int, reader_id: int) -> Response:
    """Lays this title ready: the child finds it among the books to choose from."""
    reader = own_pupil(classroom_id, reader_id)
    book_id = request.form.get("book", 0, type=int)
    asked = {"reader_id": reader.id, "book_id": book_id}
    title = perform(pick_book, **asked, now=present()["now"], account_id=account_id())
    flash(gettext("%(title)s ligt klaar voor %(name)s.", title=title, name=reader.name))
    return back_to(reader)


@bp.post("/boek/<int:book_id>/weg")
@staff_only("teacher")
def take_away(classroom_id: int, reader_id: int, book_id: int) -> Response:
    """It lies ready no longer."""
    reader = own_pupil(classroom_id, reader_id)
    perform(put_pick_by, reader_id=reader.id, book_id=book_id, now=present()["now"])
    flash(gettext("Weggehaald."))
    return redirect(url_for(".choose_book", classroom_id=classroom_id, reader_id=reader_id), 303)


@bp.post("/notitie")
@staff_only("teacher")
def note(classroom_id: int, reader_id: int) -> Response | tuple[str, int]:
    """Keeps the private note. When a colleague wrote meanwhile, both texts are shown."""
    reader = own_pupil(classroom_id, reader_id)
    try:
        draft = parse(NoteDraft, request.form.to_dict())
        perform(write_note, reader_id=reader.id, draft=draft, now=present()["now"], account_id=account_id())
    except (Invalid, Conflict) as refusal:
        return _again(reader, refusal), refusal.status
    flash(gettext("De notitie is bewaard. Alleen de leraren van deze klas zien haar."))
    return back_to(reader)


def _again(reader: Reader, refusal: Invalid | Conflict) -> str:
    return pupil_page(reader, refusal, typed_note=request.form.get("words", ""))
