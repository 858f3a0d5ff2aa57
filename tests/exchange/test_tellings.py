"""A story as a trail tells it: own riddles and tasks first, riddles stay with places, own stories spread."""

from __future__ import annotations

import pytest

from readify.config import seeds_dir
from readify.exchange.stories import load_stories
from readify.exchange.tellings import SpotWords, fits, pieces_in, riddle_to, told, written_story

STORY = load_stories(seeds_dir() / "stories")["auvermannekes"]


def spots(*places: str) -> list[SpotWords]:
    return [SpotWords(place) for place in places]


def test_without_own_words_the_story_is_told_as_it_is_written():
    places = [stop[0].place["nl"] for stop in STORY.routes[6]]
    assert told(STORY, spots(*places), "nl") == STORY.chapters(6, "nl")


def test_a_riddle_of_its_own_leads_to_the_spot_in_any_language():
    walk = [SpotWords("Deur"), SpotWords("Kelder", riddle="Ga de trap af."), SpotWords("Raam")]
    for language in ("nl", "en"):
        assert told(STORY, walk, language)[0].riddle == "Ga de trap af."
    assert told(STORY, walk, "nl")[2].riddle is None


def test_a_task_of_its_own_stands_at_the_spot():
    walk = [SpotWords("Deur", task="Tel de treden."), SpotWords("Kelder"), SpotWords("Raam")]
    assert [chapter.task == "Tel de treden." for chapter in told(STORY, walk, "nl")] == [True, False, False]


def test_a_moved_place_takes_its_riddle_and_task_along():
    comics = next(s[0] for s in STORY.routes[6] if s[0].place["nl"] == "Striphoek")
    walk = spots("Voordeur", "Kelder", "Striphoek")
    chapters = told(STORY, walk, "nl")
    assert chapters[1].riddle == comics.lead["nl"]
    assert chapters[2].task == comics.task["nl"]
    assert riddle_to(STORY, walk, 3, "en") == comics.lead["en"]
    assert [fits(STORY, walk, position) for position in (1, 2, 3)] == [True, False, True]


def own(count: int):
    pieces = [{"title": f"Deel {n}", "text": f"Tekst {n}."} for n in range(1, count + 1)]
    return written_story(slug="eigen-1", title="Eigen", told_for="10-13", language="li", pieces=pieces)


def test_an_own_story_is_told_whole_over_fewer_spots():
    story = own(7)
    assert (story.ages, pieces_in(story), story.sizes) == ((10, 13), 7, (3, 4, 5, 6, 7))
    for size in story.sizes:
        text = " ".join(chapter.text for chapter in story.chapters(size, "nl"))
        assert [f"Tekst {n}." in text for n in range(1, 8)] == [True] * 7
        assert all(story.routes[size])


def test_an_own_story_without_riddles_names_the_next_place():
    chapters = told(own(3), spots("Deur", "Kelder", "Raam"), "nl")
    assert [chapter.riddle for chapter in chapters] == ["Kelder", "Raam", None]
    assert chapters[0].language == "li"


@pytest.mark.parametrize("count", [1, 2])
def test_a_story_that_is_barely_begun_can_be_looked_at(count):
    assert len(told(own(count), spots("Deur", "Kelder", "Raam"), "nl")) == 3
