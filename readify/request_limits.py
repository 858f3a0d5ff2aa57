"""How often a way in may fail, shared by pages and API so that nobody gets a second helping.

Only failed tries count: a whole school shares one address. Counts live in memory per process, or in Redis.
"""

from __future__ import annotations

from flask import Response, current_app, g, request
from limits import parse

from readify.extensions import limiter
from readify.tokens import hash_token


def failed_try() -> None:
    """Marks this request as a failed try; routes under a limit call it."""
    g.failed_try = True


def _has_failed(_response: Response) -> bool:
    return bool(g.get("failed_try", False))


def _email() -> str:
    """The e-mail that is tried, as a hash: a limit's key must not hold an address."""
    body = _json()
    given = (body.get("email") if isinstance(body, dict) else None) or request.form.get("email", "")
    return "email/" + hash_token(str(given).strip().lower())


def _json() -> object:
    try:
        return request.get_json(silent=True) if request.is_json else None
    except RecursionError:  # a thousand brackets deep: no sign-in
        return None


def _has_no_email() -> bool:
    return _email() == "email/" + hash_token("")


def _has_email() -> bool:
    return not _has_no_email()


def may_open_passport() -> bool:
    """Whether one more visitor without an account from this address gets a row of its own in the database.

    A scan itself is never refused or counted against an address: a bus of children, a school and a whole
    library's wireless each come from one. Only who makes passports by the thousand a minute, which no hall
    full of children does, keeps its stamps on the device from then on.
    """
    if not current_app.config["RATELIMIT_ENABLED"]:
        return True
    key = request.remote_addr or "nowhere"
    return all(limiter.limiter.hit(limit, "new-passport", key) for limit in NEW_PASSPORTS)


NEW_PASSPORTS = (parse("2000 per minute"), parse("20000 per day"))

# The API has one door for both: a try counts for the way that was tried.
card_limit = limiter.shared_limit(
    "60 per minute", scope="card", deduct_when=_has_failed, exempt_when=_has_email
)
class_word_limit = limiter.shared_limit(
    "60 per minute", scope="class-word", methods=["POST"], deduct_when=_has_failed
)
picture_limit = limiter.shared_limit(
    "60 per minute", scope="pictures", methods=["POST"], deduct_when=_has_failed
)
password_limit = limiter.shared_limit(
    "20 per minute",
    scope="password",
    methods=["POST"],
    deduct_when=_has_failed,
    exempt_when=_has_no_email,
)
passport_limit = limiter.shared_limit("60 per minute", scope="passport", deduct_when=_has_failed)
team_limit = limiter.shared_limit("60 per minute", scope="team", deduct_when=_has_failed)
parents_limit = limiter.shared_limit("60 per hour", scope="parents", methods=["POST"])
email_limit = limiter.shared_limit(
    "5 per 15 minutes",
    scope="email",
    methods=["POST"],
    key_func=_email,
    deduct_when=_has_failed,
    exempt_when=_has_no_email,
)
entry_link_limit = limiter.shared_limit("60 per minute", scope="entry-link", deduct_when=_has_failed)
entry_write_limit = limiter.shared_limit("60 per minute", scope="entry-write", methods=["POST"])
reset_limit = limiter.shared_limit("20 per hour", scope="reset", methods=["POST"])
reset_email_limit = limiter.shared_limit(
    "3 per 15 minutes", scope="reset-email", key_func=_email, methods=["POST"]
)
substitute_limit = limiter.shared_limit(
    "20 per 15 minutes", scope="substitute", methods=["POST"], deduct_when=_has_failed
)
passkey_ask_limit = limiter.shared_limit("120 per minute", scope="passkey-ask", methods=["POST"])
passkey_limit = limiter.shared_limit(
    "20 per minute", scope="passkey", methods=["POST"], deduct_when=_has_failed
)
oidc_limit = limiter.shared_limit("120 per minute", scope="oidc")
# A hall shares one address too; how often one device may clap is asked by the page itself.
clap_limit = limiter.shared_limit("600 per minute", scope="clap", methods=["POST"])
seat_code_limit = limiter.shared_limit(
    "60 per minute", scope="seat-code", methods=["POST"], deduct_when=_has_failed
)
