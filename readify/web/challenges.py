"""The challenge pages of a child: bingo, together with the class, the own plan, and the trails that run now.

Choosing and swapping are forms that work without JavaScript; nothing here counts anything.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.bingo import choose_card, swap_cell
from readify.actions.plan import drop_plan, make_plan
from readify.actions.ticks import tick_cell
from readify.drafts.challenge import CardDraft, PlanDraft, SwapDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid, NotFound
from readify.game.bingo import BingoBook, CardSet
from readify.perform import perform, present
from readify.queries.challenges import class_reads, has_old_boards, old_boards, open_board, swaps
from readify.queries.class_challenges import offered_to
from readify.queries.class_together import of_class
from readify.queries.trails_now import trails_now
from readify.request_session import read_session
from readify.web.cell_words import log_address
from readify.web.child_base import bp, network_rules, own_home, own_id
from readify.web.child_campaigns import own_campaigns
from readify.web.class_words import reward_words
from readify.web.identity import child_only

MINUTES = (5, 10, 15, 20)


@bp.get("/uitdaging")
@child_only
def challenge() -> str:
    """The bingo card under way, together with the class, and what else there is to choose."""
    today, found = present()["today"], own_home()
    state = found.state
    return render_template(
        "child/challenge.html",
        home=found,
        board=open_board(read_session(), state),
        sets=network_rules().bingo.sets,
        has_old=has_old_boards(state),
        reads=class_reads(read_session(), classroom_id=state.classroom_id, today=today),
        trails=trails_now(read_session(), today=today),
        campaigns=own_campaigns(state.band),
        today=today,
        reward_words=reward_words,
        **of_class(read_session(), book=network_rules().bingo, classroom_id=state.classroom_id, today=today),
    )


@bp.get("/uitdaging/kaart")
@child_only
def bingo_choice() -> str:
    """The ready sets, and how large the card is to be."""
    state = own_home().state
    book = network_rules().bingo
    previews = {one.slug: _preview(book, one, state.band) for one in book.sets}
    offered = offered_to(read_session(), book=book, classroom_id=state.classroom_id)
    return render_template(
        "child/bingo_choice.html",
        board=open_board(read_session(), state),
        sets=book.sets,
        previews=previews,
        own=[one for one in offered if one.is_bingo],
    )


@bp.post("/uitdaging/kaart")
@child_only
def choose_bingo() -> Response:
    """This card begins today."""
    draft = parse(CardDraft, request.form.to_dict())
    perform(choose_card, reader_id=own_id(), draft=draft, **present())
    flash(gettext("Je kaart ligt klaar. Veel plezier!"))
    return redirect(url_for("child.challenge"), 303)


@bp.get("/uitdaging/kaarten")
@child_only
def bingo_before() -> str:
    """The cards of before, as they were left."""
    return render_template("child/bingo_before.html", old=old_boards(read_session(), own_home().state))


@bp.get("/uitdaging/vakje/<int:position>")
@child_only
def bingo_cell(position: int) -> str:
    """One place of the open card: what it asks, how to begin, and what to swap it for."""
    today, state = present()["today"], own_home().state
    board = open_board(read_session(), state)
    if board is None or not 1 <= position <= len(board.places):
        raise NotFound("not_found")
    place = board.places[position - 1]
    offered = () if place.crossed else swaps(read_session(), state, today=today)
    return render_template(
        "child/bingo_cell.html",
        board=board,
        place=place,
        offered=offered,
        begin=log_address(place.cell) if place.cell and not place.own else url_for("child.log"),
    )


@bp.post("/uitdaging/vakje/<int:position>/klaar")
@child_only
def tick_bingo(position: int) -> Response:
    """The child did what its teacher wrote on this place, or not after all."""
    done = request.form.get("aan", "ja") == "ja"
    ticked = perform(tick_cell, reader_id=own_id(), position=position, done=done, **present())
    if ticked.changed and done:
        flash(gettext("Bingo! Er is een rij aan.") if ticked.row else gettext("Dit vakje is aan."))
    return redirect(url_for("child.challenge"), 303)


@bp.post("/uitdaging/vakje/<int:position>")
@child_only
def swap_bingo(position: int) -> Response:
    """Another cell on this place. A place that was filled meanwhile stays as it is."""
    draft = parse(SwapDraft, request.form.to_dict())
    if perform(swap_cell, reader_id=own_id(), position=position, draft=draft, **present()):
        flash(gettext("Geruild. Wat al telde, blijft tellen."))
    return redirect(url_for("child.challenge"), 303)


@bp.get("/uitdaging/plan")
@child_only
def plan() -> str:
    """The own reading days."""
    return _plan_page()


@bp.post("/uitdaging/plan")
@child_only
def choose_plan() -> Response | tuple[str, int]:
    """These days and minutes, from this week on."""
    data = {"weekdays": request.form.getlist("weekdays"), "minutes": request.form.get("minutes", "10")}
    try:
        draft = parse(PlanDraft, data)
    except Invalid as refusal:
        return _plan_page(errors=refusal), refusal.status
    perform(make_plan, reader_id=own_id(), draft=draft, **present())
    flash(gettext("Dat is nu jouw plan."))
    return redirect(url_for("child.plan"), 303)


@bp.post("/uitdaging/plan/weg")
@child_only
def stop_plan() -> Response:
    """No plan any more. Reading goes on all the same."""
    perform(drop_plan, reader_id=own_id())
    flash(gettext("Goed. Lees wanneer jij wilt."))
    return redirect(url_for("child.plan"), 303)


def _preview(book: BingoBook, chosen: CardSet, band: str) -> list[str]:
    """Pictures of the first eight cells around the free one, which has none."""
    cells = [book.cell(slug) for slug in chosen.cells[band][:8]]
    icons = [cell.icon for cell in cells if cell is not None]
    return [*icons[:4], "", *icons[4:]]


def _plan_page(*, errors: Invalid | None = None) -> str:
    found = own_home()
    own = found.state.plan
    days = request.form.getlist("weekdays") if errors else [str(day) for day in own.weekdays] if own else []
    return render_template(
        "child/plan.html",
        home=found,
        chosen=days,
        minutes=own.minutes if own else 10,
        all_minutes=MINUTES,
        errors={name: gettext(words) for name, words in errors.fields.items()} if errors else {},
        today=present()["today"],
    )
