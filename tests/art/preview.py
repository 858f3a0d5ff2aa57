"""Renders sample pages of every layout with Jinja alone and photographs them.

`PYTHONPATH=. python tests/art/preview.py OUT [page,…] [size,…]`

For looking, not for judging: it shows the design system without app, database or real people. The pages in
`tests/art/pages/` double as worked examples of the parts.
"""

import http.server
import sys
import threading
import tomllib
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from playwright.sync_api import Browser, sync_playwright

from readify.art import Art
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS

ROOT = Path(__file__).parents[2]
BANDED = ("home", "log", "wall", "journey", "done", "passport")  # also shown for the youngest and the oldest
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "laptop": (1280, 800), "narrow": (320, 640)}


def _address(root: str, name: str) -> str:
    return f"{root}bundle-{name}" if name.endswith(".css") else f"{root}static/{name}"


def environment(root: str = "/") -> Environment:
    """Jinja with stand-ins for what the app gives to templates; `root` is where the assets lie."""
    jinja = Environment(
        loader=FileSystemLoader([ROOT / "templates", Path(__file__).parent / "pages"]),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
    )
    jinja.install_gettext_callables(
        lambda words: words, lambda one, many, n: one if n == 1 else many, newstyle=True
    )  # type: ignore[attr-defined]
    art = Art(sprite=_address(root, "art/sprite.svg"), badges=_address(root, "art/badges.svg"), wrap=Markup)
    visitor = {"kind": "child", "name": "Noor", "band": "midden", "role": ""}
    visitor |= {"companion": "korenwolf", "read_aloud": False}
    empty = dict.fromkeys(("message", "page_class", "main_class", "tab", "place"), "")
    jinja.globals.update(
        asset=partial(_address, root),
        art=art,
        visitor=visitor,
        get_locale=lambda: "nl",
        url_for=lambda endpoint, **_: "#" + endpoint,
        get_flashed_messages=lambda **_: [],
        own_key=lambda: "",
        pic=lambda icon, size=24: "",
        choice_pic=lambda field, code: "",
        in_language=lambda code: "",
        languages={"nl": "Nederlands", "en": "English"},
        request={"method": "GET", "path": "/", "endpoint": ""},
        bare=False,
        party=False,
        offline=False,
        nav=[],
        band="midden",
        **empty,
    )
    return jinja


def build(out: Path, *, root: str = "/") -> list[str]:
    """Writes every sample page, each error page and the bundles into `out`; returns the pages' names."""
    jinja = environment(root)
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tomllib.loads((ROOT / "static/css/manifest.toml").read_text()).items():
        css = "\n".join((ROOT / "static/css" / file).read_text() for file in table["files"])
        (out / f"bundle-{name}.css").write_text(css.replace("../fonts/", f"{root}static/fonts/"))
    if not (out / "static").exists():
        (out / "static").symlink_to(ROOT / "static")
    samples = sorted(path.stem for path in (Path(__file__).parent / "pages").glob("*.html"))
    errors = sorted(path.stem for path in (ROOT / "templates/errors").glob("[0-9]*.html"))
    for name in samples:
        (out / f"{name}.html").write_text(jinja.get_template(f"{name}.html").render())
    looks = [(name, band) for name in samples if name in BANDED for band in ("klein", "groot")]
    for name, band in looks:
        jinja.globals["visitor"]["band"] = band
        (out / f"{name}-in-{band}.html").write_text(jinja.get_template(f"{name}.html").render())
    for name in errors:
        (out / f"error-{name}.html").write_text(jinja.get_template(f"errors/{name}.html").render())
    return [*samples, *(f"{name}-in-{band}" for name, band in looks), *(f"error-{name}" for name in errors)]


def photograph(browser: Browser, address: str, out: Path, *, pages: list[str], sizes: list[str]) -> None:
    """One full-page picture of each page at each size; says where a page is wider than its window."""
    for size in sizes:
        width, height = SIZES[size]
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.on("console", lambda said: print("console:", said.text) if said.type == "error" else None)
        for name in pages:
            page.goto(f"{address}/{name}.html")
            page.evaluate("document.fonts.ready")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                print(f"{name} at {size}: {wide} px wide")
            page.screenshot(
                path=out / f"{name}-{size}.png", full_page=size != "phone" or name not in ("home",)
            )
        page.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *_: object) -> None:
        return


def main() -> None:
    """Builds, serves on 8090 and photographs."""
    out = Path(sys.argv[1]).resolve()
    pages = build(out)
    handler = partial(Quiet, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 8090), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            wanted = sys.argv[2].split(",") if len(sys.argv) > 2 else pages
            sizes = sys.argv[3].split(",") if len(sys.argv) > 3 else list(SIZES)
            photograph(browser, "http://127.0.0.1:8090", out, pages=wanted, sizes=sizes)
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
