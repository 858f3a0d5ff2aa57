"""A contest made from a template, changed, opened to schools, deleted while nobody reads in it yet."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from readify.actions.contest_at_school import set_up_school
from readify.actions.contest_records import claimed_contest, happened
from readify.done import Done
from readify.drafts.contest import WRONG_TEMPLATE, ContestDraft, NewContestDraft
from readify.errors import Conflict, Invalid
from readify.exchange.contests import ContestTemplate, RoundTemplate, contest_templates
from readify.models import (
    Contest,
    ContestRound,
    ContestSession,
    ContestState,
    Criterion,
    Entrant,
    SessionState,
)
from readify.words import N_

HAS_ENTRANTS = N_("Er doen al lezers mee. Deze wedstrijd kun je niet meer weggooien.")
NO_ROUNDS = N_("Maak eerst een ronde.")


def make_contest(
    session: Session,
    *,
    draft: NewContestDraft,
    now: dt.datetime,
    account_id: int | None = None,
    language: str = "nl",
) -> Done[int]:
    """A new contest with the template's rounds and criteria, in the organiser's language. Answers its id.

    A school's own begins with that school on its list and a session for each class: see `set_up_school`.
    """
    template = contest_templates().get(draft.template)
    if template is None:
        raise Invalid("invalid", WRONG_TEMPLATE, fields={"template": WRONG_TEMPLATE})
    contest = Contest(
        template=template.slug,
        name=draft.name,
        season=draft.season,
        audience=template.audience.of(language),
        library_id=draft.library_id,
        school_id=draft.school_id,
        keep_days=template.keep_days,
        created_at=now,
        created_by_id=account_id,
    )
    session.add(contest)
    session.flush()
    for number, of in enumerate(template.rounds, start=1):
        add_template_round(session, contest, template, of, number=number, language=language)
    happened(session, "made", contest_id=contest.id, now=now, account_id=account_id)
    if contest.school_id is not None:
        set_up_school(session, contest, now=now, account_id=account_id)
    return Done(contest.id)


def add_template_round(
    session: Session,
    contest: Contest,
    template: ContestTemplate,
    of: RoundTemplate,
    *,
    number: int,
    language: str,
) -> ContestRound:
    """One round as the template has it, with the contest's criteria."""
    made = ContestRound(
        contest_id=contest.id,
        number=number,
        level=of.level,
        name=of.name.of(language),
        at_school=of.at_school,
        entry_rule=of.entry_rule,
        entries_each=of.entries_each,
        per_session=of.per_session,
        goes_on=of.goes_on,
        reserves=of.reserves,
        time_limit=of.time_limit,
        book_rule=of.book_rule,
        book_years=of.book_years,
        book_note=of.book_note.of(language) if of.book_note else "",
        fragment=of.fragment.of(language) if of.fragment else "",
        decides=of.decides,
        scale_low=template.scale[0],
        scale_high=template.scale[1],
        jury_size=of.jury_size,
        audience_prize=of.audience_prize,
        info={},
    )
    session.add(made)
    session.flush()
    session.add_all(
        Criterion(
            round_id=made.id,
            number=turn,
            slug=one.slug,
            name=one.name.of(language),
            hint=one.hint.of(language),
            for_children=one.for_children.of(language),
            weight=one.weight,
            steps=list(one.steps["en" if language == "en" else "nl"]),
        )
        for turn, one in enumerate(template.criteria, start=1)
    )
    session.flush()
    return made


def change_contest(
    session: Session,
    *,
    contest_id: int,
    draft: ContestDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Saves name, season, audience and how long names are kept. Raises Conflict when changed meanwhile."""
    contest = claimed_contest(session, contest_id, version=draft.version)
    contest.name, contest.season = draft.name, draft.season
    contest.audience, contest.keep_days = draft.audience, draft.keep_days
    happened(session, "changed", contest_id=contest_id, now=now, account_id=account_id)
    return Done(None)


def open_contest(
    session: Session, *, contest_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Schools see it from now on, and may enter in the days of its rounds. Opening twice is opening once."""
    contest = claimed_contest(session, contest_id)
    if session.scalar(select(ContestRound.id).where(ContestRound.contest_id == contest_id).limit(1)) is None:
        raise Conflict("no_rounds", NO_ROUNDS)
    if contest.state is ContestState.PLANNED:
        contest.state = ContestState.OPEN
        happened(session, "opened", contest_id=contest_id, now=now, account_id=account_id)
    return Done(None)


def delete_contest(
    session: Session, *, contest_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Deletes a contest that nobody was entered in. Raises Conflict `has_entrants` otherwise."""
    del now, account_id  # its events go with it
    claimed_contest(session, contest_id)
    rounds = select(ContestRound.id).where(ContestRound.contest_id == contest_id)
    if session.scalar(select(exists().where(Entrant.round_id.in_(rounds)))):
        raise Conflict("has_entrants", HAS_ENTRANTS)
    session.execute(delete(Contest).where(Contest.id == contest_id))
    session.flush()
    return Done(None)


def is_under_way(session: Session, round_id: int) -> bool:
    """Whether a session of this round has begun or is over."""
    begun = (SessionState.UNDER_WAY, SessionState.SEALED, SessionState.REVEALED, SessionState.DONE)
    wanted = exists().where(ContestSession.round_id == round_id, ContestSession.state.in_(begun))
    return bool(session.scalar(select(wanted)))
