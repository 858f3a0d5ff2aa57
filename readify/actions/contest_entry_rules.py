"""What an entry has to fit: the days, the round's rule, the book, the class and school it says it is of."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.drafts.contest_entry import EntrantDraft
from readify.errors import Conflict, Invalid
from readify.models import (
    BookRule,
    Classroom,
    Contest,
    ContestRound,
    ContestSchool,
    ContestState,
    Entrant,
    EntrantState,
    EntryRule,
    Reader,
)
from readify.words import N_

NOT_OPEN = N_("Aanmelden kan nog niet. Kijk wanneer de ronde opengaat.")
TOO_LATE = N_("Aanmelden kan niet meer: de ronde is gesloten. Bel de organisator.")
ONLY_WINNERS = N_("In deze ronde lezen alleen de winnaars van de ronde ervoor.")
SCHOOL_SENT = N_("Jullie school stuurde al een kampioen. Trek die eerst terug, of bel de organisator.")
CLASS_SENT = N_("Deze klas stuurde al een kampioen. Trek die eerst terug, of bel de organisator.")
NEEDS_CLASS = N_("Vul in uit welke klas dit kind komt.")
OTHER_CONTENT = N_("Deze aanmelding is al verstuurd, met iets anders erin. Laad de pagina opnieuw.")
OLD_BOOK = N_("Dit boek is te oud voor deze ronde. Kijk naar de regels.")
NEEDS_YEAR = N_("Vul in uit welk jaar het boek is. In deze ronde telt dat.")
NOT_THEIRS = N_("Dit kind of deze klas is niet van deze school.")


def same_entry(before: Entrant, found: ContestRound, contest_school_id: int, draft: EntrantDraft) -> int:
    """The entry that this submission made before. Raises Conflict when it had something else in it."""
    same = (before.round_id, before.contest_school_id) == (found.id, contest_school_id)
    if not same or (not before.removed_at and before.name != draft.name):
        raise Conflict("conflict", OTHER_CONTENT)
    return before.id


def refuse_closed(session: Session, found: ContestRound, today: dt.date, *, by_organiser: bool) -> None:
    """Raises Conflict outside the days for entering; the organiser may be late."""
    contest = session.get(Contest, found.contest_id)
    if found.entry_rule is EntryRule.WINNERS:
        raise Conflict("only_winners", ONLY_WINNERS)
    if contest is None or contest.state is not ContestState.OPEN:
        raise Conflict("not_open", NOT_OPEN)
    if by_organiser:
        return
    if found.opens is not None and today < found.opens:
        raise Conflict("not_open", NOT_OPEN)
    if found.closes is not None and today > found.closes:
        raise Conflict("too_late", TOO_LATE)


def refuse_strangers(session: Session, school: ContestSchool, draft: EntrantDraft) -> None:
    """A linked class and child are of this school, and belong together."""
    if draft.classroom_id is None and draft.reader_id is None:
        return
    wanted = select(Classroom.id).where(Classroom.school_id == (school.school_id or 0))
    if draft.classroom_id is not None:
        wanted = wanted.where(Classroom.id == draft.classroom_id)
    if draft.reader_id is not None:
        wanted = wanted.join(Reader, Reader.classroom_id == Classroom.id).where(
            Reader.id == draft.reader_id, Reader.left_at.is_(None)
        )
    if session.scalar(wanted.limit(1)) is None:
        raise Invalid("invalid", NOT_THEIRS, fields={"reader_id": NOT_THEIRS})


def refuse_book(found: ContestRound, draft: EntrantDraft, year: int) -> None:
    """Raises Invalid for a book that is older than the round allows."""
    if found.book_rule is not BookRule.RECENT or not draft.book_title:
        return
    if draft.book_year is None:
        raise Invalid("invalid", NEEDS_YEAR, fields={"book_year": NEEDS_YEAR})
    if year - draft.book_year > (found.book_years or 0):
        raise Invalid("invalid", OLD_BOOK, fields={"book_year": OLD_BOOK})


def refuse_too_many(
    session: Session,
    found: ContestRound,
    school: ContestSchool,
    draft: EntrantDraft,
    *,
    but: int | None = None,
) -> None:
    """Raises Conflict `already_sent` when the class or the school sent as many as it may."""
    if found.entry_rule not in (EntryRule.CLASS, EntryRule.SCHOOL):
        return
    if found.entry_rule is EntryRule.CLASS and not draft.class_name and draft.classroom_id is None:
        raise Invalid("invalid", NEEDS_CLASS, fields={"class_name": NEEDS_CLASS})
    sent = session.scalars(
        select(Entrant)
        .where(Entrant.round_id == found.id, Entrant.contest_school_id == school.id)
        .where(Entrant.state != EntrantState.WITHDRAWN, Entrant.id != (but or 0))
    ).all()
    if found.entry_rule is EntryRule.CLASS:
        sent = [one for one in sent if _same_class(one, draft)]
    if len(sent) >= found.entries_each:
        sentence = CLASS_SENT if found.entry_rule is EntryRule.CLASS else SCHOOL_SENT
        raise Conflict("already_sent", sentence, fields={"name": sentence})


def _same_class(one: Entrant, draft: EntrantDraft) -> bool:
    if one.classroom_id is not None and draft.classroom_id is not None:
        return one.classroom_id == draft.classroom_id
    return one.class_name.casefold() == draft.class_name.casefold()
