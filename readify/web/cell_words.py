"""From a bingo cell to the log form and back: what stands filled in when a child does what a cell asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from readify.game.bingo import Cell
from readify.game.rules import Filter
from readify.web.words import COMPANY, LANGUAGES, PLACES


def log_address(cell: Cell) -> str:
    """The log form with the cell's form, way, place, company or language filled in; a poster's own page."""
    if cell.needs_trail:
        return url_for("trail.type_code")
    asked = cell.meter.filters[0] if cell.meter.filters else Filter()
    wishes = {
        "vorm": asked.forms,
        "hoe": asked.hows,
        "plek": asked.places,
        "met": asked.companies,
        "taal": asked.languages,
    }
    given: dict[str, Any] = {name: str(codes[0]) for name, codes in wishes.items() if codes}
    if asked.again:
        given["weer"] = "1"
    return url_for("child.log", **given)


def wished(asked: Mapping[str, str]) -> dict[str, str]:
    """The form's values for place, company and language in an address; unknown codes are passed over."""
    known = {
        "place": (asked.get("plek"), PLACES),
        "company": (asked.get("met"), COMPANY),
        "language": (asked.get("taal"), ("nl", "li", *LANGUAGES)),
    }
    return {name: code for name, (code, codes) in known.items() if code is not None and code in codes}
