"""The child's pages beside the log: home, wall, journey, and the own choices."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.badges_seen import note_badges_seen
from readify.actions.kind_words import thank_for_praise
from readify.actions.own_choices import choose_locale
from readify.drafts.week import PRAISES
from readify.errors import Invalid, NotFound
from readify.perform import perform, present
from readify.queries.pupil_care import kind_words_for
from readify.queries.trails_now import trails_now
from readify.queries.wall import wall
from readify.request_session import read_session
from readify.web import (  # noqa: F401 - their routes are on the same blueprint
    challenges,
    child_books,
    child_campaigns,
    child_log,
    child_shelf,
    koempel,
    my_year,
    suggestions,
)
from readify.web.addresses import own_path
from readify.web.child_base import bp, network_rules, own_home, own_id
from readify.web.home_choices import home_choices, home_tips
from readify.web.identity import child_only
from readify.web.language import languages_here
from readify.web.passport import passport_page

__all__ = ["bp"]


@bp.get("/thuis")
@child_only
def home() -> str:
    """The valley, the book under way, the rhythm."""
    today = present()["today"]
    found = own_home()
    choices = home_choices(found, trails_now(read_session(), today=today))
    for_me = {
        "kind_words": kind_words_for(read_session(), reader_id=own_id()),
        "praises": PRAISES,
    }
    tips = home_tips(today)
    return render_template("child/home.html", home=found, choices=choices, tips=tips, today=today, **for_me)


@bp.post("/thuis/dank")
@child_only
def thank() -> Response:
    """The kind words were read."""
    perform(thank_for_praise, reader_id=own_id(), now=present()["now"])
    return redirect(url_for("child.home"), 303)


@bp.get("/muur", endpoint="wall")
@child_only
def show_wall() -> str:
    """The marl wall of badges."""
    found = wall(read_session(), rules=network_rules(), reader_id=own_id())
    return render_template("child/wall.html", wall=found)


@bp.get("/muur/<slug>")
@child_only
def badge(slug: str) -> str:
    """One badge: its rule, and how far it is. A hidden one does not exist until it is found."""
    found = wall(read_session(), rules=network_rules(), reader_id=own_id())
    shown = (step for family in found.families for step in family.badges if step.badge.slug == slug)
    step = next(shown, None)
    if step is None:
        raise NotFound("not_found")
    return render_template("child/badge.html", step=step)


@bp.post("/muur/gezien")
@child_only
def see_badges() -> Response:
    """A new badge was tapped: it is new no longer, and its page opens. Without a badge: all were seen."""
    slug = request.form.get("badge", "")
    perform(note_badges_seen, reader_id=own_id(), badges=[slug] if slug else None, now=present()["now"])
    return redirect(url_for("child.badge", slug=slug) if slug else url_for("child.wall"), 303)


@bp.get("/reis")
@child_only
def journey() -> str:
    """The path along the Maas; only this child sees it."""
    return render_template("child/journey.html", home=own_home(), haltes=network_rules().journey.haltes)


@bp.post("/thuis/taal")
@child_only
def choose_language() -> Response:
    """The child's pages speak another language from now on."""
    language = request.form.get("taal", "")
    if language not in languages_here():
        raise Invalid("unknown_language", gettext("Die taal kennen we nog niet."))
    perform(choose_locale, reader_id=own_id(), locale=language)
    return redirect(own_path(request.form.get("terug", ""), otherwise=url_for("child.home")), 303)


bp.add_url_rule("/paspoort", "passport", passport_page)  # for guests too: the stamps on their device
