"""The stories of the trails: whole in every language, and clear errors for who writes the next one."""

from __future__ import annotations

import copy
import re
import tomllib

import pytest

from readify.config import bundle_dir, seeds_dir
from readify.exchange.stories import Story, StoryError, load_stories, parse_story
from readify.printing.picture import read_picture

FOLDER = seeds_dir() / "stories"
STORIES = load_stories(FOLDER)


def pieces(story: Story):
    return {piece.slug: piece for route in story.routes.values() for stop in route for piece in stop}.values()


def raw() -> dict:
    return copy.deepcopy(tomllib.loads((FOLDER / "auvermannekes.toml").read_text("utf-8")))


def test_there_is_a_story_for_young_readers_in_three_to_eight_spots():
    story = STORIES["auvermannekes"]
    assert story.ages == (6, 9)
    assert story.languages == ("nl", "en")
    assert story.sizes == (3, 4, 5, 6, 7, 8)


def test_both_stories_are_told_for_both_ages_and_the_first_is_for_young_readers():
    told = {(story.title["nl"], story.told_for) for story in STORIES.values()}
    titles = {title for title, _ages in told}
    assert told == {(title, ages) for title in titles for ages in ("6-9", "10-13")}
    assert len(titles) == 2
    assert next(iter(STORIES)) == "auvermannekes"


@pytest.mark.parametrize("slug", STORIES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_piece_is_short_and_ends_with_a_question(slug, language):
    story = STORIES[slug]
    young = story.ages[1] < 10
    for piece in pieces(story):
        text = piece.text[language].strip()
        words = len(text.split())
        assert (90 if young else 120) <= words <= (130 if young else 190), f"{piece.slug}: {words} words"
        assert text.endswith(("?", "?’")), piece.slug
        for sentence in re.split(r"(?<=[.!?…])[’']?\s+", text):
            assert len(sentence.split()) <= (11 if young else 18), f"{piece.slug}: {sentence}"


@pytest.mark.parametrize("slug", STORIES)
def test_every_piece_stands_in_a_route_and_no_route_repeats_one(slug):
    table = tomllib.loads((FOLDER / f"{slug}.toml").read_text("utf-8"))
    assert {piece.slug for piece in pieces(STORIES[slug])} == set(table["pieces"])
    for route in STORIES[slug].routes.values():
        told = [piece.slug for stop in route for piece in stop]
        assert len(told) == len(set(told))


@pytest.mark.parametrize("slug", STORIES)
def test_the_two_languages_tell_the_same_paragraphs(slug):
    for piece in pieces(STORIES[slug]):
        assert len({text.strip().count("\n\n") for text in piece.text.values()}) == 1, piece.slug


def test_a_riddle_leads_to_the_next_spot_and_the_last_has_none():
    story = STORIES["auvermannekes"]
    chapters = story.chapters(6, "nl")
    assert [c.number for c in chapters] == [1, 2, 3, 4, 5, 6]
    assert chapters[0].riddle == story.routes[6][1][0].lead["nl"]
    assert chapters[-1].riddle is None


def test_two_pieces_at_one_spot_are_told_as_one():
    chapters = STORIES["auvermannekes"].chapters(4, "nl")
    assert len(chapters) == 4
    assert chapters[1].title == "De mieren die niet lopen"
    assert "Korrel" in chapters[1].text
    assert "borstel" not in chapters[0].text


def test_an_odd_number_of_spots_takes_the_nearest_route():
    story = STORIES["auvermannekes"]
    assert len(story.chapters(1, "nl")) == 3
    assert len(story.chapters(20, "nl")) == 8
    assert story.chapter(9, 20, "nl") == story.chapters(8, "nl")[-1]


def test_an_unknown_language_is_told_in_the_first():
    story = STORIES["auvermannekes"]
    assert story.chapter(1, 3, "tr") == story.chapter(1, 3, "nl")
    assert story.chapter(1, 3, "en").title == "Something flat on the windowsill"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.pop("routes"), "routes"),
        (lambda t: t["pieces"]["maas"].pop("alt"), "piece 'maas'.*alt"),
        (lambda t: t["pieces"]["maas"]["title"].pop("en"), "piece 'maas': title.*en"),
        (lambda t: t["pieces"]["maas"]["text"].update(nl="  "), "piece 'maas': text.*nl"),
        (lambda t: t["pieces"]["maas"].update(colour="red"), "piece 'maas'.*colour"),
        (lambda t: t["routes"].update({"2": [["maas"]]}), "route 2"),
        (lambda t: t["routes"].update({"1": [["nergens"]]}), "route 1.*nergens"),
        (lambda t: t.update(ages=[9, 6]), "ages"),
        (lambda t: t.update(slug="Met Spatie"), "slug"),
    ],
)
def test_a_mistake_is_named_with_its_place(spoil, message):
    table = raw()
    spoil(table)
    with pytest.raises(StoryError, match=message):
        parse_story(table)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "kapot.toml").write_text('slug = "kapot', "utf-8")
    with pytest.raises(StoryError, match=r"kapot\.toml"):
        load_stories(tmp_path)


def test_two_files_may_not_tell_under_one_slug(tmp_path):
    for name in ("een", "twee"):
        (tmp_path / f"{name}.toml").write_text((FOLDER / "auvermannekes.toml").read_text("utf-8"), "utf-8")
    with pytest.raises(StoryError, match=r"twee\.toml.*taken"):
        load_stories(tmp_path)


@pytest.mark.parametrize("slug", STORIES)
def test_every_piece_has_its_drawing_without_style_or_script(slug):
    folder = bundle_dir() / "static" / "art" / "stories"
    for piece in pieces(STORIES[slug]):
        svg = (folder / f"{piece.illustration}.svg").read_text("utf-8")
        assert read_picture(svg).shapes
        assert "style=" not in svg
        assert "<script" not in svg
        assert len(svg) < 16_000
