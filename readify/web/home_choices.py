"""The row "Kies wat je leuk lijkt": two or four things to try, never a task; and the class's tips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import get_locale, gettext

from readify.game.facts import Form, How
from readify.queries.challenges import open_board
from readify.queries.child_home import ChildHome
from readify.queries.tips import ClassTip, class_tips
from readify.queries.trails_now import TrailNow
from readify.request_session import read_session
from readify.web.identity import current_visitor
from readify.words import N_

NOT_A_BOOK = ("comic", "poem", "newspaper", "recipe", "magazine", "rules", "audiobook", "letter")
TIPS = 3
INVITES = {
    "comic": N_("Lees eens een strip"),
    "poem": N_("Lees eens een gedicht"),
    "newspaper": N_("Lees iets uit de krant"),
    "recipe": N_("Lees een recept en maak het"),
    "magazine": N_("Lees eens een tijdschrift"),
    "rules": N_("Lees de regels van een spel"),
    "audiobook": N_("Luister eens naar een boek"),
    "letter": N_("Lees of schrijf een brief"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One tile. Drawn is a bingo cell's `picture`, else a `badge`'s, else the `form`."""

    url: str
    words: str
    form: str = "other"
    badge: str = ""
    picture: str = ""
    colour: str = ""


def home_tips(today: dt.date) -> tuple[ClassTip, ...]:
    """Three tips of classmates, of other books each day; the youngest are not shown any."""
    visitor = current_visitor()
    if visitor.band == "klein":
        return ()
    about = {"classroom_id": visitor.classroom_id or 0, "reader_id": visitor.reader_id or 0}
    return class_tips(read_session(), day=today, others_only=True, **about)[:TIPS]


def home_choices(home: ChildHome, trails: Sequence[TrailNow]) -> list[Choice]:
    """Four tiles: the bingo card, the nearest badge, being read to, and a trail, own days or another form."""
    found = [_bingo(home), *_badge(home), _voice(), *_trail(trails), *_plan(home), _form(home)]
    return found[: 4 if len(found) >= 4 else 2]


def _bingo(home: ChildHome) -> Choice:
    """The open place nearest to a row; without a card, or with a full one, a card to choose."""
    board = open_board(read_session(), home.state)
    place = board.nearest if board else None
    if place is None or place.cell is None:
        return Choice(url_for("child.bingo_choice"), gettext("Kies een bingokaart"), badge="bingo")
    words = gettext("Bingo: %(cell)s", cell=place.cell.text.of(str(get_locale())))
    return Choice(url_for("child.bingo_cell", position=place.position), words, picture=place.cell.icon)


def _plan(home: ChildHome) -> list[Choice]:
    if home.state.plan is not None:
        return []
    return [Choice(url_for("child.plan"), gettext("Kies je leesdagen"), picture="two-days", colour="bloesem")]


def _badge(home: ChildHome) -> list[Choice]:
    if home.nearest is None:
        return []
    badge = home.nearest.badge
    wanted = next((one for part in badge.meter.filters for one in part.forms), None)
    url = url_for("child.log", vorm=wanted.value) if wanted else url_for("child.badge", slug=badge.slug)
    return [Choice(url, badge.rule.of(str(get_locale())), badge=badge.icon, colour="heuvel")]


def _form(home: ChildHome) -> Choice:
    """The first form that is no book and that this child has not read yet, else a comic."""
    form = next((form for form in NOT_A_BOOK if form not in home.state.tally.seen_forms), Form.COMIC.value)
    return Choice(url_for("child.log", vorm=form), gettext(INVITES[form]), form=form)


def _voice() -> Choice:
    how = How.READ_TO_ME.value
    words = gettext("Laat je voorlezen, in welke taal je wilt")
    return Choice(url_for("child.log", hoe=how), words, form=how, colour="heide")


def _trail(trails: Sequence[TrailNow]) -> list[Choice]:
    if not trails:
        return []
    words = gettext("Zoek het spoor in de bieb")
    return [Choice(url_for("child.challenge"), words, badge="trail", colour="bloesem")]
