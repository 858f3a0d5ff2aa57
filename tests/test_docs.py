"""The pages about Readify: links lead somewhere, pictures are small, nothing of a machine slips in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGES = sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
BIGGEST = {"guide": 80_000, "docs": 300_000}  # bytes, by folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_in_a_page_leads_to_a_file(page: Path):
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target and not target.startswith("#"):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_picture_is_shown_on_a_page_and_small():
    shown = {
        (page.parent / target).resolve() for page in PAGES for target in LINK.findall(page.read_text("utf-8"))
    }
    pictures = [path for path in TOP.glob("docs/**/*") if path.suffix in {".png", ".webp", ".jpg", ".svg"}]
    assert pictures
    for picture in pictures:
        assert picture.resolve() in shown, f"{picture.name} is on no page"
        assert picture.stat().st_size <= BIGGEST[picture.parent.name], picture.name


def test_the_readme_leads_to_every_page_in_docs():
    readme = set(LINK.findall((TOP / "README.md").read_text("utf-8")))
    for page in TOP.glob("docs/*.md"):
        assert f"docs/{page.name}" in readme


def test_decisions_are_numbered_without_gaps():
    names = sorted(path.name for path in TOP.glob("docs/decisions/*.md"))
    assert [int(name[:3]) for name in names] == list(range(1, len(names) + 1))


def test_every_setting_named_in_a_page_exists():
    known = set(re.findall(r"READIFY_[A-Z_]+", (TOP / "docs" / "settings.md").read_text("utf-8")))
    known |= {"READIFY_ADMIN_EMAIL", "READIFY_ADMIN_PASSWORD"}
    for page in PAGES:
        for name in re.findall(r"READIFY_[A-Z_]+[A-Z]", page.read_text("utf-8")):
            assert name in known, f"{page.name}: {name}"
