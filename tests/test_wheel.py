"""The wheel holds everything: installed outside the checkout it fills the demo and serves pages.

No network is used: the build backend and the libraries are those of the running environment.
"""

from __future__ import annotations

import json
import os
import re
import site
import socket
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a program with nothing of the checkout in its environment; shows what it said when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without paths to Python code, and without settings of ours."""
    dropped = ("PYTHON", "READIFY_", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)} | more


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder)
    run(sys.executable, *build, CHECKOUT, cwd=folder)
    return next(folder.glob("readify-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel in it; gives the folder of its programs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=folder,
    )
    packages = next((folder / "env" / "lib").glob("python*/site-packages"))
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    where = run(python, "-c", "import readify; print(readify.__file__)", cwd=folder).stdout
    assert where.startswith(str(folder)), "the checkout is in the way"
    return python.parent


@pytest.fixture(scope="module")
def filled(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that the installed `readify demo` filled."""
    home = tmp_path_factory.mktemp("home")
    demo = ("demo", "--no-serve", "--children", "8", "--weeks", "1")
    run(installed / "readify", *demo, cwd=home, READIFY_HOME=str(home))
    return home


@pytest.fixture(scope="module")
def address(installed: Path, filled: Path) -> Iterator[str]:
    """The address at which the installed `readify run` serves that home."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [installed / "readify", "run", "--port", str(port)],
        cwd=filled,
        env=clean_environment(READIFY_HOME=str(filled), READIFY_LOG_LEVEL="WARNING"),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Readify is ready on http://127.0.0.1:{port}\n"
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=20)
        assert server.returncode == 0


def fetch(url: str) -> str:
    """The text of a page that answers 200."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


def test_the_wheel_holds_pages_drawings_rules_and_messages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for needed in (
        "readify/_bundle/templates/layouts/base.html",
        "readify/_bundle/static/css/manifest.toml",
        "readify/_bundle/static/art/sprite.svg",
        "readify/_bundle/seeds/badges.toml",
        "readify/_bundle/seeds/books.csv",
        "readify/translations/en/LC_MESSAGES/messages.mo",
        "readify/migrations/versions/0001_tables.py",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "var/", ".ci/"))]


def test_the_installed_demo_writes_its_sign_ins(filled: Path) -> None:
    signins = json.loads((filled / "demo-signins.json").read_text(encoding="utf-8"))
    assert len(signins["children"]) == 8
    assert signins["teachers"]
    assert signins["screens"]


def test_the_installed_server_serves_pages_with_their_style(address: str) -> None:
    page = fetch(address)
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert styles
    for style in styles:
        assert "@layer" in fetch(address + style)
    assert json.loads(fetch(address + "/readyz"))["status"] == "ready"


@pytest.mark.parametrize("command", ["doctor", "rebuild"])
def test_every_part_of_the_installed_command_finds_its_files(
    installed: Path, filled: Path, command: str
) -> None:
    run(installed / "readify", command, cwd=filled, READIFY_HOME=str(filled))


def test_the_installed_command_prints_posters_and_cards(installed: Path, filled: Path) -> None:
    own = {"READIFY_HOME": str(filled), "READIFY_BASE_URL": "https://lees.example"}
    for command in ("posters", "cards"):
        run(installed / "readify", command, "1", "--out", f"{command}.pdf", cwd=filled, **own)
        assert (filled / f"{command}.pdf").read_bytes().startswith(b"%PDF")
