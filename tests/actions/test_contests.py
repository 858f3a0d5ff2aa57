"""A contest from plan to winner, on both databases: what goes right, and what is refused in clear words."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from readify.actions.contest_day import bring_back, call_reader, draw_session, mark_late, start_session
from readify.actions.contest_entering import accept_entrants, change_entrant, enter_reader, give_consent
from readify.actions.contest_handing_in import hand_in, take_back_hand_in
from readify.actions.contest_jury import open_link, renew_key, replace_juror, seat_juror
from readify.actions.contest_making import delete_contest
from readify.actions.contest_names import forget_reader, remove_names
from readify.actions.contest_results import decide_tie, reveal_next, seal_session
from readify.actions.contest_rounds import change_round, remove_round
from readify.actions.contest_schools import SchoolRow, ask_schools
from readify.actions.contest_scoring import cast_ballot, touch_cards
from readify.actions.contest_sessions import change_session, remove_session
from readify.actions.contest_spreading import move_entrant, spread_entrants
from readify.actions.contest_withdrawing import withdraw_entrant
from readify.db import Database
from readify.drafts.contest_scores import BallotDraft
from readify.drafts.contest_session import JurorDraft, SessionDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.game.contest.order import DrawRecord
from readify.models import (
    BookRule,
    Contest,
    ContestRound,
    ContestSession,
    Deciding,
    Decision,
    Entrant,
    EntrantState,
    EntryRule,
    Outcome,
    Scorecard,
    ScoreTouch,
    SessionResult,
    SessionState,
)
from readify.queries.contest_standing import judging_of
from tests.contest_stage import DAY, NOW, SLUGS, Stage, a_draft, a_round, set_the_stage

LATER = NOW + dt.timedelta(days=4)


@pytest.fixture
def sqlite_database(tmp_path: Path, migrated: Path) -> Iterator[Database]:
    """A migrated file of its own, without an app around it."""
    (tmp_path / "readify.db").write_bytes(migrated.read_bytes())
    database = Database(f"sqlite:///{tmp_path / 'readify.db'}", synchronous="NORMAL", pool_size=2)
    yield database
    database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def stage(request: pytest.FixtureRequest) -> Stage:
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    return set_the_stage(request.getfixturevalue(name))


@pytest.fixture
def quick(sqlite_database: Database) -> Stage:
    """On SQLite only: for what asks nothing special of a database."""
    return set_the_stage(sqlite_database)


def refusal(stage: Stage, action, **arguments) -> Conflict | Invalid:
    with pytest.raises((Conflict, Invalid)) as refused:
        stage.run(action, **arguments)
    assert refused.value.message
    return refused.value


def totals(stage: Stage, session_id: int) -> dict:
    with stage.database.reading() as session:
        return judging_of(session, session_id).totals


def results(stage: Stage, session_id: int) -> dict[int, SessionResult]:
    with stage.database.reading() as session:
        wanted = select(SessionResult).where(SessionResult.session_id == session_id)
        return {one.entrant_id: one for one in session.scalars(wanted)}


def test_from_entry_to_the_next_round(stage: Stage) -> None:
    final = stage.session(stage.regional, "Regio")
    sitting = stage.session(stage.local, "Lokaal", feeds_id=final)
    one, two, three = stage.filled(sitting)
    jurors = stage.jury(sitting)
    stage.read_all(sitting)
    stage.judged(sitting, {one: 3, two: 5, three: 4}, jurors)
    stage.revealed(sitting)
    found = results(stage, sitting)
    assert [(found[reader].place, found[reader].outcome) for reader in (two, three, one)] == [
        (1, Outcome.GOES_ON),
        (2, Outcome.RESERVE),
        (3, Outcome.TOOK_PART),
    ]
    onward = {row.came_from_id: row for row in stage.entrants(stage.regional)}
    assert set(onward) == {two, three}
    assert (onward[two].state, onward[two].session_id) == (EntrantState.ACCEPTED, final)
    assert (onward[three].state, onward[three].reserve_rank) == (EntrantState.RESERVE, 1)
    assert onward[two].name == stage.one(Entrant, two).name
    assert onward[two].book_title == "Onder de Maas"
    assert stage.run(withdraw_entrant, entrant_id=onward[two].id) == onward[three].id
    assert stage.one(Entrant, onward[three].id).state is EntrantState.ACCEPTED
    assert stage.one(Entrant, onward[three].id).replaces_id == onward[two].id


def test_the_order_is_drawn_once_and_its_record_draws_it_again(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    order = stage.filled(sitting, 5)
    kept = stage.one(ContestSession, sitting).draw_record
    record = DrawRecord(
        kept["method"],
        kept["seed"],
        kept["seed_hash"],
        tuple(kept["tickets"]),
        kept["list_hash"],
        tuple(kept["order"]),
    )
    assert record.repeats()
    assert record.order == order
    assert refusal(stage, draw_session, session_id=sitting).code == "already_drawn"


def test_after_a_change_of_readers_the_order_may_be_drawn_again_before_the_start(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    first = quick.filled(sitting, 3)
    quick.run(withdraw_entrant, entrant_id=first[0])
    assert set(quick.run(draw_session, session_id=sitting, seed="other").order) == set(first[1:])
    quick.jury(sitting)
    quick.run(start_session, session_id=sitting)
    assert refusal(quick, draw_session, session_id=sitting).code == "begun"


def test_a_school_that_may_send_one_sends_one(stage: Stage) -> None:
    school = stage.schools[0]
    first = stage.entry(school)
    assert (
        refusal(
            stage, enter_reader, round_id=stage.local, contest_school_id=school, draft=a_draft("Noah")
        ).code
        == "already_sent"
    )
    stage.run(withdraw_entrant, entrant_id=first)
    assert stage.entry(school, "Noah")


def test_two_champions_from_a_class_that_may_send_one_are_told_apart_by_class(quick: Stage) -> None:
    draft = a_round(quick, quick.local, entry_rule=EntryRule.CLASS)
    quick.run(change_round, round_id=quick.local, draft=draft)
    school = quick.schools[0]
    quick.entry(school, "Fenna", class_name="groep 7")
    quick.entry(school, "Noah", class_name="groep 8")
    again = {"round_id": quick.local, "contest_school_id": school}
    assert (
        refusal(quick, enter_reader, **again, draft=a_draft("Aylin", class_name="Groep 7")).code
        == "already_sent"
    )
    assert "class_name" in refusal(quick, enter_reader, **again, draft=a_draft("Sam", class_name="")).fields


def test_a_form_sent_twice_is_one_entry(stage: Stage) -> None:
    draft = a_draft()
    sent = {"round_id": stage.local, "contest_school_id": stage.schools[0]}
    first = stage.run(enter_reader, **sent, draft=draft)
    assert stage.run(enter_reader, **sent, draft=draft) == first
    other = draft.model_copy(update={"name": "Noah"})
    assert refusal(stage, enter_reader, **sent, draft=other).code == "conflict"


def test_entering_has_its_days_and_the_organiser_may_be_late(quick: Stage) -> None:
    days = {"opens": DAY - dt.timedelta(days=9), "closes": DAY - dt.timedelta(days=2)}
    quick.run(change_round, round_id=quick.local, draft=a_round(quick, quick.local, **days))
    sent = {"round_id": quick.local, "contest_school_id": quick.schools[0], "draft": a_draft()}
    assert refusal(quick, enter_reader, **sent).code == "too_late"
    assert refusal(quick, enter_reader, **sent, now=NOW - dt.timedelta(days=20)).code == "not_open"
    assert quick.run(enter_reader, **sent, by_organiser=True)


def test_only_winners_enter_a_round_of_winners_and_no_round_of_another_contest(quick: Stage) -> None:
    sent = {"contest_school_id": quick.schools[0], "draft": a_draft()}
    assert refusal(quick, enter_reader, round_id=quick.regional, **sent).code == "only_winners"
    other = set_the_stage(quick.database)
    with pytest.raises(NotFound):
        quick.run(enter_reader, round_id=other.local, **sent)


def test_a_book_that_is_too_old_is_told_with_its_field(quick: Stage) -> None:
    draft = a_round(quick, quick.local, book_rule=BookRule.RECENT, book_years=5)
    quick.run(change_round, round_id=quick.local, draft=draft)
    sent = {"round_id": quick.local, "contest_school_id": quick.schools[0]}
    assert "book_year" in refusal(quick, enter_reader, **sent, draft=a_draft(book_year=2021)).fields
    assert "book_year" in refusal(quick, enter_reader, **sent, draft=a_draft()).fields
    assert quick.run(enter_reader, **sent, draft=a_draft(book_year=2022))


def test_what_does_not_fit_waits_and_comes_in_when_somebody_leaves(stage: Stage) -> None:
    sitting = stage.session(stage.local, seats=2)
    ids = [stage.entry(school) for school in stage.schools[:4]]
    stage.run(accept_entrants, round_id=stage.local, entrant_ids=ids)
    made = stage.run(spread_entrants, round_id=stage.local)
    assert (len(made.placed), len(made.waiting)) == (2, 2)
    waits = made.waiting[0]
    assert refusal(stage, move_entrant, entrant_id=waits, session_id=sitting).code == "full"
    assert stage.run(withdraw_entrant, entrant_id=next(iter(made.placed))) == waits
    assert stage.one(Entrant, waits).session_id == sitting
    roomy = stage.session(stage.local, "Tweede")
    stage.run(spread_entrants, round_id=stage.local)
    assert stage.one(Entrant, made.waiting[1]).session_id == roomy


def test_no_more_seats_may_be_taken_away_than_are_free(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    quick.filled(sitting, 3)
    draft = SessionDraft(name="Zitting", seats=2)
    assert refusal(quick, change_session, session_id=sitting, draft=draft).code == "too_few_seats"
    draft = a_round(quick, quick.local, per_session=2)
    assert refusal(quick, change_round, round_id=quick.local, draft=draft).code == "fuller"


def test_a_changed_weight_is_refused_after_the_first_score(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    readers = stage.filled(sitting)
    jurors = stage.jury(sitting)
    heavier = a_round(stage, stage.local)
    heavier = heavier.model_copy(
        update={"criteria": (heavier.criteria[0].model_copy(update={"weight": 3}), *heavier.criteria[1:])}
    )
    stage.run(change_round, round_id=stage.local, draft=heavier)
    stage.read_all(sitting)
    stage.score(jurors[0], readers[0], 5, 1, 1)
    even = a_round(stage, stage.local)
    even = even.model_copy(
        update={"criteria": tuple(one.model_copy(update={"weight": 1}) for one in even.criteria)}
    )
    assert refusal(stage, change_round, round_id=stage.local, draft=even).code == "already_scored"
    for judged in ({"goes_on": 2}, {"decides": Deciding.VOTE}, {"scale_high": 6}):
        draft = a_round(stage, stage.local, **judged)
        assert refusal(stage, change_round, round_id=stage.local, draft=draft).code == "already_scored"
    renamed = a_round(stage, stage.local, name="Lokale ronde Zuid")
    stage.run(change_round, round_id=stage.local, draft=renamed)
    assert stage.one(ContestRound, stage.local).name == "Lokale ronde Zuid"


def test_a_round_under_way_is_not_deleted_and_loses_nothing(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    stage.filled(sitting)
    assert refusal(stage, remove_round, round_id=stage.local).code == "has_readers"
    assert refusal(stage, remove_session, session_id=sitting).code == "has_readers"
    stage.jury(sitting)
    stage.run(start_session, session_id=sitting)
    assert refusal(stage, remove_round, round_id=stage.local).code == "under_way"
    assert refusal(stage, remove_session, session_id=sitting).code == "under_way"
    assert refusal(stage, delete_contest, contest_id=stage.contest).code == "has_entrants"
    assert len(stage.readers(sitting)) == 3


def test_taking_a_round_away_lets_the_later_ones_move_up(stage: Stage) -> None:
    before = stage.one(ContestRound, stage.regional).number
    stage.run(remove_round, round_id=stage.local)
    assert stage.one(ContestRound, stage.regional).number == before - 1


def test_two_organisers_who_save_at_once_are_not_both_served(quick: Stage) -> None:
    first, second = a_round(quick, quick.local, name="A"), a_round(quick, quick.local, name="B")
    quick.run(change_round, round_id=quick.local, draft=first)
    assert refusal(quick, change_round, round_id=quick.local, draft=second).code == "changed_meanwhile"


def test_totals_are_the_same_whatever_way_touches_arrive(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    readers = stage.filled(sitting)
    jurors = stage.jury(sitting)
    stage.run(start_session, session_id=sitting)
    chance = random.Random(6)
    sent = {
        juror: [
            touch
            for reader in readers
            for _ in range(2)  # each card is filled in and then changed
            for touch in stage.card(reader, *[chance.randint(1, 5) for _ in SLUGS])
        ]
        for juror in jurors
    }
    for juror, touches in sent.items():
        stage.run(touch_cards, juror_id=juror, touches=touches)
    once = totals(stage, sitting)
    for juror, touches in sent.items():
        again = touches + touches[:7]
        chance.shuffle(again)
        stage.run(touch_cards, juror_id=juror, touches=again)
    assert totals(stage, sitting) == once
    with stage.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Scorecard)) == 9
        assert session.scalar(select(func.count()).select_from(ScoreTouch)) == 9 * 4


def test_two_devices_of_one_juror_merge_per_field(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    (reader, *_), (juror, *_) = quick.filled(sitting), quick.jury(sitting)
    quick.run(start_session, session_id=sitting)
    phone = [quick.touch(reader, SLUGS[0], number=2, stamp=10, client="phone")]
    tablet = [
        quick.touch(reader, SLUGS[0], number=4, stamp=11, client="tablet"),
        quick.touch(reader, SLUGS[1], number=5, stamp=9, client="tablet"),
    ]
    quick.run(touch_cards, juror_id=juror, touches=tablet)
    quick.run(touch_cards, juror_id=juror, touches=phone)
    with quick.database.reading() as session:
        assert judging_of(session, sitting).by_juror[juror][reader] == {SLUGS[0]: 4, SLUGS[1]: 5}


def test_a_score_out_of_scale_is_refused_and_what_came_with_it_is_kept(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    (reader, *_), (juror, *_) = stage.filled(sitting), stage.jury(sitting)
    stage.run(start_session, session_id=sitting)
    sent = [
        stage.touch(reader, SLUGS[0], number=9),
        stage.touch(reader, SLUGS[1], number=5),
        stage.touch(reader, "neus", number=3),
        stage.touch(9999, SLUGS[1], number=3),
    ]
    state = stage.run(touch_cards, juror_id=juror, touches=sent)
    assert state.taken == 1
    assert [(one.index, one.code) for one in state.refused] == [
        (0, "out_of_scale"),
        (2, "no_field"),
        (3, "no_reader"),
    ]


def test_scores_wait_for_the_start_and_end_with_handing_in(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    readers, (juror, *_) = quick.filled(sitting), quick.jury(sitting)
    early = {"juror_id": juror, "touches": quick.card(readers[0], 3, 3, 3)}
    assert refusal(quick, touch_cards, **early).code == "not_begun"
    quick.read_all(sitting)
    for reader in readers[:-1]:
        quick.score(juror, reader, 3, 3, 3)
    quick.score(juror, readers[-1], 3, 3, 3, compliment="")
    missing = refusal(quick, hand_in, juror_id=juror)
    assert (missing.code, missing.fields) == ("incomplete", {str(readers[-1]): "compliment"})
    quick.score(juror, readers[-1], 3, 3, 3)
    quick.run(hand_in, juror_id=juror)
    quick.run(hand_in, juror_id=juror)
    assert refusal(quick, touch_cards, **early).code == "handed_in"
    quick.run(take_back_hand_in, juror_id=juror)
    quick.run(touch_cards, **early)
    assert refusal(quick, seal_session, session_id=sitting).code == "not_all_in"


def test_a_link_opens_the_form_until_it_expires(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    (juror, *_) = stage.jury(sitting)
    key = stage.keys[juror]
    assert stage.run(open_link, key=key) == juror
    assert refusal(stage, open_link, key=key, now=LATER).code == "expired"
    with pytest.raises(NotFound):
        stage.run(open_link, key="guess")
    new = stage.run(renew_key, juror_id=juror, now=LATER)
    assert stage.run(open_link, key=new, now=LATER) == juror
    with pytest.raises(NotFound):
        stage.run(open_link, key=key)


def test_an_expired_link_scores_nothing_but_the_secretary_may_type_in(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    readers, (juror, *_) = quick.filled(sitting), quick.jury(sitting)
    quick.run(start_session, session_id=sitting)
    sent = {"juror_id": juror, "touches": quick.card(readers[0], 3, 3, 3), "now": LATER}
    assert refusal(quick, touch_cards, **sent).code == "expired"
    assert quick.run(touch_cards, **sent, typed_by_id=_account(quick)).taken == 4


def _account(stage: Stage) -> int:
    from readify.actions.accounts import make_account
    from readify.models import Role
    from tests.people import PASSWORD_HASH

    with stage.database.writing() as session:
        made = make_account(
            session,
            email="secretaris@bieb.example",
            name="Secretaris",
            role=Role.LIBRARIAN,
            password_hash=PASSWORD_HASH,
            now=NOW,
        ).value
        session.commit()
    return made


def test_who_takes_over_a_seat_takes_over_its_cards(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    readers, jurors = stage.filled(sitting), stage.jury(sitting, 2)
    stage.read_all(sitting)
    for reader in readers[:2]:
        stage.score(jurors[0], reader, 2, 2, 2)
    new = stage.run(replace_juror, juror_id=jurors[0], draft=JurorDraft(name="Invaller")).juror_id
    assert (
        refusal(stage, touch_cards, juror_id=jurors[0], touches=stage.card(readers[2], 1, 1, 1)).code
        == "replaced"
    )
    stage.score(new, readers[2], 5, 5, 5)
    stage.run(hand_in, juror_id=new)
    for reader in readers:
        stage.score(jurors[1], reader, 3, 3, 3)
    stage.run(hand_in, juror_id=jurors[1])
    assert totals(stage, sitting)[readers[2]] == 4
    with stage.database.reading() as session:
        judging = judging_of(session, sitting)
        assert [juror.chair for juror in judging.seated] == [False, True]
        assert set(judging.by_seat) == {1, 2}


def test_a_tie_for_who_goes_on_is_decided_by_the_chair_with_a_reason(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    readers, jurors = stage.filled(sitting), stage.jury(sitting)
    stage.read_all(sitting)
    one, two, three = readers
    stage.judged(sitting, {one: 5, two: 5, three: 1}, jurors)
    assert refusal(stage, seal_session, session_id=sitting).code == "tied"
    tie = {"session_id": sitting, "ordered": [two, one]}
    assert refusal(stage, decide_tie, **tie, reason="  ").code == "invalid"
    assert (
        refusal(stage, decide_tie, session_id=sitting, ordered=[two, three], reason="Zomaar.").code
        == "not_tied"
    )
    stage.run(decide_tie, **tie, reason="Zij hield de zaal stil.")
    stage.run(seal_session, session_id=sitting)
    found = results(stage, sitting)
    assert (found[two].place, found[one].place, found[one].outcome) == (1, 2, Outcome.RESERVE)
    with stage.database.reading() as session:
        kept = session.scalars(select(Decision)).one()
    assert (kept.reason, kept.chair_id) == ("Zij hield de zaal stil.", jurors[0])


def test_a_sealed_session_never_changes_and_is_revealed_step_by_step(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    readers, jurors = quick.filled(sitting), quick.jury(sitting)
    quick.read_all(sitting)
    quick.judged(sitting, dict(zip(readers, (5, 4, 3), strict=True)), jurors)
    assert refusal(quick, reveal_next, session_id=sitting).code == "not_sealed"
    quick.run(seal_session, session_id=sitting)
    quick.run(seal_session, session_id=sitting)
    assert (
        refusal(quick, touch_cards, juror_id=jurors[0], touches=quick.card(readers[0], 1, 1, 1)).code
        == "sealed"
    )
    assert refusal(quick, withdraw_entrant, entrant_id=readers[0]).code == "over"
    assert refusal(quick, take_back_hand_in, juror_id=jurors[0]).code == "sealed"
    steps = [quick.run(reveal_next, session_id=sitting) for _ in range(4)]
    assert steps == [1, 2, 3, 4]
    assert quick.one(ContestSession, sitting).state is SessionState.REVEALED
    assert refusal(quick, reveal_next, session_id=sitting).code == "all_revealed"
    assert all(one.compliment for one in results(quick, sitting).values())


@pytest.mark.parametrize(
    ("decides", "choices"),
    [
        (Deciding.RANKING, lambda a, b, c: [(b, a, c), (b, c, a)]),
        (Deciding.VOTE, lambda a, b, c: [(b,), (b,)]),
    ],
)
def test_a_session_may_be_decided_by_orders_or_by_slips(stage: Stage, decides: Deciding, choices) -> None:
    draft = a_round(stage, stage.local, decides=decides, reserves=0)
    stage.run(change_round, round_id=stage.local, draft=draft)
    sitting = stage.session(stage.local)
    readers, jurors = stage.filled(sitting), stage.jury(sitting, 2)
    stage.read_all(sitting)
    for turn, (juror, order) in enumerate(zip(jurors, choices(*readers), strict=True)):
        for reader in readers:
            touch = stage.touch(reader, "compliment", text="Mooi.")
            stage.run(touch_cards, juror_id=juror, touches=[touch])
        if turn == 0:
            assert refusal(stage, hand_in, juror_id=juror).code == "incomplete"
        ballot = BallotDraft(kind=decides.value, choices=order, stamp=5, client="phone")
        older = BallotDraft(kind=decides.value, choices=order[:1][::-1], stamp=4, client="phone")
        stage.run(cast_ballot, juror_id=juror, draft=ballot)
        stage.run(cast_ballot, juror_id=juror, draft=older)
        stage.run(hand_in, juror_id=juror)
    stage.revealed(sitting)
    winners = [key for key, one in results(stage, sitting).items() if one.outcome is Outcome.GOES_ON]
    assert winners == [readers[1]]


def test_a_ballot_with_a_stranger_or_a_name_twice_is_refused(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    readers, (juror, *_) = quick.filled(sitting), quick.jury(sitting)
    quick.run(start_session, session_id=sitting)
    for choices in ((readers[0], readers[0]), (9999,)):
        ballot = BallotDraft(kind="vote", choices=choices, stamp=1, client="a")
        assert "choices" in refusal(quick, cast_ballot, juror_id=juror, draft=ballot).fields


def test_a_late_reader_reads_at_its_turn_or_last(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    one, two, three = quick.filled(sitting)
    quick.jury(sitting)
    quick.run(start_session, session_id=sitting)
    quick.run(mark_late, entrant_id=one)
    quick.run(mark_late, entrant_id=three)
    quick.run(call_reader, entrant_id=two)
    assert refusal(quick, call_reader, entrant_id=one).code == "somebody_reads"
    quick.run(bring_back, entrant_id=one)
    quick.run(bring_back, entrant_id=three)
    assert quick.readers(sitting) == (two, three, one)


def test_nobody_starts_without_an_order_or_a_jury(quick: Stage) -> None:
    sitting = quick.session(quick.local)
    assert refusal(quick, draw_session, session_id=sitting).code == "nobody"
    assert refusal(quick, start_session, session_id=sitting).code == "not_drawn"
    quick.filled(sitting)
    assert refusal(quick, start_session, session_id=sitting).code == "no_jury"


def test_a_juror_has_ties_with_a_school_of_this_contest_only(quick: Stage) -> None:
    other = set_the_stage(quick.database)
    sitting = quick.session(quick.local)
    draft = JurorDraft(name="Jurylid", contest_school_id=other.schools[0])
    assert "contest_school_id" in refusal(quick, seat_juror, session_id=sitting, draft=draft).fields


def test_a_school_asked_twice_is_asked_once(stage: Stage) -> None:
    rows = [SchoolRow("school 1", "VENLO"), SchoolRow("Nieuw", "Weert")]
    first, new = stage.run(ask_schools, contest_id=stage.contest, rows=rows)
    assert first == stage.schools[0]
    assert new not in stage.schools


def test_names_go_after_the_set_time_and_what_adds_up_stays(stage: Stage) -> None:
    sitting = stage.session(stage.local)
    readers, jurors = stage.filled(sitting), stage.jury(sitting)
    stage.read_all(sitting)
    stage.judged(sitting, dict(zip(readers, (5, 4, 3), strict=True)), jurors)
    stage.revealed(sitting)
    keep = dt.timedelta(days=stage.one(Contest, stage.contest).keep_days)
    assert stage.run(remove_names, today=DAY + keep) == 0
    assert stage.run(remove_names, today=DAY + keep + dt.timedelta(days=1)) == 3
    gone = stage.one(Entrant, readers[0])
    assert (gone.name, gone.introduction, gone.consent_at) == ("", "", None)
    assert gone.book_title == "Onder de Maas"
    assert not any(one.compliment for one in results(stage, sitting).values())
    assert set(totals(stage, sitting).values()) == {5, 4, 3}


def test_consent_can_be_taken_back_and_a_reader_changed_until_it_reads(quick: Stage) -> None:
    entrant = quick.entry(quick.schools[0])
    quick.run(give_consent, entrant_id=entrant, given=False)
    assert quick.one(Entrant, entrant).consent_at is None
    quick.run(change_entrant, entrant_id=entrant, draft=a_draft("Fenna", book_title="Drakensoep"))
    changed = quick.one(Entrant, entrant)
    assert (changed.book_title, changed.consent_at) == ("Drakensoep", NOW)


def test_an_erased_child_leaves_no_name_in_any_round(quick: Stage) -> None:
    with quick.database.writing() as session:
        assert forget_reader(session, reader_id=1, now=NOW) == 0
