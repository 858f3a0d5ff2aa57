"""A library's own stories: written, looked at, rewritten once, told at a spot; script stays words."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from readify.models import LibraryStory, Spot, Trail
from tests.cast import Cast
from tests.walks import Walk, make_walk, trail_in

EASY = "De poes slaapt. Zij droomt. Wie ziet haar?"
HARD = " ".join(["woord"] * 25) + "."


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def story(**changes: Any) -> MultiDict[str, str]:
    fields: dict[str, Any] = {
        "version": "0",
        "title": "De poes van de bieb",
        "told_for": "6-9",
        "language": "nl",
        "piece_title": ["Een", "Twee", "Drie"],
        "piece_text": [f"{EASY} Deel {n}." for n in (1, 2, 3)],
    }
    return MultiDict(fields | changes)


def written(walk: Walk, cast: Cast, **changes: Any) -> int:
    answer = cast.librarian.post(f"/bieb/{walk.library}/verhalen/nieuw", data=story(**changes))
    assert answer.status_code == 303
    with walk.app.extensions["readify.database"].reading() as session:
        return session.scalars(select(LibraryStory.id).order_by(LibraryStory.id.desc())).first() or 0


def tell(walk: Walk, story_id: int) -> int:
    """A running trail that tells this story."""
    trail = trail_in(walk.app, walk.library)
    with walk.app.extensions["readify.database"].writing() as session:
        session.get_one(Trail, trail).story = f"eigen-{story_id}"
        session.commit()
    return trail


def codes(walk: Walk, trail: int) -> list[str]:
    with walk.app.extensions["readify.database"].reading() as session:
        return list(session.scalars(select(Spot.code).where(Spot.trail_id == trail).order_by(Spot.position)))


def test_an_own_story_is_written_chosen_and_told_at_the_spots(walk: Walk, cast: Cast) -> None:
    story_id = written(walk, cast)
    shelf = unescape(cast.librarian.get(f"/bieb/{walk.library}/verhalen").get_data(as_text=True))
    assert "De poes van de bieb" in shelf
    form = cast.librarian.get(f"/bieb/{walk.library}/spoor/nieuw?story=eigen-{story_id}&plekken=3")
    assert f'value="eigen-{story_id}" selected' in form.get_data(as_text=True)
    trail = tell(walk, story_id)
    child = cast.child
    for number, code in enumerate(codes(walk, trail), start=1):
        page = unescape(child.get(f"/S/{code}").get_data(as_text=True))
        assert f"Deel {number}." in page
    assert "De poes van de bieb" in unescape(child.get(f"/paspoort/verhaal/{trail}").get_data(as_text=True))


def test_an_own_story_can_start_a_trail_of_its_own_library_only(walk: Walk, cast: Cast) -> None:
    story_id = written(walk, cast, told_for="10-13")
    data = {
        "name": "Poezenspoor",
        "word": "poes",
        "story": f"eigen-{story_id}",
        "starts": "2027-07-24",
        "ends": "2027-09-05",
        "places": ["Deur", "Kelder", "Raam"],
    }
    made = cast.librarian.post(f"/bieb/{walk.library}/spoor/nieuw", data=data)
    assert made.status_code == 303
    with walk.app.extensions["readify.database"].reading() as session:
        trail = session.get_one(Trail, int(made.headers["Location"].rsplit("/", 1)[1]))
    assert (trail.story, trail.told_for) == (f"eigen-{story_id}", "10-13")
    other = cast.with_password("anders@bieb.example")
    refused = other.post(f"/bieb/{walk.other_library}/spoor/nieuw", data=data)
    assert "Kies een verhaal uit de lijst." in unescape(refused.get_data(as_text=True))
    assert other.get(f"/bieb/{walk.other_library}/verhalen/{story_id}").status_code == 404


def test_a_look_shows_the_piece_and_how_it_reads_and_saves_nothing(walk: Walk, cast: Cast) -> None:
    typed = story(do="look", piece_text=[EASY, HARD, ""])
    page = cast.librarian.post(f"/bieb/{walk.library}/verhalen/nieuw", data=typed).get_data(as_text=True)
    assert "leest als 6 tot 9 jaar" in page
    assert "leest moeilijker" in page
    assert page.count("Zo ziet een kind het") == 2
    more = cast.librarian.post(f"/bieb/{walk.library}/verhalen/nieuw", data=story(do="add"))
    assert more.get_data(as_text=True).count('name="piece_text"') == 4
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.scalars(select(LibraryStory)).all() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "Geef het verhaal een titel"),
        ({"told_for": "99"}, "Kies voor wie het verhaal is."),
        ({"language": "xx"}, "Kies de taal van het verhaal."),
        ({"piece_text": ["Een.", "", "Drie."]}, "Geef elk stukje een titel en een tekst"),
        ({"piece_title": ["", "Twee", "Drie"]}, "Geef elk stukje een titel en een tekst"),
        ({"piece_text": ["x" * 2401, "Twee.", "Drie."]}, "Geef elk stukje een titel en een tekst"),
        ({"piece_title": ["Een"], "piece_text": ["Een."]}, "Schrijf 3 tot 12 stukjes."),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    walk: Walk, cast: Cast, changes: dict[str, Any], words: str
) -> None:
    answer = cast.librarian.post(f"/bieb/{walk.library}/verhalen/nieuw", data=story(**changes))
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert words in page
    assert "De poes van de bieb" in page or "title" in changes


def test_of_two_who_rewrite_the_second_is_told_and_keeps_what_was_typed(walk: Walk, cast: Cast) -> None:
    path = f"/bieb/{walk.library}/verhalen/{written(walk, cast)}"
    assert cast.librarian.post(path, data=story(version="1", title="Van de eerste")).status_code == 303
    late = cast.coordinator.post(path, data=story(version="1", title="Van de tweede"))
    page = unescape(late.get_data(as_text=True))
    assert late.status_code == 409
    assert "Van de eerste" in page
    assert 'value="Van de tweede"' in page
    assert 'name="version" value="2"' in page
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.scalars(select(LibraryStory.title)).all() == ["Van de eerste"]


def test_script_in_a_story_is_only_words(walk: Walk, cast: Cast) -> None:
    attack = "<script>alert(1)</script>"
    story_id = written(walk, cast, title=attack, piece_title=[attack] * 3, piece_text=[attack] * 3)
    code = codes(walk, tell(walk, story_id))[0]
    pages = [
        cast.librarian.get(f"/bieb/{walk.library}/verhalen/{story_id}"),
        cast.librarian.get(f"/bieb/{walk.library}/verhalen"),
        cast.stranger.get(f"/S/{code}"),
        cast.child.get(f"/S/{code}"),
    ]
    for page in pages:
        shown = page.get_data(as_text=True)
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown
