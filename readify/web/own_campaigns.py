"""A library's own campaigns, and its own days of a national one. Another library's is a 404."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.own_campaigns import (
    change_own_campaign,
    follow_dates,
    make_own_campaign,
    remove_own_campaign,
    set_own_days,
)
from readify.drafts.own_campaigns import OwnCampaignDraft, OwnDaysDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid
from readify.exchange.campaigns import campaigns
from readify.game.rulebook import Rulebook
from readify.game.rules import Band
from readify.models import OwnCampaign
from readify.perform import perform, present
from readify.queries.campaigns import edition_of
from readify.queries.own_campaigns import days_of, own_campaign
from readify.request_session import read_session
from readify.web.campaigns import page_of, seen_from
from readify.web.class_words import BANDS
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, frame, own_library
from readify.web.teacher_base import shown_errors

bp = Blueprint("own_campaigns", __name__)
EMPTY = dict.fromkeys(("name", "starts", "ends", "badge", "bingo", "child", "poster", "assignment"), "")


@bp.get("/bieb/<int:library_id>/actie/nieuw")
@staff_only(*ROLES)
def ask(library_id: int) -> str:
    """The form for a campaign of this library's own."""
    own_library(library_id)
    every = [band.value for band in Band]
    return _form(None, EMPTY | {"like": next(iter(campaigns())), "bands": every, "confirmed": "true"}, {})


@bp.post("/bieb/<int:library_id>/actie/nieuw")
@staff_only(*ROLES)
def make(library_id: int) -> Response | tuple[str, int]:
    """A campaign of this library's own, not yet switched on."""
    own_library(library_id)
    try:
        made = perform(make_own_campaign, library_id=library_id, draft=_sent(), **_by())
    except Invalid as refusal:
        return _form(None, _typed(), _errors(refusal)), 422
    flash(gettext("De actie is gemaakt. Zet haar aan als ze klaar is."))
    slug, year = made
    return redirect(url_for("campaigns.show", slug=slug, year=year), 303)


@bp.get("/bieb/actie/<int:campaign_id>")
@staff_only(*ROLES)
def edit(campaign_id: int) -> str:
    """An own campaign as it can be changed."""
    row = _own(campaign_id)
    days = days_of(read_session(), row)
    words = ("name", "bands", "like", "badge", "bingo", "child", "poster", "assignment")
    kept: dict[str, Any] = {name: getattr(row, name) for name in words}
    kept |= {"starts": days.starts.isoformat(), "ends": days.ends.isoformat()}
    return _form(row, kept | {"confirmed": "true" if days.confirmed else ""}, {})


@bp.post("/bieb/actie/<int:campaign_id>")
@staff_only(*ROLES)
def change(campaign_id: int) -> Response | tuple[str, int]:
    """Other words, another set, other days."""
    row = _own(campaign_id)
    try:
        slug, year = perform(change_own_campaign, campaign_id=campaign_id, draft=_sent(), **_by())
    except Invalid as refusal:
        return _form(row, _typed(), _errors(refusal)), 422
    flash(gettext("De actie is aangepast."))
    return redirect(url_for("campaigns.show", slug=slug, year=year), 303)


@bp.post("/bieb/actie/<int:campaign_id>/weg")
@staff_only(*ROLES)
def remove(campaign_id: int) -> Response:
    """The campaign is gone."""
    _own(campaign_id)
    perform(remove_own_campaign, campaign_id=campaign_id, **_by())
    flash(gettext("De actie is weg."))
    return redirect(url_for("campaigns.calendar"), 303)


@bp.post("/bieb/<int:library_id>/actie/dagen")
@staff_only(*ROLES)
def own_days(library_id: int) -> Response | tuple[str, int]:
    """This library's days of a national campaign; with `follow` those of the coordinator again."""
    own_library(library_id)
    slug, year = request.form.get("campaign", ""), request.form.get("year", 0, type=int)
    edition = edition_of(read_session(), slug=slug, year=year, library_ids=seen_from())
    try:
        if "follow" in request.form:
            perform(follow_dates, library_id=library_id, campaign=slug, year=year, **_by())
        else:
            draft = parse(OwnDaysDraft, request.form.to_dict())
            perform(set_own_days, library_id=library_id, draft=draft, **_by())
    except Invalid as refusal:
        return page_of(edition, request.form.to_dict(), _errors(refusal)), 422
    flash(gettext("De dagen zijn bewaard."))
    return redirect(url_for("campaigns.show", slug=slug, year=year), 303)


def _own(campaign_id: int) -> OwnCampaign:
    """The campaign, when the visitor works at its library. Raises NotFound."""
    row = own_campaign(read_session(), campaign_id)
    own_library(row.library_id)
    return row


def _by() -> dict[str, Any]:
    return {"now": present()["now"], "account_id": account_id()}


def _typed() -> dict[str, Any]:
    sent: dict[str, Any] = request.form.to_dict()
    return EMPTY | {"like": "", "confirmed": ""} | sent | {"bands": request.form.getlist("bands")}


def _sent() -> OwnCampaignDraft:
    """The draft in the form. Raises Invalid."""
    rules = _rules()
    there = {
        "like": set(campaigns()),
        "badge": {badge.slug for badge in rules.badges},
        "bingo": {one.slug for one in rules.bingo.sets},
    }
    return parse(OwnCampaignDraft, _typed(), context=there)


def _errors(refusal: Invalid) -> dict[str, str]:
    """By field; what is wrong with both days stands at the last one."""
    found = shown_errors(refusal)
    return {("ends" if name == "body" else name.split(".")[0]): words for name, words in found.items()}


def _form(row: OwnCampaign | None, typed: dict[str, Any], errors: dict[str, str]) -> str:
    language, rules = str(get_locale()), _rules()
    as_set = [("", gettext("zoals in de set"))]
    return render_template(
        "library/own_campaign.html",
        row=row,
        typed=typed,
        errors=errors,
        bands=[(band.value, words) for band, words in BANDS.items()],
        sets=[(one.slug, one.name.of(language)) for one in campaigns().values()],
        cards=as_set + [(one.slug, one.name.of(language)) for one in rules.bingo.sets],
        badges=as_set + [(one.slug, one.name.of(language)) for one in rules.badges],
        **frame(gettext("Acties")),
    )


def _rules() -> Rulebook:
    found: Rulebook = current_app.extensions["readify.rulebook"]
    return found
