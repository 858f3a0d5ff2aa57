"""The outcomes of a write as shapes, made from the engine's own classes: new ones join by themselves."""

from __future__ import annotations

import dataclasses
import typing
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from readify.game import outcomes


def shape_of(kind: type[outcomes.Outcome]) -> type[BaseModel]:
    """The JSON shape of one kind of outcome: `kind` and the fields of its class."""
    hints = typing.get_type_hints(kind)
    parts: dict[str, Any] = {part.name: (hints[part.name], ...) for part in dataclasses.fields(kind)}
    return create_model(
        kind.__name__,
        __config__=ConfigDict(frozen=True),
        __doc__=(kind.__doc__ or "").strip(),
        **{"kind": (Literal[kind.kind], ...), **parts},
    )


KINDS = tuple(
    shape_of(kind)
    for kind in vars(outcomes).values()
    if isinstance(kind, type) and issubclass(kind, outcomes.Outcome) and kind is not outcomes.Outcome
)
AnyOutcome: Any = Annotated[typing.Union[KINDS], Field(discriminator="kind")]  # noqa: UP007 - of a tuple
