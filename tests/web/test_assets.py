"""Static files: bundles, addresses, copies compressed ahead."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask

from readify.config import bundle_dir
from readify.errors import ConfigError
from readify.web.assets import Assets, keep_compressed, read_bundles, tree_digest


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    static = tmp_path / "static"
    (static / "css").mkdir(parents=True)
    (static / "js").mkdir()
    (static / "css" / "a.css").write_text("/* weg */\n@layer base { body { color: red } }\n" * 20)
    (static / "css" / "b.css").write_text("p{background:url(../art/x.svg)}\n")
    (static / "css" / "manifest.toml").write_text('[child]\nfiles = ["a.css", "b.css"]\n')
    (static / "js" / "x.js").write_text("export const x = 1;\n" * 50)
    return static


def served(tree: Path, cache: Path) -> Flask:
    app = Flask("small", static_folder=None)
    Assets(app, cache=cache, source=tree)
    return app


def test_a_bundle_is_its_files_in_order_without_comments(tree: Path) -> None:
    css = read_bundles(tree)["child.css"]
    assert "weg" not in css
    assert css.index("color:red") < css.index("url(../art/x.svg)")


def test_a_bundle_that_lists_a_missing_file_stops_the_start_by_name(tree: Path) -> None:
    (tree / "css" / "b.css").unlink()
    with pytest.raises(ConfigError, match=r"bundle child lists b\.css"):
        read_bundles(tree)


def test_the_digest_changes_with_content_and_with_names(tree: Path) -> None:
    before = tree_digest(tree)
    (tree / "js" / "x.js").write_text("export const x = 2;\n")
    changed = tree_digest(tree)
    (tree / "js" / "x.js").rename(tree / "js" / "y.js")
    assert len({before, changed, tree_digest(tree)}) == 3


def test_files_are_served_small_and_for_ever(tree: Path, tmp_path: Path) -> None:
    app = served(tree, tmp_path / "cache")
    client = app.test_client()
    for name in ("child.css", "js/x.js"):
        address = app.jinja_env.globals["asset"](name)
        plain = client.get(address)
        small = client.get(address, headers={"Accept-Encoding": "br"})
        zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert brotli.decompress(small.data) == gzip.decompress(zipped.data) == plain.data
        assert "immutable" in plain.headers["Cache-Control"]
        assert plain.headers["X-Content-Type-Options"] == "nosniff"
        plain.close(), small.close(), zipped.close()


def test_without_a_folder_to_write_in_the_same_addresses_work_uncompressed(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    app = served(tree, tmp_path / "cache")
    for name in ("child.css", "js/x.js"):
        address = app.jinja_env.globals["asset"](name)
        answer = app.test_client().get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()
    capsys.readouterr()


def test_an_older_tree_is_cleared_away(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    keep_compressed(tree, {}, cache / "static-aaa")
    keep_compressed(tree, {}, cache / "static-bbb")
    assert [path.name for path in cache.iterdir()] == ["static-bbb"]


def test_an_unknown_name_is_an_error_not_a_dead_link(app: Flask) -> None:
    with pytest.raises(LookupError, match="nope"):
        app.jinja_env.globals["asset"]("js/nope.js")


def test_every_address_in_the_style_sheets_is_a_file() -> None:
    static = bundle_dir() / "static"
    for css in read_bundles(static).values():
        for target in re.findall(r"url\(\s*[\"']?(?!data:|#)([^\"')]+)", css):
            assert (static / "css" / target).resolve().is_file(), target
