"""A trail's form as text: what was typed, its rows moved about, and what differs from what is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from flask_babel import format_date, gettext
from werkzeug.datastructures import MultiDict

from readify.drafts.trail import FEWEST_SPOTS, MOST_SPOTS
from readify.queries.trail_form import SpotRow, TrailForm
from readify.words import N_

LONGEST = 400  # letters of one field that are kept while typing; the draft has its own bounds
FIELDS = ("version", "name", "word", "story", "starts", "ends", "reward")
THANKS = (
    N_("Kies een boek om te houden."),
    N_("Een avond voorlezen bij lampenlicht."),
    N_("Kies een boek dat de bieb gaat kopen."),
    N_("Jouw lievelingsboek komt vooraan te liggen."),
    N_("Een kijkje achter de schermen van de bieb."),
)
"""Thanks that are about reading, to choose from: nothing that is only worth money."""
COLUMNS = ("spot_id", "place", "branch", "riddle", "task")


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison: what is kept, what was typed."""

    label: str
    theirs: str
    mine: str

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.theirs == self.mine


def typed_form(sent: MultiDict[str, str]) -> TrailForm:
    """What was typed, however wrong; no more rows than a trail can have and one."""
    columns = [[words[:LONGEST] for words in sent.getlist(name)] for name in COLUMNS]
    rows = [SpotRow(*(words.strip() for words in row)) for row in zip_longest(*columns, fillvalue="")]
    fields = {name: sent.get(name, "").strip()[:LONGEST] for name in FIELDS}
    return TrailForm(**fields, rows=tuple(rows[: MOST_SPOTS + 1]))


def moved(form: TrailForm, step: str, *, fixed: bool) -> TrailForm:
    """The form after a button: `up-2`, `down-2`, `remove-2`, `reward-2` (from 1), `add`, `days-…` (two days).

    Once the trail is `fixed`, spots stay where they hang.
    """
    what, _, rest = step.partition("-")
    if what == "days" and len(rest) == 21:
        return replace(form, starts=form.starts if fixed else rest[:10], ends=rest[11:])
    index = int(rest) - 1 if rest.isdigit() and len(rest) < 3 else -1
    if what == "reward" and 0 <= index < len(THANKS):
        return replace(form, reward=gettext(THANKS[index]))
    if fixed:
        return form
    rows = list(form.rows)
    if what == "add" and len(rows) < MOST_SPOTS:
        rows.append(SpotRow(branch=rows[-1].branch if rows else ""))
    elif what == "remove" and 0 <= index < len(rows) and len(rows) > FEWEST_SPOTS:
        del rows[index]
    elif what == "up" and 0 < index < len(rows):
        rows[index - 1], rows[index] = rows[index], rows[index - 1]
    elif what == "down" and 0 <= index < len(rows) - 1:
        rows[index + 1], rows[index] = rows[index], rows[index + 1]
    return replace(form, rows=tuple(rows))


def differences(
    kept: TrailForm, typed: TrailForm, *, branches: Mapping[int, str], stories: Mapping[str, str]
) -> list[Difference]:
    """Both versions line by line, as people read them."""

    def story(form: TrailForm) -> str:
        return stories.get(form.story, "")

    def lines(row: SpotRow | None) -> str:
        if row is None:
            return ""
        branch = branches.get(int(row.branch), "") if row.branch.isdigit() else ""
        return " · ".join(part for part in (row.place, branch, row.riddle, row.task) if part)

    found = [
        Difference(gettext("Naam van het spoor"), kept.name, typed.name),
        Difference(gettext("Woord op de posters"), kept.word, typed.word.upper()),
        Difference(gettext("Verhaal"), story(kept), story(typed)),
        Difference(gettext("Eerste dag"), _day(kept.starts), _day(typed.starts)),
        Difference(gettext("Laatste dag"), _day(kept.ends), _day(typed.ends)),
        Difference(gettext("Bedankje"), kept.reward, typed.reward),
    ]
    for number, (theirs, mine) in enumerate(zip_longest(kept.rows, typed.rows), start=1):
        found.append(Difference(gettext("Plek %(number)s", number=number), lines(theirs), lines(mine)))
    return found


def _day(typed: str) -> str:
    """The day in words; what is no day as it was typed."""
    try:
        return str(format_date(dt.date.fromisoformat(typed), "d MMMM y"))
    except ValueError:
        return typed
