"""A library's own stories: written and rewritten. Who may is asked by the caller."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import update
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.drafts.own_story import StoryDraft
from readify.errors import Conflict, NotFound
from readify.models import LibraryStory
from readify.words import N_

NO_STORY = N_("Dit verhaal heb ik niet gevonden.")
STORY_CHANGED = N_("Een collega heeft dit verhaal net bewaard. Kijk wat er anders is.")


def write_story(
    session: Session, *, library_id: int, draft: StoryDraft, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """A new story of this library. Answers its id."""
    story = LibraryStory(library_id=library_id, version=1)
    _fill(story, draft)
    session.add(story)
    session.flush()
    note(session, "write_story", "story", story.id, account_id=account_id, now=now)
    return Done(story.id)


def rewrite_story(
    session: Session, *, story_id: int, draft: StoryDraft, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Saves a story, unless somebody saved it meanwhile (Conflict `changed_meanwhile`). Raises NotFound."""
    story = session.get(LibraryStory, story_id)
    if story is None:
        raise NotFound("no_story", NO_STORY)
    claimed = session.execute(
        update(LibraryStory)
        .where(LibraryStory.id == story_id, LibraryStory.version == draft.version)
        .values(version=draft.version + 1)
        .execution_options(synchronize_session=False)
        .returning(LibraryStory.id)
    ).scalar_one_or_none()
    if claimed is None:
        raise Conflict("changed_meanwhile", STORY_CHANGED)
    session.refresh(story)
    _fill(story, draft)
    note(session, "rewrite_story", "story", story_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def _fill(story: LibraryStory, draft: StoryDraft) -> None:
    story.title, story.told_for, story.language = draft.title, draft.told_for, draft.language
    story.pieces = [{"title": piece.heading, "text": piece.text} for piece in draft.pieces]
