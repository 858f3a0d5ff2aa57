"""A trail's further figures: hours, who and how, passports, areas, two years; empty, small and large."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import insert, select

from readify.models import Passport, PassportStamp, Scan, Trail
from readify.perform import present
from readify.queries.province import province
from readify.queries.trail_figures import TrailFigures, trail_figures
from readify.queries.trail_findings import drops, findings, finished_share
from readify.queries.trail_years import two_years
from tests.cast import Cast
from tests.statements import statements_of
from tests.walks import Walk, make_walk, spots_of, trail_in


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def figures_of(walk: Walk, trail: int | None = None) -> TrailFigures:
    with walk.app.extensions["readify.database"].reading() as session:
        return trail_figures(session, trail_id=trail or walk.trail, today=walk.today)


def scanned(walk: Walk, times: Mapping[tuple[int, int, int], int], **more: Any) -> None:
    """Rows of scans: (spot, days ago, hour) to how many; stamps of guests unless said otherwise."""
    usual = {"visitor": "guest", "first": True, "finishes": False, "with_help": False} | more
    rows = [
        {"spot_id": walk.spots[spot], "day": walk.today - dt.timedelta(days=back), "hour": hour} | usual
        for (spot, back, hour), count in times.items()
        for _ in range(count)
    ]
    with walk.app.extensions["readify.database"].writing() as session:
        session.execute(insert(Scan), rows)
        session.commit()


def passport(walk: Walk, origin: str, *days_ago: int, returned: bool = False, spot: int = 0) -> None:
    """A passport with a stamp per day: the first at `spot`, then the next."""
    with walk.app.extensions["readify.database"].writing() as session:
        now = present_of(walk)
        made = Passport(
            name="Stille Otter", companion="bever", origin=origin, created_at=now, seen_on=walk.today,
            returned_at=now if returned else None,
        )  # fmt: skip
        session.add(made)
        session.flush()
        for number, back in enumerate(days_ago):
            day = walk.today - dt.timedelta(days=back)
            session.add(
                PassportStamp(
                    passport_id=made.id, spot_id=walk.spots[spot + number], day=day, hour=12,
                    submission_id=f"{made.id}-{number}", source="web",
                )
            )  # fmt: skip
        session.commit()


def present_of(walk: Walk) -> dt.datetime:
    with walk.app.app_context():
        now: dt.datetime = present()["now"]
    return now


def test_hours_and_ways_cut_up_the_same_stamps(walk: Walk) -> None:
    scanned(walk, {(0, 1, 14): 12, (1, 0, 19): 8})
    scanned(walk, {(0, 1, 14): 6}, visitor="reader")
    scanned(walk, {(0, 0, 15): 7}, visitor="reader", with_help=True)
    scanned(walk, {(0, 0, 15): 9}, first=False)
    found = figures_of(walk)
    assert found.ways is not None
    assert found.hours is not None
    assert (found.ways.guests.text, found.ways.accounts.text, found.ways.helped.text) == ("20", "13", "7")
    assert {hour: count.text for hour, count in found.hours if count.size} == {14: "18", 15: "7", 19: "8"}
    assert [hour for hour, _ in found.hours] == list(range(10, 20))


def test_one_hidden_part_rounds_every_other_way(walk: Walk) -> None:
    scanned(walk, {(0, 1, 14): 38, (1, 0, 14): 3})
    found = figures_of(walk)
    assert found.ways is not None
    assert found.hours is not None
    assert found.ways.guests.text == "±40"
    assert [count.text for _, count in found.hours if count.size] == ["±40"]


def test_a_way_that_tells_too_much_is_not_shown(walk: Walk) -> None:
    scanned(walk, {(0, 1, 14): 13, (1, 0, 14): 1})
    found = figures_of(walk)
    assert (found.ways, found.hours) == (None, None)
    assert "guests" not in {one.kind for one in findings(found)}


def test_new_passports_are_counted_on_their_first_day_by_how_they_began(walk: Walk) -> None:
    for _ in range(6):
        passport(walk, "device", 1, 0)
        passport(walk, "paper", 0, returned=True)
    for _ in range(5):
        passport(walk, "paper", 1)
    found = figures_of(walk).passports
    assert [count.text for _, count in found.days] == ["0", "0", "11", "6"]
    seen = [found.total, found.devices, found.desk, found.cards, found.returned]
    assert [one.text if one else None for one in seen] == ["17", "6", "0", "11", "6"]


def test_a_passport_that_began_elsewhere_is_not_new(walk: Walk) -> None:
    other = trail_in(walk.app, walk.library)
    for number in range(5):
        passport(walk, "device", 1)
        with walk.app.extensions["readify.database"].writing() as session:
            newest = session.scalars(select(Passport.id).order_by(Passport.id.desc())).first()
            session.add(
                PassportStamp(
                    passport_id=newest, spot_id=spots_of(walk.app, other)[0].id, hour=9, source="web",
                    day=walk.today - dt.timedelta(days=3), submission_id=f"other-{number}",
                )
            )  # fmt: skip
            session.commit()
    assert figures_of(walk).passports.total.text == "0"
    assert figures_of(walk, other).passports.total.text == "5"


def test_areas_are_those_of_the_schools_whose_children_came(walk: Walk, cast: Cast) -> None:
    walk.stamp(cast.people.bram)
    walk.stamp(cast.people.bram, 1)
    walk.guests(0, 9)
    assert [(area, count.text) for area, count in figures_of(walk).areas] == [("Stein", "<5")]


def test_a_trail_that_nobody_walked_has_noughts(walk: Walk) -> None:
    found = figures_of(walk)
    assert found.ways is not None
    assert found.hours is not None
    assert (found.ways.guests.text, found.passports.total.text, found.areas) == ("0", "0", ())
    assert drops(found.stats) == (None, None, None)
    assert finished_share(found.stats) is None


def test_one_scan_is_few_everywhere(walk: Walk) -> None:
    scanned(walk, {(0, 0, 14): 1})
    found = figures_of(walk)
    assert (found.stats.scans.text, found.stats.stamps.text) == ("<5", "<5")
    if found.ways is not None:
        assert found.ways.guests.text == "<5"


def test_a_large_trail_takes_as_many_statements_as_an_empty_one(walk: Walk) -> None:
    database = walk.app.extensions["readify.database"]
    with statements_of(database) as empty:
        figures_of(walk)
    scanned(walk, {(spot, back, hour): 9 for spot in range(3) for back in range(4) for hour in range(9, 21)})
    with statements_of(database) as large:
        figures_of(walk)
    assert len(large) == len(empty) <= 6
    assert figures_of(walk).stats.stamps.text == str(9 * 3 * 4 * 12)


def test_where_fewer_go_on_is_told_per_spot(walk: Walk) -> None:
    scanned(walk, {(0, 1, 14): 40, (1, 1, 14): 30, (2, 1, 14): 33})
    scanned(walk, {(2, 0, 14): 10}, first=False, finishes=True)
    found = figures_of(walk)
    assert drops(found.stats) == (None, 25, -10)
    assert finished_share(found.stats) == 4


def test_two_years_are_compared_over_the_same_days(walk: Walk) -> None:
    last_year = trail_in(walk.app, walk.library, starts=-370, ends=-350, opened=False)
    before = Walk(
        walk.app, walk.library, walk.other_library, last_year,
        tuple(spot.id for spot in spots_of(walk.app, last_year)), (), (), walk.today,
    )  # fmt: skip
    scanned(before, {(0, 370, 14): 20, (0, 350, 14): 50})
    scanned(walk, {(0, 3, 14): 30})
    now = figures_of(walk).stats
    with walk.app.extensions["readify.database"].reading() as session:
        years = two_years(session, before_id=last_year, now=now)
        assert session.get_one(Trail, last_year).ends < walk.today
    assert (years.days, years.then.stamps.text, years.now.stamps.text) == (4, "20", "30")
    assert [(one.then.text, one.now.text) for one in years.spots] == [("20", "30"), ("0", "0"), ("0", "0")]


def test_the_provinces_overview_is_the_same_whatever_the_hidden_count_is(walk: Walk) -> None:
    scanned(walk, {(0, 1, 14): 13, (1, 0, 14): 1})
    seen = set()
    for _ in range(4):
        with walk.app.extensions["readify.database"].reading() as session:
            line = next(
                one for one in province(session, today=walk.today).libraries if one.library_id == walk.library
            )
        seen.add(line.stamps.text)
        scanned(walk, {(1, 0, 14): 1})
    assert seen == {"±20"}
