"""A champion is entered, changed, accepted. Who may is asked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.contest_entry_rules import (
    refuse_book,
    refuse_closed,
    refuse_strangers,
    refuse_too_many,
    same_entry,
)
from readify.actions.contest_records import found_entrant, found_round, happened, held_school
from readify.done import Done
from readify.drafts.contest_entry import EntrantDraft
from readify.errors import Conflict, NotFound
from readify.models import (
    Answer,
    ContestRound,
    Entrant,
    EntrantState,
)
from readify.policies_contest import NO_ROUND
from readify.words import N_

OVER = N_("Deze lezer heeft al gelezen. Er verandert niets meer aan.")
DRAFT_FIELDS = (
    *("name", "class_name", "classroom_id", "reader_id", "gender", "book_title", "book_author", "book_year"),
    *("fragment", "introduction", "language", "microphone", "wheelchair", "wishes"),
)


def enter_reader(
    session: Session,
    *,
    round_id: int,
    contest_school_id: int,
    draft: EntrantDraft,
    now: dt.datetime,
    account_id: int | None = None,
    by_organiser: bool = False,
) -> Done[int]:
    """Enters a champion and answers its id; the same submission again answers the same.

    `by_organiser` may be late. Raises Conflict `not_open`, `too_late`, `only_winners`, `already_sent` or
    `conflict`, Invalid for a book that the round does not allow, NotFound for another contest's school.
    """
    school = held_school(session, contest_school_id)
    found = found_round(session, round_id)
    if found.contest_id != school.contest_id or found.at_school:
        raise NotFound("no_round", NO_ROUND)
    before = session.scalar(select(Entrant).where(Entrant.submission_id == draft.submission_id))
    if before is not None:
        return Done(same_entry(before, found, contest_school_id, draft))
    refuse_closed(session, found, now.date(), by_organiser=by_organiser)
    refuse_strangers(session, school, draft)
    refuse_book(found, draft, now.year)
    refuse_too_many(session, found, school, draft)
    made = Entrant(
        round_id=round_id,
        contest_school_id=contest_school_id,
        submission_id=draft.submission_id,
        entered_at=now,
        entered_by_id=account_id,
        **{name: getattr(draft, name) for name in DRAFT_FIELDS},
    )
    _consent(made, draft, now, account_id)
    session.add(made)
    school.answer, school.answered_at = Answer.JOINS, school.answered_at or now
    session.flush()
    _note(session, "entered", found, made.id, now=now, account_id=account_id)
    return Done(made.id)


def change_entrant(
    session: Session,
    *,
    entrant_id: int,
    draft: EntrantDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Saves what changed of a reader (another book, a wish). Raises Conflict `over` once it has read."""
    entrant = found_entrant(session, entrant_id)
    school = held_school(session, entrant.contest_school_id)
    found = found_round(session, entrant.round_id)
    if entrant.state in (EntrantState.READ, EntrantState.READING, EntrantState.WITHDRAWN):
        raise Conflict("over", OVER)
    refuse_strangers(session, school, draft)
    refuse_book(found, draft, now.year)
    refuse_too_many(session, found, school, draft, but=entrant_id)
    for name in DRAFT_FIELDS:
        setattr(entrant, name, getattr(draft, name))
    _consent(entrant, draft, now, account_id)
    _note(session, "entry_changed", found, entrant_id, now=now, account_id=account_id)
    return Done(None)


def give_consent(
    session: Session,
    *,
    entrant_id: int,
    given: bool,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """The parents said yes, or took it back: then nothing about the child is public from this moment."""
    entrant = found_entrant(session, entrant_id)
    entrant.consent_at = now if given else None
    entrant.consent_by_id = account_id if given else None
    kind = "consent_given" if given else "consent_taken_back"
    _note(session, kind, found_round(session, entrant.round_id), entrant_id, now=now, account_id=account_id)
    return Done(None)


def accept_entrants(
    session: Session,
    *,
    round_id: int,
    entrant_ids: Sequence[int],
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Accepts those of the round who were entered. Answers how many were accepted just now."""
    found = found_round(session, round_id)
    waiting = session.scalars(
        select(Entrant)
        .where(Entrant.round_id == round_id, Entrant.id.in_(entrant_ids))
        .where(Entrant.state == EntrantState.ENTERED)
        .order_by(Entrant.id)
        .with_for_update()
    ).all()
    for entrant in waiting:
        entrant.state = EntrantState.ACCEPTED
        _note(session, "accepted", found, entrant.id, now=now, account_id=account_id)
    return Done(len(waiting))


def _consent(entrant: Entrant, draft: EntrantDraft, now: dt.datetime, account_id: int | None) -> None:
    if draft.consent and entrant.consent_at is None:
        entrant.consent_at, entrant.consent_by_id = now, account_id
    elif not draft.consent:
        entrant.consent_at = entrant.consent_by_id = None


def _note(
    session: Session,
    kind: str,
    found: ContestRound,
    entrant_id: int,
    *,
    now: dt.datetime,
    account_id: int | None,
) -> None:
    happened(
        session,
        kind,
        contest_id=found.contest_id,
        entrant_id=entrant_id,
        now=now,
        account_id=account_id,
    )
