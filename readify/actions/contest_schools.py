"""Schools that are asked to take part, and what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.contest_records import claimed_contest, happened, held_school
from readify.done import Done
from readify.drafts.contest_session import ContactDraft
from readify.errors import Conflict, Invalid
from readify.models import Answer, ContestSchool, School
from readify.words import N_

HAS_ADDRESS = N_("De organisator heeft al een e-mailadres van jullie. Klopt het niet? Bel de organisator.")
NO_SCHOOL_NAME = N_("Geef elke school een naam en een gemeente.")


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school to ask. With `school_id` name and municipality are those Readify knows."""

    name: str = ""
    municipality: str = ""
    school_id: int | None = None
    contact: str = ""
    email: str = ""


def ask_schools(
    session: Session,
    *,
    contest_id: int,
    rows: Sequence[SchoolRow],
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[tuple[int, ...]]:
    """Puts these schools on the list; one that is there stays as it is. Answers their ids in order."""
    claimed_contest(session, contest_id)
    known = session.scalars(select(ContestSchool).where(ContestSchool.contest_id == contest_id)).all()
    by_school = {one.school_id: one for one in known if one.school_id is not None}
    by_name = {_key(one.name, one.municipality): one for one in known}
    asked = [_with_names(session, row) for row in rows]
    answer: list[ContestSchool] = []
    for row in asked:
        here = by_school.get(row.school_id or 0) or by_name.get(_key(row.name, row.municipality))
        if here is None:
            here = ContestSchool(
                contest_id=contest_id,
                school_id=row.school_id,
                name=row.name,
                municipality=row.municipality,
                contact=row.contact,
                email=row.email,
            )
            session.add(here)
            by_name[_key(here.name, here.municipality)] = here
            if row.school_id is not None:
                by_school[row.school_id] = here
        answer.append(here)
    session.flush()
    happened(session, "schools_asked", contest_id=contest_id, now=now, account_id=account_id)
    return Done(tuple(one.id for one in answer))


def answer_for_school(
    session: Session,
    *,
    contest_school_id: int,
    answer: Answer,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Writes down whether a school takes part. Changing one's mind is allowed."""
    school = held_school(session, contest_school_id)
    school.answer, school.answered_at = answer, None if answer is Answer.NONE else now
    happened(
        session,
        "answered",
        contest_id=school.contest_id,
        now=now,
        account_id=account_id,
        detail={"school": contest_school_id, "answer": answer.value},
    )
    return Done(None)


def leave_address(
    session: Session, *, contest_school_id: int, draft: ContactDraft, now: dt.datetime
) -> Done[None]:
    """A school without an address says where invitations go. Raises Conflict `has_address` otherwise."""
    school = held_school(session, contest_school_id)
    if school.email:
        raise Conflict("has_address", HAS_ADDRESS)
    school.contact, school.email = draft.contact or school.contact, draft.email
    detail = {"school": contest_school_id}
    happened(session, "address_left", contest_id=school.contest_id, now=now, detail=detail)
    return Done(None)


def _key(name: str, municipality: str) -> tuple[str, str]:
    return (name.casefold().strip(), municipality.casefold().strip())


def _with_names(session: Session, row: SchoolRow) -> SchoolRow:
    known = session.get(School, row.school_id) if row.school_id is not None else None
    name = known.name if known else row.name.strip()
    municipality = known.municipality if known else row.municipality.strip()
    if not name or not municipality or (row.school_id is not None and known is None):
        raise Invalid("invalid", NO_SCHOOL_NAME, fields={"schools": NO_SCHOOL_NAME})
    return SchoolRow(name[:120], municipality[:120], row.school_id, row.contact[:120], row.email[:254])
