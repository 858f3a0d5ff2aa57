"""The OpenAPI 3.1 document, made from the routes, drafts and answers themselves, and its readable page.

It cannot lag behind them; a test fails on a route that is not described.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Literal

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template
from flask_babel import gettext
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from readify import __version__
from readify.api.answers import ErrorAnswer
from readify.api.describing import Operation, described, operation_of
from readify.api.manual import calls_by_subject, shapes_of
from readify.words import N_

bp = Blueprint("openapi", __name__)
BASE = "/api/v1"
TAG = N_("Over deze API")
ABOUT = N_(
    "Lezen opschrijven, voortgang zien, boeken zoeken en een klas volgen. "
    "Dagen zijn JJJJ-MM-DD, tijden staan in UTC. Stuur het token mee als Authorization: Bearer."
)
REF = "#/components/schemas/{model}"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSALS = {
    400: N_("Geen leesbare JSON."),
    401: N_("Niet aangemeld, of deze manier van aanmelden klopt niet."),
    403: N_("Dit mag deze bezoeker niet."),
    404: N_("Dit bestaat niet, of het is van een ander."),
    409: N_("Dit submission_id is al gebruikt voor iets anders."),
    413: N_("De inhoud is te groot."),
    415: N_("De inhoud is geen JSON."),
    422: N_("Een of meer velden kloppen niet; fields noemt ze."),
    429: N_("Te vaak misgegaan; Retry-After zegt hoelang wachten."),
    503: N_("Nu even niet te bewaren; probeer het zo nog eens."),
}
SUCCESSES = {200: N_("Gelukt."), 201: N_("Gemaakt."), 204: N_("Gelukt, zonder inhoud.")}
HEADERS = {401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}


@bp.get("/openapi.json")
@described(TAG, N_("Dit document, als OpenAPI 3.1."), answers={200: None}, signed_in=False)
def get_openapi() -> Response:
    """The document for programs."""
    response = jsonify(document(current_app))
    response.vary.update(("Accept-Language",))
    return response


@bp.get("/docs")
@described(
    TAG,
    N_("Dit document, als leesbare pagina."),
    answers={200: None},
    signed_in=False,
    content="text/html",
)
def get_docs() -> str:
    """The document for people."""
    found = document(current_app)
    subjects, shapes = calls_by_subject(found), shapes_of(found)
    return render_template("api/docs.html", about=found["info"], base=BASE, subjects=subjects, shapes=shapes)


def document(app: Flask) -> dict[str, Any]:
    """The document of this app, in the visitor's language."""
    calls = list(operations(app))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Readify", "version": __version__, "description": gettext(ABOUT)},
        "servers": [{"url": BASE}],
        "tags": [{"name": gettext(tag)} for tag in dict.fromkeys(said.tag for _, _, said in calls)],
        "paths": _paths(calls),
        "components": {
            "schemas": _schemas(said for _, _, said in calls),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "readify"},
            },
        },
    }


def operations(app: Flask) -> Iterator[tuple[Rule, str, Operation]]:
    """Every described call under /api/v1: its rule, its method and what was said of it, noun by noun."""
    order = {endpoint: place for place, endpoint in enumerate(app.view_functions)}
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{BASE}/")]
    for rule in sorted(rules, key=lambda found: order[found.endpoint]):
        said = operation_of(app.view_functions[rule.endpoint])
        for method in METHODS:
            if said is not None and method in (rule.methods or ()):
                yield rule, method.lower(), said


def path_of(rule: Rule) -> str:
    """`/readings/{id}/withdrawal`: the rule as OpenAPI writes paths, under the server's address."""
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule.removeprefix(BASE))


def _paths(calls: Iterable[tuple[Rule, str, Operation]]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for rule, method, said in calls:
        paths.setdefault(path_of(rule), {})[method] = _call(rule, method, said)
    return paths


def _call(rule: Rule, method: str, said: Operation) -> dict[str, Any]:
    call: dict[str, Any] = {
        "operationId": rule.endpoint.rpartition(".")[2],
        "tags": [gettext(said.tag)],
        "summary": gettext(said.summary),
        "parameters": [*_path_parameters(rule), *_query_parameters(said)],
        "responses": _responses(said, written=method != "get"),
        "security": [{"bearer": []}, {"cookie": []}] if said.signed_in else [],
    }
    if said.body is not None:
        call["requestBody"] = {"required": True, "content": _content(said.body)}
    return call


def _path_parameters(rule: Rule) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"<(?:[^:<>]+:)?(\w+)>", rule.rule):
        numbered = f"<number:{name}>" in rule.rule
        schema = {"type": "integer", "minimum": 1} if numbered else {"type": "string", "minLength": 1}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameters(said: Operation) -> Iterator[dict[str, Any]]:
    if said.query is None:
        return
    schema = said.query.model_json_schema()
    for name, field in schema["properties"].items():
        shape = _not_null(field)
        told = {key: shape.pop(key) for key in ("description",) if key in shape}
        required = name in schema.get("required", ())
        yield {"name": name, "in": "query", "required": required, "schema": shape, **told}


def _not_null(field: Mapping[str, Any]) -> dict[str, Any]:
    """An address has no null: what may be null there is left out."""
    plain = {key: value for key, value in field.items() if key not in ("anyOf", "title")}
    ways = [way for way in field.get("anyOf", ()) if way.get("type") != "null"]
    if ways and plain.get("default", 0) is None:
        del plain["default"]
    return {**plain, **(ways[0] if ways else {})}


def _responses(said: Operation, *, written: bool) -> dict[str, Any]:
    """Any write with a cookie may be refused (403) when it comes from another site."""
    found: dict[str, Any] = {}
    for status, shape in said.answers.items():
        found[str(status)] = {"description": gettext(SUCCESSES[status])}
        if status != HTTPStatus.NO_CONTENT:
            found[str(status)]["content"] = _content(shape, said.content)
    for status in sorted({*said.refusals, 403} if written else said.refusals):
        refusal = {"description": gettext(REFUSALS[status]), "content": _content(ErrorAnswer)}
        if status in HEADERS:
            refusal["headers"] = {HEADERS[status]: {"schema": {"type": "string"}}}
        found[str(status)] = refusal
    return found


def _content(shape: Any, kind: str = "application/json") -> dict[str, Any]:
    if shape is None:
        return {kind: {"schema": {"type": "string"} if kind == "text/html" else {"type": "object"}}}
    shapes = shape if isinstance(shape, tuple) else (shape,)
    refs = [{"$ref": REF.format(model=part.__name__)} for part in shapes]
    return {kind: {"schema": refs[0] if len(refs) == 1 else {"anyOf": refs}}}


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    """All shapes, by name. Drafts as they are read, answers as they are written."""
    wanted: dict[type[BaseModel], Literal["validation", "serialization"]] = {ErrorAnswer: "serialization"}
    for said in operations:
        if said.body is not None:
            wanted[said.body] = "validation"
        for shape in said.answers.values():
            for part in shape if isinstance(shape, tuple) else (shape,):
                if part is not None:
                    wanted[part] = "serialization"
    _, made = models_json_schema(list(wanted.items()), ref_template=REF)
    schemas: dict[str, Any] = made["$defs"]
    return dict(sorted(schemas.items()))
