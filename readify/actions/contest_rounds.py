"""Rounds of a contest: added, changed, taken away. What was judged under one set of rules stays under it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from readify.actions.contest_making import is_under_way
from readify.actions.contest_records import claimed_contest, criteria_of, found_round, happened
from readify.done import Done
from readify.drafts.contest import CriterionDraft, RoundDraft
from readify.errors import Conflict
from readify.models import (
    TAKES_PART,
    ContestRound,
    ContestSession,
    Criterion,
    Entrant,
    EntrantState,
    Juror,
    Scorecard,
)
from readify.words import N_

ALREADY_SCORED = N_(
    "De jury heeft al cijfers gegeven. Wat telt, hoe zwaar en hoe er wordt beslist, ligt nu vast."
)
UNDER_WAY = N_("Deze ronde is al begonnen. Weghalen kan niet meer; er gaat niets verloren.")
HAS_READERS = N_("In deze ronde staan al lezers. Trek ze eerst terug, of laat de ronde staan.")
FULLER = N_("In een zitting zitten al meer lezers dan je nu toelaat. Verplaats er eerst een paar.")
PLAIN_FIELDS = (
    *("level", "name", "opens", "closes", "at_school", "entry_rule", "entries_each", "per_session"),
    *("time_limit", "book_rule", "book_years", "book_note", "fragment", "jury_size", "audience_prize"),
)
JUDGED_FIELDS = ("goes_on", "reserves", "decides", "scale_low", "scale_high")


def add_round(
    session: Session,
    *,
    contest_id: int,
    draft: RoundDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """A new round at the end of the ladder. Answers its id."""
    claimed_contest(session, contest_id, version=draft.version)
    last = session.scalar(select(func.max(ContestRound.number)).where(ContestRound.contest_id == contest_id))
    fields = {name: getattr(draft, name) for name in (*PLAIN_FIELDS, *JUDGED_FIELDS)}
    made = ContestRound(contest_id=contest_id, number=(last or 0) + 1, info={}, **fields)
    session.add(made)
    session.flush()
    _write_criteria(session, made.id, draft.criteria, steps=draft.scale_high - draft.scale_low + 1)
    happened(session, "round_added", contest_id=contest_id, now=now, account_id=account_id)
    return Done(made.id)


def change_round(
    session: Session,
    *,
    round_id: int,
    draft: RoundDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Saves a round. Raises Conflict `already_scored` when what is judged changes after the first score,
    `fuller` when a session holds more readers than would fit, `changed_meanwhile` when a colleague was first.
    """
    found = found_round(session, round_id)
    claimed_contest(session, found.contest_id, version=draft.version)
    _hold_sessions(session, round_id)
    if _judges_otherwise(session, found, draft) and has_scores(session, round_id):
        raise Conflict("already_scored", ALREADY_SCORED)
    if _fullest(session, round_id) > draft.per_session:
        raise Conflict("fuller", FULLER, fields={"per_session": FULLER})
    for name in (*PLAIN_FIELDS, *JUDGED_FIELDS):
        setattr(found, name, getattr(draft, name))
    _write_criteria(session, round_id, draft.criteria, steps=draft.scale_high - draft.scale_low + 1)
    happened(
        session,
        "round_changed",
        contest_id=found.contest_id,
        now=now,
        account_id=account_id,
        detail={"round": round_id},
    )
    return Done(None)


def remove_round(
    session: Session, *, round_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Takes a round with its planned sessions away; the later ones move up.

    Raises Conflict `under_way` once a session began, `has_readers` while readers are in it.
    """
    found = found_round(session, round_id)
    claimed_contest(session, found.contest_id)
    _hold_sessions(session, round_id)
    if is_under_way(session, round_id):
        raise Conflict("under_way", UNDER_WAY)
    if session.scalar(
        select(exists().where(Entrant.round_id == round_id, Entrant.state != EntrantState.WITHDRAWN))
    ):
        raise Conflict("has_readers", HAS_READERS)
    contest_id, number = found.contest_id, found.number
    session.execute(delete(ContestRound).where(ContestRound.id == round_id))
    later = select(ContestRound.id).where(ContestRound.contest_id == contest_id, ContestRound.number > number)
    for one in session.scalars(later.order_by(ContestRound.number)).all():
        session.execute(
            update(ContestRound).where(ContestRound.id == one).values(number=ContestRound.number - 1)
        )
    happened(session, "round_removed", contest_id=contest_id, now=now, account_id=account_id)
    return Done(None)


def has_scores(session: Session, round_id: int) -> bool:
    """Whether any juror gave any score in this round."""
    wanted = (
        exists()
        .where(ContestSession.round_id == round_id)
        .where(Juror.session_id == ContestSession.id)
        .where(Scorecard.juror_id == Juror.id)
    )
    return bool(session.scalar(select(wanted)))


def _hold_sessions(session: Session, round_id: int) -> None:
    """Holds the round's sessions: a first score waits for this, or this waits for it."""
    session.scalars(
        select(ContestSession.id)
        .where(ContestSession.round_id == round_id)
        .order_by(ContestSession.id)
        .with_for_update()
    ).all()


def _judges_otherwise(session: Session, found: ContestRound, draft: RoundDraft) -> bool:
    kept = {one.slug: one.weight for one in criteria_of(session, found.id)}
    asked = {one.slug or one.name: one.weight for one in draft.criteria}
    return kept != asked or any(getattr(found, name) != getattr(draft, name) for name in JUDGED_FIELDS)


def _fullest(session: Session, round_id: int) -> int:
    counts = session.scalars(
        select(func.count())
        .where(Entrant.round_id == round_id, Entrant.session_id.is_not(None), Entrant.state.in_(TAKES_PART))
        .group_by(Entrant.session_id)
    )
    return max(counts, default=0)


def _write_criteria(
    session: Session, round_id: int, drafts: tuple[CriterionDraft, ...], *, steps: int
) -> None:
    """Replaces the round's criteria, keeping the slugs of those that stay: scores bear them."""
    taken = {one.slug for one in drafts if one.slug}
    session.execute(delete(Criterion).where(Criterion.round_id == round_id))
    for number, one in enumerate(drafts, start=1):
        slug = one.slug or _free_slug(one.name, taken)
        taken.add(slug)
        said = list(one.steps) if len(one.steps) == steps else []
        session.add(
            Criterion(
                round_id=round_id,
                number=number,
                slug=slug,
                name=one.name,
                hint=one.hint,
                for_children=one.for_children,
                weight=one.weight,
                steps=said,
            )
        )
    session.flush()


def _free_slug(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30] or "punt"
    reserved = taken | {"tip", "top", "compliment"}
    return (
        base
        if base not in reserved
        else next(slug for slug in (f"{base}-{turn}" for turn in range(2, 100)) if slug not in reserved)
    )
