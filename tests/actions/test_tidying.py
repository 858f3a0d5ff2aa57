"""What has served its time goes; what is in use, and all that was read, stays."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from readify.actions.parent_letters import ask_letters, confirm_letters
from readify.actions.tidying import Tidied, clear_away
from readify.models import Card, LedgerEntry, ParentMail, Passport, PassportStamp, SignIn
from readify.perform import perform, present
from tests.cast import Cast
from tests.guests import a_passport, claim, guest_stamp
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def tidy(walk: Walk, *, days: int) -> Tidied:
    """So many days from now."""
    with walk.app.app_context():
        moment = present()
        later = dt.timedelta(days=days)
        done: Tidied = perform(clear_away, today=moment["today"] + later, now=moment["now"] + later)
    return done


def count(walk: Walk, table: type) -> int:
    with walk.app.extensions["readify.database"].reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_dead_ways_in_go_after_a_month_and_living_ones_stay(walk: Walk, cast: Cast) -> None:
    _, again = cast.child, cast.child  # the second card replaces the first, and ends what it opened
    assert tidy(walk, days=29) == Tidied(0, 0, 0, 0, 0, 0)
    assert tidy(walk, days=31) == Tidied(1, 1, 0, 0, 0, 0)
    assert (count(walk, SignIn), count(walk, Card)) == (1, 1)
    assert again.get("/thuis").status_code == 200
    assert tidy(walk, days=61).sign_ins == 1


def test_a_passport_that_nobody_used_for_a_year_goes_and_a_childs_stamps_stay(walk: Walk, cast: Cast) -> None:
    for spot in (0, 1):
        passport = a_passport(walk).passport_id
        guest_stamp(walk, passport, spot)
    claim(walk, cast.people.bram, passport)
    assert tidy(walk, days=365).passports == 0
    assert tidy(walk, days=366).passports == 2
    assert (count(walk, Passport), count(walk, PassportStamp), count(walk, LedgerEntry)) == (0, 0, 1)


def test_an_address_that_did_not_confirm_goes_after_a_week(walk: Walk) -> None:
    with walk.app.app_context():
        now = present()["now"]
        key = perform(ask_letters, email="een@huis.example", locale="nl", now=now)
        perform(ask_letters, email="twee@huis.example", locale="nl", now=now)
        perform(confirm_letters, key=key, now=now)
    assert tidy(walk, days=6).addresses == 0
    assert tidy(walk, days=8).addresses == 1
    assert count(walk, ParentMail) == 1
