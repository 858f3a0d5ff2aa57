"""The map of a contest: every municipality a tile, who said nothing, the list to mail from."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile

import pytest

from readify import clock
from readify.config import seeds_dir
from readify.exchange.municipalities import read_tiles, tiles
from readify.game.rules import RulebookError
from readify.models import Answer, ContestSchool
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.web.test_contest_day import set_library


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The librarian's contest: two schools of Roermond, one of Venlo that entered, one from abroad."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = set_the_stage(database, schools=4, library_id=set_library(database, cast))
    with database.writing() as session:
        venlo, roermond, abroad, other = (session.get_one(ContestSchool, one) for one in made.schools)
        venlo.municipality, abroad.municipality = "Venlo", "Maaseik"
        roermond.municipality = other.municipality = "Roermond"
        roermond.answer, abroad.email = Answer.DECLINES, "school@elders.example"
        session.commit()
    made.entry(made.schools[0])
    return made


def kaart(stage: Stage) -> str:
    return f"/wedstrijd/{stage.contest}/kaart"


def tile(page: str, name: str) -> str:
    """A municipality's tile: class and inside."""
    found = next(one for one in re.findall(r"<li class=\"?(map-tile.*?)</li>", page, re.S) if name in one)
    return str(found)


def test_the_map_has_every_municipality_once_with_the_north_above() -> None:
    found = tiles()
    assert len(found) == 31
    assert len({(one.row, one.column) for one in found.values()}) == 31
    assert found["mook en middelaar"].row == 1
    assert found["eijsden-margraten"].row == found["vaals"].row == 14
    assert found["nederweert"].column < found["roermond"].column
    assert found["bergen"].name == "Bergen (L.)"


@pytest.mark.parametrize(
    ("was", "becomes"), [("Venray", "Gennep"), ('"Vaals", "."', '"Vaals"'), ("Vaals", " ")]
)
def test_a_slip_in_the_map_is_named(was: str, becomes: str) -> None:
    text = (seeds_dir() / "municipalities.toml").read_text("utf-8")
    with pytest.raises(RulebookError, match=r"municipalities\.toml"):
        read_tiles(tomllib.loads(text.replace(was, becomes, 1)))


def test_each_municipality_says_how_many_of_its_schools_answered(cast: Cast, stage: Stage):
    page = cast.librarian.get(kaart(stage)).text
    assert "2 van de 4 scholen gaven antwoord." in page
    assert page.count("map-tile") == 31
    assert "map-open" in tile(page, "Roermond")
    assert "1 van de 2 scholen gaven antwoord." in tile(page, "Roermond")
    assert "map-done" in tile(page, "Venlo")
    assert "map-empty" in tile(page, "Nederweert")
    assert "geen school gevraagd" in tile(page, "Nederweert")
    assert "Maaseik" in page, "a school from elsewhere is below the map"
    assert "Herinner wie nog niets zei" in page
    assert "Fenna" not in page
    for place in re.findall(r"href=\"?#(gemeente-[\w-]+)", page):
        assert f"id={place}" in page.replace('"', "")


def test_a_session_that_is_late_stands_with_its_municipality(cast: Cast, stage: Stage):
    sitting = stage.session(stage.local, "Venlo Noord", municipality="Bergen", day="2027-01-02")
    page = cast.librarian.get(kaart(stage)).text
    assert f"/wedstrijd/zitting/{sitting}" in page
    assert "had 2 jan" in page
    assert "1 zitting" in tile(page, "Bergen (L.)")


def test_the_schools_come_as_a_list_to_mail_from(cast: Cast, stage: Stage):
    desk, path = cast.librarian, f"/wedstrijd/{stage.contest}/scholen"
    answer = desk.get(f"{path}.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:6] == ["Gemeente", "School", "Leerkracht", "E-mail", "Antwoord", "Aangemeld"]
    by_name = {row[1]: row for row in rows[1:]}
    assert by_name["School 1"][4:6] == ["doet mee", "1"]
    assert by_name["School 2"][4] == "doet niet mee"
    assert by_name["School 3"][3:5] == ["school@elders.example", "geen antwoord"]
    book = zipfile.ZipFile(io.BytesIO(desk.get(f"{path}.xlsx").data))
    assert b"School 3" in b"".join(book.read(name) for name in book.namelist())
    assert desk.get(f"{path}.pdf").status_code == 404


def test_without_schools_the_map_says_what_to_do_first(cast: Cast, stage: Stage, database):
    with database.writing() as session:
        for one in stage.entrants(stage.local):
            session.delete(session.merge(one))
        session.flush()
        session.query(ContestSchool).delete()
        session.commit()
    assert "Zet eerst scholen op de lijst." in cast.librarian.get(kaart(stage)).text


def test_outsiders_find_no_map_and_no_list(cast: Cast, stage: Stage):
    for client in (cast.teacher, cast.other_teacher, cast.with_card(cast.people.bram)):
        for path in (kaart(stage), f"/wedstrijd/{stage.contest}/scholen.csv"):
            assert client.get(path).status_code == 404
    assert cast.stranger.get(kaart(stage)).status_code == 303
    assert cast.librarian.get("/wedstrijd/987654/kaart").status_code == 404
