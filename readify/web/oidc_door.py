"""Staff's way in with the account of their school (OpenID Connect): there, and back with an answer.

What must come back is bound to this browser by its signed cookie and is used once. Nobody gets an account
this way: who is not known here reads how to get in.
"""

from __future__ import annotations

from typing import Any, cast

import structlog
from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.identities import link_identity, sign_in_with_identity
from readify.config import Config
from readify.errors import Conflict, NotFound, Unauthenticated
from readify.oidc import Identity, Provider, ProviderError
from readify.perform import perform
from readify.queries.visitor import Visitor
from readify.request_limits import failed_try, oidc_limit
from readify.tokens import same_hash
from readify.web.auth import enter
from readify.web.identity import key_hash_here

bp = Blueprint("oidc_door", __name__, url_prefix="/inloggen/met")
log = structlog.get_logger(__name__)
UNDER_WAY = "oidc"
LASTS = 600.0  # seconds to sign in at the provider


@bp.get("/<slug>")
@oidc_limit
def begin(slug: str) -> Response:
    """Off to the provider. Who is signed in already ties that account to their own."""
    provider = _provider(slug)
    try:
        started = provider.begin(_back(slug))
    except ProviderError as error:
        log.error("oidc_failed", provider=slug, why=str(error))
        return _sorry(503)
    visitor = current_user._get_current_object()
    session[UNDER_WAY] = {
        "slug": slug,
        "state": started.state,
        "nonce": started.nonce,
        "verifier": started.verifier,
        "since": clock.now().timestamp(),
        "account": visitor.account_id if isinstance(visitor, Visitor) else None,
    }
    return redirect(started.url, 303)


@bp.get("/<slug>/terug")
@oidc_limit
def back(slug: str) -> Response:
    """The provider's answer: in, or a page that says what to do."""
    provider, kept = _provider(slug), session.pop(UNDER_WAY, None)
    try:
        identity = _identity(provider, kept)
    except ProviderError as error:
        failed_try()
        log.warning("oidc_refused", provider=slug, why=str(error))
        return _sorry(422)
    if kept["account"] is not None:
        return _tied(identity, kept["account"])
    try:
        opened = perform(sign_in_with_identity, identity=identity, now=clock.now(), replaces=key_hash_here())
    except Unauthenticated:
        failed_try()
        return make_response(render_template("auth/unknown_person.html", provider=provider), 403)
    return enter(opened)


def _identity(provider: Provider, kept: Any) -> Identity:
    """Raises ProviderError when this is not the answer to what this browser asked."""
    if not isinstance(kept, dict) or kept["slug"] != provider.slug:
        raise ProviderError("nothing under way")
    if clock.now().timestamp() - kept["since"] > LASTS:
        raise ProviderError("too late")
    if not same_hash(request.args.get("state", ""), kept["state"]):
        raise ProviderError("other state")
    if request.args.get("iss", provider.issuer) != provider.issuer:
        raise ProviderError("other issuer")
    code = request.args.get("code", "")
    if not code:
        raise ProviderError("no code")
    asked = {"nonce": kept["nonce"], "verifier": kept["verifier"]}
    return provider.finish(_back(provider.slug), code=code, **asked)


def _tied(identity: Identity, account_id: int) -> Response:
    """Ties the identity to who was, and still is, signed in here."""
    visitor = current_user._get_current_object()
    if not isinstance(visitor, Visitor) or visitor.account_id != account_id:
        return _sorry(422)
    try:
        perform(link_identity, account_id=account_id, identity=identity, now=clock.now())
        flash(gettext("Gekoppeld. Voortaan kun je ook zo inloggen."))
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("account.show"), 303)


def _sorry(status: int) -> Response:
    error = gettext("Inloggen met het account van je school lukte niet. Probeer het nog eens.")
    return make_response(render_template("auth/password.html", error=error), status)


def _provider(slug: str) -> Provider:
    found = next((one for one in providers() if one.slug == slug), None)
    if found is None:
        raise NotFound("not_found")
    return found


def _back(slug: str) -> str:
    config: Config = current_app.extensions["readify.config"]
    return (config.base_url or request.host_url).rstrip("/") + url_for("oidc_door.back", slug=slug)


def providers() -> tuple[Provider, ...]:
    """The providers of this installation."""
    return cast(tuple[Provider, ...], current_app.extensions["readify.oidc"])


@bp.app_context_processor
def _on_pages() -> dict[str, Any]:
    """Lets the sign-in page offer the providers."""
    return {"sign_in_providers": providers}
