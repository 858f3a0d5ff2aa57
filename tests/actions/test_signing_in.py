"""Every way in, and what shuts it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from readify import tokens
from readify.actions.accounts import disable_account
from readify.actions.cards import make_card, make_phrase, revoke_cards, set_pictures, unlock_pictures
from readify.actions.signing_in import (
    MOST_TRIES,
    OpenedSession,
    PicturesRefused,
    note_seen,
    sign_in_with_card,
    sign_in_with_password,
    sign_in_with_phrase,
    sign_in_with_pictures,
    sign_out,
)
from readify.db import Base, Database, connection_of
from readify.errors import Invalid, NotFound, Unauthenticated
from readify.models import Account, AuditEntry, Card, Reader, SignIn, SignInKind
from readify.passwords import PasswordHasher, is_stale
from readify.queries.signing_in import check_password, class_door
from readify.queries.visitor import Visitor, visitor_for
from tests.people import NOON, PASSWORD, SECRET, People, settle

CODES = ("boek", "lamp", "uil")
WEB = SignInKind.WEB


class Desk:
    """A database with the cast in it, and one short way to run an action and to look somebody up."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.writing() as session:
            self.people: People = settle(session)
            session.commit()

    def run(self, action, **arguments):
        with self.database.writing() as session:
            value = action(session, **arguments).value
            session.commit()
            return value

    def read(self, query):
        with self.database.reading() as session:
            return query(session)

    def visitor(
        self, opened: OpenedSession, now: dt.datetime = NOON, kind: SignInKind = WEB
    ) -> Visitor | None:
        key_hash = tokens.hash_token(opened.key)
        return self.read(
            lambda session: visitor_for(connection_of(session), key_hash=key_hash, kind=kind, now=now)
        )

    def card(self, **more) -> str:
        return self.run(make_card, reader_id=self.people.bram, now=NOON, **more).token

    def enter(self, token: str, **more) -> OpenedSession:
        return self.run(sign_in_with_card, token=token, **{"kind": WEB, "now": NOON, **more})

    def tap(self, codes=CODES, reader: int | None = None):
        reader_id = reader or self.people.bram
        return self.run(
            sign_in_with_pictures, reader_id=reader_id, codes=codes, secret=SECRET, kind=WEB, now=NOON
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(f"sqlite:///{tmp_path / 'desk.db'}", synchronous="NORMAL", pool_size=4)
    Base.metadata.create_all(database.engine)
    yield Desk(database)
    database.dispose()


def test_a_card_signs_its_own_child_in(desk: Desk):
    opened = desk.enter(desk.card().lower())
    assert (opened.role, opened.reader_id, opened.account_id) == ("child", desk.people.bram, None)
    visitor = desk.visitor(opened)
    assert visitor is not None
    assert (visitor.kind, visitor.reader_id, visitor.name, visitor.band) == (
        "child",
        desk.people.bram,
        "Bram",
        "midden",
    )


def test_neither_token_nor_key_nor_phrase_is_kept(desk: Desk):
    token = desk.card()
    opened = desk.enter(token)
    desk.run(make_phrase, reader_id=desk.people.bram, secret=SECRET, now=NOON)
    kept = desk.read(lambda s: [*s.scalars(select(Card.token_hash)), *s.scalars(select(SignIn.key_hash))])
    kept += desk.read(lambda s: [h for h in s.scalars(select(Reader.phrase_hash)) if h])
    assert len(kept) == 3
    assert all(len(found) == 64 and token not in found and opened.key not in found for found in kept)
    assert token not in repr(desk.run(make_card, reader_id=desk.people.bram, now=NOON))


def test_a_shared_tablet_ends_after_fifteen_idle_minutes(desk: Desk):
    opened = desk.enter(desk.card())
    assert not opened.permanent
    assert opened.expires_at == NOON + dt.timedelta(minutes=15)
    assert desk.visitor(opened, NOON + dt.timedelta(minutes=14, seconds=59)) is not None
    assert desk.visitor(opened, NOON + dt.timedelta(minutes=15)) is None


def test_an_own_device_stays_for_thirty_days(desk: Desk):
    opened = desk.enter(desk.card(own_device=True))
    assert opened.permanent
    assert desk.visitor(opened, NOON + dt.timedelta(days=29, hours=23)) is not None
    assert desk.visitor(opened, NOON + dt.timedelta(days=30)) is None


def test_being_seen_starts_the_idle_time_again_but_never_wakes_an_ended_sign_in(desk: Desk):
    opened = desk.enter(desk.card())
    visitor = desk.visitor(opened)
    later = NOON + dt.timedelta(minutes=10)
    desk.run(note_seen, sign_in_id=visitor.sign_in_id, now=later)
    assert desk.visitor(opened, NOON + dt.timedelta(minutes=20)) is not None
    desk.run(sign_out, sign_in_id=visitor.sign_in_id, now=later)
    desk.run(note_seen, sign_in_id=visitor.sign_in_id, now=later + dt.timedelta(minutes=1))
    assert desk.visitor(opened, later) is None


def test_an_unknown_card_opens_nothing(desk: Desk):
    with pytest.raises(Unauthenticated) as refusal:
        desk.enter(tokens.new_card_token())
    assert refusal.value.code == "unknown_card"


def test_a_new_card_ends_the_old_one_and_what_it_opened(desk: Desk):
    old = desk.card()
    opened = desk.enter(old)
    new = desk.card()
    assert desk.visitor(opened) is None
    with pytest.raises(Unauthenticated) as refusal:
        desk.enter(old)
    assert refusal.value.code == "revoked_card"
    assert desk.visitor(desk.enter(new)) is not None


def test_a_revoked_card_opens_nothing(desk: Desk):
    token = desk.card()
    opened = desk.enter(token)
    desk.run(revoke_cards, reader_id=desk.people.bram, now=NOON)
    assert desk.visitor(opened) is None
    with pytest.raises(Unauthenticated):
        desk.enter(token)


def test_a_child_who_left_cannot_come_in_by_any_way(desk: Desk):
    token = desk.card()
    opened = desk.enter(token)
    phrase = desk.run(make_phrase, reader_id=desk.people.bram, secret=SECRET, now=NOON)
    desk.run(set_pictures, reader_id=desk.people.bram, codes=CODES, secret=SECRET, now=NOON)
    with desk.database.writing() as session:
        session.get(Reader, desk.people.bram).left_at = NOON
        session.commit()
    assert desk.visitor(opened) is None
    with pytest.raises(Unauthenticated):
        desk.enter(token)
    with pytest.raises(Unauthenticated):
        desk.run(sign_in_with_phrase, phrase=phrase, secret=SECRET, kind=WEB, now=NOON)
    assert desk.tap() == PicturesRefused(0)


def test_a_sign_in_of_a_program_is_no_sign_in_of_a_browser(desk: Desk):
    opened = desk.enter(desk.card(), kind=SignInKind.API)
    assert desk.visitor(opened) is None
    assert desk.visitor(opened, kind=SignInKind.API) is not None


def test_signing_in_here_ends_who_was_here_before(desk: Desk):
    first = desk.enter(desk.card())
    desk.run(set_pictures, reader_id=desk.people.amira, codes=CODES, secret=SECRET, now=NOON)
    desk.run(
        sign_in_with_pictures,
        reader_id=desk.people.amira,
        codes=CODES,
        secret=SECRET,
        kind=WEB,
        now=NOON,
        replaces=tokens.hash_token(first.key),
    )
    assert desk.visitor(first) is None


def test_three_right_pictures_open_and_forget_the_wrong_tries(desk: Desk):
    desk.run(set_pictures, reader_id=desk.people.bram, codes=CODES, secret=SECRET, now=NOON)
    assert desk.tap(("lamp", "boek", "uil")) == PicturesRefused(4)
    assert isinstance(desk.tap(), OpenedSession)
    assert desk.read(lambda s: s.get(Reader, desk.people.bram).picture_tries) == 0


def test_after_five_wrong_tries_only_the_teacher_lets_the_child_in(desk: Desk):
    people = desk.people
    desk.run(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET, now=NOON)
    left = [desk.tap(("lamp", "boek", "uil")).tries_left for _ in range(MOST_TRIES)]
    assert left == [4, 3, 2, 1, 0]
    assert desk.tap() == PicturesRefused(0)
    with pytest.raises(NotFound):
        desk.run(unlock_pictures, reader_id=people.bram, account_id=people.other_teacher, now=NOON)
    assert desk.tap() == PicturesRefused(0)
    desk.run(unlock_pictures, reader_id=people.bram, account_id=people.teacher, now=NOON)
    assert isinstance(desk.tap(), OpenedSession)


def many_hands_try(desk: Desk) -> list[int]:
    """What is left after each of twelve wrong tries at the same time, sorted."""
    desk.run(set_pictures, reader_id=desk.people.bram, codes=CODES, secret=SECRET, now=NOON)
    answers: list[PicturesRefused] = []
    hands = [
        threading.Thread(target=lambda: answers.append(desk.tap(("lamp", "boek", "uil")))) for _ in range(12)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert desk.read(lambda s: s.get(Reader, desk.people.bram).picture_tries) == MOST_TRIES
    return sorted(answer.tries_left for answer in answers)


def test_many_hands_at_once_get_five_tries_together(desk: Desk):
    assert many_hands_try(desk) == [0] * 8 + [1, 2, 3, 4]


@pytest.mark.postgres
def test_many_hands_at_once_get_five_tries_together_on_postgresql(postgres_url: str):
    database = Database(postgres_url, pool_size=12)
    Base.metadata.create_all(database.engine)
    desk = Desk(database)
    assert many_hands_try(desk) == [0] * 8 + [1, 2, 3, 4]
    opened = desk.enter(desk.card())
    assert desk.visitor(opened).name == "Bram"
    desk.run(revoke_cards, reader_id=desk.people.bram, now=NOON)
    assert desk.visitor(opened) is None
    database.dispose()


def test_anothers_pictures_do_not_open_my_account(desk: Desk):
    desk.run(set_pictures, reader_id=desk.people.bram, codes=CODES, secret=SECRET, now=NOON)
    desk.run(set_pictures, reader_id=desk.people.amira, codes=("pan", "veer", "uil"), secret=SECRET, now=NOON)
    assert isinstance(desk.tap(reader=desk.people.amira), PicturesRefused)


def test_a_child_without_pictures_cannot_come_in_by_pictures(desk: Desk):
    assert desk.tap() == PicturesRefused(0)


def test_pictures_must_be_three_different_ones(desk: Desk):
    with pytest.raises(Invalid) as refusal:
        desk.run(set_pictures, reader_id=desk.people.bram, codes=("boek",), secret=SECRET, now=NOON)
    assert "pictures" in refusal.value.fields


def test_four_words_open_however_they_are_typed_and_a_new_phrase_ends_the_old(desk: Desk):
    people = desk.people
    old = desk.run(make_phrase, reader_id=people.outsider, secret=SECRET, now=NOON)
    typed = old.upper().replace("-", "  ")
    opened = desk.run(sign_in_with_phrase, phrase=typed, secret=SECRET, kind=WEB, now=NOON)
    assert opened.reader_id == people.outsider
    desk.run(make_phrase, reader_id=people.outsider, secret=SECRET, now=NOON)
    with pytest.raises(Unauthenticated):
        desk.run(sign_in_with_phrase, phrase=old, secret=SECRET, kind=WEB, now=NOON)


@pytest.mark.parametrize("phrase", ["", "---", "boot-kaas-lamp"])
def test_an_unknown_or_empty_phrase_opens_nothing(desk: Desk, phrase: str):
    with pytest.raises(Unauthenticated):
        desk.run(sign_in_with_phrase, phrase=phrase, secret=SECRET, kind=WEB, now=NOON)


@pytest.mark.parametrize("action", [make_card, revoke_cards, unlock_pictures])
def test_another_classs_teacher_does_not_find_the_child(desk: Desk, action):
    with pytest.raises(NotFound):
        desk.run(action, reader_id=desk.people.bram, account_id=desk.people.other_teacher, now=NOON)
    with pytest.raises(NotFound):
        desk.run(action, reader_id=desk.people.bram, account_id=desk.people.librarian, now=NOON)
    assert desk.read(lambda s: s.scalars(select(AuditEntry)).all()) == []


def test_what_a_teacher_does_with_cards_is_noted_without_names(desk: Desk):
    desk.card(account_id=desk.people.teacher)
    note = desk.read(lambda s: s.scalars(select(AuditEntry)).one())
    assert (note.action, note.subject, note.subject_id) == ("make_card", "reader", desk.people.bram)


def sign_in_staff(desk: Desk, email: str = "juf@school.example", password: str = PASSWORD) -> OpenedSession:
    check = desk.read(lambda s: check_password(s, email=email, password=password))
    return desk.run(sign_in_with_password, check=check, kind=WEB, now=NOON)


def test_staff_come_in_with_e_mail_and_password_for_twelve_idle_hours(desk: Desk):
    opened = sign_in_staff(desk, " JUF@School.example ")
    assert (opened.role, opened.account_id, opened.permanent) == ("teacher", desk.people.teacher, False)
    assert desk.visitor(opened, NOON + dt.timedelta(hours=11, minutes=59)).role == "teacher"
    assert desk.visitor(opened, NOON + dt.timedelta(hours=12)) is None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("juf@school.example", "iets anders"),
        ("niemand@school.example", PASSWORD),
        ("", ""),
        ("juf@school.example", ""),
    ],
)
def test_a_wrong_pair_is_refused_with_one_and_the_same_sentence(desk: Desk, email: str, password: str):
    with pytest.raises(Unauthenticated) as refusal:
        sign_in_staff(desk, email, password)
    assert refusal.value.code == "wrong_password"
    assert refusal.value.message == "Dit e-mailadres en wachtwoord horen niet bij elkaar."


