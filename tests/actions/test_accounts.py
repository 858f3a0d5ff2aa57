"""Accounts of staff: made, disabled, and a password that was forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from readify.actions.accounts import (
    ask_password_reset,
    change_password,
    choose_password,
    disable_account,
    enable_account,
    make_account,
)
from readify.errors import Conflict, Invalid, NotFound, Unauthenticated
from readify.models import PasswordReset, Role
from readify.passwords import hash_password
from readify.queries.signing_in import reset_email
from tests.actions.test_signing_in import Desk, desk, sign_in_staff
from tests.people import NOON

__all__ = ["desk"]
NEW = "een heel nieuw woord"
NEW_HASH = hash_password(NEW)
EMAIL = "juf@school.example"


def ask(desk: Desk, email: str = EMAIL, now: dt.datetime = NOON):
    return desk.run(ask_password_reset, email=email, now=now)


def test_a_link_sets_a_new_password_once_and_ends_every_sign_in(desk: Desk):
    before = sign_in_staff(desk)
    link = ask(desk)
    assert desk.read(lambda s: reset_email(s, token=link.token, now=NOON)) == EMAIL
    desk.run(choose_password, token=link.token, password_hash=NEW_HASH, now=NOON)
    assert desk.visitor(before) is None
    with pytest.raises(Unauthenticated):
        sign_in_staff(desk)
    assert sign_in_staff(desk, password=NEW).role == "teacher"
    with pytest.raises(NotFound):
        desk.run(choose_password, token=link.token, password_hash=NEW_HASH, now=NOON)


def test_a_link_is_kept_as_a_hash(desk: Desk):
    link = ask(desk)
    assert link.token not in desk.read(lambda s: s.scalars(select(PasswordReset.token_hash)).all())
    assert link.token not in repr(link)


def test_a_link_wears_out_after_an_hour(desk: Desk):
    link = ask(desk)
    late = NOON + dt.timedelta(hours=1)
    assert desk.read(lambda s: reset_email(s, token=link.token, now=late)) is None
    with pytest.raises(NotFound):
        desk.run(choose_password, token=link.token, password_hash=NEW_HASH, now=late)


def test_a_newer_link_ends_the_older_one(desk: Desk):
    first, second = ask(desk), ask(desk)
    assert desk.read(lambda s: reset_email(s, token=first.token, now=NOON)) is None
    assert desk.read(lambda s: reset_email(s, token=second.token, now=NOON)) == EMAIL


def test_an_unknown_or_disabled_account_gets_no_link(desk: Desk):
    assert ask(desk, "niemand@school.example") is None
    link = ask(desk)
    desk.run(disable_account, account_id=desk.people.teacher, now=NOON)
    assert ask(desk) is None
    with pytest.raises(NotFound):
        desk.run(choose_password, token=link.token, password_hash=NEW_HASH, now=NOON)


def test_an_enabled_account_signs_in_again(desk: Desk):
    desk.run(disable_account, account_id=desk.people.teacher, now=NOON)
    desk.run(enable_account, account_id=desk.people.teacher, now=NOON)
    assert sign_in_staff(desk).account_id == desk.people.teacher


def test_a_changed_password_ends_the_other_sign_ins_but_not_this_one(desk: Desk):
    here, elsewhere = sign_in_staff(desk), sign_in_staff(desk)
    other_person = sign_in_staff(desk, "meester@school.example")
    keep = desk.visitor(here).sign_in_id
    desk.run(
        change_password,
        account_id=desk.people.teacher,
        password_hash=NEW_HASH,
        keep_sign_in_id=keep,
        now=NOON,
    )
    assert desk.visitor(here) is not None
    assert desk.visitor(elsewhere) is None
    assert desk.visitor(other_person) is not None


def test_one_e_mail_has_one_account(desk: Desk):
    with pytest.raises(Conflict) as refusal:
        desk.run(make_account, email=" Juf@School.Example", name="X", role=Role.TEACHER, now=NOON)
    assert "email" in refusal.value.fields


@pytest.mark.parametrize(
    "email", ["", "juf", "@school.example", "juf@", "a b@c.example", "a@b\r\nBcc: c@d.example"]
)
def test_what_is_no_e_mail_is_refused(desk: Desk, email: str):
    with pytest.raises(Invalid):
        desk.run(make_account, email=email, name="X", role=Role.TEACHER, now=NOON)


def test_an_account_without_a_password_opens_only_by_a_link(desk: Desk):
    desk.run(make_account, email="nieuw@school.example", name="Nieuw", role=Role.TEACHER, now=NOON)
    with pytest.raises(Unauthenticated):
        sign_in_staff(desk, "nieuw@school.example", "")
    link = ask(desk, "nieuw@school.example")
    desk.run(choose_password, token=link.token, password_hash=NEW_HASH, now=NOON)
    assert sign_in_staff(desk, "nieuw@school.example", NEW).role == "teacher"
