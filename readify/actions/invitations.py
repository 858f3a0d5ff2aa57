"""A coordinator brings in a teacher with a first class, or a librarian: account and link to a password."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.accounts import ResetLink, ask_password_reset, make_account
from readify.actions.classroom import make_classroom, note
from readify.done import Done
from readify.drafts.staff import InviteDraft
from readify.errors import NotFound
from readify.models import Band, Library, LibraryStaff, Role, School


def invite(
    session: Session, *, draft: InviteDraft, now: dt.datetime, account_id: int | None = None
) -> Done[ResetLink]:
    """Makes the account at its school or library. Answers a link that works once, for an hour.

    Raises Invalid or Conflict for the e-mail, NotFound for a school or library that is not there.
    """
    role = Role(draft.role)
    made = make_account(session, email=draft.email, name=draft.name, role=role, now=now).value
    if role is Role.TEACHER:
        if session.get(School, draft.school or 0) is None:
            raise NotFound("not_found")
        make_classroom(
            session,
            school_id=draft.school or 0,
            name=draft.classroom,
            band=Band(draft.band),
            now=now,
            teachers=[made],
        )
    else:
        if session.get(Library, draft.library or 0) is None:
            raise NotFound("not_found")
        session.add(LibraryStaff(library_id=draft.library or 0, account_id=made))
    note(session, "invite", "account", made, account_id=account_id, now=now)
    session.flush()
    link = ask_password_reset(session, email=draft.email, now=now).value
    if link is None:
        raise NotFound("not_found")
    return Done(link)
