"""Changing a trail: moved, added, saved once; a colleague's change is told; stages, sharing, copies."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from readify.actions.libraries import make_library
from readify.models import Branch, Spot, Trail, TrailLibrary, TrailStage
from readify.perform import perform, present
from readify.queries.school_holidays import next_like, school_holidays
from readify.queries.trail_posters import trail_posters
from tests.cast import Cast
from tests.walks import Walk, make_walk, scan, spots_of, trail_in

SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


@pytest.fixture
def draft(walk: Walk) -> int:
    """A trail in draft that begins in three days."""
    return trail_in(walk.app, walk.library, opened=False, starts=3)


def kept(walk: Walk, trail: int) -> Trail:
    with walk.app.extensions["readify.database"].reading() as session:
        return session.get_one(Trail, trail)


def form(walk: Walk, trail: int, **changes: Any) -> MultiDict[str, str]:
    """The editor's form as it is served, with changes."""
    found, spots = kept(walk, trail), spots_of(walk.app, trail)
    fields: dict[str, Any] = {
        "version": str(found.version),
        "name": found.name,
        "word": found.word,
        "story": found.story,
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat(),
        "reward": found.reward,
        "spot_id": [str(spot.id) for spot in spots],
        "place": [spot.place for spot in spots],
        "branch": [str(spot.branch_id or "") for spot in spots],
        "riddle": [spot.riddle or "" for spot in spots],
        "task": [spot.task or "" for spot in spots],
    }
    return MultiDict(fields | changes)


def post(client: FlaskClient, trail: int, data: MultiDict[str, str], status: int = 303) -> str:
    answer = client.post(f"/bieb/spoor/{trail}/bewerk", data=data)
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def places(walk: Walk, trail: int) -> list[str]:
    return [spot.place for spot in spots_of(walk.app, trail)]


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.get_data(as_text=True))


def test_a_button_moves_what_was_typed_and_saves_nothing(walk: Walk, cast: Cast, draft: int) -> None:
    client = cast.librarian
    typed = form(walk, draft, do="up-3", place=["Voordeur", "Striphoek", "Zolder"])
    shown = post(client, draft, typed, 200)
    assert shown.index('value="Zolder"') < shown.index('value="Striphoek"')
    assert places(walk, draft) == ["Voordeur", "Striphoek", "Leesraam"]
    assert post(client, draft, form(walk, draft, do="add"), 200).count('name="place"') == 4
    assert post(client, draft, form(walk, draft, do="remove-1"), 200).count('name="place"') == 3


def test_a_thanks_can_be_tapped_and_changed_also_while_posters_hang(
    walk: Walk, cast: Cast, draft: int
) -> None:
    for trail in (draft, walk.trail):
        shown = post(cast.librarian, trail, form(walk, trail, do="reward-1", name="Nog niet bewaard"), 200)
        assert 'value="Kies een boek om te houden."' in shown
        assert 'value="Nog niet bewaard"' in shown
        shown = post(cast.librarian, trail, form(walk, trail, do="reward-99", reward="Een boekenbon"), 200)
        assert 'value="Een boekenbon"' in shown
        assert kept(walk, trail).reward == ""


def test_saving_keeps_order_codes_and_own_words(walk: Walk, cast: Cast, draft: int) -> None:
    before = {spot.place: spot.code for spot in spots_of(walk.app, draft)}
    ids = [str(spot.id) for spot in spots_of(walk.app, draft)]
    branch = form(walk, draft).getlist("branch")[0]
    typed = form(
        walk,
        draft,
        spot_id=[ids[2], "", ids[0], ids[1]],
        place=["Leesraam", "Zolder", "Voordeur", "Striphoek"],
        branch=[branch] * 4,
        riddle=["", "Klim tot je het dak ziet.", "", ""],
        task=["", "", "Lees een zin.", ""],
        reward="Kies een boek om te houden.",
    )
    post(cast.librarian, draft, typed)
    spots = spots_of(walk.app, draft)
    assert [spot.position for spot in spots] == [1, 2, 3, 4]
    assert [spot.place for spot in spots] == ["Leesraam", "Zolder", "Voordeur", "Striphoek"]
    assert {spot.place: spot.code for spot in spots if spot.place != "Zolder"} == before
    assert [spot.number for spot in spots] == sorted(spot.number for spot in spots)
    assert (spots[1].riddle, spots[2].task) == ("Klim tot je het dak ziet.", "Lees een zin.")
    assert kept(walk, draft).reward == "Kies een boek om te houden."
    assert kept(walk, draft).version == 2


