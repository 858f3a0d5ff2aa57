"""Schools, classes and their children: made, changed, moved out; the key of the class's screen.

`account_id` is the teacher who asks: another's class does not exist for them (NotFound). None means that
Readify itself does it (demo, command line). What the class agrees on is `terms`, `class_goal` and `pauses`.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from readify.done import Done, Nudge, classroom_room
from readify.drafts.classroom import ReaderDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.models import (
    AuditEntry,
    Band,
    Classroom,
    ClassroomTeacher,
    Reader,
    ReaderTally,
    School,
)
from readify.words import N_

NO_CLASSROOM = N_("Deze klas heb ik niet gevonden.")
NO_READER = N_("Dit kind heb ik niet gevonden.")
WORD_TAKEN = N_("Dit klassenwoord is al van een andere klas.")
NAME_TAKEN = N_("Er is al een kind met deze naam. Zet er een letter achter.")
WRONG_WORD = N_("Kies een klassenwoord van 2 tot 12 letters, en een getal van 10 tot 99.")
NEEDS_NAME = N_("Geef een naam.")

# Short words without letters that look alike, easy to say over a classroom: word and number tell the class.
CLASS_WORDS = (
    "BEVER", "DAS", "OEHOE", "VOS", "EGEL", "HAAS", "REIGER", "ZWALUW", "MEREL", "SPECHT", "KIKKER", "OTTER",
    "MAAS", "GROT", "MERGEL", "TOREN", "BRUG", "MOLEN", "VEER", "HAVEN", "HEUVEL", "BRON", "BEEK", "BOS",
    "LAMP", "KAARS", "VONK", "GLOED", "STER", "MAAN", "ZON", "WOLK", "REGEN", "STORM", "SNEEUW", "DAUW",
    "APPEL", "PEER", "KERS", "NOOT", "BLAD", "EIK", "BEUK", "LINDE", "KLAPROOS", "KOREN", "HEIDE", "VAREN",
)  # fmt: skip
SCREEN_KEY_BYTES = 24  # 192 bits, 32 signs


@dataclass(frozen=True, slots=True)
class NewClassroom:
    """A class that was just made; `screen_key` opens its live screen."""

    classroom_id: int
    word: str
    number: int
    screen_key: str = field(repr=False)


def make_school(session: Session, *, name: str, municipality: str, now: dt.datetime) -> Done[int]:
    """A new school's id. Raises Invalid without a name."""
    if not name.strip():
        raise Invalid("invalid", NEEDS_NAME, fields={"name": NEEDS_NAME})
    school = School(name=name.strip(), municipality=municipality.strip(), created_at=now)
    session.add(school)
    session.flush()
    return Done(school.id)


def make_classroom(
    session: Session,
    *,
    school_id: int,
    name: str,
    band: Band,
    now: dt.datetime,
    teachers: Sequence[int] = (),
    word: str | None = None,
    number: int | None = None,
    shared_devices: bool = True,
) -> Done[NewClassroom]:
    """A new class with a class word of its own and a screen key; `teachers` are account ids.

    Without `word` and `number` a free pair is drawn. Raises Invalid or Conflict for a pair that cannot be.
    """
    if not name.strip():
        raise Invalid("invalid", NEEDS_NAME, fields={"name": NEEDS_NAME})
    word, number = _class_word(session, word, number)
    made = Classroom(
        school_id=school_id,
        name=name.strip(),
        band=band,
        word=word,
        number=number,
        screen_key=secrets.token_urlsafe(SCREEN_KEY_BYTES),
        shared_devices=shared_devices,
        created_at=now,
    )
    session.add(made)
    session.flush()
    session.add_all(ClassroomTeacher(classroom_id=made.id, account_id=teacher) for teacher in teachers)
    session.flush()
    return Done(NewClassroom(made.id, word, number, made.screen_key))


def add_reader(
    session: Session,
    *,
    classroom_id: int,
    name: str,
    now: dt.datetime,
    companion: str = "korenwolf",
    home_languages: Sequence[str] = (),
    locale: str = "nl",
    roster_key: str | None = None,
    account_id: int | None = None,
) -> Done[int]:
    """A new child's id, with an empty tally. Raises Invalid, and Conflict when the name is in the class."""
    classroom_for(session, classroom_id, account_id)
    draft = parse(ReaderDraft, {"name": name, "companion": companion, "home_languages": list(home_languages)})
    _refuse_taken_name(session, classroom_id, draft.name)
    reader = Reader(
        classroom_id=classroom_id,
        name=draft.name,
        companion=draft.companion,
        home_languages=draft.home_languages,
        locale=locale,
        roster_key=roster_key,
        created_at=now,
    )
    session.add(reader)
    session.flush()
    session.execute(insert(ReaderTally).values(reader_id=reader.id, version=0, state={}))
    note(session, "add_reader", "reader", reader.id, account_id=account_id, now=now)
    return Done(reader.id, (Nudge(classroom_room(classroom_id), ("class",), 0),))


