"""What a route takes and gives, said beside the route: `openapi` makes the document from it.

The words are Dutch sentences marked for translation. Says nothing of how a route works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from readify.drafts.parsing import Draft

View = TypeVar("View", bound=Callable[..., Any])
Shape = type[BaseModel] | None
ATTRIBUTE = "__operation__"


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `answers` by status (None: no body, or not JSON), `refusals` are statuses with an error."""

    tag: str
    summary: str
    answers: Mapping[int, Shape | tuple[type[BaseModel], ...]]
    refusals: tuple[int, ...]
    body: type[Draft] | None
    query: type[Draft] | None
    signed_in: bool
    content: str


def described(
    tag: str,
    summary: str,
    *,
    answers: Mapping[int, Any],
    body: type[Draft] | None = None,
    query: type[Draft] | None = None,
    refusals: Iterable[int] = (),
    signed_in: bool = True,
    content: str = "application/json",
) -> Callable[[View], View]:
    """Ties the description to a route. Statuses that follow from body, query and signing in join too."""
    statuses = set(refusals)
    if signed_in:
        statuses.add(401)
    if body is not None:
        statuses |= {400, 413, 415, 422, 503}
    if query is not None:
        statuses.add(422)
    operation = Operation(tag, summary, answers, tuple(sorted(statuses)), body, query, signed_in, content)

    def tie(view: View) -> View:
        setattr(view, ATTRIBUTE, operation)
        return view

    return tie


def operation_of(view: Callable[..., Any]) -> Operation | None:
    """What was said of this route; None for one that is not described."""
    found: Operation | None = getattr(view, ATTRIBUTE, None)
    return found
