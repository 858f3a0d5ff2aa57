"""The calendar of campaigns: who takes part, what a set holds, its poster; coordinators settle the days."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import format_date, get_locale, gettext
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.campaigns import choose_campaign, settle_dates
from readify.drafts.campaigns import CampaignChoiceDraft, CampaignDatesDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid
from readify.exchange.campaigns import check_campaigns
from readify.game.rulebook import Rulebook
from readify.models import OWN, Role
from readify.perform import perform, present
from readify.printing.campaign_poster import CampaignSheet, campaign_document
from readify.printing.documents import to_pdf
from readify.printing.paper import PaperSize
from readify.queries.campaigns import Edition, edition_of, editions, libraries_with_own_days
from readify.queries.library_home import OwnLibrary
from readify.request_session import read_session
from readify.web.class_words import BANDS
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import ROLES, account_id, frame, libraries_of, own_library
from readify.web.teacher_base import shown_errors

bp = Blueprint("campaigns", __name__)


@bp.record_once
def check_seeds(state: Any) -> None:
    """A wrong seed file stops the start, not a page."""
    check_campaigns(state.app.extensions["readify.rulebook"])


@bp.get("/bieb/acties")
@staff_only(*ROLES)
def calendar() -> str:
    """What is under way or still to come, and whether the own libraries take part."""
    return render_template(
        "library/campaigns.html",
        editions=editions(read_session(), today=present()["today"], library_ids=seen_from()),
        libraries=libraries_of(current_visitor()),
        coordinates=current_visitor().role == Role.COORDINATOR,
        today=present()["today"],
        **frame(gettext("Acties")),
    )


@bp.get("/bieb/acties/<slug>/<int:year>")
@staff_only(*ROLES)
def show(slug: str, year: int) -> str:
    """One campaign's ready set."""
    return page_of(edition_of(read_session(), slug=slug, year=year, library_ids=seen_from()), {}, {})


@bp.post("/bieb/<int:library_id>/actie")
@staff_only(*ROLES)
def choose(library_id: int) -> AnyResponse:
    """This library takes part, or no longer does."""
    own_library(library_id)
    draft = parse(CampaignChoiceDraft, request.form.to_dict())
    try:
        perform(
            choose_campaign,
            library_id=library_id,
            draft=draft,
            now=present()["now"],
            account_id=account_id(),
        )
        said = gettext("De actie staat aan.") if draft.on else gettext("De actie staat uit.")
        flash(said)
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("campaigns.show", slug=draft.campaign, year=draft.year), 303)


@bp.post("/provincie/acties/<slug>/<int:year>")
@staff_only("coordinator")
def settle(slug: str, year: int) -> AnyResponse | tuple[str, int]:
    """The days, as the organiser published them or as they are expected."""
    edition = edition_of(read_session(), slug=slug, year=year)
    typed = request.form.to_dict()
    try:
        draft = parse(CampaignDatesDraft, typed)
        perform(
            settle_dates,
            campaign=slug,
            year=year,
            draft=draft,
            now=present()["now"],
            account_id=account_id(),
        )
    except Invalid as refusal:
        errors = {
            ("ends" if name == "body" else name): words for name, words in shown_errors(refusal).items()
        }
        return page_of(edition, typed, errors), 422
    flash(gettext("De dagen zijn bewaard."))
    return redirect(url_for("campaigns.show", slug=slug, year=year), 303)


@bp.get("/bieb/acties/<slug>/<int:year>/poster.pdf")
@staff_only(*ROLES)
def poster(slug: str, year: int) -> Response:
    """The poster, with the name of the own library when there is one."""
    found = libraries_of(current_visitor())
    return poster_answer(
        edition_of(read_session(), slug=slug, year=year, library_ids=seen_from()),
        found[0].name if len(found) == 1 else "",
    )


def seen_from() -> tuple[int, ...] | None:
    """Whose own campaigns and days the visitor sees: those of the own libraries; a coordinator's are all."""
    if current_visitor().role == Role.COORDINATOR:
        return None
    return tuple(one.library_id for one in libraries_of(current_visitor()))


def poster_answer(edition: Edition, library: str) -> Response:
    """A campaign's poster as PDF, in the visitor's language."""
    language = str(get_locale()) if str(get_locale()) in ("nl", "en") else "nl"
    sheet = CampaignSheet(
        name=edition.campaign.name.of(language),
        headline=edition.campaign.poster.of(language),
        invitation=edition.campaign.child.of(language),
        days=_days(edition),
        ways=(
            gettext("Zelf lezen, samen of luisteren: alles telt."),
            gettext("Een boek, een strip, een recept: alles telt."),
            gettext("In elke taal. Plat telt ook."),
        ),
        promise=gettext("Gratis · voor iedereen"),
        library=library,
        language=language,
    )
    paper, ink = request.args.get("papier", "A4"), request.args.get("inkt", "full")
    made = to_pdf(
        campaign_document(
            sheet,
            paper=cast("PaperSize", paper if paper in ("A3", "A4", "A5") else "A4"),
            ink="light" if ink == "light" else "full",
        )
    )
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{edition.campaign.slug}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def kit_of(edition: Edition) -> dict[str, Any]:
    """The badge and the bingo card of a campaign's set, for a page."""
    rules: Rulebook = current_app.extensions["readify.rulebook"]
    return {
        "badge": next(badge for badge in rules.badges if badge.slug == edition.campaign.badge),
        "bingo": rules.bingo.card_set(edition.campaign.bingo),
        "band_words": BANDS,
    }


def _days(edition: Edition) -> str:
    """The days on paper; none while they are only expected."""
    if not edition.confirmed or edition.starts is None or edition.ends is None:
        return ""
    first, last = (format_date(day, "d MMMM") for day in (edition.starts, edition.ends))
    return gettext("Van %(first)s tot en met %(last)s", first=first, last=last)


def page_of(edition: Edition, typed: dict[str, str], errors: dict[str, str]) -> str:
    """A campaign's page, with what was typed about its days."""
    plain = {
        "starts": edition.starts.isoformat() if edition.starts else "",
        "ends": edition.ends.isoformat() if edition.ends else "",
        "confirmed": "true" if edition.confirmed else "",
    }
    coordinates = current_visitor().role == Role.COORDINATOR
    national = edition.campaign.library_id is None
    return render_template(
        "library/campaign.html",
        edition=edition,
        libraries=_partakers(edition),
        may_settle=coordinates and national,
        own_days=national and not coordinates,
        with_own_days=libraries_with_own_days(read_session(), slug=edition.campaign.slug, year=edition.year),
        own_id=None if national else edition.campaign.slug.removeprefix(OWN),
        typed=plain | typed if not errors else plain | {"confirmed": ""} | typed,
        errors=errors,
        today=present()["today"],
        **kit_of(edition),
        **frame(gettext("Acties")),
    )


def _partakers(edition: Edition) -> list[OwnLibrary]:
    """The own libraries that may take part: all in a national campaign, its maker in an own one."""
    owner = edition.campaign.library_id
    return [one for one in libraries_of(current_visitor()) if owner in (None, one.library_id)]
