"""A contest's session has three rooms: everybody's, the hall's claps, and the secretary's."""

from __future__ import annotations

import pytest
from flask import Flask

from readify.actions.contest_day import call_reader, start_session
from readify.actions.contest_hall import clap
from readify.actions.contest_scoring import touch_cards
from readify.models import ContestSession
from readify.perform import perform
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.live.test_rooms import NAMESPACE, connect, nudges


@pytest.fixture
def stage(cast: Cast, database) -> Stage:
    made = set_the_stage(database, schools=3)
    made.sitting = made.session(made.local)  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting)  # type: ignore[attr-defined]
    made.jurors = made.jury(made.sitting, 1)  # type: ignore[attr-defined]
    made.run(start_session, session_id=made.sitting)
    return made


def test_who_hears_a_turn_a_clap_and_a_juror(app: Flask, cast: Cast, stage: Stage):
    key = stage.one(ContestSession, stage.sitting).screen_key
    hall, phone = connect(app, {"hall": key}), connect(app, {"round": key})
    desk = connect(app, {"session": stage.sitting}, browser=cast.coordinator)
    with app.app_context():
        reader = stage.order[0]
        perform(call_reader, entrant_id=reader, now=NOW)
        perform(clap, session_id=stage.sitting, entrant_id=reader, sign="heart", now=NOW)
        touches = stage.card(reader, 4, 4, 4)
        perform(touch_cards, juror_id=stage.jurors[0], touches=touches, now=NOW)
    assert [one["kinds"] for one in nudges(phone)] == [["called"]]
    assert [one["kinds"] for one in nudges(hall)] == [["called"], ["clap", "heart"]]
    assert [one["kinds"] for one in nudges(desk)] == [["called"], ["scored"]]


@pytest.mark.parametrize("wish", [{"hall": "wrong"}, {"round": 7}, {"session": "1"}, {"session": 987}])
def test_a_wish_that_opens_nothing_is_refused(app: Flask, stage: Stage, wish: dict[str, object]):
    assert not connect(app, wish).is_connected(NAMESPACE)


def test_only_the_secretary_joins_as_secretary(app: Flask, cast: Cast, stage: Stage):
    wish = {"session": stage.sitting}
    assert connect(app, wish, browser=cast.coordinator).is_connected(NAMESPACE)
    assert not connect(app, wish, browser=cast.librarian).is_connected(NAMESPACE)
    assert not connect(app, wish).is_connected(NAMESPACE)
