"""Questions to talk about a book with somebody: `seeds/talk.toml`, read once and checked. No database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.game.facts import Form
from readify.game.rules import Band, RulebookError, Words
from readify.game.tables import check_keys, codes, tables, texts, words

KEYS = ("bands", "forms", "states", "question", "then")
STATES = frozenset({"reading", "finished", "stopped"})


@dataclass(frozen=True, slots=True)
class TalkCard:
    """One question and what to ask then. Empty `bands`, `forms` or `states` mean all of them."""

    question: Words
    then: Words
    bands: tuple[Band, ...]
    forms: tuple[Form, ...]
    states: tuple[str, ...]

    @property
    def is_special(self) -> bool:
        """Made for a form or a state, not for every book."""
        return bool(self.forms or self.states)

    def fits(self, *, band: str, form: str, state: str) -> bool:
        """Whether it suits who reads, what was read, and how far."""
        return (
            (not self.bands or band in self.bands)
            and (not self.forms or form in self.forms)
            and (not self.states or state in self.states)
        )


@cache
def talk_cards() -> tuple[TalkCard, ...]:
    """The network's questions. Raises ConfigError that names the file and the card."""
    return read_talk_cards(seeds_dir() / "talk.toml")


def read_talk_cards(path: Path) -> tuple[TalkCard, ...]:
    """The questions in one file; every band, form and state must have at least two."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        check_keys(table, ("card",), path.name)
        rows = enumerate(tables(table, "card", path.name), 1)
        cards = tuple(_card(row, f"{path.name}: card {number}") for number, row in rows)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, RulebookError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
    for band in Band:
        for form in Form:
            for state in STATES:
                if len(_fitting(cards, band=band, form=form, state=state)) < 2:
                    raise ConfigError(f"{path.name}: fewer than two cards for {band}, {form}, {state}")
    return cards


def talk_card(*, band: str, form: str, state: str, work: int, turn: int = 0) -> TalkCard:
    """The card for a book: first one made for its form or state, another one each turn."""
    fitting = _fitting(talk_cards(), band=band, form=form, state=state)
    special = sum(card.is_special for card in fitting)
    return fitting[(work % (special or len(fitting)) + turn) % len(fitting)]


def _fitting(cards: Sequence[TalkCard], *, band: str, form: str, state: str) -> list[TalkCard]:
    """The cards that suit, special ones first: a comic is not asked about like a novel."""
    fitting = [card for card in cards if card.fits(band=band, form=form, state=state)]
    return sorted(fitting, key=lambda card: not card.is_special)


def _card(row: Mapping[str, Any], where: str) -> TalkCard:
    check_keys(row, KEYS, where)
    states = texts(row, "states", where)
    if set(states) - STATES:
        raise RulebookError(f"{where}: states may be {', '.join(sorted(STATES))}")
    return TalkCard(
        question=words(row, "question", where),
        then=words(row, "then", where),
        bands=codes(row, "bands", Band, where),
        forms=codes(row, "forms", Form, where),
        states=states,
    )
