"""A desk's stamps and books on both databases: once, by whom, back again, and gone with the child."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from readify.actions.accounts import make_account
from readify.actions.cards import make_card
from readify.actions.desk import AtDesk, log_at_desk, stamp_at_desk
from readify.actions.desk_mistakes import take_back_at_desk
from readify.actions.desk_passports import claim_at_desk, new_at_desk, reprint_at_desk, take_in_at_desk
from readify.actions.libraries import make_library
from readify.actions.privacy import erase_reader
from readify.actions.trails import make_trail, open_trail
from readify.config import seeds_dir
from readify.drafts.desk import DeskStampDraft, shown_card
from readify.drafts.parsing import parse
from readify.drafts.trail import TrailDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.exchange.stories import load_stories
from readify.models import (
    AuditEntry,
    DeskAction,
    LedgerEntry,
    Passport,
    PassportStamp,
    Role,
    Scan,
    Spot,
    TrailLibrary,
)
from readify.queries.desk import card_holder, desk_trails, stamped_spots
from readify.queries.desk_log import desk_log
from tests.actions.desk import NOW, TODAY, Desk, a_reading, set_up_desk
from tests.people import PASSWORD_HASH

PLACES = ("Voordeur", "Striphoek", "Leesraam")
STORIES = load_stories(seeds_dir() / "stories")
SECRET = "a-secret-for-tests-only-and-long-enough"
MOMENT: dict[str, Any] = {"today": TODAY, "now": NOW}


@dataclass
class Counter:
    """A library's desk with a running trail, another library, and Noor's own card."""

    desk: Desk
    at: AtDesk
    elsewhere: AtDesk
    trail: int
    spots: list[int]
    card: str

    def stamp(self, spot: int = 0, *, card: str = "", at: AtDesk | None = None) -> Any:
        draft = {"submission_id": str(uuid.uuid4()), "card": card or self.card, "spot": self.spots[spot]}
        return self.desk.run(
            stamp_at_desk,
            rules=self.desk.rules,
            stories=STORIES,
            desk=at or self.at,
            draft=parse(DeskStampDraft, draft),
            **MOMENT,
        ).value

    def rows(self, table: Any, *where: Any) -> list[Any]:
        with self.desk.database.reading() as session:
            return list(session.scalars(select(table).where(*where).order_by(table.id)))

    def take_back(self, action: int = -1) -> None:
        last = self.rows(DeskAction)[action].id
        self.desk.run(take_back_at_desk, rules=self.desk.rules, desk=self.at, action_id=last, **MOMENT)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def counter(request: pytest.FixtureRequest) -> Counter:
    name = "database" if request.param == "sqlite" else "postgres_database"
    desk = set_up_desk(request.getfixturevalue(name))
    staff = desk.run(
        make_account,
        email="bieb@bieb.example",
        name="Bieb Proef",
        role=Role.LIBRARIAN,
        password_hash=PASSWORD_HASH,
        now=NOW,
    ).value
    libraries = [
        desk.run(make_library, name=name, municipality="Stein", branch=name, staff=[staff], now=NOW).value
        for name in ("Proefbieb", "Andere bieb")
    ]
    days = {"starts": TODAY - dt.timedelta(days=3), "ends": TODAY}
    draft = parse(
        TrailDraft, {"name": "Spoor", "word": "MAAS", "story": "auvermannekes", "places": PLACES, **days}
    )
    trail = desk.run(make_trail, library_id=libraries[0], draft=draft, **MOMENT).value
    desk.run(open_trail, trail_id=trail, **MOMENT)
    with desk.database.reading() as session:
        spots = list(session.scalars(select(Spot.id).where(Spot.trail_id == trail).order_by(Spot.position)))
    here, there = (AtDesk(library, staff, SECRET) for library in libraries)
    token = desk.run(make_card, reader_id=desk.noor, now=NOW).value.token
    return Counter(desk, here, there, trail, spots, f"https://readify.example/K/{token}")


def test_two_devices_at_once_give_one_stamp_with_help(counter: Counter) -> None:
    with ThreadPoolExecutor(2) as devices:
        given = list(devices.map(lambda _: counter.stamp(), range(2)))
    assert sorted(one.fresh for one in given) == [False, True]
    (entry,) = counter.rows(LedgerEntry)
    assert (entry.reader_id, entry.source, entry.given_by) == (
        counter.desk.noor,
        "desk",
        counter.at.account_id,
    )
    assert [one.first for one in counter.rows(Scan, Scan.with_help)].count(True) == 1
    (action,) = counter.rows(DeskAction)
    assert (action.account_id, action.entry_id) == (counter.at.account_id, entry.id)
    assert [one.action for one in counter.rows(AuditEntry, AuditEntry.subject == "desk")] == ["desk_stamp"]
    assert counter.desk.drifts() == []


def test_a_stamp_taken_back_is_gone_and_can_be_given_again(counter: Counter) -> None:
    counter.stamp()
    counter.take_back()
    counter.take_back()
    with counter.desk.database.reading() as session:
        holder = card_holder(session, shown=shown_card(counter.card), secret=SECRET)
        assert stamped_spots(session, holder) == frozenset()
        (line,) = desk_log(session, library_id=counter.at.library_id, day=TODAY, began=NOW)
        assert (line.taken_back, line.can_go_back, line.what) == (True, False, "Voordeur")
    assert counter.rows(Scan) == []
    assert counter.stamp().fresh
    assert counter.desk.drifts() == []


def test_another_desk_neither_stamps_nor_takes_back_until_it_shares_the_trail(counter: Counter) -> None:
    with pytest.raises(NotFound):
        counter.stamp(at=counter.elsewhere)
    counter.stamp()
    with pytest.raises(NotFound):
        counter.desk.run(
            take_back_at_desk,
            rules=counter.desk.rules,
            desk=counter.elsewhere,
            action_id=counter.rows(DeskAction)[0].id,
            **MOMENT,
        )
    row = {"trail_id": counter.trail, "library_id": counter.elsewhere.library_id, "agreed_at": NOW}
    with counter.desk.database.writing() as session:
        session.execute(insert(TrailLibrary), row)
        session.commit()
    assert counter.stamp(1, at=counter.elsewhere).fresh


def test_what_waited_counts_on_the_day_it_was_done(counter: Counter) -> None:
    yesterday = (NOW - dt.timedelta(days=1)).isoformat()
    counter.stamp()
    late = parse(
        DeskStampDraft,
        {
            "submission_id": str(uuid.uuid4()),
            "card": counter.card,
            "spot": counter.spots[1],
            "at": yesterday,
        },
    )
    # It arrives a day after the trail's last.
    tomorrow = {"today": TODAY + dt.timedelta(days=1), "now": NOW + dt.timedelta(days=1)}
    about = {"rules": counter.desk.rules, "stories": STORIES, "desk": counter.at}
    assert counter.desk.run(stamp_at_desk, draft=late, **about, **tomorrow).value.fresh
    assert counter.rows(LedgerEntry)[1].day == TODAY - dt.timedelta(days=1)
    with counter.desk.database.reading() as session:
        (line,) = desk_log(
            session, library_id=counter.at.library_id, day=tomorrow["today"], began=tomorrow["now"]
        )
        assert line.what == "Striphoek"
    fresh = parse(DeskStampDraft, {**late.model_dump(), "at": None, "submission_id": uuid.uuid4()})
    with pytest.raises(NotFound):
        counter.desk.run(stamp_at_desk, draft=fresh, **about, **tomorrow)


def test_a_passport_is_stamped_claimed_once_and_handed_in(counter: Counter) -> None:
    run, rules = counter.desk.run, counter.desk.rules
    made = run(new_at_desk, desk=counter.at, language="nl", **MOMENT).value
    assert counter.stamp(card=made.code).fresh
    assert not counter.stamp(card=f"/P/{made.token}").fresh
    stamp = counter.rows(PassportStamp)[0]
    assert (stamp.with_help, stamp.source, stamp.given_by_id) == (True, "desk", counter.at.account_id)
    counter.take_back()
    assert counter.rows(PassportStamp) == []
    counter.stamp(1, card=made.code)
    shown = shown_card(made.code)
    with pytest.raises(Conflict):
        run(
            log_at_desk,
            rules=rules,
            desk=counter.at,
            shown=shown,
            draft=a_reading(),
            **MOMENT,
        )
    both = {"passport": shown, "child": shown_card(counter.card)}
    for fresh in (1, 0):
        claimed = run(claim_at_desk, rules=rules, stories=STORIES, desk=counter.at, **both, **MOMENT)
        assert claimed.value.fresh == fresh
    run(take_in_at_desk, desk=counter.at, shown=shown, **MOMENT)
    assert counter.rows(Passport)[0].returned_at == NOW
    again = run(reprint_at_desk, desk=counter.at, shown=shown, **MOMENT).value
    with pytest.raises(NotFound):
        counter.stamp(2, card=made.code)
    assert counter.stamp(2, card=again.code).fresh
    assert len(counter.rows(LedgerEntry)) == 2
    counter.take_back()
    assert [row.kind.value for row in counter.rows(LedgerEntry)] == ["stamp", "stamp", "withdrawal"]
    assert counter.desk.drifts() == []


def test_what_makes_no_stamp_cannot_go_back(counter: Counter) -> None:
    counter.desk.run(new_at_desk, desk=counter.at, language="nl", **MOMENT)
    with pytest.raises(Conflict):
        counter.take_back()


def test_a_book_goes_back_too(counter: Counter) -> None:
    counter.desk.run(
        log_at_desk,
        rules=counter.desk.rules,
        desk=counter.at,
        shown=shown_card(counter.card),
        draft=a_reading(book={"title": "Lampje"}),
        **MOMENT,
    )
    with counter.desk.database.reading() as session:
        (line,) = desk_log(session, library_id=counter.at.library_id, day=TODAY, began=NOW)
        assert (line.what, line.can_go_back) == ("Lampje", True)
    counter.take_back()
    assert counter.desk.drifts() == []


def test_a_card_that_was_replaced_or_is_half_gives_nothing(counter: Counter) -> None:
    with pytest.raises(Invalid, match="halve code"):
        counter.stamp(card=counter.card[:-4])
    counter.desk.run(make_card, reader_id=counter.desk.noor, now=NOW)
    with pytest.raises(NotFound):
        counter.stamp()
    assert counter.rows(LedgerEntry) == counter.rows(DeskAction) == []


def test_erasing_the_child_takes_its_lines_at_the_desk_along(counter: Counter) -> None:
    counter.stamp()
    counter.desk.run(erase_reader, rules=counter.desk.rules, reader_id=counter.desk.noor, **MOMENT)
    assert counter.rows(DeskAction) == []


def test_a_desk_shows_its_trails_while_they_run(counter: Counter) -> None:
    with counter.desk.database.reading() as session:

        def trails(day: dt.date) -> int:
            return len(desk_trails(session, library_id=counter.at.library_id, today=day))

        assert [trails(TODAY), trails(TODAY + dt.timedelta(days=1))] == [1, 0]
        assert session.scalar(select(func.count()).select_from(DeskAction)) == 0
