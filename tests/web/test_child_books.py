"""Choosing books, tips, the own shelf, question cards and my year: who may see what, in every band."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from sqlalchemy import event, insert, select, update

from readify.models import Band, Book, BookTip, Classroom, LedgerEntry, Reader, ReaderBook, Terms
from readify.queries.my_year import year_begin
from tests.web.logs import entry_of, send, stock

PAGES = ("/boeken", "/boeken/tips", "/boeken/zoek", "/boeken/zoek?q=pippi", "/boeken/plank", "/mijn-jaar",
         "/mijn-jaar/afdruk")  # fmt: skip
HARRY = "Harry Potter en de Steen der Wijzen"


def change(app, **readers):
    """Changes Bram's row and, with `band`, every class."""
    band = readers.pop("band", None)
    with app.extensions["readify.database"].writing() as session:
        if band:
            session.execute(update(Classroom).values(band=band))
        if readers:
            session.execute(update(Reader).where(Reader.name == "Bram").values(**readers))
        session.commit()


def row(app, column, *where):
    """One value, or None."""
    with app.extensions["readify.database"].reading() as session:
        return session.scalars(select(column).where(*where)).first()


def work_of(app, title):
    return row(app, ReaderBook.id, ReaderBook.title == title)


def tip(client, work, *stickers):
    return client.post(f"/boek/{work}/tip", data={"stickers": list(stickers) or ["funny"]})


def read_and_tip(app, client, title, *stickers):
    """Logs a title and puts stickers on it."""
    send(client, book_title=title, finished="1")
    assert tip(client, work_of(app, title), *stickers).status_code == 303


def said(client, path):
    return html.unescape(client.get(path).text)


@pytest.mark.parametrize("path", [*PAGES, "/boek/1", "/boek/1/vertel", "/titel/1"])
def test_nobody_goes_to_the_front_door_and_staff_finds_no_such_page(cast, path):
    assert cast.stranger.get(path).status_code == 303
    assert cast.teacher.get(path).status_code == 404


@pytest.mark.parametrize("band", list(Band))
@pytest.mark.parametrize("locale", ["nl", "en", "li"])
def test_every_page_is_kind_to_who_has_nothing_yet_and_with_an_empty_catalogue(app, cast, band, locale):
    change(app, band=band, locale=locale)
    child = cast.child
    for path in PAGES:
        page = child.get(path)
        assert page.status_code == 200, path
        assert "style=" not in page.text, path
        assert "<script>" not in page.text, path


def test_an_empty_year_and_an_empty_shelf_say_what_to_do(cast):
    child = cast.child
    assert "Dit jaar begint net" in said(child, "/mijn-jaar")
    assert "Je plank is nog leeg" in said(child, "/boeken/plank")
    assert "Kijk eens in de kast" in said(child, "/boeken")
    assert "Nog geen tips" in said(child, "/boeken/tips")
    assert "Hier komen je boeken." in said(child, "/mijn-jaar/afdruk")


def test_a_suggestion_says_why_and_can_be_chosen_in_one_tap(app, cast, tmp_path):
    stock(app, tmp_path)
    child = cast.child
    send(child, book_title="Pippi Langkous", finished="1", feeling="4")
    page = said(child, "/boeken")
    number = row(app, Book.id, Book.title == HARRY)
    assert "Eens iets anders: fantasie." in page
    assert (
        "Pippi Langkous" not in re.search(r"Drie voor jou|Voor jou.*", page, re.DOTALL)[0].split("</ul>")[0]
    )
    assert child.post(f"/titel/{number}/kies").status_code == 303
    home = said(child, "/thuis")
    assert HARRY in home
    assert f'href="/gelezen?boek={work_of(app, HARRY)}"' in home
    log = said(child, f"/gelezen?boek={work_of(app, HARRY)}")
    assert f'name="work" value="{work_of(app, HARRY)}" checked' in log


