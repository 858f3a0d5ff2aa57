"""What stands in a class's reading calendar: holidays, campaigns, the class goal, contest rounds. No child.

Days that only a rule suggests are left out; days that nobody confirmed are marked. Read by whoever has the
calendar's key, so a contest's session names the contest and the place, never who reads there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import (
    TAKES_PART,
    Answer,
    ClassCalendar,
    Classroom,
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    ContestState,
    Entrant,
    Goal,
    GoalScope,
    Pause,
    SchoolHolidayDates,
)
from readify.queries.campaigns import editions, libraries_of_school
from readify.queries.school_holidays import school_holidays
from readify.words import N_

NO_CALENDAR = N_("Deze agenda is er niet meer. Vraag de leerkracht om een nieuwe link.")
BACK = dt.timedelta(days=60)  # what was, stays in sight for a while


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One entry. `kind`: holiday, pause, campaign, goal, entering or session; `uid` is the same every time.

    `names` by language, or one name under ''. Days are inclusive. `begins` is a local time, for a session.
    """

    uid: str
    kind: str
    names: dict[str, str]
    starts: dt.date
    ends: dt.date
    confirmed: bool = True
    begins: dt.time | None = None
    minutes: int | None = None
    place: str = ""

    def name(self, language: str) -> str:
        """What it is called in this language, in Dutch when it has none."""
        return self.names.get(language) or self.names.get("nl") or self.names.get("", "")


def calendar_key(session: Session, *, classroom_id: int) -> str | None:
    """The key of this class's calendar, when it has one."""
    return session.scalar(select(ClassCalendar.key).where(ClassCalendar.classroom_id == classroom_id))


def classroom_of_calendar(session: Session, key: str) -> Classroom:
    """The open class whose calendar this key opens. Raises NotFound."""
    found = session.scalar(
        select(Classroom)
        .join(ClassCalendar, ClassCalendar.classroom_id == Classroom.id)
        .where(ClassCalendar.key == key, Classroom.closed_at.is_(None))
    )
    if found is None:
        raise NotFound("no_calendar", NO_CALENDAR)
    return found


def reading_calendar(session: Session, *, classroom: Classroom, today: dt.date) -> tuple[CalendarLine, ...]:
    """Everything from two months ago on, in order of days."""
    found = [
        *_breaks(session, classroom, today),
        *_campaigns(session, classroom, today),
        *_goals(session, classroom, today),
        *_entering(session, classroom, today),
        *_sessions(session, classroom, today),
    ]
    return tuple(sorted(found, key=lambda line: (line.starts, line.begins or dt.time(), line.uid)))


def _breaks(session: Session, classroom: Classroom, today: dt.date) -> Iterator[CalendarLine]:
    """Pauses of class and school; for holidays without one the school's own days, else the region's."""
    taken: list[tuple[dt.date, dt.date]] = []
    for row in session.scalars(
        select(Pause).where(
            Pause.school_id == classroom.school_id,
            or_(Pause.classroom_id.is_(None), Pause.classroom_id == classroom.id),
            Pause.reader_id.is_(None),
            Pause.ends >= today - BACK,
        )
    ):
        taken.append((row.starts, row.ends))
        kind = "holiday" if row.kind == "holiday" else "pause"
        yield CalendarLine(f"pause-{row.id}", kind, {"": row.name}, row.starts, row.ends)
    own = session.scalars(
        select(SchoolHolidayDates).where(
            SchoolHolidayDates.school_id == classroom.school_id, SchoolHolidayDates.ends >= today
        )
    ).all()
    known = [(one.name, one.starts, one.ends) for one in own]
    known += [(one.name, one.starts, one.ends) for one in school_holidays(today)]
    for name, starts, ends in known:
        if not any(first <= ends and starts <= last for first, last in taken):
            taken.append((starts, ends))
            uid = f"holiday-{name.lower().replace(' ', '-')}-{starts.year}"
            yield CalendarLine(uid, "holiday", {"": name}, starts, ends)


def _campaigns(session: Session, classroom: Classroom, today: dt.date) -> Iterator[CalendarLine]:
    """What the school's library takes part in, for this age, on days that somebody settled."""
    libraries = sorted(session.scalars(libraries_of_school(classroom.school_id)))
    found = [(at, one) for at in libraries for one in editions(session, today=today, library_ids=(at,))]
    told: set[tuple[str, int]] = set()
    for at, one in found:
        fits = at in one.libraries and classroom.band.value in one.campaign.bands
        if fits and one.settled and one.starts and one.ends and (one.campaign.slug, one.year) not in told:
            told.add((one.campaign.slug, one.year))
            yield CalendarLine(
                f"campaign-{one.campaign.slug}-{one.year}",
                "campaign",
                {"nl": one.campaign.name.nl, "en": one.campaign.name.en},
                one.starts,
                one.ends,
                confirmed=one.confirmed,
            )


def _goals(session: Session, classroom: Classroom, today: dt.date) -> Iterator[CalendarLine]:
    """The last day of the class's open goal."""
    for row in session.scalars(
        select(Goal).where(
            Goal.classroom_id == classroom.id,
            Goal.scope == GoalScope.CLASSROOM,
            Goal.measure == "lamps",
            Goal.closed_at.is_(None),
            Goal.ends >= today - BACK,
        )
    ):
        yield CalendarLine(f"goal-{row.id}", "goal", {}, row.ends, row.ends)


def _entering(session: Session, classroom: Classroom, today: dt.date) -> Iterator[CalendarLine]:
    """The days in which this school may enter for a round, unless it said no."""
    rows = session.execute(
        select(ContestRound, Contest.name)
        .join(Contest, Contest.id == ContestRound.contest_id)
        .join(ContestSchool, ContestSchool.contest_id == Contest.id)
        .where(
            ContestSchool.school_id == classroom.school_id,
            ContestSchool.answer != Answer.DECLINES,
            Contest.state == ContestState.OPEN,
            ContestRound.opens.is_not(None),
            ContestRound.closes >= today - BACK,
        )
        .distinct()
    )
    for row, contest in rows:
        if row.opens and row.closes:
            name = f"{contest} · {row.name}"
            yield CalendarLine(f"round-{row.id}", "entering", {"": name}, row.opens, row.closes)


def _sessions(session: Session, classroom: Classroom, today: dt.date) -> Iterator[CalendarLine]:
    """Sittings in which somebody of this class reads."""
    rows = session.execute(
        select(ContestSession, Contest.name)
        .join(ContestRound, ContestRound.id == ContestSession.round_id)
        .join(Contest, Contest.id == ContestRound.contest_id)
        .join(Entrant, Entrant.session_id == ContestSession.id)
        .where(
            Entrant.classroom_id == classroom.id,
            Entrant.state.in_(TAKES_PART),
            Contest.state == ContestState.OPEN,
            ContestSession.day >= today - BACK,
        )
    ).all()
    for row, contest in {row.id: (row, contest) for row, contest in rows}.values():
        if row.day:
            yield CalendarLine(
                f"session-{row.id}",
                "session",
                {"": f"{contest} · {row.name}"},
                row.day,
                row.day,
                begins=row.starts,
                minutes=row.minutes,
                place=", ".join(part for part in (row.place, row.address) if part),
            )
