"""Static files: one address prefix per release of the whole tree, CSS bundles, copies compressed ahead.

The prefix holds a digest of every file, so an address never changes its content and a browser may keep it
for ever; relative imports between modules stay inside the prefix. Without a folder that can be written
the same addresses work, uncompressed. Does not know which page needs which file: templates ask `asset(name)`.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from wsgiref.headers import Headers

import brotli
import rcssmin
import structlog
from flask import Flask, Response, abort
from whitenoise import WhiteNoise

from readify.config import bundle_dir
from readify.errors import ConfigError

log = structlog.get_logger(__name__)
SQUEEZABLE = frozenset({".css", ".js", ".mjs", ".svg", ".json", ".wasm", ".ttf", ".txt", ".webmanifest"})
BUNDLES = "bundles"
SMALL = 200_000


class Assets:
    """The static files of one app: `url(name)` for templates, WhiteNoise for browsers."""

    def __init__(self, app: Flask, *, cache: Path, source: Path | None = None) -> None:
        self.source = source or bundle_dir() / "static"
        self.bundles = read_bundles(self.source)
        self.digest = tree_digest(self.source)
        self.prefix = f"/static/v-{self.digest}"
        app.extensions["readify.assets"] = self
        app.jinja_env.globals["asset"] = self.url
        app.add_url_rule(f"{self.prefix}/{BUNDLES}/<name>", "bundle", self._bundle)
        app.wsgi_app = self._serve(app, cache)  # type: ignore[method-assign]

    def url(self, name: str) -> str:
        """The address of a bundle (`child.css`) or a file under `static/` (`js/stepper.js`).

        Raises LookupError for a name that is neither: a page must not ask for what is not there.
        """
        if name in self.bundles:
            return f"{self.prefix}/{BUNDLES}/{name}"
        if not (self.source / name).is_file():
            raise LookupError(f"no static file {name!r}")
        return f"{self.prefix}/{name}"

    def _bundle(self, name: str) -> Response:
        if name not in self.bundles:
            abort(404)
        response = Response(self.bundles[name], mimetype="text/css")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    def _serve(self, app: Flask, cache: Path) -> WhiteNoise:
        white = WhiteNoise(
            app.wsgi_app,
            allow_all_origins=False,
            immutable_file_test=lambda _path, url: url.startswith(self.prefix),
            add_headers_function=_file_headers,
        )
        try:
            root = keep_compressed(self.source, self.bundles, cache / f"static-{self.digest}")
        except OSError as error:
            log.warning("static_uncompressed", reason=error.strerror)
            root = self.source
        white.add_files(str(root), prefix=f"{self.prefix}/")
        return white


def _file_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def tree_digest(source: Path) -> str:
    """Twelve hex digits that change when any file's name or content does."""
    total = hashlib.sha256()
    for path in _files(source):
        total.update(path.relative_to(source).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def _files(source: Path) -> Iterator[Path]:
    return iter(sorted(path for path in source.rglob("*") if path.is_file()))


def read_bundles(source: Path) -> dict[str, str]:
    """The CSS bundles of `css/manifest.toml` (`[name] files = [...]`, in `css/`), joined and minified.

    Addresses in them are written as seen from `css/`; a bundle lies just as deep. Raises ConfigError
    naming the bundle and a file that is missing.
    """
    manifest = source / "css" / "manifest.toml"
    listed = tomllib.loads(manifest.read_text(encoding="utf-8"))
    return {f"{name}.css": _joined(manifest, name, table["files"]) for name, table in listed.items()}


def _joined(manifest: Path, bundle: str, files: list[str]) -> str:
    paths = [manifest.parent / name for name in files]
    for path in paths:
        if not path.is_file():
            raise ConfigError(f"{manifest}: bundle {bundle} lists {path.name}, which does not exist")
    return str(rcssmin.cssmin("\n".join(path.read_text(encoding="utf-8") for path in paths)))


def keep_compressed(source: Path, bundles: dict[str, str], target: Path) -> Path:
    """A copy of the tree with bundles and `.br` and `.gz` beside what shrinks; made once per digest.

    It is made aside and renamed, so a second process or a crash never sees half a tree. Raises OSError.
    """
    if target.is_dir():
        return target
    aside = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(source, aside)
    (aside / BUNDLES).mkdir()
    for name, css in bundles.items():
        (aside / BUNDLES / name).write_text(css, encoding="utf-8")
    for path in list(_files(aside)):
        if path.suffix in SQUEEZABLE:
            _squeeze(path)
    try:
        aside.rename(target)
    except OSError:  # another process was first: its tree is the same
        shutil.rmtree(aside, ignore_errors=True)
        if not target.is_dir():
            raise
    for old in target.parent.glob("static-*"):
        if old != target and "." not in old.name:
            shutil.rmtree(old, ignore_errors=True)
    return target


def _squeeze(path: Path) -> None:
    raw = path.read_bytes()
    quality = 11 if len(raw) < SMALL else 9  # the last steps take seconds on a big file for one percent
    for ending, squeeze in (
        (".br", lambda: brotli.compress(raw, quality=quality)),
        (".gz", lambda: gzip.compress(raw, 9, mtime=0)),
    ):
        target = path.with_name(path.name + ending)
        if target.exists():
            continue  # it came with one: made without hurry, so better than ours
        if len(small := squeeze()) < len(raw):
            target.write_bytes(small)
