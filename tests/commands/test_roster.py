"""`readify roster`: a dry run writes nothing, the real one is idempotent, every mistake is one clear line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify import commands
from readify.actions.classroom import make_school
from readify.actions.leaving import LEFT_KEPT
from readify.cli import Friendly
from readify.clock import now
from readify.db import Database
from readify.models import Reader
from tests.school_files import Child, edexml, school, table

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, shared_cache: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ready home with one school of each of two names."""
    found = tmp_path / "home"
    found.mkdir()
    (found / "cache").symlink_to(shared_cache)
    (found / "readify.db").write_bytes(migrated.read_bytes())
    monkeypatch.setenv("READIFY_HOME", str(found))
    with opened(found) as session:
        for name in ("De Een", "De Twee", "De Twee"):
            make_school(session, name=name, municipality="Stein", now=now())
        session.commit()
    return found


@contextmanager
def opened(home: Path) -> Iterator[Session]:
    database = Database(f"sqlite:///{home / 'readify.db'}")
    with database.writing() as session:
        yield session
    database.dispose()


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """Runs `readify roster` on a file with these bytes."""
    group = Friendly(name="readify")
    commands.register(group)

    def run(data: bytes, *arguments: str) -> Result:
        path = tmp_path / "lijst"
        path.write_bytes(data)
        result = CliRunner().invoke(group, ["roster", str(path), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def children(home: Path) -> int:
    with opened(home) as session:
        return session.scalar(select(func.count()).select_from(Reader).where(Reader.left_at.is_(None))) or 0


def test_dry_run_then_import_then_nothing_to_do(home: Path, run: Run):
    looked = run(edexml(school(50)), "--school", "De Een", "--dry-run")
    assert looked.exit_code == 0
    assert "would be added 50, moved 0, left 0, unchanged 0" in looked.stdout
    assert "not read, and dropped: bsn, geboortedatum" in looked.stdout
    assert children(home) == 0
    assert "added 50, moved 0, left 0, unchanged 0" in run(edexml(school(50)), "--school", "1").stdout
    assert "added 0, moved 0, left 0, unchanged 50" in run(edexml(school(50)), "--school", "De Een").stdout
    fewer = run(edexml(school(50)[:-1]), "--school", "1")
    assert "added 0, moved 0, left 1, unchanged 49" in fewer.stdout
    assert f"erased after {LEFT_KEPT.days} days" in fewer.stdout
    assert children(home) == 49


def test_columns_are_told_by_hand(home: Path, run: Run):
    data = table([["Wie", "Zaal"], ["Sam", "Groep 5"]]).encode()
    assert run(data, "--school", "1").exit_code == 1
    done = run(data, "--school", "1", "--column", "Wie=first", "--column", "Zaal=group")
    assert "added 1" in done.stdout
    assert run(data, "--school", "1", "--column", "Hoe=first").exit_code == 2


def test_a_doubtful_child_is_named_and_decided(home: Path, run: Run):
    run(edexml([Child("1", "Sam"), Child("2", "Bo")]), "--school", "1")
    data = edexml([Child("9", "Sam"), Child("2", "Bo")])
    assert "doubtful: child 1, Sam in Groep 6A: same_child" in run(data, "--school", "1").stdout
    assert "added 0, moved 0, left 0, unchanged 2" in run(data, "--school", "1", "--doubtful", "same").stdout


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"<EDEX>", "1", "the XML is broken"),
        (b"\x89PNG\x01\x02", "1", "this is not EDEXML"),
        (edexml([]), "1", "no pupils were found"),
        (edexml(school(1)), "De Nul", "there is no school De Nul"),
        (edexml(school(1)), "De Twee", "several schools are called De Twee"),
    ],
)
def test_every_mistake_is_one_line_and_exit_1(run: Run, data: bytes, name: str, words: str):
    result = run(data, "--school", name)
    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_list_of_one_class_asks_whether_the_rest_leaves(home: Path, run: Run):
    run(edexml(school(60)), "--school", "1")
    refused = run(edexml(school(25)), "--school", "1")
    assert refused.exit_code == 1
    assert "--many-leave" in refused.stderr
    assert children(home) == 60
    assert run(edexml(school(25)), "--school", "1", "--many-leave").exit_code == 0
    assert children(home) == 25
