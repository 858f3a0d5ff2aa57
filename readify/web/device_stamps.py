"""Stamps that wait on a device for a passport: a signed cookie, with no person in it.

Written when the database cannot take a guest's stamp now; before there were passports every guest's stamps
lived here. Per stamp the spot, the day and a random submission's id, so that it moves over exactly once. At
most 60 stamps, so that it stays under 4 KB; the oldest go first. It lasts 400 days, what browsers allow.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from readify.actions.passports import KeptStamp

COOKIE = "stempels"
LASTS = dt.timedelta(days=400)
MOST = 60
Stamps = tuple[KeptStamp, ...]


def kept_stamps() -> Stamps:
    """The stamps on this device, in the order they were given; none when the cookie is not ours."""
    try:
        rows = _serializer().loads(request.cookies.get(COOKIE, ""))
        return tuple(_unpacked(*row) for row in rows)
    except (BadSignature, TypeError, ValueError, binascii.Error, OverflowError):
        return ()


def with_stamp(stamps: Stamps, spot_id: int, day: dt.date) -> Stamps:
    """The same stamps and one new one."""
    return (*stamps, KeptStamp(spot_id, str(uuid.uuid4()), day))[-MOST:]


def keep(response: Response, stamps: Stamps) -> None:
    """Sends the stamps to the device."""
    response.set_cookie(
        COOKIE,
        str(_serializer().dumps([_packed(stamp) for stamp in stamps])),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )


def forget(response: Response) -> None:
    """Takes the stamps off the device, when there are any."""
    if COOKIE in request.cookies:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)


def days_of(stamps: Stamps) -> dict[int, dt.date]:
    """The day of each stamp, by spot."""
    return {stamp.spot_id: stamp.day for stamp in stamps}


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="device-stamps")


def _packed(stamp: KeptStamp) -> list[Any]:
    number = base64.urlsafe_b64encode(uuid.UUID(stamp.submission_id).bytes).rstrip(b"=").decode()
    return [stamp.spot_id, number, stamp.day.toordinal()]


def _unpacked(spot_id: int, number: str, day: int) -> KeptStamp:
    found = uuid.UUID(bytes=base64.urlsafe_b64decode(number + "=="))
    return KeptStamp(int(spot_id), str(found), dt.date.fromordinal(day))
