"""What Chromium's fake camera films: a book's barcode, a poster, a card, the dark; as a video in 4:2:0.

Chromium reads the file anew whenever a page opens the camera, so one browser can be shown several things.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from readify.printing.qr import qr_matrix
from tests.chromium import CHROMIUM_FLAGS, WITH_WINDOWS

WIDTH, HEIGHT = 640, 480
TABLE = "#8a7a66"
LEFT = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
PARITY = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")


class FakeCamera:
    """A browser whose camera shows `path`; hold something in front of it before a page opens it."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self.browser = browser
        self.path = path

    def show(self, picture: Image.Image) -> None:
        """From the next opening on, this is what the camera sees."""
        frame = Image.new("RGB", (WIDTH, HEIGHT), TABLE)
        picture = picture.convert("RGB")
        picture.thumbnail((WIDTH, HEIGHT))
        frame.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2))
        film = io.BytesIO()
        for _ in range(5):
            frame.save(film, "JPEG", quality=80, subsampling="4:2:0")  # Chromium shows 4:4:4 as plain green
        ready = self.path.with_suffix(".ready")
        ready.write_bytes(film.getvalue())
        ready.replace(self.path)  # at once: half a film is no camera at all


@contextmanager
def fake_camera(chromium: Browser, folder: Path) -> Iterator[FakeCamera]:
    """A second browser beside the one of all tests, with a camera of paper."""
    path = folder / "camera.mjpeg"
    browser = chromium.browser_type.launch(
        executable_path=WITH_WINDOWS,
        args=[
            *CHROMIUM_FLAGS,
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ],
    )
    yield FakeCamera(browser, path)
    browser.close()


def barcode(digits: str, *, module: int = 3) -> Image.Image:
    """An EAN-13 as on the back of a book, with its white margin (ISO/IEC 15420)."""
    odd = [LEFT[int(digit)] for digit in digits]
    left = "".join(
        code if kind == "L" else _mirrored(code)
        for code, kind in zip(odd[1:7], PARITY[int(digits[0])], strict=True)
    )
    right = "".join(_swapped(code) for code in odd[7:])
    bars = f"101{left}01010{right}101"
    picture = Image.new("RGB", ((len(bars) + 22) * module, 60 * module), "white")
    draw = ImageDraw.Draw(picture)
    for at, bar in enumerate(bars):
        if bar == "1":
            x = (at + 11) * module
            draw.rectangle((x, 8 * module, x + module - 1, 52 * module), fill="black")
    return picture


def qr(text: str, *, module: int = 8) -> Image.Image:
    """A QR code with its quiet zone."""
    matrix = qr_matrix(text)
    picture = Image.new("L", (len(matrix) + 8,) * 2, 255)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + 4, y + 4), 0)
    return picture.resize((picture.width * module,) * 2, Image.Resampling.NEAREST)


def darkness() -> Image.Image:
    """A cupboard with the door shut."""
    return Image.new("RGB", (WIDTH, HEIGHT), "#0a0a0c")


def _swapped(code: str) -> str:
    return code.translate(str.maketrans("01", "10"))


def _mirrored(code: str) -> str:
    return _swapped(code)[::-1]
