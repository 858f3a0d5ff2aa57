"""Which passports this device holds: random keys in a cookie, the one in use in front. No person is in it.

A key is what the QR code of the passport's card says too, so the cookie is HttpOnly and goes nowhere else.
Up to five, since a family may share one phone. It lasts 400 days from the last visit, what browsers allow.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import g, request
from flask_babel import get_locale
from werkzeug.wrappers import Response

from readify import tokens
from readify.actions.passports import Device
from readify.queries.guest_passports import FoundPassport, opened_by
from readify.request_session import read_session
from readify.web import device_stamps
from readify.web.identity import app_secret

COOKIE = "paspoort"
LASTS = dt.timedelta(days=400)
MOST = 5


@dataclass(frozen=True, slots=True)
class HeldPassport:
    """A passport on this device, with its key there."""

    key: str
    passport: FoundPassport


def held() -> tuple[HeldPassport, ...]:
    """The passports on this device that still exist, the one in use in front."""
    if "held_passports" not in g:
        keys = [key for key in _keys() if len(key) == tokens.CARD_LENGTH]
        found = opened_by(read_session(), keys[:MOST]) if keys else []
        seen: dict[int, HeldPassport] = {}
        for key, passport in found:
            seen.setdefault(passport.passport_id, HeldPassport(key, passport))
        g.held_passports = tuple(seen.values())
    kept: tuple[HeldPassport, ...] = g.held_passports
    return kept


def in_use() -> HeldPassport | None:
    """The passport that scans on this device go into."""
    return next(iter(held()), None)


def number_in_use() -> int | None:
    """The passport that this device uses from this answer on: also one that was made just now."""
    made: int | None = g.get("passport_in_use")
    mine = None if made else in_use()
    return mine.passport.passport_id if mine else made


def uses(passport_id: int) -> None:
    """From this answer on the device uses this passport; `hold` tells it the key."""
    g.passport_in_use = passport_id


def device() -> Device:
    """What this device brings along when it scans or takes along."""
    mine = in_use()
    return Device(
        passport_id=mine.passport.passport_id if mine else None,
        kept=device_stamps.kept_stamps(),
        language=str(get_locale()),
        secret=app_secret(),
    )


def hold(response: Response, key: str) -> None:
    """From now on this device uses the passport of this key; those it held stay behind it."""
    _send(response, [key, *(one.key for one in held() if one.key != key)])


def put_away(response: Response) -> None:
    """The passport in use leaves this device; the next one, if any, comes in front."""
    _send(response, [one.key for one in held()[1:]])


def _keys() -> list[str]:
    return request.cookies.get(COOKIE, "").split(".")


def _send(response: Response, keys: list[str]) -> None:
    about = {"httponly": True, "samesite": "Lax", "secure": request.is_secure}
    if keys:
        response.set_cookie(COOKIE, ".".join(keys[:MOST]), max_age=LASTS, **about)  # type: ignore[arg-type]
    else:
        response.delete_cookie(COOKIE, **about)  # type: ignore[arg-type]
