"""What is printed, as pictures; pictures laid out on sheets; and the one picture of README."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.browser.demo import Demo

PAPER = "#d9d9de"
GAP = 16
TALLEST = 1500


def paper(demo: Demo, out: Path) -> None:
    """The week on A4, the sign-in cards and the posters."""
    room = demo.place("teacher")["classroom"]
    context = demo.context("teacher", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"/klas/{room}")
    pages = [*drawn(page.pdf(format="A4", prefer_css_page_size=True), out / "print-week")]
    cards = context.request.post(f"{demo.url}/klas/{room}/kaartjes.pdf", headers={"Origin": demo.url}).body()
    pages += drawn(cards, out / "print-cards")
    context.close()
    context = demo.context("librarian")
    trail = demo.place("librarian")["trail"]
    posters = context.request.get(f"{demo.url}/bieb/spoor/{trail}/posters.pdf").body()
    pages += drawn(posters, out / "print-poster")
    context.close()
    sheet(pages, out / "sheets" / "print.png", width=560)


def drawn(pdf: bytes, stem: Path) -> list[Path]:
    """Each page of a PDF as a picture at 96 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    paths = []
    for number, one in enumerate(document, 1):
        paths.append(stem.with_name(f"{stem.name}-{number}.png"))
        one.render(scale=96 / 72).to_pil().save(paths[-1])
    document.close()
    return paths


def sheet(paths: Sequence[Path], out: Path, *, width: int, columns: int = 5) -> None:
    """These pictures beside each other, each `width` pixels wide; long ones are cut off."""
    shown = [Image.open(path).convert("RGB") for path in paths if path.exists()]
    if not shown:
        return
    small = [one.resize((width, max(1, round(one.height * width / one.width)))) for one in shown]
    small = [one.crop((0, 0, width, min(one.height, TALLEST))) for one in small]
    rows = [small[start : start + columns] for start in range(0, len(small), columns)]
    heights = [max(one.height for one in row) for row in rows]
    size = (GAP + (width + GAP) * min(columns, len(small)), GAP + sum(heights) + GAP * len(heights))
    board = Image.new("RGB", size, PAPER)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for place, one in enumerate(row):
            board.paste(one, (GAP + place * (width + GAP), top))
        top += height + GAP
    board.save(out)


def readme_picture(demo: Demo, out: Path) -> None:
    """A child's home on a phone, beside it the teacher's week above the class's digiboard."""
    phone = shot(demo, "midden", "/thuis", (390, 844))
    week = shot(demo, "teacher", f"/klas/{demo.place('teacher')['classroom']}", (1280, 800))
    board = shot(demo, "board", f"/digibord/{demo.place('board')['key']}", (1280, 800))
    canvas = Image.new("RGB", (1346, 1078), "#F9E6C3")
    for picture, left, top, size in (
        (phone, 24, 24, (476, 1030)),
        (week, 522, 24, (800, 503)),
        (board, 522, 551, (800, 503)),
    ):
        canvas.paste(picture.resize(size, Image.Resampling.LANCZOS), (left, top))
    canvas.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(out, optimize=True)


def shot(demo: Demo, visitor: str, path: str, size: tuple[int, int]) -> Image.Image:
    """What is in sight of one page."""
    context = demo.context(visitor, viewport={"width": size[0], "height": size[1]}, device_scale_factor=1.5)
    page = context.new_page()
    page.goto(path, wait_until="networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture
