"""What was chosen for the school year's turn: fields `klas-<id>` and `kind-<id>`; all else is passed over."""

from __future__ import annotations

import re
from collections.abc import Mapping

from readify.queries.year_plan import Choices

_FIELD = re.compile(r"(klas|kind)-([0-9]{1,9})")
_GOAL = re.compile(r"[0-9]{1,9}|stay|leave|new")


def choices_of(form: Mapping[str, str]) -> Choices:
    """The choices in a posted form. A goal that is none counts as not chosen."""
    found: dict[str, dict[int, str]] = {"klas": {}, "kind": {}}
    for name, goal in form.items():
        field = _FIELD.fullmatch(name)
        if field is not None and _GOAL.fullmatch(goal):
            found[field[1]][int(field[2])] = goal
    return Choices(rooms=found["klas"], children=found["kind"])
