"""Links by which schools enter without an account: given by mail, by code or to copy; renewed and ended.

For the contest's organiser, and for who hosts a session of a round: the schools of that municipality.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.contest_links import end_link, give_back_link, give_link, take_link
from readify.errors import Refused
from readify.models import Contest, ContestSchool, ContestState
from readify.perform import perform, present
from readify.policies_contest import school_of_entering, towns_of_entering
from readify.printing.qr import qr_matrix
from readify.queries.contest_links import LinkLine, last_day, links_of
from readify.request_session import fresh_read_session, read_session
from readify.tokens import new_key
from readify.web.contest_frame import contest_frame
from readify.web.contest_mail import Errand, link_mail, mail_is_set, run_errands
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id
from readify.web.screen import public_address

bp = Blueprint("contest_links", __name__, url_prefix="/wedstrijd")


@bp.get("/<int:contest_id>/links")
@staff_only()
def show(contest_id: int) -> str:
    """The schools, and which of them have a link."""
    lines = _lines(contest_id)
    contest = read_session().get_one(Contest, contest_id)
    return render_template(
        "contest/links.html",
        contest=contest,
        schools=lines,
        to_mail=[one for one in lines if one.email and not one.has_link],
        is_open=contest.state is ContestState.OPEN,
        mail=mail_is_set(),
        closes=last_day(read_session(), contest_id),
        **contest_frame(contest),
    )


@bp.post("/<int:contest_id>/links")
@staff_only()
def mail(contest_id: int) -> Response:
    """Mails a link to each school that was ticked and has none."""
    wanted = set(request.form.getlist("school", type=int))
    lines = [
        one
        for one in _lines(contest_id)
        if one.contest_school_id in wanted and one.email and not one.has_link
    ]
    contest = read_session().get_one(Contest, contest_id)
    if contest.state is not ContestState.OPEN or not mail_is_set():
        flash(gettext("Mailen kan nu niet. Maak een link en deel hem zelf."), "warn")
    else:
        run_errands([_errand(contest, one) for one in lines], account_id=account_id())
        flash(gettext("De mails gaan nu op weg. Wie al een link had, krijgt er geen tweede."))
    return redirect(url_for("contest_links.show", contest_id=contest_id), 303)


@bp.post("/school/<int:contest_school_id>/link")
@staff_only()
def give(contest_school_id: int) -> str | Response:
    """A new link for this school, shown once; the old one ends at once."""
    school = school_of_entering(read_session(), current_visitor(), contest_school_id)
    try:
        key = perform(give_link, contest_school_id=school.id, now=present()["now"], account_id=account_id())
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
        return redirect(url_for("contest_links.show", contest_id=school.contest_id), 303)
    return _shown(school, key)


@bp.post("/school/<int:contest_school_id>/link/stop")
@staff_only()
def end(contest_school_id: int) -> Response:
    """The school's link works no more."""
    school = school_of_entering(read_session(), current_visitor(), contest_school_id)
    perform(end_link, contest_school_id=school.id, now=present()["now"], account_id=account_id())
    flash(gettext("De link van %(school)s werkt niet meer.", school=school.name))
    return redirect(url_for("contest_links.show", contest_id=school.contest_id), 303)


def _lines(contest_id: int) -> tuple[LinkLine, ...]:
    towns = towns_of_entering(read_session(), current_visitor(), contest_id)
    return links_of(fresh_read_session(), contest_id, towns=towns)


def _address(key: str) -> str:
    return f"{public_address()}{url_for('contest_link_entry.show', key=key)}"


def _shown(school: ContestSchool, key: str) -> str:
    """The link with its QR code, once: only its hash is kept."""
    url = _address(key)
    contest = read_session().get_one(Contest, school.contest_id)
    return render_template(
        "contest/link.html",
        contest=contest,
        school=school,
        url=url,
        qr=qr_matrix(url, "M"),
        closes=last_day(read_session(), contest.id),
        **contest_frame(contest),
    )


def _errand(contest: Contest, line: LinkLine) -> Errand:
    key = new_key()
    school = read_session().get_one(ContestSchool, line.contest_school_id)
    made = link_mail(
        contest.name,
        school,
        url=_address(key),
        closes=last_day(read_session(), contest.id),
        language=str(get_locale()),
    )
    return Errand(made, take_link, give_back_link, {"contest_school_id": school.id, "key": key})
