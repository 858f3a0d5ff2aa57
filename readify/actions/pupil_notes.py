"""The private note of a child, shared by the teachers of its class; which sentences stood above a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.actions.classroom import note, reader_for
from readify.db import connection_of, table_of
from readify.done import Done, Nudge, classroom_room
from readify.drafts.week import NoteDraft
from readify.errors import Conflict
from readify.models import PupilNote, ShownSentences
from readify.words import N_

SOMEBODY_WROTE = N_("Een collega schreef hier intussen ook. Lees die tekst, voeg samen, en bewaar opnieuw.")


def _keeps(dialect: Any) -> Any:
    """Insert or replace, in this dialect."""
    add = dialect.insert(table_of(ShownSentences))
    return add.on_conflict_do_update(
        index_elements=["classroom_id", "monday"], set_={"slugs": add.excluded.slugs}
    )


_SHOWN = {"sqlite": _keeps(sqlite), "postgresql": _keeps(postgresql)}


def write_note(
    session: Session, *, reader_id: int, draft: NoteDraft, now: dt.datetime, account_id: int
) -> Done[int]:
    """Keeps the note; empty words take it away. Answers its new version, 0 when there is none.

    Raises Conflict when a colleague wrote since `draft.version`, and NotFound.
    """
    reader = reader_for(session, reader_id, account_id)
    kept = session.scalar(
        select(PupilNote)
        .where(PupilNote.classroom_id == reader.classroom_id, PupilNote.reader_id == reader_id)
        .with_for_update()
    )
    if (kept.version if kept else 0) != draft.version and (kept is None or kept.words != draft.words):
        raise Conflict("note_changed", SOMEBODY_WROTE, fields={"words": SOMEBODY_WROTE})
    if kept is None and draft.words:
        about = {"classroom_id": reader.classroom_id, "reader_id": reader_id}
        session.add(PupilNote(**about, words=draft.words, version=1, changed_at=now, changed_by=account_id))
    elif kept is not None and not draft.words:
        session.delete(kept)
    elif kept is not None and kept.words != draft.words:
        kept.words, kept.version = draft.words, kept.version + 1
        kept.changed_at, kept.changed_by = now, account_id
    note(session, "write_note", "reader", reader_id, account_id=account_id, now=now)
    session.flush()
    return Done(_version(kept, draft), (Nudge(classroom_room(reader.classroom_id), ("note",), 0),))


def _version(kept: PupilNote | None, draft: NoteDraft) -> int:
    if not draft.words:
        return 0
    return kept.version if kept else 1


def note_shown(session: Session, *, classroom_id: int, monday: dt.date, slugs: Sequence[str]) -> Done[None]:
    """These sentences stood above this week; those of before in the week stay known."""
    wanted = (ShownSentences.classroom_id == classroom_id, ShownSentences.monday == monday)
    before = session.scalar(select(ShownSentences.slugs).where(*wanted)) or []
    connection = connection_of(session)
    row = {"classroom_id": classroom_id, "monday": monday, "slugs": list(dict.fromkeys([*before, *slugs]))}
    connection.execute(_SHOWN[connection.dialect.name], row)
    return Done(None)