def test_a_disabled_account_is_out_at_once_and_stays_out(desk: Desk):
    opened = sign_in_staff(desk)
    check = desk.read(lambda s: check_password(s, email="juf@school.example", password=PASSWORD))
    desk.run(disable_account, account_id=desk.people.teacher, now=NOON)
    assert desk.visitor(opened) is None
    with pytest.raises(Unauthenticated):
        desk.run(sign_in_with_password, check=check, kind=WEB, now=NOON)
    with pytest.raises(Unauthenticated):
        sign_in_staff(desk)


def test_an_old_hash_is_made_anew_when_its_owner_signs_in(desk: Desk):
    with desk.database.writing() as session:
        session.get(Account, desk.people.teacher).password_hash = PasswordHasher(
            time_cost=1, memory_cost=8, parallelism=1
        ).hash(PASSWORD)
        session.commit()
    sign_in_staff(desk)
    assert not is_stale(desk.read(lambda s: s.get(Account, desk.people.teacher).password_hash))
    assert sign_in_staff(desk).account_id == desk.people.teacher


@pytest.mark.parametrize("typed", ["BEVER 42", "bever42", " Bever-42 ", "béver 42", "b e v e r 4 2"])
def test_a_class_word_is_read_forgivingly(desk: Desk, typed: str):
    door = desk.read(lambda s: class_door(s, typed))
    assert door is not None
    assert door.classroom_id == desk.people.classroom
    assert [child.name for child in door.children] == ["amira", "Bram"]


def test_names_stand_from_a_to_z_whatever_their_accents(desk: Desk):
    with desk.database.writing() as session:
        for name in ("Ève", "Finn", "Evi"):
            session.add(Reader(classroom_id=desk.people.classroom, name=name, created_at=NOON))
        session.commit()
    door = desk.read(lambda s: class_door(s, "BEVER 42"))
    assert [child.name for child in door.children] == ["amira", "Bram", "Ève", "Evi", "Finn"]


@pytest.mark.parametrize(
    "typed", ["", "BEVER", "42", "BEVER 43", "BEVER 422", "BEVER 42 OF DAS 17", "%", "x" * 5000]
)
def test_another_word_opens_no_class(desk: Desk, typed: str):
    assert desk.read(lambda s: class_door(s, typed)) is None
