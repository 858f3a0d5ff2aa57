"""The command line: help, exit codes, one clear line for every mistake, backup and restore."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from readify import commands
from readify.cli import Friendly
from readify.commands.settings import settings_page
from readify.commands.signins import move_signins, ready_line
from readify.config import seeds_dir
from readify.printing.logo_keeping import keep_logo
from tests.books.book_services import book_services

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `readify …` with its home in this test's folder."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "cache").symlink_to(shared_cache)
    monkeypatch.setenv("READIFY_HOME", str(tmp_path / "home"))
    group = Friendly(name="readify")
    commands.register(group)

    def run(*arguments: str, **environment: str) -> Result:
        result = CliRunner().invoke(group, arguments, env=environment or None)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def ready(run: Run) -> Run:
    """The same, after `readify init`."""
    made = run("init", READIFY_ADMIN_EMAIL="kern@bieb.example", READIFY_ADMIN_PASSWORD="lees het licht aan")
    assert made.exit_code == 0, made.output
    return run


def every_command() -> list[list[str]]:
    group = Friendly(name="readify")
    commands.register(group)
    found = []
    for name, command in group.commands.items():
        nested = command.commands if isinstance(command, click.Group) else {"": command}
        found += [[name, inner] if inner else [name] for inner in nested]
    return found


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_explains_itself_with_an_example(run: Run, path: list[str]) -> None:
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    assert "Example: " in shown.output


def test_run_explains_every_setting(run: Run) -> None:
    shown = run("run", "--help").output
    assert "READIFY_DATABASE" in shown
    assert "READIFY_MAIL_FROM" in shown


def test_the_settings_page_is_fresh() -> None:
    kept = Path(__file__).parents[2] / "docs" / "settings.md"
    assert kept.read_text(encoding="utf-8") == settings_page(), "run: make docs"


def test_a_wrong_option_is_exit_2(run: Run) -> None:
    assert run("run", "--port", "99999").exit_code == 2


def test_a_wrong_setting_names_its_variable(run: Run) -> None:
    result = run("doctor", READIFY_THREADS="many")
    assert result.exit_code == 1
    assert "READIFY_THREADS" in result.stderr


def test_a_weak_secret_in_production_is_refused(ready: Run) -> None:
    result = ready("run", READIFY_SECRET="changeme")
    assert result.exit_code == 1
    assert "READIFY_SECRET is too weak" in result.stderr


def test_running_on_an_empty_database_says_what_to_do(run: Run) -> None:
    result = run("run")
    assert result.exit_code == 1
    assert result.stderr.strip() == "Error: the database is empty; run: readify init"


def test_a_home_that_cannot_be_made_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("init", READIFY_HOME=str(tmp_path / "file" / "home"))
    assert result.exit_code == 1
    assert "READIFY_HOME" in result.stderr


def test_a_port_that_is_taken_is_said_before_anything_else(ready: Run) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = ready("run", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "choose another" in result.stderr


def test_init_twice_changes_nothing(ready: Run) -> None:
    again = ready("init")
    assert again.exit_code == 0
    assert "catalogue: 0 new" in again.output
    assert "there is one already" in again.output


def test_init_without_anybody_to_ask_says_what_to_set(run: Run) -> None:
    result = run("init")
    assert result.exit_code == 1
    assert "READIFY_ADMIN_EMAIL" in result.stderr


def test_the_first_coordinator_needs_a_real_password(run: Run) -> None:
    result = run("init", READIFY_ADMIN_EMAIL="a@b.example", READIFY_ADMIN_PASSWORD="kort")
    assert result.exit_code == 1
    assert "10 characters" in result.stderr


def test_the_doctor_finds_a_healthy_house(ready: Run) -> None:
    result = ready("doctor")
    assert result.exit_code == 0, result.output
    assert "WRONG" not in result.output


def test_the_doctor_tells_whether_the_sources_of_books_answer(ready: Run) -> None:
    assert "ok    books: nobody is asked" in ready("doctor").output
    with book_services() as services:
        asked = {
            "READIFY_BOOK_SOURCES": "openlibrary, kb",
            "READIFY_OPEN_LIBRARY_URL": services.open_library_url,
            "READIFY_KB_SRU_URL": services.kb_url,
        }
        result = ready("doctor", **asked)
        assert (result.exit_code, "ok    books: openlibrary, kb answer" in result.output) == (0, True)
        services.mood = lambda handler: handler.say(b"<html>moved</html>")
        result = ready("doctor", **asked)
    assert result.exit_code == 1
    assert "WRONG books: no usable answer from openlibrary (no_json), kb (no_sru)" in result.output
    assert "READIFY_OPEN_LIBRARY_URL and READIFY_KB_SRU_URL" in result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("READIFY_BOOK_SOURCES", "worldcat"),
        ("READIFY_BOOK_SOURCES", "kb,kb"),
        ("READIFY_OPEN_LIBRARY_URL", "openlibrary"),
        ("READIFY_KB_SRU_URL", "https://user@kb.example/sru?x=1"),
    ],
)
def test_a_wrong_source_of_books_stops_with_one_line(run: Run, name: str, value: str) -> None:
    result = run("doctor", **{name: value})
    assert result.exit_code == 1
    assert name in result.output


def test_the_doctor_names_everything_that_is_wrong(run: Run) -> None:
    result = run(
        "doctor", READIFY_REDIS="redis://127.0.0.1:1/0", READIFY_SMTP_HOST="127.0.0.1", READIFY_SMTP_PORT="1"
    )
    assert result.exit_code == 1
    for name in ("database", "redis", "mail"):
        assert f"WRONG {name}" in result.output
    assert "3 things to mend" in result.stderr


def test_a_backup_comes_back(ready: Run, tmp_path: Path) -> None:
    copy, home = tmp_path / "copy.backup", tmp_path / "home"
    digest = keep_logo(home, b"a logo")
    made = ready("backup", str(copy))
    assert (made.exit_code, "with 1 logo" in made.output) == (0, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.backup", "home"]
    path = home / "readify.db"
    (home / "uploads" / digest).unlink()
    with sqlite3.connect(path) as changed:
        changed.execute("DELETE FROM accounts")
    changed.close()
    assert ready("restore", str(copy), "--replace").exit_code == 0
    with sqlite3.connect(path) as found:
        assert found.execute("SELECT email FROM accounts").fetchall() == [("kern@bieb.example",)]
    found.close()
    assert (home / "uploads" / digest).read_bytes() == b"a logo"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_restore_never_overwrites_unasked(ready: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.backup"
    ready("backup", str(copy))
    result = ready("restore", str(copy))
    assert result.exit_code == 1
    assert "--replace" in result.stderr


def test_restore_refuses_what_is_not_a_backup_and_keeps_the_database(ready: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.backup"
    wrong.write_bytes(b"this is no database" * 100)
    result = ready("restore", str(wrong), "--replace")
    assert result.exit_code == 1
    assert "nothing was changed" in result.stderr
    assert ready("doctor").exit_code == 0


@pytest.mark.postgres
def test_a_postgres_backup_comes_back(run: Run, postgres_url: str, tmp_path: Path) -> None:
    own = {"READIFY_DATABASE": postgres_url}
    admin = {"READIFY_ADMIN_EMAIL": "kern@bieb.example", "READIFY_ADMIN_PASSWORD": "lees het licht aan"}
    assert run("init", **own, **admin).exit_code == 0
    copy = tmp_path / "copy.backup"
    made = run("backup", str(copy), **own)
    assert made.exit_code == 0, made.output
    assert run("restore", str(copy), **own).exit_code == 1
    back = run("restore", str(copy), "--replace", **own)
    assert back.exit_code == 0, back.output
    assert "there is one already" in run("init", **own).output


def test_the_ready_line_has_a_way_in_for_each_kind_of_visitor(tmp_path: Path) -> None:
    path = tmp_path / "demo-signins.json"
    path.write_text(
        '{"base_url": "http://127.0.0.1:8000", "children": [{"name": "Demo", "card_url": "http://127.0.0.1:8000/K/T"}],'
        ' "teachers": [{"email": "t@x.example", "password": "p"}], "librarians": [], "coordinators": [],'
        ' "screens": [{"url": "http://127.0.0.1:8000/digibord/k"}],'
        ' "trails": [{"spots": [{"url": "HTTP://127.0.0.1:8000/S/M"}]}]}'
    )
    move_signins(path, "http://127.0.0.1:9000")
    line = ready_line("http://127.0.0.1:9000", path)
    assert line.startswith("Readify is ready on http://127.0.0.1:9000")
    assert "child Demo: http://127.0.0.1:9000/K/T" in line
    assert "teacher: t@x.example p" in line
    assert "\n" not in line
    assert "HTTP://127.0.0.1:9000/S/M" in path.read_text()


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("badges.toml", "[[badge]]\nslug = ", "badges.toml"),
        ("badges.toml", '[[badge]]\nslug = "kapot"\nfamly = "taste"\n', "kapot"),
        ("stories/kapot.toml", "title = 1\n", "kapot.toml"),
    ],
)
def test_a_corrupt_rule_stops_the_start_by_name(
    ready: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, named: str
) -> None:
    broken = tmp_path / "seeds"
    shutil.copytree(seeds_dir(), broken)
    (broken / file).write_text(text, encoding="utf-8")
    monkeypatch.setattr("readify.application.seeds_dir", lambda: broken)
    result = ready("run")
    assert result.exit_code == 1
    assert named in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "WRONG seeds" in ready("doctor").output
