"""A library's buildings, and holidays that a school nearby has on days of its own."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.drafts.branches import WHICH_SCHOOL, BranchDraft, HolidayDraft
from readify.errors import Invalid, NotFound
from readify.models import Branch, SchoolHolidayDates
from readify.queries.school_holidays import schools_near
from readify.words import N_

NO_BRANCH = N_("Deze vestiging heb ik niet gevonden.")


def add_branch(
    session: Session, *, library_id: int, draft: BranchDraft, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """One more building. Answers its id."""
    branch = Branch(library_id=library_id, name=draft.name)
    session.add(branch)
    session.flush()
    note(session, "add_branch", "library", library_id, account_id=account_id, now=now)
    return Done(branch.id)


def rename_branch(
    session: Session,
    *,
    library_id: int,
    branch_id: int,
    draft: BranchDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Another name for a building of this library. Raises NotFound for another's."""
    branch = session.get(Branch, branch_id)
    if branch is None or branch.library_id != library_id:
        raise NotFound("no_branch", NO_BRANCH)
    branch.name = draft.name
    note(session, "rename_branch", "library", library_id, account_id=account_id, now=now)
    return Done(None)


def set_school_dates(
    session: Session,
    *,
    municipality: str,
    draft: HolidayDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """This school of this municipality has the holiday on these days. Raises Invalid for a school elsewhere.

    One school keeps one set of days per holiday and year: a later one replaces it.
    """
    if draft.school not in {
        school_id for school_id, _name in schools_near(session, municipality=municipality)
    }:
        raise Invalid("invalid", WHICH_SCHOOL, fields={"school": WHICH_SCHOOL})
    near = dt.timedelta(days=120)
    session.execute(
        delete(SchoolHolidayDates).where(
            SchoolHolidayDates.school_id == draft.school,
            SchoolHolidayDates.name == draft.holiday,
            SchoolHolidayDates.starts.between(draft.starts - near, draft.starts + near),
        )
    )
    session.add(
        SchoolHolidayDates(school_id=draft.school, name=draft.holiday, starts=draft.starts, ends=draft.ends)
    )
    note(session, "set_school_dates", "school", draft.school, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def drop_school_dates(
    session: Session, *, municipality: str, dates_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The school keeps the region's days again; what is gone already stays gone."""
    found = session.get(SchoolHolidayDates, dates_id)
    near = {school_id for school_id, _name in schools_near(session, municipality=municipality)}
    if found is not None and found.school_id in near:
        session.delete(found)
        note(session, "drop_school_dates", "school", found.school_id, account_id=account_id, now=now)
    return Done(None)
