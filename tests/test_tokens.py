"""Secrets that people carry."""

from __future__ import annotations

import math
import re
import threading

import pytest

from readify import passwords, tokens
from readify.art.pictures import PICTURES
from readify.errors import Invalid


def test_a_card_token_has_a_hundred_bits_without_letters_that_look_alike():
    made = {tokens.new_card_token() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{20}", token) for token in made)
    assert math.log2(len(tokens.CROCKFORD)) * tokens.CARD_LENGTH == 100


@pytest.mark.parametrize(
    "typed",
    [
        "0123456789ABCDEFGHJK",
        "0123456789abcdefghjk",
        "o1234-56789 ABCDEFGHJK",
        "Oi23456789abcdefghjk",
        "0L23456789ABCDEFGHJK",
    ],
)
def test_a_card_token_is_read_forgivingly(typed: str):
    assert tokens.card_token(typed) == "0123456789ABCDEFGHJK"


def test_pictures_are_three_different_ones_in_order():
    assert tokens.are_pictures(("boek", "lamp", "uil"))
    assert not tokens.are_pictures(("boek", "lamp"))
    assert not tokens.are_pictures(("boek", "boek", "uil"))
    assert not tokens.are_pictures(("boek", "lamp", "fiets"))
    assert all(tokens.are_pictures(tokens.new_pictures()) for _ in range(200))


def test_each_picture_that_is_drawn_has_a_name():
    assert list(tokens.PICTURE_LABELS) == list(PICTURES)


def test_a_picture_hash_differs_by_child_by_order_and_by_secret():
    hashes = {
        tokens.picture_hash("s", reader_id=1, codes=("boek", "lamp", "uil")),
        tokens.picture_hash("s", reader_id=2, codes=("boek", "lamp", "uil")),
        tokens.picture_hash("s", reader_id=1, codes=("lamp", "boek", "uil")),
        tokens.picture_hash("t", reader_id=1, codes=("boek", "lamp", "uil")),
    }
    assert len(hashes) == 4


def test_a_phrase_forgives_case_spaces_hyphens_and_accents():
    right = tokens.phrase_hash("s", "boot-kaas-lamp-vis")
    for typed in (
        "Boot Kaas Lamp Vis",
        "bootkaaslampvis",
        "boot - kaas - lamp - vis ",
        "BOOT, káás, lamp. vis",
    ):
        assert tokens.phrase_hash("s", typed) == right
    assert tokens.phrase_hash("s", "kaas-boot-lamp-vis") != right


def test_a_phrase_has_at_least_thirty_six_bits_of_simple_words():
    words = tokens.phrase_words()
    assert len(set(words)) == len(words)
    assert math.log2(len(words)) * tokens.PHRASE_LENGTH >= 36
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in words)
    assert len(tokens.new_phrase(words).split("-")) == 4


def test_a_password_fits_only_itself_and_nobody_fits_nothing():
    hashed = passwords.hash_password("een goed wachtwoord")
    assert hashed.startswith("$argon2id$")
    assert passwords.password_fits("een goed wachtwoord", hashed)
    assert not passwords.password_fits("Een goed wachtwoord", hashed)
    assert not passwords.password_fits("nobody has this password", None)
    assert not passwords.password_fits("x", "not a hash")


def test_an_unknown_person_costs_one_whole_hash(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    real = passwords._HASHER
    passwords._nobody()

    class Counting:
        def verify(self, hashed: str, password: str) -> bool:
            asked.append(hashed)
            return real.verify(hashed, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    assert not passwords.password_fits("wat dan ook", None)
    assert len(asked) == 1
    assert asked[0].split("$")[1:4] == real.hash("x").split("$")[1:4]


def test_a_hash_costs_at_least_what_owasp_asks_whatever_these_tests_use():
    assert passwords.COST["memory_cost"] >= 19 * 1024
    assert passwords.COST["time_cost"] >= 2


def test_an_old_hash_is_stale():
    assert passwords.is_stale("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aW52YWxpZGhhc2g")
    assert not passwords.is_stale(passwords.hash_password("x"))


@pytest.mark.parametrize(
    "password", ["kort", "juf@school.example", "JUF@SCHOOL.EXAMPLE", "aaaaaaaaaaaa", "x" * 201, "1212121212"]
)
def test_a_weak_password_is_refused_with_a_sentence(password: str):
    with pytest.raises(Invalid) as refusal:
        passwords.check_new_password(password, email="juf@school.example")
    assert refusal.value.fields["password"] == refusal.value.message


def test_at_most_four_hashes_are_made_at_once():
    busy = [passwords._AT_ONCE.acquire() for _ in range(4)]
    done = threading.Event()
    thread = threading.Thread(target=lambda: (passwords.hash_password("x"), done.set()))
    thread.start()
    assert not done.is_set()
    for _ in busy:
        passwords._AT_ONCE.release()
    thread.join()
    assert done.is_set()
