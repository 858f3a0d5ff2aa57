"""People without an account at the posters of a walk: their devices and passports, without a browser."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import select

from readify.actions.claiming import Claimed, claim_device, claim_passport
from readify.actions.passport_stamps import Help, PassportStamped, stamp_passport, visit_as_guest
from readify.actions.passports import Device, KeptStamp, OpenedPassport, open_passport
from readify.drafts.parsing import parse
from readify.drafts.reading import StampDraft
from readify.models import PassportOrigin, PassportStamp
from readify.perform import perform, present
from readify.queries.spots import find_spot
from readify.request_session import read_session
from tests.walks import Walk

SECRET = "a-secret-for-tests-only-and-long-enough"


def moment() -> dict[str, Any]:
    """Today and now, without the rules."""
    return {"today": present()["today"], "now": present()["now"]}


def a_passport(walk: Walk, origin: PassportOrigin = PassportOrigin.DEVICE) -> OpenedPassport:
    """A new passport."""
    with walk.app.app_context():
        made: OpenedPassport = perform(
            open_passport, origin=origin, secret=SECRET, library_id=walk.library, **moment()
        )
    return made


def guest_stamp(
    walk: Walk, passport_id: int, spot: int = 0, *, submission: str = "", desk: Help | None = None
) -> PassportStamped:
    """This passport is stamped at the spot with this index."""
    number = submission or str(uuid.uuid4())
    with walk.app.app_context():
        draft = parse(StampDraft, {"submission_id": number, "code": walk.codes[spot]})
        done: PassportStamped = perform(
            stamp_passport,
            stories=walk.app.extensions["readify.stories"],
            passport_id=passport_id,
            draft=draft,
            desk=desk,
            **present(),
        )
    return done


def visit(walk: Walk, spot: int, *, passport: int | None = None, kept: tuple[KeptStamp, ...] = ()) -> Any:
    """A device comes by the spot with this index."""
    with walk.app.app_context():
        return perform(
            visit_as_guest,
            stories=walk.app.extensions["readify.stories"],
            spot=find_spot(read_session(), code=walk.codes[spot]),
            device=Device(passport, kept, "nl", SECRET),
            **present(),
        )


def claim(walk: Walk, reader_id: int, passport_id: int) -> Claimed:
    """This child takes the passport along."""
    with walk.app.app_context():
        done: Claimed = perform(
            claim_passport,
            stories=walk.app.extensions["readify.stories"],
            reader_id=reader_id,
            passport_id=passport_id,
            **present(),
        )
    return done


def claim_kept(walk: Walk, reader_id: int, kept: list[KeptStamp], passport: int | None = None) -> Claimed:
    """This child takes along what a device holds."""
    with walk.app.app_context():
        done: Claimed = perform(
            claim_device,
            stories=walk.app.extensions["readify.stories"],
            reader_id=reader_id,
            device=Device(passport, tuple(kept), "nl", SECRET),
            **present(),
        )
    return done


def kept_on_device(walk: Walk, *spots: int, days_ago: int = 0) -> list[KeptStamp]:
    """Stamps as a device keeps them."""
    day = walk.today - dt.timedelta(days=days_ago)
    return [KeptStamp(walk.spots[spot], str(uuid.uuid4()), day) for spot in spots]


def spots_in(walk: Walk, passport_id: int) -> list[int]:
    """The indexes of the spots that this passport has a stamp of, in order."""
    with walk.app.extensions["readify.database"].reading() as session:
        found = session.scalars(select(PassportStamp.spot_id).where(PassportStamp.passport_id == passport_id))
        return sorted(walk.spots.index(spot) for spot in found)
