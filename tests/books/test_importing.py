"""Catalogue files from outside: every kind, resumed, repeated, and broken."""

import gzip
import json

import pymarc
import pytest
from pymarc import Field, Indicators, Record, Subfield
from sqlalchemy import func, select

from readify.books.catalogue import load_seed_books
from readify.books.facts import COLUMNS
from readify.books.importing import import_books
from readify.books.search import search_books
from readify.errors import ConfigError
from readify.models.book import Book

HEAD = ",".join(COLUMNS) + "\n"


def csv_file(tmp_path, *lines, name="lijst.csv"):
    path = tmp_path / name
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def titles(database):
    with database.reading() as session:
        return sorted(session.scalars(select(Book.title)))


def dump_line(kind, record):
    return f"/type/{kind}\t{record.get('key', '/x')}\t1\t2020-01-01T00:00:00\t{json.dumps(record)}\n"


EDITIONS = [
    {
        "key": "/books/OL1M", "title": "Demoboek een", "authors": [{"key": "/authors/OL1A"}],
        "publish_date": "May 2003", "languages": [{"key": "/languages/dut"}],
        "isbn_13": ["978-0-7475-3269-9"], "series": ["Demoreeks (4)"],
    },
    {
        "key": "/books/OL2M", "title": "Demoboek twee", "by_statement": "door Demo Maker.",
        "languages": [{"key": "/languages/ger"}], "physical_format": "Audio CD",
        "isbn_10": ["0747532698", "080442957X"],
    },
    {"key": "/books/OL3M", "title": "Zonder taal"},
    {"key": "/books/OL4M", "languages": [{"key": "/languages/eng"}]},
]  # fmt: skip


def open_library(tmp_path):
    path = tmp_path / "dump.txt.gz"
    lines = [
        dump_line("author", {"key": "/authors/OL1A", "name": "Demo Schrijver"}),
        "/type/author\t/authors/OL2A\t1\t2020\tkapot\n",
        dump_line("work", {"key": "/works/OL1W", "title": "Een werk"}),
        *(dump_line("edition", edition) for edition in EDITIONS),
        "/type/edition\t/books/OL5M\t1\t2020\t{kapot\n",
    ]
    path.write_bytes(gzip.compress("".join(lines).encode()))
    return path


def marc_record(title="Demoboek drie /", language="dut", kind="a"):
    record = Record(leader=f"00000n{kind}m a2200000 i 4500")
    record.add_field(Field(tag="008", data=f"200101s2019    ne ||||c|    000| 1 {language}  "))
    for tag, parts in (
        ("020", {"a": "9780804429573 (gebonden)"}),
        ("100", {"a": "Maker, Demo,"}),
        ("245", {"a": title}),
        ("264", {"c": "©2019"}),
        ("490", {"a": "Demoreeks ;", "v": "deel 2"}),
    ):
        subfields = [Subfield(code=code, value=value) for code, value in parts.items()]
        record.add_field(Field(tag=tag, indicators=Indicators(" ", " "), subfields=subfields))
    return record


def test_a_csv_file_is_imported_and_found(database, tmp_path):
    path = csv_file(tmp_path, "Demoboek,Demo Schrijver,2020,nl,Demoreeks,1,A,funny,book,9780747532699")
    report = import_books(database.writing, path)
    assert (report.read, report.added, report.unusable) == (1, 1, 0)
    with database.reading() as session:
        assert search_books(session, "demoboek")[0].isbn == "9780747532699"


def test_the_same_file_again_adds_nothing(database, tmp_path):
    path = csv_file(tmp_path, "Demoboek,Demo Schrijver,,nl,,,,,book,", "Tweede,,,nl,,,,,book,9780747532699")
    import_books(database.writing, path)
    again = import_books(database.writing, path)
    assert (again.added, again.completed, again.known) == (0, 0, 2)
    assert len(titles(database)) == 2


def test_a_known_title_only_gets_the_facts_it_lacked(database, tmp_path):
    with database.writing() as session:
        load_seed_books(session)
        session.commit()
    path = csv_file(tmp_path, "Lampje,Annet Schaap,1999,nl,,,D,horror,book,9780804429573")
    report = import_books(database.writing, path)
    assert (report.added, report.completed) == (0, 1)
    with database.reading() as session:
        lampje = session.scalars(select(Book).where(Book.isbn == "9780804429573")).one()
        assert (lampje.title, lampje.year, lampje.age_code, lampje.source) == ("Lampje", 2017, "B", "seed")


def test_another_authors_book_of_the_same_title_is_another_book(database, tmp_path):
    path = csv_file(tmp_path, "Kikker,Demo Een,,nl,,,,,book,", "Kikker,Demo Twee,,nl,,,,,book,")
    assert import_books(database.writing, path).added == 2