def test_the_same_genre_is_a_reason_that_names_the_liked_book_with_its_own_direction(app, cast, tmp_path):
    stock(app, tmp_path)
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(Book).where(Book.title == "سندباد").values(language="nl", genre="fantasy"))
        session.commit()
    child = cast.child
    send(child, book_title="سندباد", finished="1", language="ar")
    page = child.get("/boeken").text
    assert re.search(r"Ook fantasie, net als <bdi>سندباد</bdi>\.", page)


def test_something_else_shows_other_books_and_every_turn_answers(app, cast):
    facts = [
        {"title": f"Boek {n}", "title_key": f"boek {n}", "language": "nl", "age_code": "B", "source": "t"}
        for n in range(9)
    ]
    with app.extensions["readify.database"].writing() as session:
        session.execute(insert(Book), facts)
        session.commit()
    child = cast.child
    seen = [re.findall(r'<h3><a href="(/titel/\d+)"', child.get(f"/boeken?keer={n}").text) for n in range(3)]
    assert [len(part) for part in seen] == [3, 3, 3]
    assert len({path for part in seen for path in part}) == 9
    for odd in ("-4", "999999999999", "x"):
        assert child.get(f"/boeken?keer={odd}").status_code == 200


def test_a_form_that_the_class_does_not_use_is_not_suggested(app, cast, tmp_path):
    stock(app, tmp_path)
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(Book).values(form="comic"))
        session.add(
            Terms(
                classroom_id=cast.people.classroom,
                starts=dt.date(2020, 1, 1),
                forms_off=["comic"],
                created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
            )
        )
        session.commit()
    assert 'class="card pick-book"' not in cast.child.get("/boeken").text


def test_a_tip_is_seen_by_classmates_without_a_name_and_by_no_outsider(app, cast, tmp_path):
    stock(app, tmp_path)
    giver = cast.child
    read_and_tip(app, giver, HARRY, "exciting", "quick")
    for path in ("/boeken", "/boeken/tips", "/thuis"):
        page = said(cast.classmate, path)
        assert HARRY in page, path
        assert "Spannend" in page, path
        assert "Bram" not in page, path
        elsewhere = said(cast.outsider, path)
        assert "Spannend" not in elsewhere, path
        assert "Tip uit je klas" not in elsewhere, path
    assert HARRY not in re.sub(r'class="(book|now).*?</section>', "", said(giver, "/thuis"), flags=re.DOTALL)
    assert "Ook van jou" in said(giver, "/boeken/tips")
    assert "Ook van jou" not in said(cast.classmate, "/boeken/tips")
    number = row(app, Book.id, Book.title == HARRY)
    assert "Spannend" in said(cast.classmate, f"/titel/{number}")
    assert "Spannend" not in said(cast.outsider, f"/titel/{number}")


def test_what_a_child_typed_is_shown_to_no_classmate(app, cast):
    giver = cast.child
    read_and_tip(app, giver, "jij bent stom")
    assert "Alleen jij ziet je stickers" in said(giver, f"/boek/{work_of(app, 'jij bent stom')}")
    for path in ("/boeken", "/boeken/tips", "/thuis"):
        assert "stom" not in said(cast.classmate, path)


def test_the_form_of_a_tip_takes_one_to_three_known_stickers(app, cast):
    child = cast.child
    send(child, book_title="Een boek")
    work = work_of(app, "Een boek")
    for stickers, words in (
        ((), "Kies een sticker."),
        (("funny", "sad", "quick", "scary"), "Kies hooguit drie stickers."),
        (("domkop",), "Kies een sticker."),
    ):
        answer = child.post(f"/boek/{work}/tip", data={"stickers": list(stickers)})
        assert answer.status_code == 422
        assert words in html.unescape(answer.text)
    assert row(app, BookTip.work_id) is None
    tip(child, work, "sad")
    page = child.get(f"/boek/{work}").text
    assert re.search(r'value="sad" checked', page)
    assert child.post(f"/boek/{work}/tip/weg").status_code == 303
    assert "Je stickers zijn eraf." in said(child, f"/boek/{work}")


