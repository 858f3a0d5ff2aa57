"""Passports at a library's desk: a new one, a new card for a lost one, one that goes along with a child."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.claiming import Claimed, claim_passport
from readify.actions.desk import SOURCE, AtDesk, write_down
from readify.actions.passports import OpenedPassport, hand_in_passport, open_passport, renew_card
from readify.done import Done
from readify.drafts.desk import ShownCard
from readify.errors import Conflict
from readify.game.rulebook import Rulebook
from readify.models import DeskKind, PassportOrigin
from readify.queries.desk import Holder, card_holder
from readify.queries.tellings import Stories
from readify.words import N_

NOT_A_PASSPORT = N_("Dit is geen paspoort. Scan het papieren paspoort.")
NOT_A_CHILDS = N_("Dit is geen eigen kaart van een kind. Scan die erbij.")


def new_at_desk(
    session: Session, *, desk: AtDesk, language: str, today: dt.date, now: dt.datetime
) -> Done[OpenedPassport]:
    """A new passport for somebody without an account, with its first card."""
    done = open_passport(
        session,
        origin=PassportOrigin.DESK,
        today=today,
        now=now,
        secret=desk.secret,
        library_id=desk.library_id,
        language=language,
    )
    holder = Holder(None, done.value.passport_id)
    write_down(session, desk, DeskKind.PASSPORT, day=today, now=now, holder=holder)
    return done


def reprint_at_desk(
    session: Session, *, desk: AtDesk, shown: ShownCard, today: dt.date, now: dt.datetime
) -> Done[OpenedPassport]:
    """A new card for this passport; the card that was shown opens nothing any more."""
    holder = _passport(session, shown, desk)
    done = renew_card(session, passport_id=holder.passport_id or 0, now=now, secret=desk.secret)
    write_down(session, desk, DeskKind.REPRINT, day=today, now=now, holder=holder)
    return done


def claim_at_desk(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    desk: AtDesk,
    passport: ShownCard,
    child: ShownCard,
    today: dt.date,
    now: dt.datetime,
) -> Done[Claimed]:
    """The passport's stamps go along into the account of the child whose own card lies beside it.

    Raises NotFound (unknown card), Conflict (a card of the wrong kind, or a passport of another child).
    """
    whose = card_holder(session, shown=child, secret=desk.secret)
    if whose.reader_id is None or whose.passport_id is not None:
        raise Conflict("not_a_childs", NOT_A_CHILDS)
    holder = _passport(session, passport, desk)
    done = claim_passport(
        session,
        rules=rules,
        stories=stories,
        reader_id=whose.reader_id,
        passport_id=holder.passport_id or 0,
        today=today,
        now=now,
        source=SOURCE,
    )
    if holder.reader_id is None:
        both = Holder(whose.reader_id, holder.passport_id)
        write_down(session, desk, DeskKind.CLAIM, day=today, now=now, holder=both)
    return done


def take_in_at_desk(
    session: Session, *, desk: AtDesk, shown: ShownCard, today: dt.date, now: dt.datetime
) -> Done[None]:
    """The full paper card is handed in at the desk: that is counted, the stamps stay."""
    holder = _passport(session, shown, desk)
    done = hand_in_passport(session, passport_id=holder.passport_id or 0, now=now)
    write_down(session, desk, DeskKind.HAND_IN, day=today, now=now, holder=holder)
    return done


def _passport(session: Session, shown: ShownCard, desk: AtDesk) -> Holder:
    holder = card_holder(session, shown=shown, secret=desk.secret)
    if holder.passport_id is None:
        raise Conflict("not_a_passport", NOT_A_PASSPORT)
    return holder