def test_another_word_gives_every_poster_a_new_code(walk: Walk, cast: Cast, draft: int) -> None:
    before = {spot.code for spot in spots_of(walk.app, draft)}
    post(cast.librarian, draft, form(walk, draft, word="peel"))
    spots = spots_of(walk.app, draft)
    assert [f"{spot.word} {spot.number}" for spot in spots] == ["PEEL 1", "PEEL 2", "PEEL 3"]
    assert before.isdisjoint(spot.code for spot in spots)


def test_the_second_librarian_is_told_and_nothing_is_overwritten(walk: Walk, cast: Cast, draft: int) -> None:
    first, second = cast.librarian, cast.coordinator
    late = form(walk, draft, name="Spoor van twee", place=["Voordeur", "Kelder", "Leesraam"])
    post(first, draft, form(walk, draft, name="Spoor van een"))
    shown = post(second, draft, late, 409)
    assert "Een collega heeft dit spoor net bewaard." in shown
    assert shown.index("Spoor van een") < shown.index("Spoor van twee")
    assert 'value="Kelder"' in shown
    assert 'name="version" value="2"' in shown
    assert kept(walk, draft).name == "Spoor van een"
    late["version"] = "2"
    post(second, draft, late)
    assert kept(walk, draft).name == "Spoor van twee"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": "2020-01-01"}, "Het spoor stopt voor het begint."),
        ({"starts": "morgen"}, "Kies een dag."),
        ({"name": ""}, "Geef het spoor een naam"),
        ({"name": "x" * 61}, "Geef het spoor een naam"),
        ({"reward": "x" * 201}, "hooguit 200 letters"),
        ({"riddle": ["x" * 301, "", ""]}, "hooguit 300 letters"),
        ({"place": ["Deur", "deur", "Raam"]}, "Twee plekken heten hetzelfde."),
        ({"place": ["Deur", "", "Raam"]}, "Kies 3 tot 12 plekken"),
        ({"place": [f"Plek {n}" for n in range(13)]}, "Kies 3 tot 12 plekken"),
        ({"story": "onbekend"}, "Kies een verhaal uit de lijst."),
        ({"story": "eigen-99"}, "Kies een verhaal uit de lijst."),
        ({"branch": ["9999", "", ""]}, "Kies een vestiging uit de lijst."),
        ({"branch": ["kelder", "", ""]}, "Kies een vestiging uit de lijst."),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    walk: Walk, cast: Cast, draft: int, changes: dict[str, Any], words: str
) -> None:
    shown = post(cast.librarian, draft, form(walk, draft, **changes), 422)
    assert words in shown
    assert 'name="place"' in shown
    assert kept(walk, draft).version == 1


def test_script_in_words_is_only_words_everywhere(walk: Walk, cast: Cast, draft: int) -> None:
    client = cast.librarian
    typed = form(walk, draft, name="<b>Spoor", riddle=["", SCRIPT, ""], task=[SCRIPT, "", ""])
    post(client, draft, typed)
    client.post(f"/bieb/spoor/{draft}/open")
    client.post(f"/bieb/spoor/{draft}/begin")
    code = spots_of(walk.app, draft)[0].code
    for path in (f"/bieb/spoor/{draft}", f"/bieb/spoor/{draft}/bewerk", f"/S/{code}"):
        answer = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in answer
        assert "<b>Spoor" not in answer
    assert "&lt;script&gt;" in cast.stranger.get(f"/S/{code}").get_data(as_text=True)
    assert client.get(f"/bieb/spoor/{draft}/posters.pdf").status_code == 200


