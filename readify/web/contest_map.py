"""A contest on the map of the province, and its schools as a list to mail from (CSV, XLSX)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, Response, render_template
from flask_babel import gettext

from readify.errors import NotFound
from readify.exchange.municipalities import tiles
from readify.exchange.spreadsheets import Cell, Sheet, csv_file, xlsx_file
from readify.models import Answer
from readify.perform import present
from readify.policies_contest import contest_of_organiser
from readify.queries.contest_map import asked_schools_of, towns_of
from readify.queries.contest_plan import contest_page, school_lines
from readify.request_session import fresh_read_session, read_session
from readify.web.contest_after import file_answer
from readify.web.contest_frame import contest_frame
from readify.web.contest_words import ANSWERS, tag_of
from readify.web.identity import current_visitor, staff_only

bp = Blueprint("contest_map", __name__, url_prefix="/wedstrijd/<int:contest_id>")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.record_once
def check_seeds(_state: Any) -> None:
    """A wrong seed file stops the start, not a page."""
    tiles()


@bp.get("/kaart")
@staff_only()
def show(contest_id: int) -> str:
    """The tiles, and below them each municipality with its schools and sessions."""
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    page = contest_page(fresh_read_session(), contest_id)
    towns = towns_of(page, tiles())
    return render_template(
        "contest/map.html",
        contest=contest,
        page=page,
        towns=towns,
        waiting=len(page.schools) - page.answered,
        busy=[one for one in towns if one.schools or one.sessions],
        tag_of=tag_of,
        today=present()["today"],
        **contest_frame(contest),
    )


@bp.get("/scholen.<kind>")
@staff_only()
def schools_file(contest_id: int, kind: str) -> Response:
    """Every school with its address and answer, as CSV or XLSX: to mail, or to keep beside one's own list."""
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    sheet = _sheet(contest_id)
    if kind == "csv":
        return file_answer(csv_file(sheet), "text/csv", "scholen.csv", attached=True)
    if kind != "xlsx":
        raise NotFound("not_found")
    made = xlsx_file([sheet], title=contest.name, made_at=present()["now"])
    return file_answer(made, XLSX, "scholen.xlsx", attached=True)


def _sheet(contest_id: int) -> Sheet:
    entered = {one.contest_school_id: one.entered for one in school_lines(fresh_read_session(), contest_id)}
    head = [
        *(gettext("Gemeente"), gettext("School"), gettext("Leerkracht"), gettext("E-mail")),
        *(gettext("Antwoord"), gettext("Aangemeld"), gettext("Link gemaild op"), gettext("Herinnerd op")),
    ]
    rows: list[list[Cell]] = [
        [
            *(one.municipality, one.name, one.contact, one.email),
            gettext(ANSWERS[Answer.JOINS if entered[one.id] else one.answer]),
            entered[one.id],
            _day(one.invited_at),
            _day(one.reminded_at),
        ]
        for one in asked_schools_of(fresh_read_session(), contest_id)
    ]
    return Sheet(gettext("Scholen"), head, rows)


def _day(moment: dt.datetime | None) -> Cell:
    return None if moment is None else moment.date()
