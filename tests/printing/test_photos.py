"""Photos of a poster are read at 1 m and 0.5 m; beyond, or with another maker's plain code, not always."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from qrcode.main import QRCode

from readify.printing.posters import posters_pdf

from .conftest import Printed, decoded
from .photos import photo, tally
from .test_posters import SHEET

DPI = 300


@pytest.fixture(scope="module")
def poster() -> Image.Image:
    return Printed(posters_pdf([SHEET])).picture(0, dpi=DPI)


@pytest.fixture(scope="module")
def plain() -> Image.Image:
    """The same address in small letters, drawn by qrcode with its defaults, on a page full of lines."""
    page = np.full((3508, 2480), 255, dtype="uint8")
    page[::40, :] = page[1::40, :] = page[2::40, :] = 60
    sheet = Image.fromarray(page).convert("RGB")
    code = QRCode()  # 10 pixels a module, a border of 4
    code.add_data(SHEET.url.lower())
    code.make(fit=True)
    drawn = code.make_image().get_image().convert("RGB")
    sheet.paste(drawn, (round(0.29 * 2480 - drawn.width / 2), round(0.65 * 3508 - drawn.height / 2)))
    return sheet


def plain_code(millimetres: float) -> Image.Image:
    """The same address in small letters, drawn by qrcode with its defaults, so wide, alone on the sheet."""
    code = QRCode()
    code.add_data(SHEET.url.lower())
    code.make(fit=True)
    side = round(millimetres / 25.4 * DPI * (code.modules_count + 8) / code.modules_count)
    sheet = Image.new("RGB", (2480, 3508), "white")
    drawn = code.make_image().get_image().convert("RGB").resize((side, side), Image.Resampling.NEAREST)
    sheet.paste(drawn, (round(0.29 * 2480 - side / 2), round(0.65 * 3508 - side / 2)))
    return sheet


def test_nearly_every_photo_of_a_poster_is_read_at_one_metre(poster: Image.Image) -> None:
    assert tally(poster, SHEET.url, dpi=DPI, metres=1).share >= 0.95


def test_every_photo_of_a_poster_is_read_at_half_a_metre(poster: Image.Image) -> None:
    found = tally(poster, SHEET.url, dpi=DPI, metres=0.5)
    assert found.read == found.taken == 30


def test_the_photos_are_hard_enough_that_a_plain_code_fails(plain: Image.Image) -> None:
    url = SHEET.url.lower()
    assert decoded(plain) == [url]  # a sound code: it is the photo that it cannot stand
    tilt = (18.0, 18.0, 12.0)
    assert decoded(photo(plain, dpi=DPI, metres=0.25, tilt=(0, 0, 0), blur=0.6, seed=1)) == [url]
    assert decoded(photo(plain, dpi=DPI, metres=1, tilt=tilt, blur=1.2, seed=1)) == []


def test_beyond_a_metre_photos_of_every_code_begin_to_fail_and_of_a_plain_one_as_wide_no_fewer(
    poster: Image.Image,
) -> None:
    ours = tally(poster, SHEET.url, dpi=DPI, metres=1.5)
    plain = tally(plain_code(90), SHEET.url.lower(), dpi=DPI, metres=1.5)
    assert 0 < plain.read <= ours.read < ours.taken == plain.taken


def test_a_plain_code_of_its_makers_own_size_is_lost_where_the_poster_is_always_read() -> None:
    plain = tally(plain_code(25), SHEET.url.lower(), dpi=DPI, metres=0.5)
    assert 0 < plain.read < plain.taken
