"""How a class likes to work: names hidden or not, reading aloud, "everyone once", and which forms are on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.books.folding import fold
from readify.models import ClassWays, Reader, Terms


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of one class; nothing is switched on at first."""

    names_hidden: bool = False
    read_aloud: bool = False
    everyone: bool = False


def class_ways(session: Session, *, classroom_id: int) -> Ways:
    """The ways of this class."""
    row = session.get(ClassWays, classroom_id)
    return Ways(row.names_hidden, row.read_aloud, row.everyone) if row else Ways()


def class_forms_off(session: Session, classroom_id: int, *, today: dt.date) -> list[str]:
    """The forms that this class switched off, as it agreed last."""
    found = session.scalars(
        select(Terms.forms_off)
        .where(Terms.classroom_id == classroom_id, Terms.reader_id.is_(None), Terms.starts <= today)
        .order_by(Terms.starts.desc(), Terms.id.desc())
    )
    return list(next((row for row in found if row is not None), ()))


def shown_name(session: Session, *, classroom_id: int, reader_id: int, name: str) -> str:
    """This child's name where classmates may look: short, at one statement more, when names are hidden."""
    if not class_ways(session, classroom_id=classroom_id).names_hidden:
        return name
    here = select(Reader.id, Reader.name).where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    return short_names({row.id: row.name for row in session.execute(here)} | {reader_id: name})[reader_id]


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """By id as many first letters as tell the children of a class apart: `Am.` beside `An.`, else `B.`.

    Two of one name get a number. A name that is not longer than its short form stays as it is.
    """
    short = {
        one: _shortest(name, (other for key, other in names.items() if key != one))
        for one, name in names.items()
    }
    seen: dict[str, int] = {}
    for one in sorted(short):
        times = seen[short[one]] = seen.get(short[one], 0) + 1
        if times > 1:
            short[one] = f"{short[one]} {times}"
    return short


def _shortest(name: str, others: Iterable[str]) -> str:
    rest = [fold(other) or other for other in others]
    for length in range(1, len(name)):
        begin = fold(name[:length]) or name[:length]
        if not any(other.startswith(begin) for other in rest):
            return f"{name[:length]}."
    return name
