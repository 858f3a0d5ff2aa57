"""Requests nobody thought of, made from the document: never a fault of ours, never an undocumented answer.

Positive data may be refused here: days, ISBNs and shelf rows have rules that no schema can say.
`ignored_auth` is left to the outsiders in the other tests: its replay does not speak WSGI.
"""

from __future__ import annotations

import itertools
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from readify.books.catalogue import load_seed_books
from tests.api.conftest import BASE, Cast

EXAMPLES = 40


@pytest.fixture
def _fresh_submissions() -> Iterator[None]:
    """Each valid submission id becomes a new one; else nearly all writes would be conflicts."""
    numbers = itertools.count()

    def before_call(_context, case, _named):
        if isinstance(case.body, dict) and len(str(case.body.get("submission_id", ""))) == 36:
            case.body["submission_id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, str(next(numbers))))

    schemathesis.hook("before_call")(before_call)
    yield
    schemathesis.hooks.unregister(before_call)


def config_for(token: str | None) -> SchemathesisConfig:
    headers = {"Accept-Encoding": "identity"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return SchemathesisConfig.from_dict(
        {
            "seed": 2026,
            "workers": 1,
            "headers": headers,
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
            "phases": {"stateful": {"enabled": False}},
            "checks": {
                "positive_data_acceptance": {"enabled": False},
                "ignored_auth": {"enabled": False},
            },
        }
    )


@pytest.mark.usefixtures("_fresh_submissions")
@pytest.mark.parametrize("name", ["bram", "teacher", None])
def test_any_request_gets_a_documented_answer(app: Flask, cast: Cast, database, name, as_, reading):
    with database.writing() as session:
        load_seed_books(session)
        session.commit()
    for _ in range(3):
        as_("bram")("POST", "/readings", reading())
    token = cast.tokens[name] if name else None
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", app, config=config_for(token))
    if token is not None:  # it would end the token that the other requests need
        schema = schema.exclude(method="DELETE", path="/session")
    found, seen = problems(schema)
    assert not found, "\n\n".join(found)
    assert seen.total() > 300
    if name == "bram":
        assert seen["POST /readings", 201] > 20, "the fuzz must get through the door"


def problems(schema) -> tuple[list[str], Counter[tuple[str, int]]]:
    """What the checks found, and how often each call gave each status."""
    found: list[str] = []
    seen: Counter[tuple[str, int]] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(vars_of(event)))
        if not isinstance(event, events.ScenarioFinished):
            continue
        for key, checks in event.recorder.checks.items():
            answer = event.recorder.interactions[key].response
            seen[event.label, answer.status_code if answer else 0] += 1
            asked = event.recorder.cases[key].value.as_curl_command()
            found += [
                f"{event.label}: {check.failure_info.failure}\n{asked}"
                for check in checks
                if check.failure_info
            ]
    return found, seen


def vars_of(event: object) -> dict[str, object]:
    return {name: getattr(event, name, None) for name in ("label", "value", "exception")}
