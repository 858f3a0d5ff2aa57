"""What works: a trail's figures as a page, as files for a spreadsheet, and on one sheet for the municipality.

All of them show what `small_counts` allows, and nothing else. Another library's trail is a 404.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import force_locale, gettext
from werkzeug.utils import secure_filename

from readify.errors import NotFound
from readify.exchange.spreadsheets import csv_file, xlsx_file
from readify.models import Trail
from readify.perform import present
from readify.policies import trail_of_librarian
from readify.printing.trail_report import report_pdf
from readify.queries.trail_figures import TrailFigures, trail_figures
from readify.queries.trail_findings import drops, findings, finished_share
from readify.queries.trail_pictures import picture_of
from readify.queries.trail_years import TwoYears, two_years
from readify.request_session import read_session
from readify.web.figure_report import report_of
from readify.web.figure_sheets import long_sheet, passport_names, way_names, workbook
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import ROLES, frame, own_trail
from readify.web.trail_words import finding_card

bp = Blueprint("library_figures", __name__, url_prefix="/bieb/spoor/<int:trail_id>")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REPORT_LANGUAGES = ("nl", "en")
MEASURES = ("stempels", "scans")


@bp.get("/cijfers")
@staff_only(*ROLES)
def page(trail_id: int) -> str:
    """Three sentences, the way from spot to spot, hours, who came, spot by day, last year."""
    trail = own_trail(trail_id)
    figures = _figures(trail_id)
    stats = figures.stats
    return render_template(
        "library/figures.html",
        figures=figures,
        stats=stats,
        trail=stats.trail,
        cards=[finding_card(one, url_for("library.trail", trail_id=trail_id)) for one in findings(figures)],
        drops=drops(stats),
        one_in=finished_share(stats),
        ways=way_names(figures),
        passports=passport_names(figures),
        measure=_measure(),
        years=_years(trail, figures),
        picture_of=picture_of,
        **frame(stats.trail.library_name, trail_id),
    )


@bp.get("/cijfers.csv")
@staff_only(*ROLES)
def csv(trail_id: int) -> Response:
    """Every figure on a line."""
    trail = own_trail(trail_id)
    return _file(csv_file(long_sheet(_figures(trail_id))), "text/csv; charset=utf-8", trail, "csv")


@bp.get("/cijfers.xlsx")
@staff_only(*ROLES)
def xlsx(trail_id: int) -> Response:
    """The same figures as a workbook."""
    trail = own_trail(trail_id)
    title = f"{trail.name} · {gettext('Wat werkt')}"
    made = xlsx_file(workbook(_figures(trail_id)), title=title, made_at=present()["now"])
    return _file(made, XLSX, trail, "xlsx")


@bp.get("/rapport.pdf")
@staff_only(*ROLES)
def report(trail_id: int) -> Response:
    """One page for the municipality, in the language that was asked for."""
    trail = own_trail(trail_id)
    language = request.args.get("taal", "nl")
    if language not in REPORT_LANGUAGES:
        raise NotFound("not_found")
    with force_locale(language):
        made = report_pdf(report_of(_figures(trail_id), today=present()["today"]), language=language)
    return _file(made, "application/pdf", trail, "pdf")


def _figures(trail_id: int) -> TrailFigures:
    return trail_figures(read_session(), trail_id=trail_id, today=present()["today"])


def _measure() -> str:
    wanted = request.args.get("toon", MEASURES[0])
    return wanted if wanted in MEASURES else MEASURES[0]


def _years(trail: Trail, figures: TrailFigures) -> TwoYears | None:
    """The trail it was copied from beside it, when it is still there and this visitor may see it."""
    if trail.copied_from_id is None:
        return None
    try:
        before = trail_of_librarian(read_session(), current_visitor(), trail.copied_from_id)
    except NotFound:
        return None
    return two_years(read_session(), before_id=before.id, now=figures.stats)


def _file(made: bytes, kind: str, trail: Trail, ending: str) -> Response:
    """PDF opens in the browser, the others are saved; figures grow, so nobody keeps them in between."""
    response = Response(made, content_type=kind)
    name = secure_filename(f"{trail.name} {present()['today'].isoformat()}.{ending}")
    shown = "inline" if ending == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
