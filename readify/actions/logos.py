"""A library's logo: chosen or taken away. The file itself is kept by the caller, under its digest."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.errors import NotFound
from readify.models import Library
from readify.words import N_

NO_LIBRARY = N_("Deze bibliotheek heb ik niet gevonden.")


def set_logo(
    session: Session, *, library_id: int, digest: str | None, now: dt.datetime, account_id: int | None = None
) -> Done[str | None]:
    """The library's logo from now on. Answers the digest of the one that nobody uses any more. NotFound."""
    library = session.get(Library, library_id, populate_existing=True)
    if library is None:
        raise NotFound("no_library", NO_LIBRARY)
    before, library.logo = library.logo, digest
    session.flush()
    note(session, "set_logo", "library", library_id, account_id=account_id, now=now)
    if before in (None, digest):
        return Done(None)
    used = session.scalar(select(Library.id).where(Library.logo == before).limit(1))
    return Done(before if used is None else None)
