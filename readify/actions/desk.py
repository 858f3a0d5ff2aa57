"""What a library's desk does for a card that is shown: a stamp, a book read together.

Everything names the account that did it and stands in `desk_actions`. Who works at which desk is asked by the
caller through `policies`; which spots a desk stamps is decided here. Taking back: `desk_mistakes`. New
passports: `desk_passports`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.passport_stamps import Help, stamp_passport
from readify.actions.reading import log_reading
from readify.actions.stamping import LOCAL_ZONE, collect_stamp
from readify.clock import day_of
from readify.done import Done, FollowUp, Nudge
from readify.drafts.desk import DeskStampDraft, ShownCard
from readify.drafts.reading import ReadingDraft, StampDraft
from readify.errors import Conflict
from readify.game.rulebook import Rulebook
from readify.models import DeskAction, DeskKind, LedgerEntry
from readify.queries.desk import Holder, card_holder, spot_at_desk
from readify.queries.tellings import Stories
from readify.words import N_

SOURCE = "desk"
NO_ACCOUNT = N_("Een boek opschrijven kan met een eigen kaart. Een paspoort bewaart stempels.")


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Which desk, and who works there now."""

    library_id: int
    account_id: int
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DoneAtDesk:
    """What it came to. `fresh` is False when it had been done before: nothing was written then."""

    place: str
    fresh: bool


class About(TypedDict):
    """What giving a stamp asks besides the card and the spot."""

    rules: Rulebook
    stories: Stories
    now: dt.datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Given:
    """A stamp that was given, or had been: then not `fresh`. `entry_id` is of a child's ledger."""

    fresh: bool
    entry_id: int | None
    nudges: tuple[Nudge, ...]
    follow_ups: tuple[FollowUp, ...]


def stamp_at_desk(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    desk: AtDesk,
    draft: DeskStampDraft,
    today: dt.date,
    now: dt.datetime,
    timezone: str = LOCAL_ZONE,
) -> Done[DoneAtDesk]:
    """Stamps the spot for whose card it is, once, on the day it was done at the desk.

    Raises Invalid (half a card), NotFound (unknown card; a spot that is not this desk's), Conflict as stamps
    do.
    """
    day = min(day_of(draft.moment(now), timezone), today)
    spot = spot_at_desk(session, library_id=desk.library_id, spot_id=draft.spot, today=day)
    holder = card_holder(session, shown=draft.shown, secret=desk.secret)
    about: About = {"rules": rules, "stories": stories, "now": now, "timezone": timezone}
    if holder.passport_id is not None:
        given = _into_passport(session, desk, holder, draft, spot.code, today=today, **about)
    else:
        given = _into_ledger(session, desk, holder, draft, spot.code, today=day, **about)
    if given.fresh:
        write_down(
            session,
            desk,
            DeskKind.STAMP,
            day=day,
            now=now,
            holder=holder,
            spot=spot.spot_id,
            entry=given.entry_id,
        )
    return Done(DoneAtDesk(spot.place, given.fresh), given.nudges, given.follow_ups)


def _into_passport(
    session: Session,
    desk: AtDesk,
    holder: Holder,
    draft: DeskStampDraft,
    code: str,
    *,
    today: dt.date,
    **about: Unpack[About],
) -> Given:
    done = stamp_passport(
        session,
        passport_id=holder.passport_id or 0,
        draft=StampDraft(submission_id=draft.submission_id, code=code),
        today=today,
        desk=Help(desk.account_id, draft.moment(about["now"]), SOURCE),
        **about,
    )
    entry = None
    if done.value.fresh and holder.reader_id is not None:
        entry = session.scalar(
            select(LedgerEntry.id).where(
                LedgerEntry.reader_id == holder.reader_id,
                LedgerEntry.submission_id == str(draft.submission_id),
            )
        )
    return Given(done.value.fresh, entry, done.nudges, done.follow_ups)


def _into_ledger(
    session: Session,
    desk: AtDesk,
    holder: Holder,
    draft: DeskStampDraft,
    code: str,
    *,
    today: dt.date,
    **about: Unpack[About],
) -> Given:
    done = collect_stamp(
        session,
        reader_id=holder.reader_id or 0,
        draft=StampDraft(submission_id=draft.submission_id, code=code),
        today=today,
        source=SOURCE,
        given_by=desk.account_id,
        **about,
    )
    return Given(done.value.fresh, done.value.entry_id, done.nudges, done.follow_ups)


def log_at_desk(
    session: Session,
    *,
    rules: Rulebook,
    desk: AtDesk,
    shown: ShownCard,
    draft: ReadingDraft,
    today: dt.date,
    now: dt.datetime,
) -> Done[DoneAtDesk]:
    """Writes a book or a visit into the ledger of the child whose card it is.

    Raises NotFound (unknown card), Conflict `no_account` for a passport without an account.
    """
    holder = card_holder(session, shown=shown, secret=desk.secret)
    if holder.reader_id is None:
        raise Conflict("no_account", NO_ACCOUNT)
    done = log_reading(
        session,
        rules=rules,
        reader_id=holder.reader_id,
        draft=draft,
        today=today,
        now=now,
        source=SOURCE,
        given_by=desk.account_id,
    )
    if done.value.fresh:
        day, entry = draft.day or today, done.value.entry_id
        write_down(session, desk, DeskKind.READING, day=day, now=now, holder=holder, entry=entry)
    title = draft.book.title if draft.book and draft.book.title else ""
    value = DoneAtDesk(title, done.value.fresh)
    return Done(value, done.nudges, done.follow_ups, done.wanted_books)


def write_down(
    session: Session,
    desk: AtDesk,
    kind: DeskKind,
    *,
    day: dt.date,
    now: dt.datetime,
    holder: Holder,
    spot: int | None = None,
    entry: int | None = None,
) -> None:
    """Who did what for which card."""
    session.add(
        DeskAction(
            library_id=desk.library_id,
            account_id=desk.account_id,
            kind=kind,
            day=day,
            at=now,
            reader_id=holder.reader_id,
            passport_id=holder.passport_id,
            spot_id=spot,
            entry_id=entry,
        )
    )
    note(session, f"desk_{kind.value}", "desk", desk.library_id, account_id=desk.account_id, now=now)
    session.flush()
