"""A slip on the command line is one line on standard error, exit 1 or 2, and says what to do."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands.test_commands import ready, run

__all__ = ["ready", "run"]  # fixtures
Run = Callable[..., Result]
ADDRESS = {"READIFY_BASE_URL": "https://lees.example"}
HUGE = "9" * 23


def fails(result: Result, code: int, *words: str) -> None:
    """That this ended with this code and one line that holds these words."""
    assert result.exit_code == code, result.output
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith("Error: ")
    for one in words:
        assert one in result.stderr


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["nonsense"], ["nonsense", "readify --help"]),
        (["--nonsense"], ["--nonsense", "readify --help"]),
        (["run", "--port", "0"], ["--port", "readify run --help"]),
        (["posters", "1", "--out", "x.pdf", "--paper", "A6"], ["A6", "A3", "readify posters --help"]),
        (["posters", "1", "--out", "x.pdf", "--language", "xx"], ["xx", "en, nl"]),
        (["posters", "1"], ["--out"]),
        (["posters", HUGE, "--out", "x.pdf"], ["TRAIL"]),
        (["cards", HUGE, "--out", "x.pdf"], ["CLASSROOM"]),
        (["erase", HUGE, "--yes"], ["READER"]),
        (["books", "nonsense"], ["nonsense", "readify books --help"]),
        (["books", "import", "no-such-file"], ["no-such-file", "readify books import --help"]),
    ],
    ids=str,
)
def test_what_is_typed_wrong_is_exit_2_and_one_line(run: Run, typed: list[str], words: list[str]) -> None:
    fails(run(*typed, **ADDRESS), 2, *words)


def test_what_does_not_exist_is_named_in_one_line(ready: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "x.pdf")
    fails(ready("posters", "99", "--out", out, **ADDRESS), 1, "no trail 99")
    fails(ready("cards", "99", "--out", out, **ADDRESS), 1, "no classroom 99")
    fails(ready("erase", "99", "--yes"), 1, "no child 99")


def test_several_wrong_settings_are_one_line(run: Run) -> None:
    fails(
        run("doctor", READIFY_THREADS="many", READIFY_WORKERS="0"),
        1,
        "READIFY_THREADS: ",
        "READIFY_WORKERS: ",
    )


def test_an_empty_database_is_not_backed_up(run: Run, tmp_path: Path) -> None:
    fails(run("backup", str(tmp_path / "x.backup")), 1, "empty", "readify init")
    assert not (tmp_path / "x.backup").exists()


def test_an_address_that_is_none_is_said_in_the_words_of_the_command(run: Run) -> None:
    made = run("init", READIFY_ADMIN_EMAIL="nobody", READIFY_ADMIN_PASSWORD="lees het licht aan")
    fails(made, 1, "READIFY_ADMIN_EMAIL is not an e-mail address")


def test_a_class_list_with_odd_columns_says_how_to_name_them(ready: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("foo;bar;baz\n1;Zeb;x\n", encoding="utf-8")
    fails(ready("roster", str(odd), "--school", "1"), 1, "--column foo=first")
    wrong = ready("roster", str(odd), "--school", "1", "--column", "bar=nope")
    fails(wrong, 2, "bar=nope", "foo, bar, baz", "first")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("half.xml", b"<collection><record><lead", ["half.xml", "broken XML"]),
        ("cut.csv.gz", gzip.compress(b"title,author\n" + b"".join(b"%d,x\n" % n for n in range(9000)))[:900],
         ["cut.csv.gz", "breaks off"]),
        ("empty.csv", b"", ["empty.csv"]),
        ("junk.txt", b"hello\n", ["junk.txt", "MARC"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_catalogue_that_breaks_off_is_said(
    ready: Run, tmp_path: Path, name: str, content: bytes, words: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    fails(ready("books", "import", str(tmp_path / name)), 1, *words)


def test_the_settings_of_the_first_start_are_named_too(run: Run) -> None:
    assert "READIFY_ADMIN_PASSWORD" in run("run", "--help").output


def test_the_doctor_goes_on_where_there_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = run("doctor", READIFY_HOME=str(tmp_path / "file" / "home"))
    assert found.exit_code == 1
    for named in ("WRONG secret", "WRONG database", "WRONG disk", "ok    seeds"):
        assert named in found.output


def test_a_file_that_is_no_database_is_said_by_every_command(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / "readify.db").write_text("no database at all\n" * 400)
    for typed in (["run"], ["rebuild"], ["backup", str(tmp_path / "x.backup")]):
        fails(run(*typed), 1, "database")