def test_two_editions_of_one_title_keep_their_own_isbn(database, tmp_path):
    path = csv_file(
        tmp_path, "Kikker,Demo Een,,nl,,,,,book,9780747532699", "Kikker,Demo Een,,nl,,,,,book,9780804429573"
    )
    assert import_books(database.writing, path).added == 2


def test_wrong_lines_are_counted_with_their_reason_and_the_rest_comes_in(database, tmp_path):
    path = csv_file(tmp_path, ",,,nl,,,,,book,", "Goed,,,nl,,,,,book,", "Slecht,,,nl,,,,,book,9780747532690")
    report = import_books(database.writing, path)
    assert (report.added, report.unusable) == (1, 2)
    assert report.problems == ((1, "title: missing"), (3, "isbn: '9780747532690' is no ISBN"))


def test_a_stopped_import_goes_on_after_its_last_batch(database, tmp_path):
    path = csv_file(tmp_path, *(f"Demoboek {number},,,nl,,,,,book," for number in range(10)))
    checkpoint = tmp_path / "state" / "import.json"

    batches = iter((None, KeyboardInterrupt))

    def stop(_done, _total):
        if problem := next(batches):
            raise problem

    with pytest.raises(KeyboardInterrupt):
        import_books(database.writing, path, progress=stop, checkpoint=checkpoint, batch=3)
    assert len(titles(database)) == 6
    heard = []
    report = import_books(
        database.writing, path, progress=lambda *said: heard.append(said), checkpoint=checkpoint, batch=3
    )
    assert len(heard) == 2
    assert heard[-1] == (path.stat().st_size, path.stat().st_size)
    assert (report.read, report.added, report.known) == (10, 10, 0)
    assert len(titles(database)) == 10
    assert not checkpoint.exists()


def test_a_checkpoint_of_another_file_is_not_believed(database, tmp_path):
    checkpoint = tmp_path / "import.json"
    checkpoint.write_text(json.dumps({"file": "iets anders", "read": 5, "problems": []}), encoding="utf-8")
    report = import_books(
        database.writing, csv_file(tmp_path, "Demoboek,,,nl,,,,,book,"), checkpoint=checkpoint
    )
    assert report.added == 1


def test_an_open_library_dump_gives_editions_with_their_authors(database, tmp_path):
    report = import_books(database.writing, open_library(tmp_path))
    assert (report.added, report.unusable) == (2, 3)
    with database.reading() as session:
        one, two = session.scalars(select(Book).order_by(Book.title)).all()
    assert (one.author, one.year, one.language, one.isbn) == ("Demo Schrijver", 2003, "nl", "9780747532699")
    assert (one.series, one.series_number) == ("Demoreeks", "4")
    assert (two.author, two.language, two.form, two.isbn) == (
        "Demo Maker",
        "de",
        "audiobook",
        "9780804429573",
    )


@pytest.mark.parametrize("kind", ["mrc", "xml"])
def test_marc_records_give_the_facts_a_cover_shows(database, tmp_path, kind):
    path = tmp_path / f"bieb.{kind}"
    records = [marc_record(), marc_record("Luisterdemo", kind="i"), marc_record("Vreemd", language="zzz")]
    if kind == "mrc":
        path.write_bytes(b"".join(record.as_marc() for record in records))
    else:
        inside = b"".join(pymarc.record_to_xml(record) for record in records)
        path.write_bytes(b'<collection xmlns="http://www.loc.gov/MARC21/slim">' + inside + b"</collection>")
    report = import_books(database.writing, path)
    assert report.unusable == 1
    with database.reading() as session:
        book = session.scalars(select(Book).where(Book.isbn == "9780804429573")).one()
    assert (book.title, book.author, book.year, book.language) == ("Demoboek drie", "Demo Maker", 2019, "nl")
    assert (book.series, book.series_number, book.age_code) == ("Demoreeks", "2", "A")


def test_a_recording_in_marc_is_an_audiobook(database, tmp_path):
    path = tmp_path / "bieb.mrc"
    path.write_bytes(marc_record("Luisterdemo", kind="i").as_marc())
    import_books(database.writing, path)
    with database.reading() as session:
        assert session.scalars(select(Book.form)).all() == ["audiobook"]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"naam;auteur\n", b"{}"])
def test_a_file_of_no_known_kind_says_what_we_read(database, tmp_path, content):
    path = tmp_path / "iets.dat"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"iets\.dat.*MARC 21"):
        import_books(database.writing, path)


def test_a_missing_file_says_so(database, tmp_path):
    with pytest.raises(ConfigError, match="No such file"):
        import_books(database.writing, tmp_path / "weg.csv")


def test_a_batch_takes_three_statements_however_many_titles_it_holds(database, tmp_path):
    from sqlalchemy import event

    path = csv_file(tmp_path, *(f"Demoboek {number},,,nl,,,,,book," for number in range(300)))
    sent = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda *said: said[2].startswith("BEGIN") or sent.append(said[2]),
    )
    import_books(database.writing, path, batch=300)
    assert len(sent) <= 3
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Book)) == 300
