"""The engine is pure: standard library only, no clock, no chance, no I/O, no logging."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

GAME = Path(__file__).parents[2] / "readify" / "game"
MODULES = sorted(GAME.rglob("*.py"))
FORBIDDEN = {
    "time",
    "random",
    "secrets",
    "uuid",
    "os",
    "io",
    "logging",
    "socket",
    "threading",
    "sqlite3",
    "warnings",
}
ASKS_THE_CLOCK = {"today", "now", "utcnow", "fromtimestamp"}


def imported(tree: ast.Module) -> set[str]:
    """The full names of every module that is imported."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_only_the_engine_and_the_standard_library(path: Path) -> None:
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        top = name.partition(".")[0]
        assert name.startswith("readify.game") or (top in sys.stdlib_module_names and top not in FORBIDDEN), (
            name
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_never_asks_the_clock_and_only_the_rulebook_reads_files(path: Path) -> None:
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not called & (ASKS_THE_CLOCK | {"open", "print", "input"})
    assert path.name == "rulebook.py" or not called & {"read_text", "read_bytes", "write_text"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_stays_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert ast.get_docstring(ast.parse(text))
