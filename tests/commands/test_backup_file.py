"""What a backup file holds: database and logos, whole or refused; an older copy is a database only."""

from __future__ import annotations

import io
import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest

from readify.commands.backup_file import pack, put_back_uploads, unpacked
from readify.errors import ConfigError
from readify.printing.logo_keeping import keep_logo, uploads_dir


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A small database of its own."""
    path = tmp_path / "found.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE alembic_version (version_num TEXT)")
    made.close()
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two logos, a half-written one and a class list that waits for a yes."""
    home = tmp_path / "home"
    keep_logo(home, b"first")
    keep_logo(home, b"second")
    (uploads_dir(home) / ("a" * 64 + ".part")).write_bytes(b"half")
    (uploads_dir(home) / "rosters").mkdir()
    (uploads_dir(home) / "rosters" / "waits.json").write_text("names of children")
    return home


def test_database_and_logos_come_back_and_nothing_else(database: Path, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.backup"
    assert pack(database, home=home, target=copy) == 2
    assert b"names of children" not in copy.read_bytes()
    fresh = tmp_path / "elsewhere"
    with unpacked(copy, home=fresh) as (found, uploads):
        assert found.read_bytes() == database.read_bytes()
        put_back_uploads(uploads, home=fresh)
    assert sorted(path.read_bytes() for path in uploads_dir(fresh).iterdir()) == [b"first", b"second"]
    assert [path.name for path in fresh.iterdir()] == ["uploads"]


def test_only_its_owner_may_read_a_backup(database: Path, home: Path, tmp_path: Path) -> None:
    pack(database, home=home, target=tmp_path / "a.backup")
    assert stat.S_IMODE((tmp_path / "a.backup").stat().st_mode) == 0o600
    with tarfile.open(tmp_path / "a.backup") as held:
        assert {(member.uid, member.uname) for member in held} == {(0, "")}


def test_a_copy_of_an_older_release_is_the_database_alone(database: Path, tmp_path: Path) -> None:
    with unpacked(database, home=tmp_path) as (found, uploads):
        assert (found, uploads) == (database, [])


def test_a_copy_that_was_cut_off_is_refused(database: Path, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.backup"
    pack(database, home=home, target=copy)
    cut = copy.read_bytes()
    copy.write_bytes(cut[: len(cut) // 3])
    with pytest.raises(ConfigError, match="nothing was changed"), unpacked(copy, home=home):
        pass


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("uploads/" + "b" * 64, "damaged at uploads/bbb"),
        ("../outside", "which no backup does"),
        ("uploads/../../outside", "which no backup does"),
        ("other", "which no backup does"),
    ],
)
def test_a_copy_that_somebody_changed_is_refused(
    database: Path, home: Path, tmp_path: Path, name: str, words: str
) -> None:
    copy = tmp_path / "a.backup"
    pack(database, home=home, target=copy)
    with tarfile.open(copy, "a") as changed:
        extra = tarfile.TarInfo(name)
        extra.size = 4
        changed.addfile(extra, io.BytesIO(b"evil"))
    with pytest.raises(ConfigError, match=words), unpacked(copy, home=home):
        pass
    assert not (tmp_path / "outside").exists()


def test_a_link_in_a_copy_is_refused(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.backup"
    with tarfile.open(copy, "w") as made:
        link = tarfile.TarInfo("database")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        made.addfile(link)
    with pytest.raises(ConfigError, match="which no backup does"), unpacked(copy, home=home):
        pass
