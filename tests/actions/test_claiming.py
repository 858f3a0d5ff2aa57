"""A passport taken along into an account: both histories come together exactly once, in whatever order."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from readify.actions.passports import KeptStamp
from readify.errors import Conflict, NotFound
from readify.models import LedgerEntry, PassportStamp, Reader, ReaderTally
from readify.queries.drift import goal_drifts, reader_drift
from tests.cast import Cast
from tests.guests import (
    a_passport,
    claim,
    claim_kept,
    guest_stamp,
    kept_on_device,
    spots_in,
    visit,
)
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def lights(walk: Walk, reader_id: int) -> int:
    with walk.app.extensions["readify.database"].reading() as session:
        return session.scalar(select(ReaderTally.lights).where(ReaderTally.reader_id == reader_id)) or 0


def stamped(walk: Walk, reader_id: int) -> list[int]:
    """The indexes of the spots in the child's ledger, in order; one that is there twice comes twice."""
    with walk.app.extensions["readify.database"].reading() as session:
        found = session.scalars(
            select(LedgerEntry.spot_id).where(
                LedgerEntry.reader_id == reader_id, LedgerEntry.spot_id.is_not(None)
            )
        )
        return sorted(walk.spots.index(spot) for spot in found)


def drifts(walk: Walk, *readers: int) -> list[str]:
    with walk.app.extensions["readify.database"].reading() as session:
        rules = walk.app.extensions["readify.rulebook"]
        found = [reader_drift(session, rules=rules, reader_id=one) for one in readers]
        return [str(one) for one in (*found, *goal_drifts(session)) if one]


def test_a_passport_goes_along_on_its_own_days(walk: Walk, cast: Cast) -> None:
    bram = cast.people.bram
    walk.stamp(bram, 0)
    done = claim_kept(walk, bram, kept_on_device(walk, 1, days_ago=2))
    assert (done.fresh, done.known, done.lights) == (1, 0, 10)
    with walk.app.extensions["readify.database"].reading() as session:
        days = session.scalars(select(LedgerEntry.day).where(LedgerEntry.spot_id == walk.spots[1])).all()
    assert days == [walk.today - dt.timedelta(days=2)]
    assert drifts(walk, bram) == []


def test_taking_along_twice_counts_once(walk: Walk, cast: Cast) -> None:
    passport = a_passport(walk).passport_id
    for spot in (0, 1):
        guest_stamp(walk, passport, spot)
    assert claim(walk, cast.people.bram, passport).fresh == 2
    again = claim(walk, cast.people.bram, passport)
    assert (again.fresh, again.known, again.lights) == (0, 2, 0)
    assert lights(walk, cast.people.bram) == 20


def test_two_passports_of_one_child_count_each_spot_once(walk: Walk, cast: Cast) -> None:
    for spots in ((0, 1), (1, 2)):
        passport = a_passport(walk).passport_id
        for spot in spots:
            guest_stamp(walk, passport, spot)
        claim(walk, cast.people.bram, passport)
    assert stamped(walk, cast.people.bram) == [0, 1, 2]
    assert lights(walk, cast.people.bram) == 30


def test_a_claimed_passport_is_refused_to_another_child_in_kind_words(walk: Walk, cast: Cast) -> None:
    passport = a_passport(walk).passport_id
    guest_stamp(walk, passport)
    claim(walk, cast.people.bram, passport)
    with pytest.raises(Conflict, match="Vraag het aan de balie") as refusal:
        claim(walk, cast.people.amira, passport)
    assert refusal.value.code == "claimed_by_other"
    assert stamped(walk, cast.people.amira) == []


def test_of_four_at_once_one_child_gets_it(walk: Walk, cast: Cast) -> None:
    passport = a_passport(walk).passport_id
    for spot in range(3):
        guest_stamp(walk, passport, spot)
    people = cast.people

    def attempt(child: int) -> int:
        try:
            return claim(walk, child, passport).fresh
        except Conflict:
            return 0

    with ThreadPoolExecutor(4) as pool:
        children = (people.bram, people.amira, people.outsider, people.bram)
        assert sum(pool.map(attempt, children)) == 3
    assert drifts(walk, *children) == []


def test_another_device_goes_on_in_the_childs_account(walk: Walk, cast: Cast) -> None:
    passport = a_passport(walk).passport_id
    guest_stamp(walk, passport, 0)
    claim(walk, cast.people.bram, passport)
    assert guest_stamp(walk, passport, 1).fresh
    walk.stamp(cast.people.bram, 2)
    assert guest_stamp(walk, passport, 2).fresh  # new on paper, known in the account
    assert stamped(walk, cast.people.bram) == [0, 1, 2]
    assert lights(walk, cast.people.bram) == 30
    assert drifts(walk, cast.people.bram) == []


