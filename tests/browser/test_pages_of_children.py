"""Every page of children and guests: axe, sizes, targets, strangers, and a voice and pictures on all."""

from __future__ import annotations

import pytest

from tests.browser.demo import Demo
from tests.browser.walking import CHILDREN, SAID, Findings, Walked, walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walks(demo: Demo) -> dict[str, Findings]:
    """What was found for each visitor, each walked once."""
    return {visitor: walk(demo, visitor) for visitor in CHILDREN}


@pytest.mark.parametrize("visitor", CHILDREN)
class TestPages(Walked):
    def test_the_youngest_find_a_picture_on_all_that_is_tapped(self, walks, visitor):
        assert walks[visitor]["words"] == []

    def test_every_page_of_a_child_has_a_speaker(self, walks, visitor):
        assert walks[visitor]["mute"] == []


def test_each_who_must_hear_the_page_is_walked_here():
    assert set(SAID) <= set(CHILDREN)
