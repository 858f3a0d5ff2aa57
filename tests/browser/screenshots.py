"""`make screenshots`: every page of every visitor in three sizes and two languages, and what is printed.

    python -m tests.browser.screenshots [folder, default screenshots/] [only these visitors …]

`sheets/` lays the pictures beside each other, to be looked at; `readify.png` is the picture of README.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from tests.browser.conftest import SIZES
from tests.browser.demo import Demo, served_demo
from tests.browser.paper import paper, readme_picture, sheet
from tests.browser.views import VIEWS, View
from tests.conftest import CHROMIUM_FLAGS

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
TALLEST = 4000  # pixels: a longer page is cut off


def main() -> None:
    """Takes all pictures."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    only = set(sys.argv[2:])
    shutil.rmtree(out, ignore_errors=True)
    (out / "sheets").mkdir(parents=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as home,
        sync_playwright() as play,
        play.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS) as browser,
        served_demo(Path(home), browser, children=96, weeks=8) as demo,
    ):
        for language in LANGUAGES:
            for visitor in dict.fromkeys(view.visitor for view in VIEWS):
                if not only or visitor in only:
                    pictures_of(demo, visitor, language, out)
        if not only:
            readme_picture(demo, out / "readify.png")
            paper(demo, out)  # makes new cards for a class, which ends its children's sign-ins
    print(f"{len(list(out.glob('*.png')))} pictures in {out}, laid out in {out / 'sheets'}")


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
