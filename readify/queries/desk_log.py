"""What was done at a library's desk today: the last ten, without a name, to take back what was a mistake."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify.models import DeskAction, DeskKind, LedgerEntry, ReaderBook, Spot

MOST = 10
LONGEST_WAIT = dt.timedelta(days=90)  # of a device's queue
CAN_GO_BACK = (DeskKind.STAMP, DeskKind.READING)


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing done. `what` is the place of a stamp or the title of a book, maybe empty."""

    action_id: int
    kind: DeskKind
    at: dt.datetime
    what: str
    position: int | None
    taken_back: bool

    @property
    def can_go_back(self) -> bool:
        """Whether it can still be taken back."""
        return not self.taken_back and self.kind in CAN_GO_BACK


def desk_log(session: Session, *, library_id: int, day: dt.date, began: dt.datetime) -> tuple[DeskLine, ...]:
    """The last ten things of this day at this library's desk, the newest in front.

    `began` is the day's first moment: what had waited and arrived since then is among them.
    """
    of_today = or_(DeskAction.day == day, DeskAction.at >= began)
    rows = session.execute(
        select(DeskAction, Spot.place, Spot.position, ReaderBook.title)
        .outerjoin(Spot, Spot.id == DeskAction.spot_id)
        .outerjoin(LedgerEntry, LedgerEntry.id == DeskAction.entry_id)
        .outerjoin(ReaderBook, ReaderBook.id == LedgerEntry.work_id)
        .where(DeskAction.library_id == library_id, DeskAction.day >= day - LONGEST_WAIT, of_today)
        .order_by(DeskAction.id.desc())
        .limit(MOST)
    )
    return tuple(
        DeskLine(one.id, one.kind, one.at, place or title or "", position, one.taken_back_at is not None)
        for one, place, position, title in rows
    )
