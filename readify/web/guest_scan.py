"""A poster scanned by somebody without an account: into a passport, or else kept on the device.

Nobody is ever refused a stamp: when the database cannot be written, or when one address makes passports by
the thousand, the stamp stays in a signed cookie and moves over on a later visit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from flask_babel import get_locale
from werkzeug.wrappers import Response

from readify.actions.passport_stamps import PassportStamped, visit_as_guest
from readify.actions.stamping import count_scan
from readify.errors import Busy
from readify.exchange.stories import Story
from readify.perform import perform, present
from readify.queries.guest_passports import days_of_passport
from readify.queries.passport import passports
from readify.queries.spots import FoundSpot
from readify.request_limits import may_open_passport
from readify.request_session import fresh_read_session, read_session
from readify.web import device_passport, device_stamps


@dataclass(frozen=True, slots=True)
class GuestScan:
    """What a scan came to. With a key the device holds the passport of it, else the stamps themselves."""

    fresh: bool
    days: Mapping[int, dt.date]
    key: str = field(default="", repr=False)
    stamps: device_stamps.Stamps = ()

    def keep(self, response: Response) -> None:
        """Tells the device what it holds from now on."""
        if not self.key:
            device_stamps.keep(response, self.stamps)
            return
        device_passport.hold(response, self.key)
        device_stamps.forget(response)


def guest_days() -> dict[int, dt.date]:
    """The stamps of who has no account: of the passport in use, and those that wait on the device."""
    waiting = device_stamps.days_of(device_stamps.kept_stamps())
    mine = device_passport.in_use()
    if mine is None:
        return waiting
    return waiting | days_of_passport(fresh_read_session(), passport_id=mine.passport.passport_id)


def scan_as_guest(spot: FoundSpot, stories: Mapping[str, Story]) -> GuestScan:
    """Gives the stamp and counts the visit."""
    mine = device_passport.in_use()
    if mine is None and not may_open_passport():
        return _on_device(spot, stories)
    try:
        done: PassportStamped = perform(
            visit_as_guest,
            stories=stories,
            spot=spot,
            device=device_passport.device(),
            timezone=_timezone(),
            **present(),
        )
    except Busy:
        return _on_device(spot, stories)
    device_passport.uses(done.passport_id)
    key = done.opened.token if done.opened else mine.key if mine else ""
    return GuestScan(done.fresh, days_of_passport(fresh_read_session(), passport_id=done.passport_id), key)


def _on_device(spot: FoundSpot, stories: Mapping[str, Story]) -> GuestScan:
    moment, stamps, days = present(), device_stamps.kept_stamps(), guest_days()
    first = spot.spot_id not in days
    if first:
        stamps = device_stamps.with_stamp(stamps, spot.spot_id, moment["today"])
        days[spot.spot_id] = moment["today"]
    trail = passports(
        read_session(), stamps=days, stories=stories, language=str(get_locale()), trail_id=spot.trail_id
    )
    _count(spot, first=first, finishes=first and any(one.full for one in trail))
    return GuestScan(first, days, stamps=stamps)


def _count(spot: FoundSpot, *, first: bool, finishes: bool) -> None:
    moment: dict[str, Any] = {"today": present()["today"], "now": present()["now"]}
    try:
        perform(
            count_scan,
            code=spot.code,
            visitor="guest",
            first=first,
            finishes=finishes,
            timezone=_timezone(),
            **moment,
        )
    except Busy:
        return  # nothing can be written now; a guest's stamp and story need no database


def _timezone() -> str:
    return str(current_app.extensions["readify.config"].timezone)