def test_a_trail_that_hangs_keeps_its_order_and_story(walk: Walk, cast: Cast) -> None:
    client, trail = cast.librarian, walk.trail
    ids = [str(spot) for spot in walk.spots]
    swapped = form(walk, trail, spot_id=[ids[1], ids[0], ids[2]])
    assert "De posters hangen." in post(client, trail, swapped, 409)
    post(
        client, trail, form(walk, trail, place=["Deur", "Striphoek", "Leesraam"], story="gang-zonder-nummer")
    )
    found = kept(walk, trail)
    assert (found.story, places(walk, trail)[0]) == ("auvermannekes", "Deur")
    assert "up-2" not in page(client, f"/bieb/spoor/{trail}/bewerk")


def test_ready_waits_until_nothing_is_open(walk: Walk, cast: Cast, draft: int) -> None:
    client = cast.librarian
    post(client, draft, form(walk, draft, branch=["", "", ""]))
    shown = page(client, f"/bieb/spoor/{draft}")
    assert "0 kinderen kunnen het spoor uitlopen, want plek 1, 2 en 3 hangen in geen vestiging." in shown
    client.post(f"/bieb/spoor/{draft}/open")
    assert kept(walk, draft).stage is TrailStage.DRAFT
    assert "Er staat nog iets open." in page(client, f"/bieb/spoor/{draft}")


def test_a_ready_trail_runs_by_itself_from_its_first_day_until_its_last(
    walk: Walk, cast: Cast, draft: int
) -> None:
    client, child = cast.librarian, cast.people.bram
    client.post(f"/bieb/spoor/{draft}/open")
    code = spots_of(walk.app, draft)[0].code
    assert "Nog even wachten" in unescape(cast.stranger.get(f"/S/{code}").get_data(as_text=True))
    client.post(f"/bieb/spoor/{draft}/concept")
    post(client, draft, form(walk, draft, starts=(walk.today - dt.timedelta(days=1)).isoformat()))
    client.post(f"/bieb/spoor/{draft}/open")
    assert kept(walk, draft).stage is TrailStage.READY
    assert scan(walk.app, child, code).fresh
    client.post(f"/bieb/spoor/{draft}/concept")
    assert kept(walk, draft).stage is TrailStage.READY
    with walk.app.extensions["readify.database"].writing() as session:
        session.get_one(Trail, draft).ends = walk.today - dt.timedelta(days=1)
        session.commit()
    assert "Dit spoor is voorbij" in unescape(cast.stranger.get(f"/S/{code}").get_data(as_text=True))


def test_a_ready_trail_can_begin_today_by_hand(walk: Walk, cast: Cast, draft: int) -> None:
    client = cast.librarian
    client.post(f"/bieb/spoor/{draft}/begin")
    assert kept(walk, draft).stage is TrailStage.DRAFT
    client.post(f"/bieb/spoor/{draft}/open")
    client.post(f"/bieb/spoor/{draft}/begin")
    assert (kept(walk, draft).stage, kept(walk, draft).starts) == (TrailStage.RUNNING, walk.today)


