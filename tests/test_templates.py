"""What the pages' policy forbids must not be in a template either: it would silently not work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from readify.config import bundle_dir

TEMPLATES = sorted((bundle_dir() / "templates").rglob("*.html"))
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an inline style sheet": r"<style\b",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "another site's file": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
    "an unescaped value": r"\|\s*safe\b",
}


def named(path: Path) -> str:
    return str(path.relative_to(bundle_dir() / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_can_be_read(app: Flask, path: Path) -> None:
    assert app.jinja_env.get_template(named(path)) is not None
