"""`/session`: a token for a card or a password, and the end of it. Failed tries count, as on the pages."""

from __future__ import annotations

from flask import Blueprint, Response

from readify import clock
from readify.actions.signing_in import OpenedSession, sign_in_with_card, sign_in_with_password, sign_out
from readify.api.answers import SessionAnswer, answer
from readify.api.asking import body, visitor
from readify.api.describing import described
from readify.drafts.session import SessionDraft
from readify.errors import Unauthenticated
from readify.models import SignInKind
from readify.perform import perform
from readify.queries.signing_in import check_password
from readify.request_limits import card_limit, email_limit, failed_try, password_limit
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("session", __name__)
TAG = N_("Aanmelden")


@bp.post("/session")
@described(
    TAG,
    N_("Geeft een token voor een kaart, of voor een e-mailadres met wachtwoord."),
    body=SessionDraft,
    answers={201: SessionAnswer},
    refusals=(401, 429),
    signed_in=False,
)
@card_limit
@password_limit
@email_limit
def post_session() -> Response:
    """Signs a program in."""
    opened = _opened(body(SessionDraft))
    found = {"token": opened.key, "role": opened.role, "expires_at": opened.expires_at}
    response = answer(SessionAnswer, found, status=201)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.delete("/session")
@described(TAG, N_("Beëindigt dit token. Daarna opent het niets meer."), answers={204: None}, refusals=(503,))
def delete_session() -> tuple[str, int]:
    """Ends the sign-in on the server."""
    perform(sign_out, sign_in_id=visitor().sign_in_id, now=clock.now())
    return "", 204


def _opened(draft: SessionDraft) -> OpenedSession:
    how = {"kind": SignInKind.API, "now": clock.now()}
    try:
        if draft.card is not None:
            return perform(sign_in_with_card, token=draft.card, **how)
        check = check_password(read_session(), email=draft.email or "", password=draft.password or "")
        return perform(sign_in_with_password, check=check, **how)
    except Unauthenticated:
        failed_try()
        raise
