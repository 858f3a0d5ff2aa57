"""What signing in looks up: a class by its word, its children, one child, a password's owner, a home."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify import passwords
from readify.errors import Unauthenticated
from readify.models import Account, Classroom, ClassroomTeacher, PasswordReset, Reader, SignIn
from readify.queries.class_ways import class_ways, short_names, shown_name
from readify.tokens import hash_token
from readify.words import N_

WRONG_PASSWORD = N_("Dit e-mailadres en wachtwoord horen niet bij elkaar.")
_CLASS_WORD = re.compile(r"([A-Z]{2,12})([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Classmate:
    """A child in the list behind a class word: first name (short where names are hidden), companion."""

    reader_id: int
    name: str
    companion: str


@dataclass(frozen=True, slots=True)
class ClassDoor:
    """A class found by its word, with its children from A to Z."""

    classroom_id: int
    word: str
    number: int
    children: tuple[Classmate, ...]


@dataclass(frozen=True, slots=True)
class PictureDoor:
    """A child who is about to tap three pictures."""

    reader_id: int
    name: str
    companion: str
    band: str
    has_pictures: bool
    tries: int


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """A password that was right a moment ago, for `sign_in_with_password`. Hashes never show in a repr."""

    account_id: int
    password_hash: str = field(repr=False)
    fresh_hash: str | None = field(default=None, repr=False)


def class_door(session: Session, text: str) -> ClassDoor | None:
    """The class of a typed class word; case, accents, spaces and hyphens do not count. None when unknown."""
    found = _CLASS_WORD.fullmatch(re.sub(r"[^A-Z0-9]", "", _plain(text).upper()))
    if found is None:
        return None
    condition = (Classroom.word == found[1], Classroom.number == int(found[2]))
    classroom_id = session.scalar(select(Classroom.id).where(*condition, Classroom.closed_at.is_(None)))
    return None if classroom_id is None else class_door_of(session, classroom_id)


def class_door_of(session: Session, classroom_id: int) -> ClassDoor | None:
    """The same, of a class that was found before."""
    rows = session.execute(
        select(Classroom.word, Classroom.number, Reader.id, Reader.name, Reader.companion)
        .outerjoin(Reader, (Reader.classroom_id == Classroom.id) & Reader.left_at.is_(None))
        .where(Classroom.id == classroom_id, Classroom.closed_at.is_(None))
    ).all()
    if not rows:
        return None
    names = {row.id: row.name for row in rows if row.id is not None}
    if class_ways(session, classroom_id=classroom_id).names_hidden:
        names = short_names(names)
    children = [Classmate(row.id, names[row.id], row.companion) for row in rows if row.id is not None]
    children.sort(key=lambda child: (_plain(child.name), child.reader_id))
    return ClassDoor(classroom_id, rows[0].word, rows[0].number, tuple(children))


def picture_door(session: Session, *, reader_id: int, classroom_id: int) -> PictureDoor | None:
    """One child of this class, named as in the list; None when the child is not in it (any more)."""
    row = session.execute(
        select(Reader.name, Reader.companion, Reader.picture_hash, Reader.picture_tries, Classroom.band)
        .join(Classroom, Classroom.id == Reader.classroom_id)
        .where(Reader.id == reader_id, Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    name = shown_name(session, classroom_id=classroom_id, reader_id=reader_id, name=row.name)
    return PictureDoor(
        reader_id, name, row.companion, row.band.value, row.picture_hash is not None, row.picture_tries
    )


def check_password(session: Session, *, email: str, password: str) -> PasswordCheck:
    """Whose password this is. As slow for an unknown e-mail. Raises Unauthenticated `wrong_password`."""
    row = session.execute(
        select(Account.id, Account.password_hash).where(
            Account.email == email.strip().lower(), Account.disabled_at.is_(None)
        )
    ).one_or_none()
    session.rollback()  # hold no read transaction while Argon2 works
    hashed = None if row is None else row.password_hash
    if not passwords.password_fits(password, hashed) or row is None or hashed is None:
        raise Unauthenticated("wrong_password", WRONG_PASSWORD)
    fresh = passwords.hash_password(password) if passwords.is_stale(hashed) else None
    return PasswordCheck(row.id, hashed, fresh)


def first_classroom(session: Session, account_id: int) -> int | None:
    """The id of the teacher's first open class by name."""
    return session.scalar(
        select(Classroom.id)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.account_id == account_id, Classroom.closed_at.is_(None))
        .order_by(Classroom.name, Classroom.id)
        .limit(1)
    )


def reset_email(session: Session, *, token: str, now: dt.datetime) -> str | None:
    """The e-mail whose password this link may set, or None when the link is unknown, used or too old."""
    return session.scalar(
        select(Account.email)
        .join(PasswordReset, PasswordReset.account_id == Account.id)
        .where(
            PasswordReset.token_hash == hash_token(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now,
            Account.disabled_at.is_(None),
        )
    )


def person_of_key(session: Session, *, key_hash: str) -> str | None:
    """Whose a sign-in key is or was, as `child:7` or `staff:3`: only to keep a half-filled form."""
    row = session.execute(
        select(SignIn.reader_id, SignIn.account_id, SignIn.substitute_id).where(SignIn.key_hash == key_hash)
    ).one_or_none()
    return None if row is None else person(*row)


def person(reader_id: int | None, account_id: int | None, substitute_id: int | None = None) -> str:
    """One person, as half-filled forms know them."""
    if reader_id is not None:
        return f"child:{reader_id}"
    return f"staff:{account_id}" if account_id is not None else f"substitute:{substitute_id}"


def is_welcomed(session: Session, *, reader_id: int) -> bool:
    """Whether this child has had its first run, or skipped it."""
    return session.scalar(select(Reader.welcomed_at).where(Reader.id == reader_id)) is not None


def _plain(text: str) -> str:
    """Without case and accents, so that Ève stands beside Eva."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
