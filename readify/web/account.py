"""My account: passkeys made, named and taken away; accounts elsewhere that open this one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.identities import unlink_identity
from readify.actions.passkeys import (
    add_passkey,
    ask_challenge,
    remove_passkey,
    rename_passkey,
    spend_challenge,
)
from readify.drafts.account import KeyNameDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound, Refused, Unauthenticated
from readify.models import Account
from readify.passkeys import ask_new, check_new, user_handle
from readify.perform import perform
from readify.queries.passkeys import account_of, own_identities, own_passkeys
from readify.request_session import fresh_read_session, read_session
from readify.web.auth import home_of
from readify.web.identity import app_secret, current_visitor, staff_only
from readify.web.oidc_door import providers
from readify.web.passkey_door import QUESTION, taken_question, this_site
from readify.web.teacher_base import NavItem, account_id, shown_errors

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
@staff_only()
def show() -> str:
    """Who I am here, and my ways in."""
    return _page()


@bp.post("/sleutel/vraag")
@staff_only()
def ask() -> Response:
    """What the browser needs to make a key for me."""
    challenge = perform(ask_challenge, account_id=account_id(), now=clock.now())
    session[QUESTION] = challenge.hex()
    me = _me()
    known = [one.credential_id for one in own_passkeys(fresh_read_session(), account_id=me.id)]
    handle = user_handle(app_secret(), me.id)
    return jsonify(
        ask_new(this_site(), challenge=challenge, handle=handle, email=me.email, name=me.name, known=known)
    )


@bp.post("/sleutel")
@staff_only()
def add() -> Response | tuple[str, int]:
    """Keeps the key that the browser made."""
    try:
        challenge = taken_question()
        perform(spend_challenge, challenge=challenge, account_id=account_id(), now=clock.now())
        draft = parse(KeyNameDraft, request.form.to_dict())
        key = check_new(this_site(), answer=request.form.get("answer", ""), challenge=challenge)
        perform(add_passkey, account_id=account_id(), key=key, draft=draft, now=clock.now())
    except (Invalid, Conflict, Unauthenticated) as refusal:
        return _page(refusal), 422
    flash(gettext("Je sleutel staat erbij. Voortaan kun je ermee inloggen."))
    return redirect(url_for(".show"), 303)


@bp.post("/sleutel/<int:passkey_id>/naam")
@staff_only()
def rename(passkey_id: int) -> Response | tuple[str, int]:
    """Another name."""
    try:
        draft = parse(KeyNameDraft, request.form.to_dict())
        perform(rename_passkey, account_id=account_id(), passkey_id=passkey_id, draft=draft)
    except Invalid as refusal:
        return _page(refusal), 422
    flash(gettext("Bewaard."))
    return redirect(url_for(".show"), 303)


@bp.post("/sleutel/<int:passkey_id>/weg")
@staff_only()
def remove(passkey_id: int) -> Response:
    """Takes a key away."""
    perform(remove_passkey, account_id=account_id(), passkey_id=passkey_id, now=clock.now())
    flash(gettext("De sleutel is weg. Je wachtwoord werkt nog."))
    return redirect(url_for(".show"), 303)


@bp.post("/koppeling/<int:identity_id>/weg")
@staff_only()
def unlink(identity_id: int) -> Response:
    """An account elsewhere opens this one no more."""
    perform(unlink_identity, account_id=account_id(), identity_id=identity_id, now=clock.now())
    flash(gettext("De koppeling is weg. Je wachtwoord werkt nog."))
    return redirect(url_for(".show"), 303)


def _me() -> Account:
    found = account_of(read_session(), account_id=account_id())
    if found is None:
        raise NotFound("not_found")
    return found


def _page(refusal: Refused | None = None) -> str:
    reading = fresh_read_session() if refusal else read_session()
    me, visitor = _me(), current_visitor()
    named = {one.issuer: one.name for one in providers()}
    errors = {} if refusal is None else shown_errors(refusal) or {"name": gettext(refusal.message)}
    linked = own_identities(reading, account_id=me.id)
    frame: dict[str, Any] = {
        "nav": [NavItem(gettext("Terug"), "back", home_of(visitor.role, visitor.account_id), False)]
    }
    return render_template(
        "account/account.html",
        account=me,
        keys=own_passkeys(reading, account_id=me.id),
        can_have_keys=this_site().can_have_keys,
        linked=[(one, named.get(one.issuer, one.issuer)) for one in linked],
        providers=[one for one in providers() if one.issuer not in {link.issuer for link in linked}],
        errors=errors,
        **frame,
    )
