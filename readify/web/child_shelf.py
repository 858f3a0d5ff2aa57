"""The own shelf and one book of it: its tip, putting it away, a question to talk about."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.choosing import put_away
from readify.actions.tips import give_tip, take_tip_back
from readify.drafts.parsing import parse
from readify.drafts.tips import TipDraft
from readify.errors import Invalid
from readify.perform import perform, present
from readify.queries.own_books import own_book, own_shelf
from readify.queries.talk_cards import talk_card, talk_cards
from readify.request_session import read_session
from readify.web.child_base import bp, network_rules, own_id
from readify.web.identity import child_only, current_visitor

Page = str | tuple[str, int]


@bp.record_once
def check_cards(_state: object) -> None:
    """A wrong seed file stops the start, not a page."""
    talk_cards()


@bp.get("/boeken/plank")
@child_only
def shelf() -> str:
    """All own books: under way, wanted, out, put away."""
    found = own_shelf(read_session(), reader_id=own_id())
    return render_template("child/shelf.html", shelf=found)


@bp.get("/boek/<int:work>")
@child_only
def book(work: int) -> str:
    """One book of the own shelf."""
    return _book_page(work)


@bp.post("/boek/<int:work>/tip")
@child_only
def tip_book(work: int) -> Response | Page:
    """Stickers on it, for the class to see."""
    chosen = request.form.getlist("stickers")
    try:
        draft = parse(TipDraft, {"stickers": chosen})
        tipped = perform(give_tip, reader_id=own_id(), work_id=work, stickers=draft.stickers, **present())
    except Invalid as refusal:
        return _book_page(work, chosen=chosen, refusal=refusal), refusal.status
    flash(gettext("Geplakt. Dank je voor je tip."))
    for slug in tipped.badges:
        name = network_rules().badge(slug).name.of(str(get_locale()))
        flash(gettext("Nieuw op je muur: %(badge)s", badge=name), "lamp")
    return redirect(url_for("child.book", work=work), 303)


@bp.post("/boek/<int:work>/tip/weg")
@child_only
def untip_book(work: int) -> Response:
    """Stickers off again."""
    own_book(read_session(), reader_id=own_id(), work=work)
    perform(take_tip_back, reader_id=own_id(), work_id=work, **present())
    flash(gettext("Je stickers zijn eraf."))
    return redirect(url_for("child.book", work=work), 303)


@bp.post("/boek/<int:work>/stop")
@child_only
def stop_book(work: int) -> Response:
    """Puts a book away, or wants it no longer; then it is time to choose another."""
    wanted = own_book(read_session(), reader_id=own_id(), work=work).book.state == "wanted"
    written = perform(put_away, reader_id=own_id(), work_id=work, **present())
    if written is not None and any(one["kind"] == "badge_earned" for one in written.outcomes):
        return redirect(url_for("child.done", entry_id=written.entry_id), 303)
    flash(gettext("Van je plank af.") if wanted else gettext("Weggelegd. Dat mag altijd."))
    return redirect(url_for("child.shelf" if wanted else "child.choose"), 303)


@bp.get("/boek/<int:work>/vertel")
@child_only
def tell(work: int) -> str:
    """One question to talk about with somebody; `kaart` counts on to another."""
    found = own_book(read_session(), reader_id=own_id(), work=work)
    turn = min(max(request.args.get("kaart", 0, type=int), 0), 10_000)
    state = "reading" if found.book.state == "wanted" else found.book.state
    band = current_visitor().band
    card = talk_card(band=band, form=found.book.form, state=state, work=work, turn=turn)
    return render_template("child/tell.html", found=found, card=card, turn=turn)


def _book_page(work: int, *, chosen: list[str] | None = None, refusal: Invalid | None = None) -> str:
    found = own_book(read_session(), reader_id=own_id(), work=work)
    errors = {name: gettext(words) for name, words in refusal.fields.items()} if refusal else {}
    return render_template(
        "child/book.html",
        found=found,
        chosen=found.stickers if chosen is None else chosen,
        errors=errors,
    )
