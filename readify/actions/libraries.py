"""Libraries and who works there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from readify.done import Done
from readify.errors import Invalid
from readify.models import Branch, Library, LibraryStaff
from readify.words import N_

NEEDS_NAME = N_("Geef een naam.")


def make_library(
    session: Session, *, name: str, municipality: str, branch: str, staff: Sequence[int], now: dt.datetime
) -> Done[int]:
    """A new library with its first branch; `staff` are account ids. Answers its id. Raises Invalid."""
    if not name.strip():
        raise Invalid("invalid", NEEDS_NAME, fields={"name": NEEDS_NAME})
    library = Library(name=name.strip(), municipality=municipality.strip(), created_at=now)
    session.add(library)
    session.flush()
    session.add(Branch(library_id=library.id, name=branch.strip() or name.strip()))
    session.add_all(LibraryStaff(library_id=library.id, account_id=account) for account in staff)
    session.flush()
    return Done(library.id)
