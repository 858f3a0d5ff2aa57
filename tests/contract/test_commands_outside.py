"""The commands as somebody on the command line meets them: a second start, and what is wrong with a house."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from readify.config import bundle_dir
from tests.contract.conftest import command, free_port, served
from tests.contract.visitor import Browser, Program
from tests.printing.conftest import Printed, decoded

COMMANDS = ["demo", "run", "init", "rebuild", "posters", "cards", "books", "backup", "restore", "doctor"]
ADDRESS = {"READIFY_BASE_URL": "https://lees.example"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """A home folder with a small demo in it; not to be changed."""
    home = tmp_path_factory.mktemp("commands") / "home"
    home.mkdir()
    (home / "cache").symlink_to(shared_cache)
    made = command("demo", "--no-serve", "--children", "8", "--weeks", "1", home=home)
    assert (made.returncode, made.stderr) == (0, "")
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of that, to be spoiled."""
    return Path(shutil.copytree(filled, tmp_path / "home", symlinks=True))


def fails(result: subprocess.CompletedProcess[str], *sentences: str, code: int = 1) -> None:
    """That a command ended with this code and a clear line, without a traceback."""
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("Error: ")
    for sentence in sentences:
        assert sentence in result.stderr


def written_entries(home: Path) -> list[tuple[int, str]]:
    """What the ledger held, and when it was written: a refill would write it anew."""
    with closing(sqlite3.connect(home / "readify.db")) as database:
        return database.execute("SELECT id, recorded_at FROM ledger_entries ORDER BY id").fetchall()


def test_a_second_start_keeps_all_data_and_fills_nothing(home: Path):
    before, entries = (home / "demo-signins.json").read_text(), written_entries(home)
    with served("demo", home=home) as (base, line):
        assert line.startswith(f"Readify is ready on {base}")
        assert f"{base}/K/" in line
        assert Browser(base).get("/readyz").json()["status"] == "ready"
    assert entries
    assert written_entries(home) == entries
    kept = (home / "demo-signins.json").read_text()
    assert [line for line in kept.splitlines() if "http" not in line.lower()] == [
        line for line in before.splitlines() if "http" not in line.lower()
    ]


def test_the_database_is_for_its_owner_only(filled: Path):
    assert stat.S_IMODE((filled / "readify.db").stat().st_mode) == 0o600


def test_a_log_survives_a_restart(home: Path):
    card = json.loads((home / "demo-signins.json").read_text())["children"][0]["card"]
    with served("run", home=home) as (base, _):
        given = Program(base, card=card).log(minutes=3).json()
    with served("run", home=home) as (base, _):
        assert Program(base, card=card).get("/readings", limit=1).json()["items"][0]["id"] == given["id"]


def test_rebuild_names_the_reader_whose_progress_differs(home: Path):
    assert command("rebuild", "--check", home=home).returncode == 0
    with sqlite3.connect(home / "readify.db") as raw:
        number = raw.execute("SELECT min(reader_id) FROM reader_tallies").fetchone()[0]
        raw.execute("UPDATE reader_tallies SET lights = lights + 1 WHERE reader_id = ?", (number,))
    drift = command("rebuild", "--check", home=home)
    assert drift.returncode == 1
    assert str(number) in drift.stderr
    assert command("rebuild", home=home).returncode == 0
    assert command("rebuild", "--check", home=home).returncode == 0


def test_a_database_one_migration_behind_is_not_served_and_init_mends_it(home: Path):
    with sqlite3.connect(home / "readify.db") as raw:
        newest = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        raw.execute("UPDATE alembic_version SET version_num = ?", (f"{int(newest) - 1:04d}",))
    fails(command("run", home=home), "of another release", "readify init")


def test_a_corrupt_rule_stops_the_start_and_is_named(home: Path, tmp_path: Path):
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for part in ("templates", "static"):
        (checkout / part).symlink_to(bundle_dir() / part)
    (checkout / "readify").symlink_to(bundle_dir() / "readify")
    shutil.copytree(bundle_dir() / "seeds", checkout / "seeds")
    broken = next(path for path in sorted((checkout / "seeds").rglob("*.toml")) if "badges" in path.name)
    broken.write_text(broken.read_text(encoding="utf-8") + "\n[[badge\n", encoding="utf-8")
    result = command("run", home=home, PYTHONPATH=str(checkout), PYTHONSAFEPATH="1")
    fails(result, broken.name, "line")


