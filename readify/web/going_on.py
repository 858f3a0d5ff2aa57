"""Going on after a sign-in had ended: what staff had typed stands here, to send after all or to let go."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.queries.signing_in import person
from readify.queries.visitor import SUBSTITUTE
from readify.web.identity import current_visitor, staff_only
from readify.web.kept_forms import drop_draft, kept_form

bp = Blueprint("going_on", __name__, url_prefix="/verder")
ANYONE = ("teacher", "librarian", "coordinator", SUBSTITUTE)


@bp.get("")
@staff_only(*ANYONE)
def show() -> str | Response:
    """What was typed, with a button that sends it where it was going."""
    visitor = current_visitor()
    kept = kept_form(person(None, visitor.account_id, visitor.substitute_id))
    if kept is None:
        return redirect("/", 303)
    path, fields = kept
    typed = [value for _name, value in fields if is_words(value)]
    return render_template("account/going_on.html", path=path, fields=fields, typed=typed, nav=[])


@bp.post("/weg")
@staff_only(*ANYONE)
def forget() -> Response:
    """Lets it go."""
    drop_draft()
    flash(gettext("Weg. Je begint met een leeg blad."))
    return redirect(url_for("auth.who"), 303)


def is_words(value: str) -> bool:
    """Whether somebody typed this: codes of choices and ids of submissions say nothing to people."""
    plain = value.strip()
    is_code = plain == plain.lower() and " " not in plain and "@" not in plain and not plain.isdecimal()
    return bool(plain) and not is_code
