"""After a session and a contest: certificates, tips and tops, the press, figures, reminders."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from readify import clock
from readify.actions.contest_after import take_feedback, take_reminder
from readify.actions.contest_scoring import touch_cards
from readify.models import Award, Classroom, ContestSchool, Entrant, Reader
from readify.perform import perform
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.web.test_contest_day import set_library

NAME = "Žofia-Noëlle Łaszczyk"


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A contest of the librarian's library; one session of three readers, revealed."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    library = set_library(database, cast)
    made = set_the_stage(database, schools=5, library_id=library)
    made.sitting = made.session(made.local, library_id=library, place="De Proefzaal")  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting)  # type: ignore[attr-defined]
    jurors = made.jury(made.sitting, 2)
    made.read_all(made.sitting)
    with database.writing() as session:
        first = session.get_one(Entrant, made.order[0])
        first.name, first.reader_id = NAME, cast.people.bram
        session.get_one(Entrant, made.order[1]).consent_at = None
        session.get_one(ContestSchool, first.contest_school_id).email = "juf@school.example"
        session.commit()
    tips = [
        made.touch(made.order[0], "tip", text="Kijk vaker op."),
        made.touch(made.order[0], "top", text="Heerlijk tempo."),
    ]
    made.run(touch_cards, juror_id=jurors[0], touches=tips)
    made.judged(made.sitting, dict(zip(made.order, (5, 4, 3), strict=True)), jurors)
    return made


def reveal(cast: Cast, stage: Stage) -> None:
    """By the secretary's buttons: what follows a result follows then too."""
    page = f"/wedstrijd/zitting/{stage.sitting}/doe"
    for what in ("seal", *["reveal"] * 4):
        cast.librarian.post(page, data={"doe": what})


def after(stage: Stage) -> str:
    return f"/wedstrijd/zitting/{stage.sitting}/na"


def test_there_is_nothing_after_before_the_result(cast: Cast, stage: Stage):
    assert cast.librarian.get(after(stage)).status_code == 404
    assert cast.librarian.get(f"/wedstrijd/zitting/{stage.sitting}/oorkondes.pdf").status_code == 404


def test_certificates_bear_every_name_as_it_is_and_no_place(cast: Cast, stage: Stage):
    reveal(cast, stage)
    answer = cast.librarian.get(f"/wedstrijd/zitting/{stage.sitting}/oorkondes.pdf")
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(answer.data)) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) == 3
    assert NAME in pages[0]
    assert "Jij gaat door naar de" in pages[0]
    assert not any("gaat door" in page for page in pages[1:])
    assert "Mooi gedaan." in pages[1]


def test_the_page_shows_what_the_jury_wrote_and_a_text_for_the_press(cast: Cast, stage: Stage):
    reveal(cast, stage)
    page = cast.librarian.get(after(stage)).text
    assert "Kijk vaker op." in page
    assert "De jury: Jurylid 1, Jurylid 2." in page
    assert "in De Proefzaal. 3 kinderen lazen voor van 3 scholen." in page
    assert f"- {NAME} van School" in page
    press = page[page.index("pers-nl") : page.index("pers-en")]
    assert stage.one(Entrant, stage.order[1]).name not in press, "her parents did not say yes"
    assert "3 children read aloud from 3 schools." in page


def test_who_reads_on_readify_gets_the_badge_once(cast: Cast, stage: Stage, database):
    reveal(cast, stage)
    with database.reading() as session:
        found = [row.badge for row in session.query(Award).filter_by(reader_id=cast.people.bram)]
    assert found.count("podium") == 1


def test_tips_and_tops_go_out_once(app, cast: Cast, stage: Stage):
    reveal(cast, stage)
    with app.app_context():
        first, again = (perform(take_feedback, entrant_id=stage.order[0], now=NOW) for _ in range(2))
    assert (first, again) == (True, False)
    assert "gemaild" in cast.librarian.get(after(stage)).text


def test_without_a_mail_server_nothing_is_marked_as_sent(cast: Cast, stage: Stage):
    reveal(cast, stage)
    page = cast.librarian.post(f"/wedstrijd/zitting/{stage.sitting}/tips", follow_redirects=True).text
    assert "geen mailserver" in page
    assert "gemaild" not in page


def test_the_archive_counts_and_comes_as_a_file(cast: Cast, stage: Stage):
    reveal(cast, stage)
    page = cast.librarian.get(f"/wedstrijd/{stage.contest}/archief").text
    assert "3 lezers, 3 scholen, 2 gemeenten." in page
    assert "3 keer" in page
    rows = cast.librarian.get(f"/wedstrijd/{stage.contest}/archief.csv").data.decode("utf-8-sig").splitlines()
    assert any(row.endswith(";1;3;3;2") for row in rows)
    assert cast.librarian.get(f"/wedstrijd/{stage.contest}/archief.xlsx").data[:2] == b"PK"
    assert cast.librarian.get(f"/wedstrijd/{stage.contest}/archief.exe").status_code == 404


def test_only_schools_without_an_answer_are_reminded_and_once_a_day(app, cast: Cast, stage: Stage, database):
    page = cast.librarian.get(f"/wedstrijd/{stage.contest}/herinner").text
    assert "2 scholen" in page
    school = stage.schools[4]
    with app.app_context():
        assert perform(take_reminder, contest_school_id=school, now=NOW) is False, "there is no address"
        with database.writing() as session:
            session.get_one(ContestSchool, school).email = "school@school.example"
            session.commit()
        assert [perform(take_reminder, contest_school_id=school, now=NOW) for _ in range(2)] == [True, False]
    assert "Doet School" in cast.librarian.get(f"/wedstrijd/{stage.contest}/herinner").text


def test_a_teacher_sees_the_tips_of_its_own_reader_only(cast: Cast, stage: Stage, database):
    reveal(cast, stage)
    assert cast.teacher.get(f"/wedstrijd/lezer/{stage.order[0]}/tips").status_code == 404
    with database.writing() as session:
        entrant = session.get_one(Entrant, stage.order[0])
        room = session.get_one(Classroom, session.get_one(Reader, cast.people.bram).classroom_id)
        session.get_one(ContestSchool, entrant.contest_school_id).school_id = room.school_id
        session.commit()
    assert "Heerlijk tempo." in cast.teacher.get(f"/wedstrijd/lezer/{stage.order[0]}/tips").text
    assert cast.stranger.get(f"/wedstrijd/lezer/{stage.order[0]}/tips").status_code == 303


def test_outsiders_find_nothing(cast: Cast, stage: Stage):
    reveal(cast, stage)
    for path in (
        after(stage),
        f"/wedstrijd/zitting/{stage.sitting}/oorkondes.pdf",
        f"/wedstrijd/{stage.contest}/archief",
        f"/wedstrijd/{stage.contest}/archief.csv",
        f"/wedstrijd/{stage.contest}/herinner",
    ):
        assert cast.other_teacher.get(path).status_code == 404, path
        assert cast.stranger.get(path).status_code == 303, path
