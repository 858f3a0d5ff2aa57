"""What trails ask of the database in its own words, on PostgreSQL: replaced codes, claims, figures."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from readify.actions.claiming import claim_device
from readify.actions.libraries import make_library
from readify.actions.passports import Device, KeptStamp
from readify.actions.stamping import collect_stamp
from readify.actions.trails import make_trail, open_trail, replace_code
from readify.config import seeds_dir
from readify.db import Database
from readify.drafts.parsing import parse
from readify.drafts.reading import StampDraft
from readify.drafts.trail import TrailDraft
from readify.errors import NotFound
from readify.exchange.stories import load_stories
from readify.queries.library_home import own_libraries, stamps_by_hour
from readify.queries.passport import passports, stamps_of
from readify.queries.province import province
from readify.queries.spots import find_spot
from readify.queries.trail_figures import trail_figures
from readify.queries.trail_stats import trail_stats
from tests.actions.desk import NOW, TODAY, Desk, set_up_desk

pytestmark = pytest.mark.postgres
PLACES = ("Voordeur", "Striphoek", "Leesraam")
STORIES = load_stories(seeds_dir() / "stories")


@pytest.fixture
def desk(postgres_database: Database) -> Desk:
    return set_up_desk(postgres_database)


def a_trail(desk: Desk) -> int:
    library = desk.run(
        make_library, name="Proefbieb", municipality="Stein", branch="Proefbieb", staff=[], now=NOW
    ).value
    days = {"starts": TODAY - dt.timedelta(days=3), "ends": TODAY + dt.timedelta(days=3)}
    draft = parse(
        TrailDraft, {"name": "Spoor", "word": "MAAS", "story": "auvermannekes", "places": PLACES, **days}
    )
    trail = desk.run(make_trail, library_id=library, draft=draft, today=TODAY, now=NOW).value
    desk.run(open_trail, trail_id=trail, today=TODAY, now=NOW)
    return int(trail)


def test_a_trails_whole_way(desk: Desk) -> None:
    trail = a_trail(desk)
    with desk.database.reading() as session:
        spots = trail_stats(session, trail_id=trail, today=TODAY).trail.spots
    about = {"rules": desk.rules, "stories": STORIES, "reader_id": desk.noor, "today": TODAY, "now": NOW}
    draft = parse(StampDraft, {"submission_id": str(uuid.uuid4()), "code": spots[0].code})
    assert desk.run(collect_stamp, draft=draft, **about).value.fresh
    kept = tuple(KeptStamp(spot.spot_id, str(uuid.uuid4()), TODAY) for spot in spots)
    device = Device(None, kept, "nl", "x" * 32)
    assert desk.run(claim_device, device=device, **about).value.fresh == 2
    assert desk.run(claim_device, device=device, **about).value.fresh == 0
    desk.run(replace_code, spot_id=spots[0].spot_id, now=NOW)
    with desk.database.reading() as session:
        for code, refusal in ((spots[0].code, "old_code"), ("NIETS%", "unknown_code")):
            with pytest.raises(NotFound) as error:
                find_spot(session, code=code)
            assert error.value.code == refusal
        own = stamps_of(session, reader_id=desk.noor)
        assert passports(session, stamps=own, stories=STORIES, language="nl")[0].full
        figures = trail_figures(session, trail_id=trail, today=TODAY)
        assert figures.stats.stamps.text == "<5"
        assert [count.text for _, count in figures.areas] == ["<5"]
        assert figures.ways is not None
        assert figures.hours is not None
        assert figures.passports.total.text == "<5"
        beside = [one.days[-1].stamps for one in figures.stats.spots]
        assert len(stamps_by_hour(session, trail_id=trail, day=TODAY, beside=beside)) >= 8
        assert own_libraries(session, account_id=0, all_of_them=True)[0].trails[0].spots == 3
        assert province(session, today=TODAY).running == 1
    assert desk.drifts() == []