def test_a_child_who_left_does_not_take_the_guests_stamps_away(walk: Walk, cast: Cast) -> None:
    passport = a_passport(walk).passport_id
    guest_stamp(walk, passport, 0)
    claim(walk, cast.people.bram, passport)
    with walk.app.extensions["readify.database"].writing() as session:
        session.get_one(Reader, cast.people.bram).left_at = dt.datetime.now(dt.UTC)
        session.commit()
    assert guest_stamp(walk, passport, 1).fresh
    assert spots_in(walk, passport) == [0, 1]


def test_stamps_of_a_cookie_move_over_once_and_are_found_again(walk: Walk, cast: Cast) -> None:
    kept = tuple(kept_on_device(walk, 0, 1))
    moved = visit(walk, 2, kept=kept)
    assert spots_in(walk, moved.passport_id) == [0, 1, 2]
    again = visit(walk, 2, kept=kept)  # the first answer, with the key, never arrived
    assert (again.passport_id, again.fresh) == (moved.passport_id, False)
    assert again.opened.token != moved.opened.token
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.scalar(select(func.count()).select_from(PassportStamp)) == 3


def test_a_copied_cookie_gives_nothing_to_a_second_child(walk: Walk, cast: Cast) -> None:
    kept = kept_on_device(walk, 0, 1)
    assert claim_kept(walk, cast.people.bram, kept).fresh == 2
    assert claim_kept(walk, cast.people.bram, kept).fresh == 0
    with pytest.raises(Conflict):
        claim_kept(walk, cast.people.amira, kept)
    assert stamped(walk, cast.people.amira) == []


def test_a_stamp_of_a_spot_that_is_no_more_is_passed_over(walk: Walk, cast: Cast) -> None:
    gone = KeptStamp(10**6, str(uuid.uuid4()), walk.today)
    assert claim_kept(walk, cast.people.bram, [gone]).fresh == 0
    assert claim_kept(walk, cast.people.bram, []).fresh == 0


def test_a_claimed_submission_answers_the_api_as_any_other(walk: Walk, cast: Cast) -> None:
    kept = kept_on_device(walk, 0)
    claim_kept(walk, cast.people.bram, kept)
    done = walk.stamp(cast.people.bram, submission=kept[0].submission_id)
    assert not done.fresh
    assert done.answer["story"]["title"]


def test_a_passport_that_is_not_there_is_not_found(walk: Walk, cast: Cast) -> None:
    with pytest.raises(NotFound):
        claim(walk, cast.people.bram, 10**6)


# What can happen around one family's phone, card and account, in any order.
HAPPENINGS = st.one_of(
    st.tuples(st.sampled_from(("phone", "card", "account", "cookie")), st.integers(0, 2)),
    st.tuples(st.sampled_from(("claim phone", "claim card", "claim cookie")), st.just(0)),
)


@given(st.lists(HAPPENINGS, max_size=9), st.booleans())
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_on_any_device_merges_to_each_spot_once(
    walk: Walk, cast: Cast, happenings: list[tuple[str, int]], twice: bool
) -> None:
    reader = a_new_child(walk, cast)
    passports = {"phone": a_passport(walk).passport_id, "card": a_passport(walk).passport_id}
    cookie: list[KeptStamp] = []
    want: set[int] = set()
    wholes = [*happenings, ("claim phone", 0), ("claim card", 0), ("claim cookie", 0)]
    for kind, spot in wholes + wholes * twice:
        if kind == "account":
            walk.stamp(reader, spot)
        elif kind == "cookie":
            cookie += kept_on_device(walk, spot)
        elif kind == "claim cookie":
            claim_kept(walk, reader, cookie)
        elif kind in passports:
            guest_stamp(walk, passports[kind], spot)
        else:
            claim(walk, reader, passports[kind.removeprefix("claim ")])
        if not kind.startswith("claim"):
            want.add(spot)
    assert stamped(walk, reader) == sorted(want)
    assert lights(walk, reader) == 10 * len(want)
    assert drifts(walk, reader) == []


def a_new_child(walk: Walk, cast: Cast) -> int:
    with walk.app.extensions["readify.database"].writing() as session:
        child = Reader(
            classroom_id=cast.people.classroom,
            name="Noor",
            companion="bever",
            created_at=dt.datetime.now(dt.UTC),
        )
        session.add(child)
        session.flush()
        session.add(ReaderTally(reader_id=child.id))
        session.commit()
        return child.id
