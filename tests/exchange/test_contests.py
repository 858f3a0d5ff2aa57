"""The templates of contests: what ships is whole, and a slip is named with its file and place."""

from __future__ import annotations

import tomllib

import pytest

from readify.config import seeds_dir
from readify.exchange.contests import contest_templates, read_templates
from readify.game.rules import RulebookError

TEXT = (seeds_dir() / "contests.toml").read_text("utf-8")


def test_three_real_contests_a_schools_and_one_of_ones_own_are_there() -> None:
    found = dict(contest_templates())
    assert list(found) == [
        *("nationale-voorleeswedstrijd", "read2me", "pabo-voorleeswedstrijd", "school", "eigen"),
    ]
    assert [one.level.value for one in found["nationale-voorleeswedstrijd"].rounds] == [
        *("class", "school", "local", "regional", "provincial"),
    ]
    school = found.pop("school")
    assert [one.per_session for one in school.rounds] == [40, 40], "a whole class reads, and a whole school"
    assert all(one.per_session == 12 for of in found.values() for one in of.rounds)


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("keep_days = 90", "keepdays = 90", "keepdays"),
        ('level = "local"', 'level = "lokaal"', "lokaal"),
        ("scale = [1, 5]", "scale = [5, 1]", "scale"),
        ("scale = [1, 5]", "scale = [1, 4]", "steps"),
        ('slug = "tekstbeleving"', 'slug = "voorleesvaardigheid"', "written twice"),
        ('entry_rule = "school"', 'entry_rule = "scholen"', "entry_rule"),
    ],
)
def test_a_slip_is_named(was: str, becomes: str, named: str) -> None:
    assert was in TEXT
    with pytest.raises(RulebookError, match=rf"contests\.toml.*{named}"):
        read_templates(tomllib.loads(TEXT.replace(was, becomes, 1)))
