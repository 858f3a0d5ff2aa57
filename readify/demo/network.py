"""Making the demo's schools, classes, children, libraries and staff through the ordinary actions."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from readify import tokens
from readify.actions.accounts import make_account
from readify.actions.cards import make_card, make_phrase, set_pictures
from readify.actions.class_goal import set_class_goal
from readify.actions.classroom import NewClassroom, add_reader, make_classroom, make_school
from readify.actions.libraries import make_library
from readify.actions.own_choices import end_welcome, name_companion
from readify.actions.schools import appoint_administrator
from readify.actions.trails import make_trail, open_trail
from readify.books.catalogue import load_seed_books
from readify.demo.plan import Plan, PlannedChild, PlannedClass
from readify.done import Done
from readify.drafts.classroom import ClassGoalDraft
from readify.drafts.parsing import parse
from readify.drafts.school import ColleagueDraft
from readify.drafts.trail import TrailDraft
from readify.game.rules import ClassGoalRate
from readify.models import Band, Role
from readify.passwords import hash_password
from readify.perform import perform, present

KOEMPEL_NAMES = ("Pip", "Vonk", "Juul", "Bo", "Mop", "Fien", "Tuur")
COMPANIONS = ("korenwolf", "salamander", "oehoe", "bever", "das", "mosa")


@dataclass(frozen=True, slots=True)
class DemoChild:
    """A made-up child and its ways in."""

    reader_id: int
    planned: PlannedChild
    classroom: NewClassroom
    classroom_name: str
    band: str
    card: str = field(repr=False)
    pictures: tuple[str, ...] = field(repr=False)
    phrase: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """A made-up member of staff, with what they may see."""

    role: Role
    email: str
    password: str = field(repr=False)
    classrooms: tuple[int, ...] = ()
    library: int | None = None
    school: int | None = None  # the one that this person runs


@dataclass(frozen=True, slots=True)
class DemoNetwork:
    """All that was made."""

    children: tuple[DemoChild, ...]
    staff: tuple[DemoStaff, ...]
    classrooms: tuple[NewClassroom, ...]
    trails: tuple[int, ...]


def make_network(app: Flask, plan: Plan, *, today: dt.date, weeks: int) -> DemoNetwork:
    """Schools, classes with goals, children with cards, libraries with a running trail, staff."""
    began = present()["now"] - dt.timedelta(weeks=weeks, days=1)
    rate: ClassGoalRate = app.extensions["readify.rulebook"].limits.class_goal
    perform(load_books)
    schools = {
        row["name"]: perform(make_school, name=row["name"], municipality=row["municipality"], now=began)
        for row in plan.facts["schools"]
    }
    children: list[DemoChild] = []
    staff: list[DemoStaff] = []
    classrooms: list[NewClassroom] = []
    for planned in plan.classes:
        teacher = _staff(planned.facts["teacher"], Role.TEACHER, began, copy=planned.copy)
        made = _classroom(planned, schools[planned.facts["school"]], teacher[0], began)
        classrooms.append(made)
        staff.append(DemoStaff(Role.TEACHER, teacher[1], teacher[2], (made.classroom_id,)))
        children += _children(app, planned, made, began)
        _goal(planned, made, rate=rate, today=today)
    libraries = [_library(row, began, today=today) for row in plan.facts["libraries"]]
    staff += [librarian for librarian, _trail in libraries]
    coordinator = _staff(plan.facts["coordinator"], Role.COORDINATOR, began)
    staff.append(DemoStaff(Role.COORDINATOR, coordinator[1], coordinator[2]))
    staff.append(_administrator(plan.facts["administrator"], schools, coordinator[0], began))
    trails = tuple(trail for _librarian, trail in libraries)
    return DemoNetwork(tuple(children), tuple(staff), tuple(classrooms), trails)


def load_books(session: Any) -> Done[int]:
    """The seed catalogue as an action."""
    return Done(load_seed_books(session))


def _staff(person: dict[str, str], role: Role, now: dt.datetime, *, copy: int = 0) -> tuple[int, str, str]:
    """A staff account with a password of its own: id, e-mail, password."""
    name, at, domain = person["email"].partition("@")
    email = f"{name}{copy + 1 if copy else ''}{at}{domain}"
    password = f"demo-{secrets.token_hex(5)}"
    account_id = perform(
        make_account,
        email=email,
        name=person["name"],
        role=role,
        now=now,
        password_hash=hash_password(password),
    )
    return account_id, email, password


def _administrator(
    person: dict[str, str], schools: dict[str, int], coordinator: int, now: dt.datetime
) -> DemoStaff:
    """Who runs a school, appointed by the coordinator."""
    _account_id, email, password = _staff(person, Role.TEACHER, now)
    school = schools[person["school"]]
    draft = parse(ColleagueDraft, {"name": person["name"], "email": email})
    perform(appoint_administrator, school_id=school, draft=draft, now=now, account_id=coordinator)
    return DemoStaff(Role.TEACHER, email, password, school=school)


def _classroom(planned: PlannedClass, school_id: int, teacher: int, now: dt.datetime) -> NewClassroom:
    facts = planned.facts
    first = planned.copy == 0
    return perform(
        make_classroom,
        school_id=school_id,
        name=facts["name"] if first else f"{facts['name']} {planned.copy + 1}",
        band=Band(facts["band"]),
        now=now,
        teachers=[teacher],
        word=facts["word"] if first else None,
        number=facts["number"] if first else None,
    )


def _children(app: Flask, planned: PlannedClass, made: NewClassroom, now: dt.datetime) -> list[DemoChild]:
    secret = str(app.secret_key)
    found = []
    for index, child in enumerate(planned.children):
        reader_id = perform(
            add_reader,
            classroom_id=made.classroom_id,
            name=child.name,
            now=now,
            companion=COMPANIONS[index % len(COMPANIONS)],
            home_languages=child.languages,
        )
        perform(name_companion, reader_id=reader_id, name=KOEMPEL_NAMES[index % len(KOEMPEL_NAMES)])
        perform(end_welcome, reader_id=reader_id, now=now)
        card = perform(make_card, reader_id=reader_id, now=now)
        pictures = tokens.new_pictures()
        perform(set_pictures, reader_id=reader_id, codes=pictures, secret=secret, now=now)
        band = planned.facts["band"]
        phrase = (
            perform(make_phrase, reader_id=reader_id, secret=secret, now=now) if band == "groot" else None
        )
        name = planned.facts["name"]
        found.append(DemoChild(reader_id, child, made, name, band, card.token, pictures, phrase))
    return found


def _goal(planned: PlannedClass, made: NewClassroom, *, rate: ClassGoalRate, today: dt.date) -> None:
    """The class goal that its teacher would be proposed, under way since some weeks."""
    goal = planned.facts["goal"]
    target = rate.target(children=len(planned.children), weeks=goal["weeks"], days=goal["children_days"])
    starts = today - dt.timedelta(weeks=goal["weeks"] - 1)
    ends = today + dt.timedelta(days=(4 - today.weekday()) % 7 + 14)
    draft = parse(ClassGoalDraft, {"target": target, "ends": ends.isoformat(), "reward": goal["reward"]})
    moment = {**present(), "today": starts}
    perform(set_class_goal, classroom_id=made.classroom_id, draft=draft, starts=starts, **moment)


def _library(row: dict[str, Any], now: dt.datetime, *, today: dt.date) -> tuple[DemoStaff, int]:
    account_id, email, password = _staff(row["librarian"], Role.LIBRARIAN, now)
    made = perform(
        make_library,
        name=row["name"],
        municipality=row["municipality"],
        branch=row["branch"],
        staff=[account_id],
        now=now,
    )
    trail = row["trail"]
    draft = parse(
        TrailDraft,
        {
            "name": trail["name"],
            "word": trail["word"],
            "story": "auvermannekes",
            "starts": (today - dt.timedelta(days=7)).isoformat(),
            "ends": (today + dt.timedelta(days=28)).isoformat(),
            "places": trail["places"],
        },
    )
    trail_id = perform(make_trail, library_id=made, draft=draft, today=today, now=now)
    perform(open_trail, trail_id=trail_id, today=today, now=now)
    return DemoStaff(Role.LIBRARIAN, email, password, library=made), trail_id
