"""What the engine's tests share: the house's own rulebook, read from the seeds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readify.game.rulebook import Rulebook, load_rulebook
from readify.game.rules import Pause

SEEDS = Path(__file__).parents[2] / "seeds"
AUTUMN = Pause(date(2026, 10, 17), date(2026, 10, 25))
ILL = Pause(date(2026, 11, 9), date(2026, 11, 15), holiday=False)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the rules as they are shipped."""
    return SEEDS


@pytest.fixture(scope="session")
def base() -> Rulebook:
    """The network's rules, without anything agreed with one reader."""
    return load_rulebook(SEEDS)


@pytest.fixture(scope="session")
def rulebook(base: Rulebook) -> Rulebook:
    """A reader of band midden (own goal 15, cap 60, rhythm 4) with an autumn holiday and a week ill."""
    terms = base.standard_terms("midden", starts=date(2026, 8, 1))
    return base.for_reader(terms=[terms], pauses=[AUTUMN, ILL])
