"""A reading of the whole class at once: written for each child who was there, exactly once, undone as one.

The row of the class is written first; each child's reading follows in a transaction of its own, so that no
writer holds two readers. Ids of the readings follow from the submission's: a repeat, or an attempt after a
crash half-way, writes only what is not there yet. Nothing of a child stands in the row of the class.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note
from readify.actions.correcting import withdraw_reading
from readify.actions.progress import OTHER_CONTENT
from readify.actions.reading import log_reading
from readify.db import connection_of, table_of
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, WithdrawalDraft
from readify.drafts.week import ClassReadingDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.game.rulebook import Rulebook
from readify.models import ClassReading, LedgerEntry, Reader
from readify.words import N_

NOBODY = N_("Dan was er niemand. Vink minder kinderen aan.")
NOT_FOUND = N_("Dit heb ik niet gevonden. Misschien is het al weg.")

_ADD = {
    "sqlite": sqlite.insert(table_of(ClassReading)).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(table_of(ClassReading)).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class ClassRead:
    """A reading of a class: its id, and for how many children it was written."""

    class_reading_id: int
    children: int


def log_class_reading(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    draft: ClassReadingDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[ClassRead]:
    """The class read together today. Raises NotFound, Conflict (same id, other content), Invalid (nobody)."""
    del rules
    classroom_for(session, classroom_id, account_id)
    present = [one for one in _readers(session, classroom_id) if one not in draft.absent]
    if not present:
        raise Invalid("invalid", NOBODY, fields={"absent": NOBODY})
    found = _row(session, classroom_id, draft, children=len(present), day=today, now=now, by=account_id)
    if found.content_hash != draft.content_hash():
        raise Conflict("other_content", OTHER_CONTENT)
    value = ClassRead(found.id, found.children)
    if found.undone_at is not None:
        return Done(value)
    nudge = Nudge(classroom_room(classroom_id), ("class_reading",), 0)
    about = {"class_reading_id": found.id, "given_by": account_id}
    jobs = tuple(FollowUp(log_for_one, {**about, "reader_id": one}) for one in present)
    return Done(value, (nudge,), jobs)


def log_for_one(
    session: Session,
    *,
    rules: Rulebook,
    class_reading_id: int,
    reader_id: int,
    given_by: int | None,
    today: dt.date,
    now: dt.datetime,
) -> Done[bool]:
    """One child's part of it; nothing when it was undone meanwhile, or the child has left the class.

    Holds the row of the class, so that an undo comes either before (nothing is written) or after (and
    finds what was written).
    """
    whole = session.get(ClassReading, class_reading_id, with_for_update=True)
    if whole is None or whole.undone_at is not None:
        return Done(False)
    if reader_id not in _readers(session, whole.classroom_id):
        return Done(False)
    draft = parse(
        ReadingDraft,
        {
            "submission_id": _part(whole.submission_id, reader_id),
            "form": whole.form,
            "how": whole.how,
            "language": "nl",
            "minutes": whole.minutes,
            "day": whole.day,
        },
    )
    done = log_reading(
        session,
        rules=rules,
        reader_id=reader_id,
        draft=draft,
        today=today,
        now=now,
        source="teacher",
        given_by=given_by,
    )
    return Done(done.value.fresh, done.nudges, done.follow_ups)


def undo_class_reading(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    class_reading_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Takes it back for every child. Twice is once. Answers for how many. Raises NotFound."""
    del rules, today
    classroom_for(session, classroom_id, account_id)
    turned = session.execute(
        update(ClassReading)
        .where(ClassReading.id == class_reading_id, ClassReading.classroom_id == classroom_id)
        .values(undone_at=now)
        .returning(ClassReading.submission_id)
    ).scalar_one_or_none()
    if turned is None:
        raise NotFound("no_reading", NOT_FOUND)
    jobs = tuple(
        FollowUp(take_from_one, {"reader_id": reader_id, "entry_id": entry_id, "given_by": account_id})
        for reader_id, entry_id in _entries(session, classroom_id, turned)
    )
    note(session, "undo_class_reading", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(len(jobs), (Nudge(classroom_room(classroom_id), ("class_reading",), 0),), jobs)


def take_from_one(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    entry_id: int,
    given_by: int | None,
    today: dt.date,
    now: dt.datetime,
) -> Done[bool]:
    """Takes one child's part back."""
    draft = WithdrawalDraft(submission_id=uuid.uuid5(uuid.NAMESPACE_OID, f"class-reading-undone:{entry_id}"))
    done = withdraw_reading(
        session,
        rules=rules,
        reader_id=reader_id,
        entry_id=entry_id,
        draft=draft,
        today=today,
        now=now,
        source="teacher",
        given_by=given_by,
    )
    return Done(done.value.fresh, done.nudges, done.follow_ups)


def _part(submission_id: str, reader_id: int) -> uuid.UUID:
    return uuid.uuid5(uuid.UUID(submission_id), str(reader_id))


def _readers(session: Session, classroom_id: int) -> list[int]:
    wanted = (
        select(Reader.id)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.id)
    )
    return list(session.scalars(wanted))


def _entries(session: Session, classroom_id: int, submission_id: str) -> list[tuple[int, int]]:
    """(reader, entry) of every part that was written for a child who is still in the class."""
    parts = {str(_part(submission_id, one)): one for one in _readers(session, classroom_id)}
    rows = session.execute(
        select(LedgerEntry.reader_id, LedgerEntry.id)
        .where(LedgerEntry.reader_id.in_(parts.values()), LedgerEntry.submission_id.in_(parts))
        .order_by(LedgerEntry.reader_id)
    )
    return [(reader_id, entry_id) for reader_id, entry_id in rows]


def _row(
    session: Session,
    classroom_id: int,
    draft: ClassReadingDraft,
    *,
    children: int,
    day: dt.date,
    now: dt.datetime,
    by: int | None,
) -> ClassReading:
    """The row of this submission, new or kept: of two at once the second finds the first's."""
    values = {
        "classroom_id": classroom_id,
        "submission_id": str(draft.submission_id),
        "content_hash": draft.content_hash(),
        "day": day,
        "minutes": draft.minutes,
        "how": draft.how.value,
        "form": draft.form.value,
        "children": children,
        "given_by": by,
        "recorded_at": now,
    }
    connection = connection_of(session)
    connection.execute(_ADD[connection.dialect.name], values)
    wanted = select(ClassReading).where(
        ClassReading.classroom_id == classroom_id, ClassReading.submission_id == str(draft.submission_id)
    )
    return session.scalars(wanted).one()
