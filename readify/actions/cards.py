"""A child's own ways in: the card, the picture code, the four-word phrase; made, renewed and unlocked.

`account_id` is the teacher who asks: another class's child does not exist for them (NotFound). None means
that Readify itself does it (demo, command line). Tokens and phrases leave here once, in clear; hashes stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.actions.signing_in import end_sign_ins
from readify.done import Done
from readify.errors import Invalid, NotFound
from readify.models import AuditEntry, Card, ClassroomTeacher, Reader, SignIn
from readify.words import N_

WRONG_PICTURES = N_("Kies drie verschillende plaatjes.")


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card that was just made: the only moment that its token is known."""

    card_id: int
    reader_id: int
    token: str = field(repr=False)
    own_device: bool = False


def make_card(
    session: Session,
    *,
    reader_id: int,
    now: dt.datetime,
    own_device: bool = False,
    account_id: int | None = None,
) -> Done[NewCard]:
    """A new card; the child's older cards stop working and what they opened ends, in the same transaction."""
    _reader_for(session, reader_id, account_id)
    _revoke(session, reader_id, now)
    token = tokens.new_card_token()
    card = Card(
        reader_id=reader_id, token_hash=tokens.hash_token(token), own_device=own_device, created_at=now
    )
    session.add(card)
    _note(session, "make_card", reader_id, account_id, now)
    session.flush()
    return Done(NewCard(card.id, reader_id, token, own_device))


def revoke_cards(
    session: Session, *, reader_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The child's cards stop working, and what they opened ends."""
    _reader_for(session, reader_id, account_id)
    _revoke(session, reader_id, now)
    _note(session, "revoke_cards", reader_id, account_id, now)
    return Done(None)


def set_pictures(
    session: Session,
    *,
    reader_id: int,
    codes: Sequence[str],
    secret: str,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Gives the child three pictures in order, and five fresh tries. Raises Invalid for other codes."""
    reader = _reader_for(session, reader_id, account_id)
    if not tokens.are_pictures(codes):
        raise Invalid("wrong_pictures", WRONG_PICTURES, fields={"pictures": WRONG_PICTURES})
    reader.picture_hash = tokens.picture_hash(secret, reader_id=reader_id, codes=codes)
    reader.picture_tries = 0
    _note(session, "set_pictures", reader_id, account_id, now)
    return Done(None)


def unlock_pictures(
    session: Session, *, reader_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The teacher lets the child try again: five fresh tries for the same pictures."""
    _reader_for(session, reader_id, account_id).picture_tries = 0
    _note(session, "unlock_pictures", reader_id, account_id, now)
    return Done(None)


def make_phrase(
    session: Session, *, reader_id: int, secret: str, now: dt.datetime, account_id: int | None = None
) -> Done[str]:
    """A new four-word phrase for a child of 12 and older; the older one stops working."""
    reader = _reader_for(session, reader_id, account_id)
    while True:
        phrase = tokens.new_phrase(tokens.phrase_words())
        hashed = tokens.phrase_hash(secret, phrase)
        if session.scalar(select(Reader.id).where(Reader.phrase_hash == hashed)) is None:
            break
    reader.phrase_hash = hashed
    _note(session, "make_phrase", reader_id, account_id, now)
    session.flush()
    return Done(phrase)


def _reader_for(session: Session, reader_id: int, account_id: int | None) -> Reader:
    wanted = select(Reader).where(Reader.id == reader_id, Reader.left_at.is_(None))
    if account_id is not None:
        wanted = wanted.join(ClassroomTeacher, ClassroomTeacher.classroom_id == Reader.classroom_id).where(
            ClassroomTeacher.account_id == account_id
        )
    found = session.scalar(wanted)
    if found is None:
        raise NotFound("not_found")
    return found


def _revoke(session: Session, reader_id: int, now: dt.datetime) -> None:
    theirs = select(Card.id).where(Card.reader_id == reader_id)
    end_sign_ins(session, SignIn.card_id.in_(theirs), now=now)
    session.execute(
        update(Card).where(Card.reader_id == reader_id, Card.revoked_at.is_(None)).values(revoked_at=now)
    )


def _note(session: Session, action: str, reader_id: int, account_id: int | None, now: dt.datetime) -> None:
    if account_id is not None:
        session.add(
            AuditEntry(account_id=account_id, action=action, subject="reader", subject_id=reader_id, at=now)
        )
