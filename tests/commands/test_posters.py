"""`readify posters`: one page a spot, its code leading to the public address; mistakes in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from readify import commands
from readify.cli import Friendly
from tests.cast import Cast
from tests.printing.conftest import Printed, decoded
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """The trail in the database that the command will open."""
    made = make_walk(cast)
    monkeypatch.setenv("READIFY_HOME", str(app.extensions["readify.config"].home))
    monkeypatch.setenv("READIFY_BASE_URL", "https://lees.example")
    return made


def posters(*arguments: str) -> Result:
    group = Friendly(name="readify")
    commands.register(group)
    return CliRunner().invoke(group, ["posters", *arguments])


def test_each_poster_leads_to_the_public_address_of_its_spot(walk: Walk, tmp_path: Path) -> None:
    out = tmp_path / "posters.pdf"
    done = posters(
        str(walk.trail), "--out", str(out), "--paper", "A3", "--ink", "light", "--language", "nl,en"
    )
    assert done.exit_code == 0, done.output
    assert "3 posters" in done.output
    printed = Printed(out.read_bytes())
    assert printed.millimetres(0) == pytest.approx((297, 420), abs=1)
    found = [decoded(printed.picture(page, dpi=100)) for page in range(len(printed))]
    assert found == [[f"HTTPS://LEES.EXAMPLE/S/{code}"] for code in walk.codes]
    assert "lees.example/s" in printed.text(0)


def test_cards_get_codes_of_their_own_and_one_spot_can_be_printed_to_be_cut(
    walk: Walk, tmp_path: Path
) -> None:
    out = tmp_path / "p.pdf"
    done = posters(str(walk.trail), "--out", str(out), "--kind", "stampcard", "--count", "2")
    assert (done.exit_code, "2 stamp cards" in done.output) == (0, True), done.output
    printed = Printed(out.read_bytes())
    found = [code for page in range(len(printed)) for code in decoded(printed.picture(page, dpi=120))]
    assert len(set(found)) == 2
    assert all(code.startswith("HTTPS://LEES.EXAMPLE/P/") for code in found)
    done = posters(str(walk.trail), "--out", str(out), "--spot", "2", "--crop", "--line", "uk")
    assert "1 posters" in done.output
    assert Printed(out.read_bytes()).millimetres(0) == pytest.approx((234, 321), abs=0.1)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["999"], 1, "there is no trail 999"),
        (["1", "--language", "xx"], 2, "no words to print in 'xx'"),
        (["1", "--paper", "A9"], 2, "A9"),
        (["1", "--spot", "9"], 1, "it has no spot 9"),
        (["1", "--line", "xx"], 2, "--line"),
        (["1", "--kind", "vlag"], 2, "vlag"),
        (["een"], 2, "een"),
    ],
)
def test_a_mistake_is_said_in_a_line(
    walk: Walk, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    done = posters(*arguments, "--out", str(tmp_path / "p.pdf"))
    assert done.exit_code == code
    assert words in done.output
    assert not (tmp_path / "p.pdf").exists()


def test_without_a_public_address_nothing_is_printed(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("READIFY_BASE_URL")
    done = posters(str(walk.trail), "--out", str(tmp_path / "p.pdf"))
    assert done.exit_code == 1
    assert "READIFY_BASE_URL" in done.output
