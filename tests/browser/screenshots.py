"""`make screenshots`: every page of every visitor in three sizes and two languages, and what is printed.

    python -m tests.browser.screenshots [folder, default screenshots/] [only these visitors …]
    python -m tests.browser.screenshots --classes 8,28,34 [--languages nl,en] [folder] [only these visitors …]

The second makes classes of these sizes, with names that ask for room, and takes the pages of teacher, school
and board for each, in a folder of its own (`screenshots/28/`).
`sheets/` lays the pictures beside each other, to be looked at; `readify.png` is the picture of README.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from tests.browser.class_sizes import classes_of
from tests.browser.conftest import SIZES
from tests.browser.demo import Demo, served_demo
from tests.browser.paper import paper, readme_picture, sheet
from tests.browser.views import VIEWS, VISITORS, View
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
SEE_A_CLASS = ("teacher", "administrator", "stand_in", "board")
TALLEST = 4000  # pixels: a longer page is cut off


def main() -> None:
    """Takes all pictures."""
    asked = _asked()
    shutil.rmtree(asked.out, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory() as home,
        sync_playwright() as play,
        play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS) as browser,
        served_demo(Path(home), browser, children=24 if asked.classes else 96, weeks=8) as demo,
    ):
        for size, sized in classes_of(demo, asked.classes).items():
            take(sized, asked.out / str(size), asked.only or SEE_A_CLASS, asked.languages)
        if not asked.classes:
            take(demo, asked.out, asked.only or VISITORS, asked.languages)
        if not asked.classes and not asked.only:
            readme_picture(demo, asked.out / "readify.png")
            paper(demo, asked.out)  # makes new cards for a class, which ends its children's sign-ins
    print(f"{len(list(asked.out.rglob('*.png')))} pictures in {asked.out}, laid out in its sheets/")


def _asked() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots")
    parser.add_argument("out", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("only", nargs="*", choices=(*VISITORS, []), metavar="visitor")
    parser.add_argument("--classes", default="", type=_sizes, help="sizes of classes, as 8,28,34")
    parser.add_argument("--languages", default="nl,en", type=lambda words: words.split(","))
    return parser.parse_args()


def _sizes(words: str) -> list[int]:
    return [int(size) for size in words.split(",") if size]


def take(demo: Demo, out: Path, visitors: Iterable[str], languages: Iterable[str]) -> None:
    """All pages of these visitors in every size and language, and the sheets they are laid on."""
    (out / "sheets").mkdir(parents=True)
    for language in languages:
        for visitor in visitors:
            pictures_of(demo, visitor, language, out)


def pictures_of(demo: Demo, visitor: str, language: str, out: Path) -> None:
    """All pages of one visitor in every size."""
    speak(demo, visitor, language)
    for size, (width, height) in SIZES.items():
        context = demo.context(
            visitor, viewport={"width": width, "height": height}, locale=LANGUAGES[language]
        )
        page = context.new_page()
        taken = []
        for view in VIEWS:
            if view.visitor == visitor:
                taken.append(out / f"{visitor}-{view.name}-{size}-{language}.png")
                picture(page, demo, view, taken[-1], size=size, language=language)
        context.close()
        sheet(taken, out / "sheets" / f"{visitor}-{size}-{language}.png", width=360 if width < 800 else 620)
    speak(demo, visitor, "nl")


def speak(demo: Demo, visitor: str, language: str) -> None:
    """This visitor picks a language, as the switch on the page does."""
    context = demo.context(visitor, locale=LANGUAGES[language])
    demo.post(context, "/taal", taal=language, terug="/")
    demo.states[visitor] = context.storage_state()
    context.close()


def picture(page: Page, demo: Demo, view: View, path: Path, *, size: str, language: str) -> None:
    """One page, whole: in a window as high as the page, so that bars at the bottom stand at the bottom."""
    width, height = SIZES[size]
    if view.press and language != "nl":
        view = replace(view, press=demo.translated(view.press))
    try:
        page.set_viewport_size({"width": width, "height": height})
        view.open(page, demo)
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, min(whole, TALLEST))})
        page.screenshot(path=path)
    except (AssertionError, Error) as problem:
        print(f"{path.name}: {' '.join(str(problem).split())[:160]}", file=sys.stderr)


if __name__ == "__main__":
    main()
