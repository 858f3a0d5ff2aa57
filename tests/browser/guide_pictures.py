"""`make guide`: the pictures in the guides for teachers and libraries, taken anew from the demo.

    python -m tests.browser.guide_pictures [folder, default docs/guide]

All names and figures on them are the demo's. Each is made smaller until it is light enough for a page.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.demo import Demo, served_demo
from tests.browser.paper import shot
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS

FOLDER = Path(__file__).parents[2] / "docs" / "guide"
HEAVIEST = 80_000  # bytes
LAPTOP, PHONE = (1280, 800), (390, 844)


def main() -> None:
    """Takes all pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        sync_playwright() as play,
        play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS) as browser,
        served_demo(Path(home), browser, children=96, weeks=8) as demo,
    ):
        for name, (visitor, address, size) in _pages(demo).items():
            keep(
                shot(demo, visitor, address, size),
                out / f"{name}.webp",
                width=min(size[0], 585 if size == PHONE else 1280),
            )
        keep(_cards(demo), out / "leraar-kaartjes.webp", width=655)  # ends the sign-ins of that class: last
    print(f"{len(list(out.glob('*.webp')))} pictures in {out}")


def keep(picture: Image.Image, out: Path, *, width: int) -> None:
    """As WebP, so wide; in lower quality until it is light enough. Raises ValueError when it never is."""
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    for quality in (82, 74, 66, 58, 50):
        made = io.BytesIO()
        small.save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= HEAVIEST:
            out.write_bytes(made.getvalue())
            return
    raise ValueError(f"{out.name} is too heavy")


def _pages(demo: Demo) -> dict[str, tuple[str, str, tuple[int, int]]]:
    """By file: whose page, its address, and the size of the window."""
    bieb, klas = demo.place("librarian"), demo.place("teacher")
    trail, room = f"/bieb/spoor/{bieb['trail']}", f"/klas/{klas['classroom']}"
    return {
        "bieb-nieuw": ("librarian", f"/bieb/{bieb['library']}/spoor/nieuw", LAPTOP),
        "bieb-posters": ("librarian", f"{trail}/posters", LAPTOP),
        "bieb-spoor": ("librarian", trail, LAPTOP),
        "bieb-cijfers": ("librarian", f"{trail}/cijfers", LAPTOP),
        "bieb-stempel": ("guest", f"/S/{bieb['spot']}", PHONE),
        "leraar-week": ("teacher", room, LAPTOP),
        "leraar-kind": ("teacher", f"{room}/kind/{klas['reader']}", LAPTOP),
        "leraar-doel": ("teacher", f"{room}/doel", LAPTOP),
        "leraar-digibord": ("board", f"/digibord/{demo.place('board')['key']}", LAPTOP),
    }


def _cards(demo: Demo) -> Image.Image:
    """The first four sign-in cards of a class."""
    room, context = demo.place("teacher")["classroom"], demo.context("teacher")
    made = context.request.post(f"{demo.url}/klas/{room}/kaartjes.pdf", headers={"Origin": demo.url}).body()
    context.close()
    page = pypdfium2.PdfDocument(made)[0].render(scale=2).to_pil().convert("RGB")
    return page.crop((0, 0, page.width, page.height // 2))


if __name__ == "__main__":
    main()
