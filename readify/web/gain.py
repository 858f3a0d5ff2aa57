"""How many lights a log is about to give: what the page's script needs to name the gain on the button.

A forecast for today only. What really came of it stands on the done page, from the ledger.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from readify.game.day import Day
from readify.game.rules import Flat
from readify.queries.reader_state import ReaderState


def gain_facts(state: ReaderState, today_so_far: Day | None, *, today: dt.date) -> dict[str, Any]:
    """JSON-ready: `minute`, `pages` and `flats` per form, `otherwise`, `new`, `seen`, `finished`, `left`.

    `left` is what the cap leaves of today, `seen` the forms that no longer count as new, `finished` the extra
    for a book that is out (0 when today had its extra).
    """
    rates, terms = state.rulebook.rates_on(today), state.rulebook.terms_on(today)
    day = today_so_far or Day(today)
    return {
        "today": today.isoformat(),
        "minute": rates.minute,
        "pages": {form.value: pages * terms.pages_per_light for form, pages in rates.pages}
        if terms.pages_count
        else {},
        "flats": {
            form.value: _flat(flat, day, index)
            for index, flat in enumerate(rates.flats)
            for form in flat.forms
        },
        "otherwise": rates.otherwise,
        "new": rates.new_form,
        "seen": list(state.tally.seen_forms),
        "finished": 0 if day.book_paid else rates.finished,
        "left": max(0, terms.cap - (day.lights - day.stamped)),
    }


def _flat(flat: Flat, day: Day, index: int) -> int:
    counted = day.flats[index] if day.flats else 0
    return flat.lights if flat.most_a_day is None or counted < flat.most_a_day else 0