def test_last_years_trail_is_copied_with_new_days_and_codes(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    answer = client.post(f"/bieb/spoor/{walk.trail}/kopie")
    made = int(answer.headers["Location"].split("/")[3])
    new, old = kept(walk, made), kept(walk, walk.trail)
    assert (new.copied_from_id, new.stage, new.name) == (old.id, TrailStage.DRAFT, old.name)
    assert new.starts > old.ends
    assert places(walk, made) == places(walk, walk.trail)
    assert {spot.code for spot in spots_of(walk.app, made)}.isdisjoint(walk.codes)


def test_a_trail_that_is_over_goes_into_the_archive_and_stays_readable(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    client.post(f"/bieb/spoor/{walk.trail}/archief")
    assert kept(walk, walk.trail).stage is TrailStage.RUNNING
    client.post(f"/bieb/spoor/{walk.trail}/stop")
    client.post(f"/bieb/spoor/{walk.trail}/archief")
    assert kept(walk, walk.trail).stage is TrailStage.ARCHIVED
    assert "Archief" in page(client, "/bieb")
    assert "Nog geen spoor" in page(client, "/bieb")
    assert "Dit spoor is voorbij" in unescape(cast.stranger.get(f"/S/{walk.codes[0]}").get_data(as_text=True))


def test_a_library_that_agreed_shares_the_trail_and_one_that_did_not_does_not(
    walk: Walk, cast: Cast, draft: int
) -> None:
    owner, partner = cast.librarian, cast.with_password("anders@bieb.example")
    owner.post(f"/bieb/spoor/{draft}/deel", data={"library": walk.other_library})
    assert partner.get(f"/bieb/spoor/{draft}").status_code == 404
    assert "vraagt: doen jullie mee met Proefspoor?" in page(partner, "/bieb")
    partner.post(f"/bieb/{walk.other_library}/deel/{draft}/mee")
    assert "van Proefbieb" in page(partner, "/bieb")
    with walk.app.extensions["readify.database"].reading() as session:
        theirs = session.scalars(select(Branch.id).where(Branch.library_id == walk.other_library)).one()
    branches = form(walk, draft).getlist("branch")
    post(partner, draft, form(walk, draft, branch=[branches[0], str(theirs), branches[2]]))
    with walk.app.extensions["readify.database"].reading() as session:
        sheets = trail_posters(session, trail_id=draft, base_url="http://localhost")
    assert [sheet.library_name for sheet in sheets] == ["Proefbieb", "Andere bieb", "Proefbieb"]
    owner.post(f"/bieb/spoor/{draft}/open")
    owner.post(f"/bieb/spoor/{draft}/begin")
    assert "Andere bieb" in page(cast.stranger, f"/S/{spots_of(walk.app, draft)[1].code}")
    for step in ("archief", "kopie", "deel"):
        assert partner.post(f"/bieb/spoor/{draft}/{step}").status_code == 404
    partner.post(f"/bieb/{walk.other_library}/deel/{draft}/stop")
    assert partner.get(f"/bieb/spoor/{draft}").status_code == 404
    assert [spot.branch_id is None for spot in spots_of(walk.app, draft)] == [False, True, False]


def test_nobody_agrees_for_another_library_or_unasked(walk: Walk, cast: Cast, draft: int) -> None:
    partner = cast.with_password("anders@bieb.example")
    assert partner.post(f"/bieb/{walk.other_library}/deel/{draft}/mee").status_code == 404
    cast.librarian.post(f"/bieb/spoor/{draft}/deel", data={"library": walk.other_library})
    assert cast.teacher.post(f"/bieb/{walk.other_library}/deel/{draft}/mee").status_code == 404
    assert cast.librarian.post(f"/bieb/{walk.other_library}/deel/{draft}/mee").status_code == 404
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.get_one(TrailLibrary, (draft, walk.other_library)).agreed_at is None


def test_a_code_of_another_library_stamps_its_own_trail_only(walk: Walk, cast: Cast) -> None:
    other = trail_in(walk.app, walk.other_library)
    spot = spots_of(walk.app, other)[0]
    found = scan(walk.app, cast.people.bram, spot.code).spot
    assert (found.trail_id, found.library_name) == (other, "Andere bieb")


def outsiders_routes(walk: Walk, draft: int) -> list[tuple[str, str]]:
    trail, library = f"/bieb/spoor/{draft}", f"/bieb/{walk.library}"
    steps = (
        "open",
        "begin",
        "concept",
        "stop",
        "archief",
        "kopie",
        "deel",
        f"deel/{walk.other_library}/stop",
    )
    return [
        ("GET", f"{trail}/bewerk"),
        ("POST", f"{trail}/bewerk"),
        *(("POST", f"{trail}/{step}") for step in steps),
        ("POST", f"{library}/deel/{draft}/mee"),
        ("POST", f"{library}/deel/{draft}/stop"),
        ("GET", f"{library}/verhalen"),
        ("GET", f"{library}/verhalen/nieuw"),
        ("POST", f"{library}/verhalen/nieuw"),
        ("GET", f"{library}/verhalen/1"),
        ("POST", f"{library}/verhalen/1"),
        ("GET", f"{library}/vestigingen"),
        ("POST", f"{library}/vestigingen"),
        ("POST", f"{library}/vestigingen/1"),
        ("POST", f"{library}/vestigingen/vakantie"),
        ("POST", f"{library}/vestigingen/vakantie/1/weg"),
    ]


def test_an_outsider_finds_none_of_it(walk: Walk, cast: Cast, draft: int) -> None:
    for client in (cast.with_password("anders@bieb.example"), cast.teacher, cast.child):
        for method, path in outsiders_routes(walk, draft):
            assert client.open(path, method=method).status_code == 404, (method, path)
    for method, path in outsiders_routes(walk, draft):
        assert cast.stranger.open(path, method=method).headers["Location"] == "/inloggen", path
    assert (kept(walk, draft).stage, kept(walk, draft).version) == (TrailStage.DRAFT, 1)


def test_a_library_without_a_branch_is_told_so(walk: Walk, cast: Cast) -> None:
    with walk.app.app_context():
        now = present()["now"]
        library = perform(
            make_library,
            name="Nieuw",
            municipality="Stein",
            branch="x",
            staff=[cast.people.librarian],
            now=now,
        )
    with walk.app.extensions["readify.database"].writing() as session:
        session.delete(session.scalars(select(Branch).where(Branch.library_id == library)).one())
        session.commit()
    trail = trail_in(walk.app, library, opened=False)
    client = cast.librarian
    assert "want jullie bieb heeft nog geen vestiging." in page(client, f"/bieb/spoor/{trail}")
    client.post(f"/bieb/{library}/vestigingen", data={"name": "Hoofdstraat"})
    assert "Hoofdstraat" in page(client, f"/bieb/spoor/{trail}/bewerk")


def test_a_school_with_its_own_days_is_suggested_beside_the_region(walk: Walk, cast: Cast) -> None:
    client, library = cast.librarian, walk.library
    shown = page(client, f"/bieb/{library}/vestigingen")
    school = shown.split('name="school"')[1].split('value="')[1].split('"')[0]
    ahead = school_holidays(walk.today)[-1]
    days = {"school": school, "holiday": ahead.name}
    wrong = days | {"starts": ahead.ends.isoformat(), "ends": ahead.starts.isoformat()}
    if ahead.ends != ahead.starts:
        answer = client.post(f"/bieb/{library}/vestigingen/vakantie", data=wrong)
        assert answer.status_code == 422
        assert "De vakantie stopt voor hij begint." in unescape(answer.get_data(as_text=True))
    own = ahead.starts + dt.timedelta(days=2)
    right = days | {"starts": own.isoformat(), "ends": own.isoformat()}
    assert client.post(f"/bieb/{library}/vestigingen/vakantie", data=right).status_code == 303
    assert f"days-{own.isoformat()}-{own.isoformat()}" in page(client, f"/bieb/spoor/{walk.trail}/bewerk")
    strange = right | {"school": "999"}
    assert client.post(f"/bieb/{library}/vestigingen/vakantie", data=strange).status_code == 422


def test_five_holidays_lie_ahead_in_every_school_year() -> None:
    for year in (2025, 2026, 2027):
        found = school_holidays(dt.date(year, 9, 15))
        assert len({one.name for one in found}) == 5, year


def test_a_copy_falls_in_the_next_holiday_of_that_name() -> None:
    autumn = next(one for one in school_holidays(dt.date(2026, 9, 1)) if "erfst" in one.name)
    starts, ends = next_like(autumn.starts, autumn.ends, today=autumn.ends)
    assert starts.year == autumn.starts.year + 1
    assert (ends - starts).days == (autumn.ends - autumn.starts).days
    odd = next_like(dt.date(2026, 9, 7), dt.date(2026, 9, 9), today=dt.date(2026, 10, 1))
    assert odd == (dt.date(2027, 9, 6), dt.date(2027, 9, 8))


def test_spots_of_a_trail_have_positions_without_holes_after_removal(
    walk: Walk, cast: Cast, draft: int
) -> None:
    post(cast.librarian, draft, form(walk, draft, spot_id=["", "", ""]))
    with walk.app.extensions["readify.database"].reading() as session:
        found = session.scalars(select(Spot).where(Spot.trail_id == draft).order_by(Spot.position)).all()
    assert [spot.position for spot in found] == [1, 2, 3]
    assert all(spot.code for spot in found)
