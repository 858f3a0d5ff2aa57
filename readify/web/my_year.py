"""My year: a picture page of one child's own reading, on screen and as sheets to print. For nobody else."""

from __future__ import annotations

from flask import current_app, render_template

from readify.config import Config
from readify.perform import present
from readify.queries.my_year import MyYear
from readify.queries.my_year import my_year as year_of
from readify.request_session import read_session
from readify.web.child_base import bp, own_home, own_id
from readify.web.identity import child_only

__all__ = ["my_year", "print_my_year"]


@bp.get("/mijn-jaar")
@child_only
def my_year() -> str:
    """Books, forms, languages, haltes and badges of this school year."""
    return render_template("child/year.html", year=_own_year())


@bp.get("/mijn-jaar/afdruk")
@child_only
def print_my_year() -> str:
    """The same on A4 sheets."""
    return render_template("child/year_print.html", year=_own_year(), today=present()["today"])


def _own_year() -> MyYear:
    config: Config = current_app.extensions["readify.config"]
    assert own_id()
    return year_of(read_session(), state=own_home().state, today=present()["today"], timezone=config.timezone)
