"""A class on paper and in files: letters to parents, reading reports, an overview, tables, and the calendar.

Only for who teaches the class; another's is a 404. What is sent holds children's names: kept by no cache.
"""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response as AnyResponse

from readify import clock
from readify.actions.class_calendar import close_calendar, renew_calendar
from readify.exchange.spreadsheets import Sheet, csv_file, xlsx_file
from readify.perform import perform, present
from readify.printing.documents import Document, to_pdf, to_png
from readify.printing.home_words import home_words
from readify.queries.class_papers import (
    class_overview,
    paper_children,
    reading_days,
)
from readify.queries.classroom_pages import school_name
from readify.queries.reading_calendar import calendar_key, reading_calendar
from readify.request_session import read_session
from readify.web.calendar_words import entry_name
from readify.web.class_words import language_name
from readify.web.identity import staff_only
from readify.web.paper_documents import (
    asked_paper,
    days_of,
    first_child,
    letters_of,
    overview_of,
    paper_language,
    reports_of,
)
from readify.web.paper_sheets import days_sheet, overview_sheet
from readify.web.screen import public_address
from readify.web.teacher_base import account_id, frame, network_rules, own_classroom

bp = Blueprint("class_papers", __name__, url_prefix="/klas/<int:classroom_id>")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEW = 480  # pixels wide
COMING = 6  # lines of the calendar shown on the page
SHOWN_DAYS = 3


@bp.get("/papier")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """All there is, each with a look at what it holds."""
    classroom, today = own_classroom(classroom_id), present()["today"]
    session = read_session()
    key = calendar_key(session, classroom_id=classroom_id)
    lines = [one for one in reading_calendar(session, classroom=classroom, today=today) if one.ends >= today]
    return render_template(
        "teacher/papers.html",
        classroom=classroom,
        children=paper_children(session, classroom_id=classroom_id),
        letters=_letters(),
        chosen=asked_paper(),
        days=days_sheet(reading_days(session, classroom_id=classroom_id, today=today)[:SHOWN_DAYS]),
        coming=[(one, entry_name(one)) for one in lines[:COMING]],
        calendar=_calendar_address(key),
        **frame(classroom_id, school_name(session, classroom.school_id)),
    )


@bp.get("/papier/brief.pdf")
@staff_only("teacher")
def letters(classroom_id: int) -> Response:
    """The letter with a home card: for each child, for one, or with a line for the name."""
    return _pdf(letters_of(own_classroom(classroom_id), asked_paper()), gettext("brief-ouders.pdf"))


@bp.get("/papier/verslag.pdf")
@staff_only("teacher")
def reports(classroom_id: int) -> Response:
    """A page about the reading of each child, or of one."""
    return _pdf(reports_of(own_classroom(classroom_id), asked_paper()), gettext("leesverslag.pdf"))


@bp.get("/papier/overzicht.pdf")
@staff_only("teacher")
def overview(classroom_id: int) -> Response:
    """The class's last weeks for the internal supervisor."""
    return _pdf(overview_of(own_classroom(classroom_id)), gettext("leesoverzicht.pdf"))


@bp.get("/papier/overzicht.xlsx")
@staff_only("teacher")
def overview_table(classroom_id: int) -> Response:
    """The same as a table."""
    own_classroom(classroom_id)
    found = class_overview(
        read_session(), rules=network_rules(), classroom_id=classroom_id, today=present()["today"]
    )
    return _workbook(overview_sheet(found), gettext("leesoverzicht.xlsx"))


@bp.get("/papier/leesdagen.csv")
@staff_only("teacher")
def days_csv(classroom_id: int) -> Response:
    """Every reading day of this school year as CSV."""
    return _file(csv_file(days_of(own_classroom(classroom_id))), "text/csv", gettext("leesdagen.csv"))


@bp.get("/papier/leesdagen.xlsx")
@staff_only("teacher")
def days_xlsx(classroom_id: int) -> Response:
    """Every reading day of this school year as a workbook."""
    return _workbook(days_of(own_classroom(classroom_id)), gettext("leesdagen.xlsx"))


@bp.get("/papier/brief.png")
@staff_only("teacher")
def letter_preview(classroom_id: int) -> Response:
    """The first child's letter as it will be printed."""
    classroom = own_classroom(classroom_id)
    return _preview(letters_of(classroom, first_child(classroom, asked_paper().language)))


@bp.get("/papier/verslag.png")
@staff_only("teacher")
def report_preview(classroom_id: int) -> Response:
    """The first child's report as it will be printed."""
    classroom = own_classroom(classroom_id)
    return _preview(reports_of(classroom, first_child(classroom)))


@bp.get("/papier/overzicht.png")
@staff_only("teacher")
def overview_preview(classroom_id: int) -> Response:
    """The overview's first page as it will be printed."""
    return _preview(overview_of(own_classroom(classroom_id)))


@bp.post("/agenda")
@staff_only("teacher")
def open_calendar(classroom_id: int) -> AnyResponse:
    """A new secret address; the one of before stops working."""
    own_classroom(classroom_id)
    perform(renew_calendar, classroom_id=classroom_id, now=clock.now(), account_id=account_id())
    flash(gettext("De link van de agenda staat klaar."))
    return redirect(url_for(".show", classroom_id=classroom_id, _anchor="agenda"), 303)


@bp.post("/agenda/weg")
@staff_only("teacher")
def drop_calendar(classroom_id: int) -> AnyResponse:
    """The address stops working."""
    own_classroom(classroom_id)
    perform(close_calendar, classroom_id=classroom_id, now=clock.now(), account_id=account_id())
    flash(gettext("De link van de agenda werkt niet meer."))
    return redirect(url_for(".show", classroom_id=classroom_id, _anchor="agenda"), 303)


def _letters() -> list[tuple[str, str, bool]]:
    """(code, name, draft) of the languages there is a letter in, finished ones first."""
    return [(code, language_name(code), one.draft) for code, one in home_words().letter.items()]


def _calendar_address(key: str | None) -> str | None:
    if key is None:
        return None
    language = "en" if paper_language() == "en" else None  # None: nothing is added to the address
    return public_address() + url_for("reading_calendar.feed", key=key, taal=language)


def _pdf(document: Document, name: str) -> Response:
    return _file(to_pdf(document), "application/pdf", name)


def _preview(document: Document) -> Response:
    return _file(to_png(document, 0, width=PREVIEW), "image/png", "blad.png", keep=False)


def _workbook(sheet: Sheet, name: str) -> Response:
    now: dt.datetime = present()["now"]
    return _file(xlsx_file([sheet], title=sheet.name, made_at=now), XLSX, name)


def _file(made: bytes, kind: str, name: str, *, keep: bool = True) -> Response:
    response = Response(made, mimetype=kind)
    how = "attachment" if keep else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{secure_filename(name)}"'
    response.headers["Cache-Control"] = "no-store"
    return response
