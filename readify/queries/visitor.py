"""Who is this? The person behind a sign-in key, in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from readify.db import Glance, table_of
from readify.models import (
    Account,
    Classroom,
    Reader,
    SchoolAdministrator,
    SignIn,
    SignInKind,
    SubstituteCode,
)
from readify.models.class_life import ClassWays
from readify.prepared import Prepared

_sign_ins = table_of(SignIn)
_readers = table_of(Reader)
_rooms = table_of(Classroom)
_ways = table_of(ClassWays)
_accounts = table_of(Account)
_codes = table_of(SubstituteCode)
_runs = table_of(SchoolAdministrator)
SUBSTITUTE = "substitute"
_VISITOR = Prepared(
    select(
        _sign_ins.c.id,
        _sign_ins.c.kind,
        _sign_ins.c.idle_minutes,
        _sign_ins.c.seen_at,
        _sign_ins.c.created_at,
        _readers.c.id.label("reader_id"),
        _readers.c.name.label("reader_name"),
        _readers.c.companion,
        _readers.c.companion_name,
        _readers.c.welcomed_at,
        _readers.c.locale.label("reader_locale"),
        _readers.c.classroom_id,
        _rooms.c.school_id,
        _rooms.c.name.label("classroom_name"),
        _rooms.c.band,
        _ways.c.read_aloud,
        _accounts.c.id.label("account_id"),
        _accounts.c.name.label("account_name"),
        _accounts.c.role,
        _accounts.c.locale.label("account_locale"),
        select(func.min(_runs.c.school_id))
        .where(_runs.c.account_id == _accounts.c.id)
        .scalar_subquery()
        .label("runs_school"),
        _codes.c.id.label("substitute_id"),
        _codes.c.classroom_id.label("substitute_room"),
        _codes.c.ends_at,
    )
    .select_from(_sign_ins)
    .outerjoin(_readers, (_readers.c.id == _sign_ins.c.reader_id) & _readers.c.left_at.is_(None))
    .outerjoin(_rooms, _rooms.c.id == _readers.c.classroom_id)
    .outerjoin(_ways, _ways.c.classroom_id == _readers.c.classroom_id)
    .outerjoin(_accounts, (_accounts.c.id == _sign_ins.c.account_id) & _accounts.c.disabled_at.is_(None))
    .outerjoin(_codes, (_codes.c.id == _sign_ins.c.substitute_id) & _codes.c.revoked_at.is_(None))
    .where(_sign_ins.c.key_hash == bindparam("key_hash"), _sign_ins.c.ended_at.is_(None))
    .where(_sign_ins.c.kind == bindparam("kind"))
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in: a child (`reader_id`), staff (`account_id`), a substitute (`substitute_id`).

    `classroom_id` is a child's class, or the one that a substitute stands in for; `runs_school` the first
    school that this account administers.
    """

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
    companion_name: str = ""
    welcomed: bool = True
    band: str = ""
    read_aloud: bool = False  # the class wants pages to speak by themselves
    account_id: int | None = None
    role: str = ""
    runs_school: int | None = None
    substitute_id: int | None = None

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """`child` or `staff`."""
        return "child" if self.reader_id is not None else "staff"


def visitor_for(
    connection: Connection | Glance, *, key_hash: str, kind: SignInKind, now: dt.datetime
) -> Visitor | None:
    """The visitor of this sign-in key, or None when unknown, ended, idle too long, or of the other kind."""
    row = _VISITOR.row(connection, {"key_hash": key_hash, "kind": kind})
    if row is None or (row.reader_id is None and row.account_id is None and row.substitute_id is None):
        return None
    expires_at = row.seen_at + dt.timedelta(minutes=row.idle_minutes)
    if row.substitute_id is not None:
        expires_at = min(expires_at, row.ends_at)
    if expires_at <= now:
        return None
    common: dict[str, Any] = {"sign_in_id": row.id, "seen_at": row.seen_at, "expires_at": expires_at}
    if row.substitute_id is not None:
        return Visitor(
            name="",
            locale="",
            role=SUBSTITUTE,
            substitute_id=row.substitute_id,
            classroom_id=row.substitute_room,
            **common,
        )
    if row.reader_id is None:
        return Visitor(
            name=row.account_name,
            locale=row.account_locale,
            account_id=row.account_id,
            role=row.role.value,
            runs_school=row.runs_school,
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
        companion_name=row.companion_name,
        welcomed=row.welcomed_at is not None,
        band=row.band.value,
        read_aloud=bool(row.read_aloud),
        **common,
    )