def test_the_third_tip_says_that_the_badge_is_there(app, cast):
    child = cast.child
    for number in range(3):
        read_and_tip(app, child, f"Boek {number}")
    assert "Nieuw op je muur: Tipgever" in said(child, f"/boek/{work_of(app, 'Boek 2')}")


@pytest.mark.parametrize("path", ["", "/vertel"])
def test_another_child_s_book_does_not_exist(app, cast, path):
    send(cast.child, book_title="Een boek")
    work = work_of(app, "Een boek")
    for other in (cast.classmate, cast.outsider):
        assert other.get(f"/boek/{work}{path}").status_code == 404
        for act in ("tip", "tip/weg", "stop"):
            assert other.post(f"/boek/{work}/{act}", data={"stickers": ["sad"]}).status_code == 404, act
    assert row(app, ReaderBook.state, ReaderBook.id == work) == "reading"


def test_an_unknown_title_is_not_found_anywhere(cast):
    child = cast.child
    assert child.get("/titel/987654").status_code == 404
    for act in ("kies", "wens"):
        assert child.post(f"/titel/987654/{act}").status_code == 404
    assert child.get("/boek/987654").status_code == 404


def test_a_wish_waits_on_the_shelf_leaves_the_log_form_alone_and_goes_away_again(app, cast, tmp_path):
    stock(app, tmp_path)
    child = cast.child
    number = row(app, Book.id, Book.title == HARRY)
    child.post(f"/titel/{number}/wens")
    work = work_of(app, HARRY)
    assert child.get(f"/titel/{number}").headers["Location"] == f"/boek/{work}"
    assert "Wil ik lezen" in said(child, "/boeken/plank")
    assert HARRY not in said(child, "/thuis")
    assert HARRY not in said(child, "/gelezen")
    assert 'name="stickers"' not in child.get(f"/boek/{work}").text
    child.post(f"/boek/{work}/stop")
    assert work_of(app, HARRY) is None


def test_stopping_is_kind_gives_nothing_and_leads_to_another_book(app, cast):
    child = cast.child
    send(child, book_title="Taai boek")
    answer = child.post(f"/boek/{work_of(app, 'Taai boek')}/stop")
    assert answer.headers["Location"] == "/boeken"
    assert "Weggelegd. Dat mag altijd." in said(child, "/boeken")
    assert "Weggelegd" in said(child, "/boeken/plank")
    assert row(app, LedgerEntry.stopped, LedgerEntry.stopped.is_(True))


def test_stopping_after_another_was_begun_shows_the_chooser_badge(app, cast):
    child = cast.child
    send(child, book_title="Taai boek")
    send(child, book_title="Fijn boek")
    answer = child.post(f"/boek/{work_of(app, 'Taai boek')}/stop")
    assert entry_of(answer)
    assert "Kiezer" in said(child, "/muur/kiezer")
    assert "Uit de steen" in said(child, "/muur/kiezer")


def test_reading_again_begins_with_the_box_ticked(app, cast):
    child = cast.child
    send(child, book_title="Een boek", finished="1")
    work = work_of(app, "Een boek")
    assert f"/gelezen?boek={work}&weer=1" in said(child, f"/boek/{work}")
    assert re.search(r'name="again" value="1" checked', child.get(f"/gelezen?boek={work}&weer=1").text)
    assert not re.search(r'name="again" value="1" checked', child.get(f"/gelezen?boek={work}").text)


def test_a_question_card_changes_with_the_turn_and_knows_the_form(app, cast):
    child = cast.child
    send(child, form="comic", book_title="Een strip")
    work = work_of(app, "Een strip")
    cards = [child.get(f"/boek/{work}/vertel?kaart={turn}").text for turn in range(4)]
    shown = [re.search(r"talk-card.*?<h2>(.*?)</h2>", card, re.DOTALL)[1] for card in cards]
    assert len(set(shown)) == 4
    assert any("strip" in question or "plaatje" in question for question in shown[:2])


