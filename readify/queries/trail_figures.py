"""What a trail came to, beyond spot and day: the hours, with or without an account or help, new passports.

Also the area of the schools whose children came, as far as that is known: guests have none. Counts only,
never a child. Every further way to cut up the stamps passes `small_counts.Whole`; None is not to be seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import case, distinct, exists, func, select
from sqlalchemy.orm import Session, aliased

from readify.models import (
    Classroom,
    LedgerEntry,
    Passport,
    PassportOrigin,
    PassportStamp,
    Reader,
    Scan,
    School,
)
from readify.queries.small_counts import Shown, Whole, shown, shown_total
from readify.queries.trail_stats import VISITORS, TrailStats, scanned_at, trail_stats

WAYS = tuple((visitor, helped) for visitor in VISITORS for helped in (False, True))
FIRST_HOUR, LAST_HOUR = 10, 17  # shown at least: a library's day


@dataclass(frozen=True, slots=True)
class Ways:
    """How stamps were collected: as a guest or with an account, alone or with the desk's help."""

    guests_alone: Shown
    guests_helped: Shown
    accounts_alone: Shown
    accounts_helped: Shown

    @property
    def guests(self) -> Shown:
        """Without an account."""
        return shown_total((self.guests_alone, self.guests_helped))

    @property
    def accounts(self) -> Shown:
        """With an account."""
        return shown_total((self.accounts_alone, self.accounts_helped))

    @property
    def helped(self) -> Shown:
        """With help."""
        return shown_total((self.guests_helped, self.accounts_helped))


@dataclass(frozen=True, slots=True)
class NewPassports:
    """Passports whose first stamp is on this trail. `cards` are of paper, `returned` those handed in."""

    days: tuple[tuple[dt.date, Shown], ...]
    total: Shown
    devices: Shown | None
    desk: Shown | None
    cards: Shown | None
    returned: Shown | None


@dataclass(frozen=True, slots=True)
class TrailFigures:
    """All figures of one trail. `areas` counts children with an account per municipality of their school."""

    stats: TrailStats
    ways: Ways | None
    hours: tuple[tuple[int, Shown], ...] | None
    passports: NewPassports
    areas: tuple[tuple[str, Shown], ...]


def trail_figures(session: Session, *, trail_id: int, today: dt.date) -> TrailFigures:
    """The figures up to today. Raises NotFound. Six statements, however much was scanned."""
    stats = trail_stats(session, trail_id=trail_id, today=today)
    ways, hours = _stamps_cut(session, stats)
    whole = Whole(cell.stamps for spot in stats.spots for cell in spot.days)
    seen_ways = whole.cut([ways[way] for way in WAYS])
    span = range(min([FIRST_HOUR, *hours]), max([LAST_HOUR, *hours]) + 1)
    seen_hours = whole.cut([hours[hour] for hour in span])
    return TrailFigures(
        stats=stats,
        ways=Ways(*seen_ways) if seen_ways else None,
        hours=tuple(zip(span, seen_hours, strict=True)) if seen_hours else None,
        passports=_passports(session, stats),
        areas=_areas(session, stats),
    )


def _stamps_cut(session: Session, stats: TrailStats) -> tuple[Counter[tuple[str, bool]], Counter[int]]:
    rows = session.execute(
        select(Scan.hour, Scan.visitor, Scan.with_help, func.count())
        .where(scanned_at(stats.trail, stats.until), Scan.first)
        .group_by(Scan.hour, Scan.visitor, Scan.with_help)
    )
    ways: Counter[tuple[str, bool]] = Counter()
    hours: Counter[int] = Counter()
    for hour, visitor, helped, count in rows:
        ways[visitor, bool(helped)] += count
        hours[hour] += count
    return ways, hours


def _spot_ids(stats: TrailStats) -> list[int]:
    return [one.spot.spot_id for one in stats.spots]


def _passports(session: Session, stats: TrailStats) -> NewPassports:
    days: Counter[dt.date] = Counter()
    kinds: Counter[tuple[PassportOrigin, bool]] = Counter()
    for day, origin, returned, count in _first_stamps(session, stats):
        days[day] += count
        kinds[origin, bool(returned)] += count
    shown_days = tuple((day, shown(days[day])) for day in stats.days)
    return _cut_by_kind(shown_days, kinds)


def _first_stamps(session: Session, stats: TrailStats) -> Sequence[tuple[dt.date, PassportOrigin, bool, int]]:
    """Passports that began on this trail, per first day, origin and whether the card came back."""
    here, spots = aliased(PassportStamp), _spot_ids(stats)
    on_trail = PassportStamp.spot_id.in_(spots)
    first = (
        select(PassportStamp.passport_id, func.min(case((on_trail, PassportStamp.day))).label("day"))
        .where(PassportStamp.passport_id.in_(select(here.passport_id).where(here.spot_id.in_(spots))))
        .group_by(PassportStamp.passport_id)
        .having(func.min(PassportStamp.day) == func.min(case((on_trail, PassportStamp.day))))
        .subquery()
    )
    back = Passport.returned_at.is_not(None)
    rows = session.execute(
        select(first.c.day, Passport.origin, back, func.count())
        .join(Passport, Passport.id == first.c.passport_id)
        .where(first.c.day.between(stats.trail.starts, stats.until))
        .group_by(first.c.day, Passport.origin, back)
    )
    return [(day, origin, bool(returned), count) for day, origin, returned, count in rows]


def _cut_by_kind(
    days: tuple[tuple[dt.date, Shown], ...], kinds: Mapping[tuple[PassportOrigin, bool], int]
) -> NewPassports:
    """A card of paper is either handed in or not; whether a device's passport was says nothing."""

    def of(origin: PassportOrigin, *returned: bool) -> int:
        return sum(kinds.get((origin, back), 0) for back in returned)

    parts = Whole(count for _, count in days).cut(
        [
            of(PassportOrigin.DEVICE, False, True),
            of(PassportOrigin.DESK, False, True),
            of(PassportOrigin.PAPER, False),
            of(PassportOrigin.PAPER, True),
        ]
    )
    total = shown_total(count for _, count in days)
    if parts is None:
        return NewPassports(days, total, None, None, None, None)
    devices, desk, kept, returned = parts
    return NewPassports(days, total, devices, desk, shown_total((kept, returned)), returned)


def _areas(session: Session, stats: TrailStats) -> tuple[tuple[str, Shown], ...]:
    """Children with an account and a standing stamp, per municipality of their school, most first.

    Reads the small index of stamps, not the ledger.
    """
    taken_back = aliased(LedgerEntry)
    rows = session.execute(
        select(School.municipality, func.count(distinct(LedgerEntry.reader_id)))
        .join(Reader, Reader.id == LedgerEntry.reader_id)
        .join(Classroom, Classroom.id == Reader.classroom_id)
        .join(School, School.id == Classroom.school_id)
        .where(
            LedgerEntry.spot_id.in_(_spot_ids(stats)),
            LedgerEntry.spot_id.is_not(None),
            ~exists().where(taken_back.withdraws_id == LedgerEntry.id),
        )
        .group_by(School.municipality)
    )
    counts = [(area, shown(count)) for area, count in rows]
    return tuple(sorted(counts, key=lambda one: (-one[1].size, one[0])))
