"""From a mapping to a draft, or to one refusal that names every wrong field in the visitor's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo

from readify.errors import Invalid, Malformed
from readify.words import N_

CHECK_THE_FIELDS = N_("Er klopt iets niet. Kijk naar de velden met een uitroepteken.")
UNCLEAR = N_("Dit snap ik niet. Vul het anders in.")
MISSING = N_("Vul dit nog in.")
JOINERS = "\u200c\u200d"  # unseen, yet part of the spelling: of Persian and Hindi, of a family emoji
NO_JSON = N_("Dit is geen JSON. Kijk naar komma's, aanhalingstekens en UTF-8.")


class Draft(BaseModel):
    """Base of drafts: frozen; unknown fields are passed over, so that clients may be newer than we are."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


D = TypeVar("D", bound=Draft)


class FieldError(ValueError):
    """A validator's refusal: its text is a Dutch sentence marked for translation."""


def parse(kind: type[D], data: object, *, context: Mapping[str, Any] | None = None) -> D:
    """The draft in `data`. Raises Invalid with a sentence for each wrong field, named by its dotted path."""
    try:
        return kind.model_validate(data, context=dict(context or {}))
    except ValidationError as error:
        raise _refusal(kind, error) from error


def parse_json(kind: type[D], text: bytes, *, context: Mapping[str, Any] | None = None) -> D:
    """The draft in a JSON text. Stricter than a form: a number is a number, an empty text is no number.

    Raises Malformed when it is no JSON, Invalid as `parse` does.
    """
    try:
        return kind.model_validate_json(text, strict=True, context=dict(context or {}))
    except ValidationError as error:
        if any(problem["type"] == "json_invalid" for problem in error.errors(include_url=False)):
            raise Malformed("malformed", NO_JSON) from error
        raise _refusal(kind, error) from error


def _refusal(kind: type[Draft], error: ValidationError) -> Invalid:
    sentences = sentences_of(kind)
    fields: dict[str, str] = {}
    for problem in error.errors(include_url=False):
        path = ".".join(str(step) for step in problem["loc"]) or "body"
        fields.setdefault(path, _sentence(problem, sentences))
    return Invalid("invalid", CHECK_THE_FIELDS, fields=fields)


def sentences_of(kind: type[Draft]) -> Mapping[str, str]:
    """What a draft says of a wrong field: its `SENTENCES`, by field name."""
    found: Mapping[str, str] = getattr(kind, "SENTENCES", {})
    return found


def _sentence(problem: Any, sentences: Mapping[str, str]) -> str:
    raised = problem.get("ctx", {}).get("error")
    if isinstance(raised, FieldError):
        return str(raised)
    name = str(problem["loc"][-1]) if problem["loc"] else ""
    if problem["type"] == "missing":
        return sentences.get(f"{name}:missing", MISSING)
    return sentences.get(name, UNCLEAR)


def clean_text(value: object) -> object:
    """Text without control characters, halves of characters or double spaces; other types pass unchanged."""
    if not isinstance(value, str):
        return value
    kept = "".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in value)
    return " ".join(kept.split()).strip(JOINERS)


def none_if_empty(value: object, info: ValidationInfo) -> object:
    """An empty form field is a field not sent. In JSON there is `null` for that."""
    return None if info.mode != "json" and isinstance(value, str) and not value.strip() else value
