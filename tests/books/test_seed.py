"""The seed list: real titles as facts, in order and without doubles."""

import csv
from collections import Counter

import pytest

from readify.books.catalogue import load_seed_books, read_books_csv
from readify.books.codes import AGES, GENRES
from readify.books.facts import COLUMNS
from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.models.book import Book

PATH = seeds_dir() / "books.csv"


@pytest.fixture(scope="module")
def books():
    return read_books_csv(PATH)


def test_the_file_has_our_columns_and_plain_line_ends():
    raw = PATH.read_bytes()
    assert raw.decode("utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert b"\r" not in raw


def test_there_are_enough_titles_and_dutch_leads(books):
    languages = Counter(book.language for book in books)
    assert len(books) >= 430
    assert languages["nl"] >= 230
    assert languages.most_common(1)[0][0] == "nl"


def test_many_home_languages_have_titles_and_limburgs_too(books):
    languages = Counter(book.language for book in books)
    expected = {
        "de",
        "fr",
        "en",
        "pl",
        "tr",
        "ar",
        "uk",
        "ru",
        "es",
        "it",
        "ro",
        "bg",
        "zh",
        "pt",
        "fa",
        "so",
        "li",
    }
    assert expected <= set(languages)
    assert sum(count >= 4 for tag, count in languages.items() if tag != "nl") >= 15


def test_all_forms_that_a_catalogue_can_hold_are_there(books):
    forms = Counter(book.form for book in books)
    for form in ("book", "picture_book", "comic", "audiobook", "poem", "magazine"):
        assert forms[form] >= 5, form
    assert Counter(book.genre for book in books)["nonfiction"] >= 15


def test_every_age_and_every_genre_is_there(books):
    assert {book.age_code for book in books} == AGES
    assert {book.genre for book in books} == GENRES


def test_no_title_is_there_twice(books):
    doubles = [identity for identity, count in Counter(book.identity for book in books).items() if count > 1]
    isbns = Counter(book.isbn for book in books if book.isbn)
    assert doubles == []
    assert max(isbns.values()) == 1


def test_years_are_plausible_and_a_number_belongs_to_a_series(books):
    for book in books:
        assert book.year is None or 1600 <= book.year <= 2026, book
        assert book.series or not book.series_number, book
        assert book.series_number.isdecimal() or not book.series_number, book


def test_titles_are_tidy(books):
    for book in books:
        for text in (book.title, book.author, book.series):
            assert text == " ".join(text.split()), book
            assert not {"?", "\ufffd"} & set(text) or text.rstrip("!").endswith("?") or "???" in text, book


def test_arabic_cyrillic_and_chinese_titles_are_in_their_own_script(books):
    own = {
        "ar": ("\u0600", "\u06ff"),
        "fa": ("\u0600", "\u06ff"),
        "uk": ("\u0400", "\u052f"),
        "zh": ("\u4e00", "\u9fff"),
    }
    for book in books:
        if book.language in own:
            low, high = own[book.language]
            assert any(low <= letter <= high for letter in book.title), book


def test_loading_twice_changes_nothing(database):
    with database.writing() as session:
        assert load_seed_books(session) == len(read_books_csv(PATH))
        session.commit()
    with database.writing() as session:
        assert load_seed_books(session) == 0


def test_a_corrected_line_changes_its_row_and_keeps_its_id(database, tmp_path):
    rows = list(csv.reader(PATH.read_text(encoding="utf-8").splitlines()))
    path = tmp_path / "books.csv"
    with database.writing() as session:
        load_seed_books(session)
        session.commit()
        before = {book.title: book.id for book in session.query(Book).filter_by(title="Lampje", form="book")}
    rows = [
        ["Lampje", "Annet Schaap", "2018", *row[3:]] if row[0] == "Lampje" and row[8] == "book" else row
        for row in rows
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with database.writing() as session:
        assert load_seed_books(session, path=path) == 1
        session.commit()
        after = session.query(Book).filter_by(title="Lampje", form="book").one()
        assert (after.year, after.id) == (2018, before["Lampje"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",Iemand,,nl,,,A,funny,book,", "title"),
        ("Een titel,,MCM,nl,,,A,funny,book,", "year"),
        ("Een titel,,,nl,,,Z,funny,book,", "age_code"),
        ("Een titel,,,nl,,,A,saai,book,", "genre"),
        ("Een titel,,,nl,,,A,funny,scroll,", "form"),
        ("Een titel,,,nl,,,A,funny,book,9780747532690", "isbn"),
    ],
)
def test_a_wrong_line_is_named_with_its_field(tmp_path, line, reason):
    path = tmp_path / "books.csv"
    path.write_text(",".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"books\.csv, line 2: {reason}"):
        read_books_csv(path)