def change_reader(
    session: Session,
    *,
    reader_id: int,
    draft: ReaderDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Another name, companion or other home languages. Raises Conflict when the name is in the class."""
    reader = reader_for(session, reader_id, account_id)
    _refuse_taken_name(session, reader.classroom_id, draft.name, but=reader_id)
    reader.name, reader.companion = draft.name, draft.companion
    reader.home_languages = draft.home_languages
    note(session, "change_reader", "reader", reader_id, account_id=account_id, now=now)
    return Done(None, (Nudge(classroom_room(reader.classroom_id), ("class",), 0),))


def rotate_screen_key(
    session: Session, *, classroom_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[str]:
    """A new key for the class's screen; the address of before stops working at once."""
    classroom = classroom_for(session, classroom_id, account_id)
    classroom.screen_key = secrets.token_urlsafe(SCREEN_KEY_BYTES)
    note(session, "rotate_screen_key", "classroom", classroom_id, account_id=account_id, now=now)
    session.flush()
    return Done(classroom.screen_key, (Nudge(classroom_room(classroom_id), ("screen",), 0),))


def classroom_for(session: Session, classroom_id: int, account_id: int | None) -> Classroom:
    """The class, for who teaches it (or for Readify itself). Raises NotFound."""
    wanted = select(Classroom).where(Classroom.id == classroom_id, Classroom.closed_at.is_(None))
    if account_id is not None:
        wanted = wanted.join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id).where(
            ClassroomTeacher.account_id == account_id
        )
    found = session.scalar(wanted)
    if found is None:
        raise NotFound("no_classroom", NO_CLASSROOM)
    return found


def reader_for(session: Session, reader_id: int, account_id: int | None) -> Reader:
    """The child, for who teaches its class (or for Readify itself). Raises NotFound."""
    wanted = select(Reader).where(Reader.id == reader_id, Reader.left_at.is_(None))
    if account_id is not None:
        wanted = wanted.join(ClassroomTeacher, ClassroomTeacher.classroom_id == Reader.classroom_id).where(
            ClassroomTeacher.account_id == account_id
        )
    found = session.scalar(wanted)
    if found is None:
        raise NotFound("no_reader", NO_READER)
    return found


def note(
    session: Session,
    action: str,
    subject: str,
    subject_id: int,
    *,
    account_id: int | None,
    now: dt.datetime,
) -> None:
    """Writes down which of the staff changed what; nothing for Readify itself."""
    if account_id is not None:
        session.add(
            AuditEntry(account_id=account_id, action=action, subject=subject, subject_id=subject_id, at=now)
        )


def _class_word(session: Session, word: str | None, number: int | None) -> tuple[str, int]:
    taken = {(row.word, row.number) for row in session.execute(select(Classroom.word, Classroom.number))}
    if word is None or number is None:
        free = [(w, n) for w in CLASS_WORDS for n in range(10, 100) if (w, n) not in taken]
        if not free:
            raise Conflict("no_class_word", WORD_TAKEN)
        return secrets.choice(free)
    plain = word.strip().upper()
    if not (plain.isascii() and plain.isalpha() and 2 <= len(plain) <= 12 and 10 <= number <= 99):
        raise Invalid("invalid", WRONG_WORD, fields={"word": WRONG_WORD})
    if (plain, number) in taken:
        raise Conflict("word_taken", WORD_TAKEN, fields={"word": WORD_TAKEN})
    return plain, number


def _refuse_taken_name(session: Session, classroom_id: int, name: str, *, but: int | None = None) -> None:
    """Two children with one name could not tell themselves apart in the list behind the class word."""
    present = session.execute(
        select(Reader.id, Reader.name).where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    )
    if any(row.name.casefold() == name.casefold() and row.id != but for row in present):
        raise Conflict("name_taken", NAME_TAKEN, fields={"name": NAME_TAKEN})
