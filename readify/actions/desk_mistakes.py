"""Taking back what a desk did by mistake: a stamp or a reading, as if it had never been."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import delete
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.correcting import withdraw_entry
from readify.actions.desk import SOURCE, AtDesk
from readify.actions.passport_stamps import unstamp_passport
from readify.actions.passports import lock_passport
from readify.actions.stamping import forget_stamp
from readify.done import Done
from readify.drafts.reading import WithdrawalDraft
from readify.errors import Conflict, NotFound
from readify.game.rulebook import Rulebook
from readify.models import DeskAction, DeskKind, EntryKind, PassportStamp
from readify.words import N_

GONE = N_("Dit heb ik niet gevonden. Misschien is het al terug.")
STAYS = N_("Dit kan niet terug. Maak zo nodig een nieuw paspoort.")


def take_back_at_desk(
    session: Session, *, rules: Rulebook, desk: AtDesk, action_id: int, today: dt.date, now: dt.datetime
) -> Done[None]:
    """Takes a stamp or a reading of this desk's back, as if it had never been; a second time does nothing.

    Raises NotFound for what was not done at this desk, Conflict for what cannot be taken back.
    """
    action = session.get(DeskAction, action_id)
    if action is None or action.library_id != desk.library_id:
        raise NotFound("no_desk_action", GONE)
    if action.kind not in (DeskKind.STAMP, DeskKind.READING):
        raise Conflict("stays", STAYS)
    if action.taken_back_at is not None:
        return Done(None)
    done = _withdraw(session, action, rules=rules, desk=desk, today=today, now=now)
    action.taken_back_at = now
    if action.spot_id is not None:
        visitor = "guest" if action.passport_id is not None else "reader"
        forget_stamp(session, spot_id=action.spot_id, day=action.day, visitor=visitor)
    note(session, "take_back", "desk", desk.library_id, account_id=desk.account_id, now=now)
    session.flush()
    return done


def _withdraw(
    session: Session, action: DeskAction, *, rules: Rulebook, desk: AtDesk, today: dt.date, now: dt.datetime
) -> Done[None]:
    if action.passport_id is not None and action.spot_id is not None:
        if action.entry_id is None:
            unstamp_passport(session, passport_id=action.passport_id, spot_id=action.spot_id, today=today)
            return Done(None)
        # Also out of the passport: else taking it along once more would give it again.
        lock_passport(session, passport_id=action.passport_id, today=today)
        session.execute(
            delete(PassportStamp).where(
                PassportStamp.passport_id == action.passport_id, PassportStamp.spot_id == action.spot_id
            )
        )
    done = withdraw_entry(
        session,
        kind=EntryKind.STAMP if action.kind is DeskKind.STAMP else EntryKind.READING,
        rules=rules,
        reader_id=action.reader_id or 0,
        entry_id=action.entry_id or 0,
        draft=WithdrawalDraft(submission_id=uuid.uuid4()),
        today=today,
        now=now,
        source=SOURCE,
        given_by=desk.account_id,
    )
    return Done(None, done.nudges, done.follow_ups)