@pytest.fixture
def full_disk(home: Path, tmp_path: Path) -> Iterator[Path]:
    """A home on a disk with no room left; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=False, capture_output=True
    ).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield Path(shutil.copytree(home, disk / "home", symlinks=True))
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def read_only(home: Path) -> Iterator[Path]:
    """A home on a disk that cannot be written; needs the right to mount one."""
    for options in (["--bind", str(home)], ["-o", "remount,ro,bind"]):
        if subprocess.run(["mount", *options, str(home)], check=False, capture_output=True).returncode:
            subprocess.run(["umount", "-l", str(home)], check=False, capture_output=True)
            pytest.skip("mounting a read-only disk is not allowed here")
    try:
        yield home
    finally:
        subprocess.run(["umount", "-l", str(home)], check=True)


@pytest.mark.parametrize("name", ["run", "demo"])
def test_a_read_only_disk_is_said_at_the_start(read_only: Path, name):
    fails(command(name, home=read_only), f"cannot write in {read_only}", "READIFY_HOME")


def fill(disk: Path) -> None:
    """Takes all the room that is left."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 4096)
        except OSError:
            pass


def test_a_full_disk_says_that_saving_waits_and_loses_nothing(full_disk: Path):
    card = json.loads((full_disk / "demo-signins.json").read_text())["children"][0]["card"]
    with served("run", home=full_disk) as (base, _):
        program, browser = Program(base, card=card), Browser(base)
        browser.get(f"/K/{card}")
        form = browser.form("/gelezen", "/gelezen") | {"work": "", "book.title": "Op een volle schijf"}
        fill(full_disk)
        statuses = [program.log().status_code for _ in range(40)]
        assert statuses[-1] == 503
        assert set(statuses) <= {201, 503}
        page = browser.post("/gelezen", data=form)
        assert (page.status_code, "Wat je las, raakt niet kwijt." in page.text) == (503, True)
        assert browser.get("/thuis").status_code == 200
        assert browser.get("/readyz").status_code in {200, 503}
        assert 'value="Op een volle schijf"' in browser.get("/gelezen").text
        (full_disk / "filler").unlink()
        assert program.log().status_code == 201
        assert browser.post("/gelezen", data=form).status_code == 200


def test_a_wrong_setting_is_one_line_that_names_it(filled: Path):
    wrong = {
        "READIFY_DATABASE": "mysql://here/readify",
        "READIFY_REDIS": "nonsense",
        "READIFY_TIMEZONE": "Mars/Olympus",
        "READIFY_BASE_URL": "lees.example",
        "READIFY_WORKERS": "0",
    }
    fails(command("run", home=filled, **wrong), *(f"{name}: " for name in wrong))


def test_a_database_that_does_not_answer_is_said(filled: Path):
    url = f"postgresql+psycopg://postgres@127.0.0.1:{free_port()}/none"
    fails(command("run", home=filled, READIFY_DATABASE=url), "READIFY_DATABASE")


def test_cards_that_cannot_be_written_leave_the_older_ones_working(home: Path, tmp_path: Path):
    signins = json.loads((home / "demo-signins.json").read_text())
    fails(command("cards", "1", "--out", str(tmp_path / "no" / "c.pdf"), home=home, **ADDRESS), "--out")
    fails(command("cards", "99", "--out", str(tmp_path / "c.pdf"), home=home, **ADDRESS), "no classroom 99")
    with served("run", home=home) as (base, _):
        for child in signins["children"]:
            Program(base, card=child["card"])


def test_posters_cards_and_backup_are_made(home: Path, tmp_path: Path):
    for args in (["posters", "1", "--language", "nl,en"], ["cards", "1"]):
        out = tmp_path / f"{args[0]}.pdf"
        made = command(*args, "--out", str(out), home=home, **ADDRESS)
        assert made.returncode == 0, made.stderr
        assert out.read_bytes().startswith(b"%PDF-")
    copy = tmp_path / "readify.backup"
    assert command("backup", str(copy), home=home).returncode == 0
    fails(command("restore", str(copy), home=home), "--replace")
    assert command("restore", str(copy), "--replace", home=home).returncode == 0
    assert command("doctor", home=home).returncode == 0


def test_a_demos_posters_lead_to_the_demo_itself(home: Path, tmp_path: Path):
    out = tmp_path / "posters.pdf"
    made = command("posters", "1", "--out", str(out), home=home)
    assert (made.returncode, made.stderr) == (0, "")
    spots = json.loads((home / "demo-signins.json").read_text())["trails"][0]["spots"]
    printed = Printed(out.read_bytes())
    codes = [code for page in range(len(printed)) for code in decoded(printed.picture(page, dpi=150))]
    assert codes == [spot["url"] for spot in spots]


def test_the_demo_keeps_its_secrets_to_its_owner(filled: Path):
    for name in ("demo-signins.json", "secret.key"):
        assert stat.S_IMODE(os.stat(filled / name).st_mode) == 0o600
