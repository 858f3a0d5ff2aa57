"""A juror hands in once all is there; the secretary may open the form again until results are sealed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.contest_records import claimed_session, found_juror, in_session
from readify.actions.contest_scoring import SEALED, WRONG_BALLOT, may_still
from readify.done import Done
from readify.errors import Conflict
from readify.models import Deciding, SessionState
from readify.queries.contest_standing import judging_of
from readify.words import N_

INCOMPLETE = N_("Er mist nog iets. Kijk bij de lezers met een open rondje.")


def hand_in(
    session: Session,
    *,
    juror_id: int,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """The juror is done. Twice is once. Raises Conflict `incomplete` with what each reader misses."""
    juror = found_juror(session, juror_id)
    if juror.handed_in_at is not None and juror.left_at is None:
        return Done(None)
    juror, sitting = may_still(session, juror_id, now, by_link=account_id is None)
    judging = judging_of(session, sitting.id)
    missing = judging.missing_of(juror)
    fields = {str(reader): " ".join(what) for reader, what in missing.items()}
    if not judging.ballot_complete(juror):
        fields["choices"] = WRONG_BALLOT if judging.decides is Deciding.RANKING else INCOMPLETE
    if fields:
        raise Conflict("incomplete", INCOMPLETE, fields=fields)
    sitting = claimed_session(session, sitting.id)
    juror.handed_in_at = now
    nudges = in_session(session, "handed_in", sitting, juror_id=juror_id, now=now, account_id=account_id)
    return Done(None, nudges)


def take_back_hand_in(
    session: Session, *, juror_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The secretary opens a juror's form again, as long as nothing is sealed."""
    juror = found_juror(session, juror_id)
    sitting = claimed_session(session, juror.session_id)
    if sitting.state is not SessionState.UNDER_WAY:
        raise Conflict("sealed", SEALED)
    juror.handed_in_at = None
    nudges = in_session(
        session, "form_opened_again", sitting, juror_id=juror_id, now=now, account_id=account_id
    )
    return Done(None, nudges)
