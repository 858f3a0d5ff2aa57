"""Every message is in Dutch and in English, and the catalogues are what they would become."""

from __future__ import annotations

import pytest

from readify.translations.build import LANGUAGES, build, extract, mistakes, paths, read_parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    made = build(language)
    assert made.missing == ()
    assert made.wrong == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_are_fresh(language: str) -> None:
    made = build(language)
    po, mo = paths(language)
    assert po.read_bytes() == made.po, "run: make translations"
    assert mo.read_bytes() == made.mo, "run: make translations"


def test_messages_are_found_in_code_and_in_templates() -> None:
    places = " ".join(extract().values())
    assert ".py:" in places
    assert ".html:" in places


def test_a_lost_placeholder_and_a_lone_percent_are_found() -> None:
    assert list(mistakes("Klaar! +%(n)s", "Done!")) != []
    assert list(mistakes("%(n)s% klaar", "%(n)s%% done")) != []
    assert list(mistakes(("%(n)s boek", "%(n)s boeken"), ("a book", "%(n)s books"))) == []
    assert list(mistakes("100 procent", "100 percent")) == []


def test_a_part_with_a_wrong_line_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "en" / "parts").mkdir(parents=True)
    (tmp_path / "en" / "parts" / "x.tsv").write_text("# comment\nja\tyes\nnee\n", encoding="utf-8")
    monkeypatch.setattr("readify.translations.build.HERE", tmp_path)
    known, wrong = read_parts("en")
    assert known == {"ja": "yes"}
    assert wrong == ["x.tsv:3: 1 columns, not 2 or 4"]
