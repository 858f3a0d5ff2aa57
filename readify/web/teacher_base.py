"""What the teacher's pages share: the class that is asked for (another's does not exist), menu and rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from readify.art.covers import cover_thumb
from readify.errors import Refused
from readify.game.rulebook import Rulebook
from readify.models import Classroom
from readify.policies import classroom_of_teacher
from readify.queries.class_rows import BookNow
from readify.queries.tips import ClassTip
from readify.request_session import read_session
from readify.web.identity import current_visitor

# pages that stand under a line of the menu
BELONGS = {
    "pupil": "teacher.week",
    "contest_entry": "contest_entry.show",
    "contest_class": "contest_entry.show",
    "class_goals": "teacher.goal",
    "class_challenges": "class_challenges.shelf",
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the menu."""

    label: str
    icon: str
    url: str
    current: bool


def own_classroom(classroom_id: int) -> Classroom:
    """The class, when the visitor teaches it. Raises NotFound for everyone else."""
    return classroom_of_teacher(read_session(), current_visitor(), classroom_id)


def account_id() -> int:
    """The visiting teacher's account."""
    return current_visitor().account_id or 0


def network_rules() -> Rulebook:
    """The network's rulebook."""
    found: Rulebook = current_app.extensions["readify.rulebook"]
    return found


def class_nav(classroom_id: int) -> list[NavItem]:
    """The menu of one class; `classroom_id` 0 for the list of classes."""
    lines = [
        (gettext("Klas"), "people", "teacher.week"),
        (gettext("Boekenpraat"), "heart", "teacher.talk"),
        (gettext("Klassendoel"), "flag", "teacher.goal"),
        (gettext("Uitdagingen"), "star", "class_challenges.shelf"),
        (gettext("Leestijd"), "clock", "class_time.show"),
        (gettext("Boekenplank"), "book", "class_shelf.show"),
        (gettext("Twee dalen"), "people", "class_pairs.show"),
        (gettext("Kaartjes"), "card", "classroom.cards"),
        (gettext("Papier"), "print", "class_papers.show"),
        (gettext("Voorlezen"), "mic", "contest_entry.show"),
        (gettext("Instellingen"), "gear", "classroom.settings"),
    ]
    here = BELONGS.get((request.endpoint or "").partition(".")[0], request.endpoint)
    items = [
        NavItem(label, icon, url_for(endpoint, classroom_id=classroom_id), here == endpoint)
        for label, icon, endpoint in lines
        if classroom_id
    ]
    own = [NavItem(gettext("Mijn klassen"), "book", url_for("teacher.classes"), here == "teacher.classes")]
    if not classroom_id:  # in a class, "Voorlezen" leads there
        here_now = (request.endpoint or "").startswith("contest")
        own.append(NavItem(gettext("Wedstrijden"), "trophy", url_for("contests.home"), here_now))
    runs = current_visitor().runs_school
    if runs is not None:
        own.append(NavItem(gettext("School"), "school", url_for("school.home", school_id=runs), False))
    return [*items, *own]


def thumb(book: BookNow | ClassTip) -> Markup:
    """A small generated cover of this title; its words stand beside it."""
    drawn = cover_thumb(book.title, genre=book.genre, form=book.form, width=26)
    return Markup(drawn)  # noqa: S704 - our own drawing, which escapes what it is given


def frame(classroom_id: int, school: str) -> dict[str, Any]:
    """What the staff layout asks of every page."""
    return {"nav": class_nav(classroom_id), "place": school}


def shown_errors(refusal: Refused | None) -> dict[str, str]:
    """A refusal's sentences by field, in the visitor's language."""
    return {name: gettext(words) for name, words in refusal.fields.items()} if refusal else {}
