"""A trail's figures: counted per spot and day, hidden when small, and what they come to."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event

from readify.actions.stamping import count_scan
from readify.errors import NotFound
from readify.models import TrailStage
from readify.perform import perform, present
from readify.queries.library_home import stamps_by_hour
from readify.queries.trail_figures import TrailFigures, trail_figures
from readify.queries.trail_findings import findings, silent_spots
from readify.queries.trail_stats import TrailStats, trail_overview, trail_stats, trail_step
from tests.cast import Cast
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def stats_of(walk: Walk) -> TrailStats:
    with walk.app.extensions["readify.database"].reading() as session:
        return trail_stats(session, trail_id=walk.trail, today=walk.today)


def figures_of(walk: Walk) -> TrailFigures:
    with walk.app.extensions["readify.database"].reading() as session:
        return trail_figures(session, trail_id=walk.trail, today=walk.today)


def test_scans_and_stamps_are_counted_per_spot_and_day(walk: Walk, cast: Cast) -> None:
    walk.guests(0, 12, days_ago=1)
    walk.guests(0, 6)
    for _ in range(2):
        walk.stamp(cast.people.bram)
    found = stats_of(walk).spots[0]
    assert [cell.scans.text for cell in found.days] == ["0", "0", "12", "8"]
    assert [cell.stamps.text for cell in found.days] == ["0", "0", "12", "7"]
    assert (found.scans.text, found.stamps.text) == ("20", "19")


def test_under_five_is_hidden_and_so_is_what_would_give_it_away(walk: Walk, cast: Cast) -> None:
    walk.guests(0, 30, days_ago=1)
    walk.stamp(cast.people.bram)
    found = stats_of(walk)
    assert found.spots[0].days[-1].scans.text == "<5"
    assert found.spots[0].scans.text == "±30"
    assert found.stamps.about
    ways = figures_of(walk).ways
    assert ways is not None
    assert (ways.guests.text, ways.accounts.text) == ("±30", "<5")


def test_finishers_are_counted_on_their_day(walk: Walk) -> None:
    walk.guests(2, 7, days_ago=1, finishes=True)
    found = stats_of(walk)
    assert [one.count.text for one in found.finishers] == ["0", "0", "7", "0"]
    assert found.finished.text == "7"


def test_staff_who_look_are_not_counted(walk: Walk) -> None:
    with walk.app.app_context():
        moment = present()
        for _ in range(6):
            perform(
                count_scan,
                code=walk.codes[0],
                visitor="staff",
                today=moment["today"],
                now=moment["now"],
            )
    assert stats_of(walk).scans.text == "0"


def test_the_figures_take_three_statements_however_much_was_scanned(walk: Walk) -> None:
    seen: list[str] = []
    engine = walk.app.extensions["readify.database"].engine
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    stats_of(walk)
    few = len(seen)
    walk.guests(0, 40)
    seen.clear()
    stats_of(walk)
    assert len(seen) == few <= 3


def test_an_unknown_trail_is_not_found(walk: Walk) -> None:
    with walk.app.extensions["readify.database"].reading() as session, pytest.raises(NotFound):
        trail_overview(session, trail_id=999)


def test_a_quiet_spot_is_noticed_only_while_others_are_busy(walk: Walk) -> None:
    assert silent_spots(stats_of(walk), today=walk.today) == ()
    walk.guests(0, 9)
    walk.guests(1, 2, days_ago=1)
    assert [spot.place for spot in silent_spots(stats_of(walk), today=walk.today)] == ["Leesraam"]


def test_where_many_stop_is_found(walk: Walk) -> None:
    walk.guests(0, 40, days_ago=2)
    walk.guests(1, 38, days_ago=2)
    walk.guests(2, 20, days_ago=2)
    drop = findings(figures_of(walk))[0]
    assert (drop.kind, drop.spot and drop.spot.position, drop.percent) == ("drop", 2, 47)


def test_with_little_to_go_on_nothing_is_concluded(walk: Walk) -> None:
    walk.guests(0, 4)
    assert [one.kind for one in findings(figures_of(walk))] == ["early"]


def test_guests_and_accounts_are_told_apart(walk: Walk, cast: Cast) -> None:
    walk.guests(0, 16)
    kinds = {one.kind: one.percent for one in findings(figures_of(walk))}
    assert kinds["guests"] == 100


def test_hours_of_a_day_are_hidden_when_small(walk: Walk, cast: Cast) -> None:
    walk.stamp(cast.people.bram)
    beside = [one.days[-1].stamps for one in stats_of(walk).spots]
    with walk.app.extensions["readify.database"].reading() as session:
        hours = dict(stamps_by_hour(session, trail_id=walk.trail, day=walk.today, beside=beside))
    assert [count.text for count in hours.values() if count.size] == ["<5"]
    assert set(range(10, 18)) <= set(hours)


@pytest.mark.parametrize(
    ("stage", "starts", "ends", "step"),
    [
        ("draft", -1, 1, 0),
        ("running", 1, 2, 1),
        ("running", -1, 1, 2),
        ("running", -3, -1, 3),
        ("ended", 1, 2, 3),
    ],
)
def test_the_step_follows_from_stage_and_dates(stage: str, starts: int, ends: int, step: int) -> None:
    today = dt.date(2026, 7, 27)
    first, last = (today + dt.timedelta(days=days) for days in (starts, ends))
    assert trail_step(TrailStage(stage), first, last, today) == step
