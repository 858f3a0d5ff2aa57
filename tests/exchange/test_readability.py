"""How easy a text reads, by the stated rule; the stories that ship hold the bounds."""

from __future__ import annotations

import pytest

from readify.config import seeds_dir
from readify.exchange.readability import readability
from readify.exchange.stories import load_stories

STORIES = load_stories(seeds_dir() / "stories").values()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_our_own_stories_read_as_they_are_told(story, language):
    pieces = {piece for stop in story.routes[max(story.sizes)] for piece in (stop[0].text[language],)}
    assert readability("\n\n".join(sorted(pieces))).reads_as == story.told_for


@pytest.mark.parametrize(
    ("text", "reads_as"),
    [
        ("De poes slaapt. Zij droomt van een vis.", "6-9"),
        ("Wie is daar? ‘Ik ben het!’ roept Bo. Dan is het stil…", "6-9"),
        ("Het regende. De poes sliep in het hooi achter de schuur, en droomde van vis.", "10-13"),
        ("Verzekeringsmaatschappijen administreren.", "harder"),
        (" ".join(["woord"] * 21) + ".", "harder"),
        ("", ""),
        ("… 12, 13!", ""),
    ],
)
def test_the_rule_by_example(text, reads_as):
    assert readability(text).reads_as == reads_as


def test_what_was_measured_is_told():
    found = readability("Een zin van vijf woorden. De bibliotheek is open.\n\nKop zonder punt")
    assert (found.words, found.longest) == (12, 5)
    assert found.sentence_length == pytest.approx(4)
    assert found.long_share == pytest.approx(1 / 12)
