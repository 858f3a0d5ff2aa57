"""Who is this? The person behind a sign-in key, in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.models import Account, Classroom, Reader, SignIn, SignInKind

_VISITOR = (
    select(
        SignIn.id,
        SignIn.kind,
        SignIn.idle_minutes,
        SignIn.seen_at,
        SignIn.created_at,
        Reader.id.label("reader_id"),
        Reader.name.label("reader_name"),
        Reader.companion,
        Reader.locale.label("reader_locale"),
        Reader.classroom_id,
        Classroom.school_id,
        Classroom.name.label("classroom_name"),
        Classroom.band,
        Account.id.label("account_id"),
        Account.name.label("account_name"),
        Account.role,
        Account.locale.label("account_locale"),
    )
    .select_from(SignIn)
    .outerjoin(Reader, (Reader.id == SignIn.reader_id) & Reader.left_at.is_(None))
    .outerjoin(Classroom, Classroom.id == Reader.classroom_id)
    .outerjoin(Account, (Account.id == SignIn.account_id) & Account.disabled_at.is_(None))
    .where(SignIn.key_hash == bindparam("key_hash"), SignIn.ended_at.is_(None))
    .where(SignIn.kind == bindparam("kind"))
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in: a child (`reader_id`) or staff (`account_id`)."""

    sign_in_id: int
    name: str
    locale: str
    seen_at: dt.datetime
    expires_at: dt.datetime
    reader_id: int | None = None
    classroom_id: int | None = None
    school_id: int | None = None
    classroom_name: str = ""
    companion: str = ""
    band: str = ""
    account_id: int | None = None
    role: str = ""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """`child` or `staff`."""
        return "child" if self.reader_id is not None else "staff"


def visitor_for(session: Session, *, key_hash: str, kind: SignInKind, now: dt.datetime) -> Visitor | None:
    """The visitor of this sign-in key, or None when unknown, ended, idle too long, or of the other kind."""
    row = session.execute(_VISITOR, {"key_hash": key_hash, "kind": kind}).one_or_none()
    if row is None or (row.reader_id is None and row.account_id is None):
        return None
    expires_at = row.seen_at + dt.timedelta(minutes=row.idle_minutes)
    if expires_at <= now:
        return None
    common: dict[str, Any] = {"sign_in_id": row.id, "seen_at": row.seen_at, "expires_at": expires_at}
    if row.reader_id is None:
        return Visitor(
            name=row.account_name,
            locale=row.account_locale,
            account_id=row.account_id,
            role=row.role.value,
            **common,
        )
    return Visitor(
        name=row.reader_name,
        locale=row.reader_locale,
        reader_id=row.reader_id,
        classroom_id=row.classroom_id,
        school_id=row.school_id,
        classroom_name=row.classroom_name,
        companion=row.companion,
        band=row.band.value,
        **common,
    )
