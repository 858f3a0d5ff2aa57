"""How to sign in to the demo: `demo-signins.json` in the home folder, in the contract's shape."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import select

from readify.config import Config
from readify.demo.contest import DemoJuror
from readify.demo.network import DemoChild, DemoNetwork
from readify.models import Role, Spot
from readify.perform import database

SHOWN_FIRST = "BEVER"  # the class of the mock-ups comes first in the list


def write_signins(app: Flask, made: DemoNetwork, jurors: Sequence[DemoJuror] = ()) -> None:
    """The file, readable by its owner only: it holds passwords of made-up accounts."""
    config: Config = app.extensions["readify.config"]
    base_url = config.base_url or "http://127.0.0.1:8000"
    path = config.demo_signins
    path.touch(mode=0o600)
    path.write_text(
        json.dumps(signins(made, base_url, jurors), ensure_ascii=False, indent=1), encoding="utf-8"
    )


def signins(made: DemoNetwork, base_url: str, jurors: Sequence[DemoJuror] = ()) -> dict[str, Any]:
    """The contract's mapping."""
    children = sorted(made.children, key=lambda child: child.classroom.word != SHOWN_FIRST)
    rooms = sorted(made.classrooms, key=lambda room: room.word != SHOWN_FIRST)
    staff = sorted(made.staff, key=lambda person: person.classrooms[:1] != (rooms[0].classroom_id,))
    return {
        "base_url": base_url,
        "children": [_child(child, base_url) for child in children],
        "teachers": [
            {"email": one.email, "password": one.password, "classrooms": list(one.classrooms)}
            for one in staff
            if one.role is Role.TEACHER and one.school is None
        ],
        "administrators": [
            {"email": one.email, "password": one.password, "classrooms": list(one.classrooms)}
            for one in staff
            if one.school is not None
        ],
        "librarians": [
            {"email": one.email, "password": one.password, "library": one.library}
            for one in staff
            if one.role is Role.LIBRARIAN
        ],
        "coordinators": [
            {"email": one.email, "password": one.password} for one in staff if one.role is Role.COORDINATOR
        ],
        "jurors": [{"name": one.name, "url": f"{base_url}/jury/{one.key}"} for one in jurors],
        "screens": [
            {"classroom": room.classroom_id, "url": f"{base_url}/digibord/{room.screen_key}"}
            for room in rooms
        ],
        "trails": _trails(made, base_url),
    }


def _child(child: DemoChild, base_url: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": child.planned.name,
        "classroom": child.classroom_name,
        "band": child.band,
        "card_url": f"{base_url}/K/{child.card}",
        "card": child.card,
        "class_word": f"{child.classroom.word} {child.classroom.number}",
        "pictures": list(child.pictures),
    }
    return found if child.phrase is None else {**found, "phrase": child.phrase}


def _trails(made: DemoNetwork, base_url: str) -> list[dict[str, Any]]:
    with database().reading() as session:
        spots = session.scalars(select(Spot).order_by(Spot.trail_id, Spot.position)).all()
        libraries = dict(zip(made.trails, [one.library for one in made.staff if one.library], strict=True))
        return [
            {
                "id": trail,
                "library": libraries[trail],
                "spots": [
                    {
                        "code": spot.code,
                        "word": f"{spot.word} {spot.number}",
                        "url": f"{base_url.upper()}/S/{spot.code}",
                    }
                    for spot in spots
                    if spot.trail_id == trail
                ],
            }
            for trail in made.trails
        ]
