"""Saving what a librarian changed in a trail, unless somebody else saved meanwhile; copying a whole trail.

In draft everything may change. Once it is ready the spots keep their number and order, their codes and the
story: posters hang. Places, riddles, tasks, name, thanks and the last day may still change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.trails import add_spot, found_trail, name_codes
from readify.done import Done
from readify.drafts.trail import WRONG_STORY
from readify.drafts.trail_edit import WRONG_BRANCH, SpotDraft, TrailEditDraft
from readify.errors import Conflict, Invalid
from readify.exchange.tellings import OWN
from readify.models import Branch, LibraryStory, Spot, Trail, TrailStage
from readify.queries.tellings import Stories, story_of
from readify.queries.trail_sharing import sharing_libraries
from readify.words import N_

CHANGED = N_("Een collega heeft dit spoor net bewaard. Kijk wat er anders is.")
LOCKED = N_("De posters hangen. Het verhaal, het woord en de volgorde liggen vast.")
OFFSET = 1000  # where positions wait while spots change places


def edit_trail(
    session: Session,
    *,
    stories: Stories,
    trail_id: int,
    draft: TrailEditDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Saves the draft. Raises Conflict `changed_meanwhile` or `locked`, Invalid for a stranger's story.

    The first statement claims the version, so of two who save at once one is told.
    """
    trail = found_trail(session, trail_id)
    _claim(session, trail, draft.version)
    spots = list(session.scalars(select(Spot).where(Spot.trail_id == trail_id).order_by(Spot.position)))
    libraries = sharing_libraries(session, trail)
    _refuse_strangers(session, trail, draft, stories, libraries)
    if trail.stage is not TrailStage.DRAFT:
        _refuse_locked(trail, spots, draft)
    trail.told_for = story_of(session, stories, draft.story).told_for
    trail.name, trail.story, trail.reward = draft.name, draft.story, draft.reward
    trail.starts, trail.ends = draft.starts, draft.ends
    reworded, trail.word = trail.word != draft.word, draft.word
    _arrange(session, trail, spots, draft.spots)
    if trail.stage is TrailStage.DRAFT:
        _number(session, trail, reworded=reworded)
    note(session, "edit_trail", "trail", trail_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def copy_trail(
    session: Session,
    *,
    trail_id: int,
    starts: dt.date,
    ends: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """The same trail once more as a draft of the same library: new dates, new codes. Answers its id."""
    old = found_trail(session, trail_id)
    same = {
        name: getattr(old, name) for name in ("library_id", "name", "story", "told_for", "reward", "word")
    }
    new = Trail(**same, starts=starts, ends=ends, created_at=now, copied_from_id=old.id)
    session.add(new)
    session.flush()
    home = set(session.scalars(select(Branch.id).where(Branch.library_id == old.library_id)))
    for spot in session.scalars(select(Spot).where(Spot.trail_id == old.id).order_by(Spot.position)).all():
        branch = spot.branch_id if spot.branch_id in home else None  # who shared agrees anew
        add_spot(
            session,
            new,
            position=spot.position,
            place=spot.place,
            branch_id=branch,
            riddle=spot.riddle,
            task=spot.task,
        )
    note(session, "copy_trail", "trail", new.id, account_id=account_id, now=now)
    return Done(new.id)


def _claim(session: Session, trail: Trail, version: int) -> None:
    claimed = session.execute(
        update(Trail)
        .where(Trail.id == trail.id, Trail.version == version)
        .values(version=version + 1)
        .execution_options(synchronize_session=False)
        .returning(Trail.id)
    ).scalar_one_or_none()
    if claimed is None:
        raise Conflict("changed_meanwhile", CHANGED)
    session.refresh(trail)


def _refuse_strangers(
    session: Session, trail: Trail, draft: TrailEditDraft, stories: Stories, libraries: Sequence[int]
) -> None:
    """A story or branch of a library that has no part in this trail does not exist here."""
    if draft.story != trail.story and draft.story not in stories:
        number = draft.story.removeprefix(OWN)
        kept = (
            session.get(LibraryStory, int(number))
            if draft.story.startswith(OWN) and number.isdecimal() and len(number) < 10
            else None
        )
        if kept is None or kept.library_id not in libraries:
            raise Invalid("invalid", WRONG_STORY, fields={"story": WRONG_STORY})
    known = set(session.scalars(select(Branch.id).where(Branch.library_id.in_(libraries))))
    if any(spot.branch_id is not None and spot.branch_id not in known for spot in draft.spots):
        raise Invalid("invalid", WRONG_BRANCH, fields={"spots": WRONG_BRANCH})


def _refuse_locked(trail: Trail, spots: Sequence[Spot], draft: TrailEditDraft) -> None:
    before = (trail.story, trail.word, trail.starts, [spot.id for spot in spots])
    if before != (draft.story, draft.word, draft.starts, [spot.spot_id for spot in draft.spots]):
        raise Conflict("locked", LOCKED)


def _arrange(session: Session, trail: Trail, before: Sequence[Spot], wanted: Sequence[SpotDraft]) -> None:
    """The spots as they were sent, in that order; one that was left out is taken away."""
    known = {spot.id: spot for spot in before}
    kept = {draft.spot_id for draft in wanted}
    for spot in before:
        if spot.id in kept:
            spot.position += OFFSET
        else:
            session.delete(spot)
    session.flush()
    for position, draft in enumerate(wanted, start=1):
        found = known.get(draft.spot_id) if draft.spot_id is not None else None
        if found is None:
            add_spot(session, trail, position=position, **draft.model_dump(exclude={"spot_id"}))
            continue
        found.position, found.branch_id = position, draft.branch_id
        found.place, found.riddle, found.task = draft.place, draft.riddle, draft.task
    session.flush()


def _number(session: Session, trail: Trail, *, reworded: bool) -> None:
    """Typed numbers rise with the spots; another word gives every spot a new code and number."""
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail.id).order_by(Spot.position)).all()
    if reworded:
        for spot in spots:
            name_codes(session, spot, trail.word)
            session.flush()
        return
    numbers = sorted(spot.number for spot in spots)
    if numbers == [spot.number for spot in spots]:
        return
    for spot in spots:
        spot.number = -spot.number
    session.flush()
    for spot, number in zip(spots, numbers, strict=True):
        spot.number = number
    session.flush()
