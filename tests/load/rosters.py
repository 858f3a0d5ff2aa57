"""A school of 600 from an EDEXML file: seconds to the preview, to the import, and of the same file again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from flask import Flask

from readify import create_app, migrations
from readify.actions.classroom import make_school
from readify.actions.roster import import_roster
from readify.config import Config
from readify.db import Database
from readify.exchange.rosters.edexml import read_edexml
from readify.perform import database, perform, present
from readify.queries.roster_matching import Decisions
from readify.queries.roster_plan import roster_plan
from tests.people import SECRET
from tests.school_files import edexml, school

PUPILS = 600


def measure(folder: Path) -> dict[str, Any]:
    """From the file's bytes to what the page needs, and from there to the commit."""
    data = edexml(school(PUPILS))
    with _app(folder).app_context():
        school_id = perform(make_school, name="De Lijstschool", municipality="Stein", now=present()["now"])
        about = {"school_id": school_id, "roster": read_edexml(data), "secret": SECRET}
        found: dict[str, Any] = {"pupils": PUPILS, "bytes": len(data)}
        for name in ("first", "again"):
            began = time.perf_counter()
            with database().reading() as session:
                plan = roster_plan(session, decisions=Decisions(), **{**about, "roster": read_edexml(data)})
            previewed = time.perf_counter()
            perform(import_roster, **about, **present())
            ended = time.perf_counter()
            found[name] = {
                "preview_seconds": round(previewed - began, 3),
                "import_seconds": round(ended - previewed, 3),
                "new": len(plan.new),
                "unchanged": plan.unchanged,
            }
    return found


def _app(folder: Path) -> Flask:
    """An app on an empty database that is as careful as in production."""
    config = Config(home=folder, environment="test", secret="x" * 40, rate_limits=False)  # type: ignore[arg-type]
    fresh = Database(config.database_url)
    migrations.upgrade(fresh)
    fresh.dispose()
    return create_app(config)
