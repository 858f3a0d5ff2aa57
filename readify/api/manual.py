"""The OpenAPI document laid out for people: calls by subject, and shapes with their fields. No HTML here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PREFIX = "#/components/schemas/"
LIMITS = (
    ("minimum", "≥ {}"),
    ("maximum", "≤ {}"),
    ("minLength", "len ≥ {}"),
    ("maxLength", "len ≤ {}"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in words; `shape` is the name of the shape that explains it, if there is one."""

    words: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field or parameter."""

    name: str
    kinds: tuple[Kind, ...]
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One status and what comes with it."""

    status: str
    meaning: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One method on one path."""

    method: str
    path: str
    anchor: str
    summary: str
    signed_in: bool
    parameters: tuple[Field, ...]
    body: tuple[Kind, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One schema: fields, or the values it may have."""

    name: str
    note: str
    fields: tuple[Field, ...]
    values: tuple[str, ...]


def calls_by_subject(document: Mapping[str, Any]) -> dict[str, list[Call]]:
    """All calls under their tag, in the document's order."""
    found: dict[str, list[Call]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            found[call["tags"][0]].append(_call(path, method, call))
    return found


def shapes_of(document: Mapping[str, Any]) -> list[Shape]:
    """All shapes from A to Z."""
    return [
        Shape(
            name,
            schema.get("description", ""),
            tuple(_fields(schema)),
            tuple(str(value) for value in schema.get("enum", ())),
        )
        for name, schema in document["components"]["schemas"].items()
    ]


def _call(path: str, method: str, call: Mapping[str, Any]) -> Call:
    body = call.get("requestBody", {}).get("content", {})
    parameters = (
        Field(each["name"], kinds_of(each["schema"]), each["required"], each.get("description", ""))
        for each in call["parameters"]
    )
    replies = (
        Reply(status, reply["description"], tuple(_content_kinds(reply.get("content", {}))))
        for status, reply in sorted(call["responses"].items())
    )
    return Call(
        method=method.upper(),
        path=path,
        anchor=call["operationId"],
        summary=call["summary"],
        signed_in=bool(call["security"]),
        parameters=tuple(parameters),
        body=tuple(_content_kinds(body)),
        replies=tuple(replies),
    )


def _content_kinds(content: Mapping[str, Any]) -> Iterator[Kind]:
    for media in content.values():
        yield from kinds_of(media["schema"])


def _fields(schema: Mapping[str, Any]) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, part in schema.get("properties", {}).items():
        yield Field(name, kinds_of(part), name in required, part.get("description", ""))


def kinds_of(schema: Mapping[str, Any]) -> tuple[Kind, ...]:
    """The types that a schema allows, in words."""
    for way in ("anyOf", "oneOf"):
        if way in schema:
            return tuple(kind for part in schema[way] for kind in kinds_of(part))
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        return (Kind(name, name),)
    if schema.get("type") == "array":
        return tuple(Kind(f"[{kind.words}]", kind.shape) for kind in kinds_of(schema.get("items", {})))
    if "const" in schema:
        return (Kind(f'"{schema["const"]}"'),)
    if "enum" in schema:
        return tuple(Kind(f'"{value}"') for value in schema["enum"])
    return (Kind(_plain(schema)),)


def _plain(schema: Mapping[str, Any]) -> str:
    words = str(schema.get("format") or schema.get("type", "…"))
    limits = [form.format(schema[name]) for name, form in LIMITS if name in schema]
    return " ".join([words, *limits])