def test_my_year_shows_own_books_forms_languages_and_badges_and_nobody_else(app, cast):
    child = cast.child
    send(cast.classmate, book_title="Van iemand anders")
    send(child, book_title="سندباد والبحر", language="ar")
    send(child, form="poem", minutes="2")
    for path in ("/mijn-jaar", "/mijn-jaar/afdruk"):
        page = said(child, path)
        assert '<span dir="auto" lang="ar">سندباد والبحر</span>' in page
        for word in ("Gedicht", "Arabisch", "Eerste licht", "Eijsden" if "Eijsden" in page else "Bram"):
            assert word in page, (path, word)
        assert "Van iemand anders" not in page


def test_a_school_year_begins_in_august():
    assert year_begin(dt.date(2026, 11, 24)) == dt.date(2026, 8, 1)
    assert year_begin(dt.date(2027, 7, 31)) == dt.date(2026, 8, 1)
    assert year_begin(dt.date(2027, 8, 1)) == dt.date(2027, 8, 1)


def test_many_books_go_on_sheets_of_twenty_four(app, cast):
    child, now = cast.child, dt.datetime.now(dt.UTC)
    rows = [
        {"reader_id": cast.people.bram, "title": f"Boek {n}", "title_key": f"boek {n}", "author": "",
         "form": "book", "language": "nl", "state": "finished", "how": "self", "touched_at": now}
        for n in range(50)
    ]  # fmt: skip
    with app.extensions["readify.database"].writing() as session:
        session.execute(insert(ReaderBook), rows)
        session.commit()
    page = child.get("/mijn-jaar/afdruk").text
    sheets = page.split('class="year-page"')[1:]
    assert [sheet.count('class="cover-box"') for sheet in sheets] == [24, 24, 2]


@pytest.mark.parametrize("path", ["/boeken", "/thuis", "/mijn-jaar", "/boeken/plank"])
def test_the_number_of_statements_does_not_grow_with_the_years(app, cast, tmp_path, path):
    stock(app, tmp_path)
    child = cast.child
    send(child, book_title=HARRY)
    child.get(path)
    few = statements(app, child, path)
    for number in range(12):
        send(child, book_title=f"Boek {number}", finished="1", minutes="2")
    many = statements(app, child, path)
    assert len(many) == len(few)
    assert not [one for one in many if "ledger_entries" in one], "no page reads the ledger's history"


def statements(app, client, path):
    """The statements of one visit."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    engine = app.extensions["readify.database"].engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


def test_the_youngest_see_pictures_their_shelf_and_three_books_but_no_tips(app, cast, tmp_path):
    stock(app, tmp_path)
    change(app, band=Band.KLEIN)
    read_and_tip(app, cast.classmate, "Pippi Langkous", "funny")
    child = cast.child
    page = said(child, "/boeken")
    assert "Tips uit je klas" not in page
    assert "Tips uit je klas" not in said(child, "/thuis")
    assert "#t-funny" in page, "a suggestion shows the sticker as a picture"
    assert "Mijn plank" in page


def test_a_teacher_clears_a_book_off_the_shelf_of_the_own_class_only(app, cast, tmp_path):
    stock(app, tmp_path)
    read_and_tip(app, cast.child, HARRY, "exciting")
    room, number = cast.people.classroom, row(app, Book.id, Book.title == HARRY)
    page = said(cast.teacher, f"/klas/{room}/boekenpraat")
    section = re.search(r'id="tips".*?</section>', page, re.DOTALL)[0]
    assert HARRY in section
    assert "Bram" not in section
    address = f"/klas/{room}/tips/{number}/weg"
    assert cast.other_teacher.post(address).status_code == 404
    assert cast.child.post(address).status_code == 404
    assert HARRY in said(cast.classmate, "/boeken/tips")
    assert cast.teacher.post(address).status_code == 303
    assert HARRY not in said(cast.classmate, "/boeken/tips")
    assert cast.teacher.post(address).status_code == 404
