"""After a session: certificates, tips and tops for teachers, a press text; after a contest: its figures."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.contest_after import give_back_feedback, give_back_reminder, take_feedback, take_reminder
from readify.errors import NotFound
from readify.exchange.spreadsheets import csv_file, xlsx_file
from readify.models import Answer, SessionState
from readify.perform import present
from readify.policies_contest import (
    contest_of_organiser,
    entrant_of_teacher,
    session_of_secretary,
)
from readify.printing.certificates import certificates_pdf
from readify.queries.contest_after import SessionAfter, feedback_for, session_after
from readify.queries.contest_archive import contest_archive
from readify.queries.contest_reminders import schools_to_remind
from readify.request_session import fresh_read_session, read_session
from readify.web.contest_after_words import archive_sheets, certificates_of, press_text
from readify.web.contest_frame import contest_frame
from readify.web.contest_mail import Errand, feedback_mail, mail_is_set, reminder_mail, run_errands
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id

bp = Blueprint("contest_after", __name__, url_prefix="/wedstrijd")
OVER = (SessionState.REVEALED, SessionState.DONE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/zitting/<int:session_id>/na")
@staff_only()
def show(session_id: int) -> str:
    """The session looked back on, once its result is known."""
    after = _after(session_id)
    return render_template(
        "contest/after.html",
        after=after,
        press={language: press_text(after, language=language) for language in ("nl", "en")},
        mail=mail_is_set(),
        to_send=[one for one in after.readers if one.email and not one.sent],
        **contest_frame(after.contest),
    )


@bp.get("/zitting/<int:session_id>/oorkondes.pdf")
@staff_only()
def certificates(session_id: int) -> Response:
    """A certificate for each reader, in the page's language."""
    after = _after(session_id)
    if not after.readers:
        raise NotFound("not_found")
    language = str(get_locale())
    pages = certificates_of(after)
    return file_answer(
        certificates_pdf(pages, title=gettext("Oorkondes"), language=language),
        "application/pdf",
        "oorkondes.pdf",
    )


@bp.post("/zitting/<int:session_id>/tips")
@staff_only()
def send_feedback(session_id: int) -> AnyResponse:
    """Mails each teacher the tips and tops of its reader, once."""
    after = _after(session_id)
    if not mail_is_set():
        flash(gettext("Hier is geen mailserver ingesteld. Kopieer de tips, of druk de pagina af."), "warn")
        return redirect(url_for("contest_after.show", session_id=session_id), 303)
    language = str(get_locale())
    errands = [
        Errand(
            feedback_mail(after, one, language=language),
            take_feedback,
            give_back_feedback,
            {"entrant_id": one.entrant_id},
        )
        for one in after.readers
        if one.email and not one.sent
    ]
    run_errands(errands, account_id=account_id())
    flash(gettext("De mails gaan nu op weg. Wie er al een had, krijgt er geen tweede."))
    return redirect(url_for("contest_after.show", session_id=session_id), 303)


@bp.get("/lezer/<int:entrant_id>/tips")
@staff_only()
def feedback(entrant_id: int) -> str:
    """What the jury wrote, for the teacher of this reader's school."""
    entrant = entrant_of_teacher(read_session(), current_visitor(), entrant_id)
    if entrant.session_id is None:
        raise NotFound("not_found")
    after = session_after(fresh_read_session(), entrant.session_id)
    if after.sitting.state not in OVER:
        raise NotFound("not_found")
    said = feedback_for(read_session(), [entrant_id]).get(entrant_id)
    reader = next((one for one in after.readers if one.entrant_id == entrant_id), None)
    return render_template(
        "contest/feedback.html", after=after, reader=reader, said=said, **contest_frame(after.contest)
    )


@bp.get("/<int:contest_id>/archief")
@staff_only()
def archive(contest_id: int) -> str:
    """The contest in figures."""
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    found = contest_archive(fresh_read_session(), contest_id)
    return render_template("contest/archive.html", contest=contest, archive=found, **contest_frame(contest))


@bp.get("/<int:contest_id>/archief.<kind>")
@staff_only()
def archive_file(contest_id: int, kind: str) -> Response:
    """The same as CSV (the rounds) or XLSX (rounds and books)."""
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    sheets = archive_sheets(contest_archive(fresh_read_session(), contest_id))
    if kind == "csv":
        return file_answer(csv_file(sheets[0]), "text/csv", "wedstrijd.csv", attached=True)
    if kind != "xlsx":
        raise NotFound("not_found")
    made = xlsx_file(sheets, title=contest.name, made_at=present()["now"])
    return file_answer(made, XLSX, "wedstrijd.xlsx", attached=True)


@bp.get("/<int:contest_id>/herinner")
@staff_only()
def ask_reminders(contest_id: int) -> str:
    """Who did not answer, and the mail they would get: nothing goes out yet."""
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    schools = schools_to_remind(fresh_read_session(), contest_id)
    first = next((one for one in schools if one.email), None)
    example = first and reminder_mail(
        contest.name, first.name, first.contact, to=first.email, language=str(get_locale())
    )
    return render_template(
        "contest/remind.html",
        contest=contest,
        schools=schools,
        example=example,
        mail=mail_is_set(),
        **contest_frame(contest),
    )


@bp.post("/<int:contest_id>/herinner")
@staff_only()
def remind(contest_id: int) -> AnyResponse:
    """Mails those who were ticked, each once a day at most."""
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    if not mail_is_set():
        flash(gettext("Hier is geen mailserver ingesteld. Kopieer de adressen en mail zelf."), "warn")
        return redirect(url_for("contest_after.ask_reminders", contest_id=contest_id), 303)
    wanted = set(request.form.getlist("school", type=int))
    language, name = str(get_locale()), contest.name
    errands = [
        Errand(
            reminder_mail(name, one.name, one.contact, to=one.email, language=language),
            take_reminder,
            give_back_reminder,
            {"contest_school_id": one.id},
        )
        for one in schools_to_remind(fresh_read_session(), contest_id)
        if one.id in wanted and one.email and one.answer is Answer.NONE
    ]
    run_errands(errands, account_id=account_id())
    flash(gettext("De mails gaan nu op weg. Wie vandaag al een herinnering had, krijgt er geen tweede."))
    return redirect(url_for("contest_after.ask_reminders", contest_id=contest_id), 303)


def _after(session_id: int) -> SessionAfter:
    """NotFound for outsiders, and before the result was revealed."""
    sitting = session_of_secretary(read_session(), current_visitor(), session_id)
    if sitting.state not in OVER:
        raise NotFound("not_found", gettext("Deze pagina is er als de uitslag bekend is."))
    return session_after(fresh_read_session(), session_id)


def file_answer(made: bytes, kind: str, name: str, *, attached: bool = False) -> Response:
    """A file as an answer; `attached` for one that is kept, not shown."""
    response = Response(made, mimetype=kind)
    how = "attachment" if attached else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
