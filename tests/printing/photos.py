"""Simulated phone photos of a printed page: tilts, blur, light, noise and a hard JPEG; where reading ends.

What matters is how many pixels a module gets. A phone's camera looks 67 degrees wide; of the picture that it
shows while it looks for codes (1920 pixels across) a millimetre at 1 m gets 1.45, a poster's module of 3.6 mm
thus 5. A photo that is taken and read afterwards has twice as many: the harder one is simulated.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from tests.printing.conftest import decoded

ACROSS = 1920
FRAME = (960, 720)
"""The middle of the picture: where somebody aims. The rest is table and costs time."""

A_MILLIMETRE_AT_ONE_METRE = 1.45
TABLE = (120, 104, 92)
TILTS = tuple((yaw, pitch, roll) for yaw, pitch, roll in (
    (0, 0, 0), (25, 0, 4), (-25, 0, -4), (0, 25, 8), (0, -25, -8),
    (18, 18, 12), (-18, 18, -12), (18, -18, 20), (-30, 10, 0), (35, 0, -20),
))  # fmt: skip
"""Degrees: turned, leaned, rolled."""

BLURS = (0.6, 1.2, 1.8)
"""Pixels of the frame: a steady hand, a moving one, a lens that has not found its focus."""


@dataclass(frozen=True)
class Tally:
    """How many of a set of photos were read."""

    read: int
    taken: int

    @property
    def share(self) -> float:
        return self.read / self.taken


def photo(
    page: Image.Image,
    *,
    dpi: float,
    metres: float,
    tilt: tuple[float, float, float],
    blur: float,
    seed: int,
    centre: tuple[float, float] = (0.29, 0.65),
    quality: int = 40,
) -> Image.Image:
    """The page as a phone's camera sees it, aimed at `centre` (shares of the page's width and height)."""
    scale = A_MILLIMETRE_AT_ONE_METRE / metres / (dpi / 25.4)  # pixels of the frame for one of the page
    rng = np.random.default_rng(seed)
    matrix = _camera(page.size, scale, tilt, centre)
    shrunk = page
    if scale < 0.6:  # average first, as a lens does: a transform alone would skip pixels
        half = max(1, int(0.9 / scale))
        shrunk = page.reduce(half)
        matrix = np.diag([1 / half, 1 / half, 1]) @ matrix
    coefficients = (matrix / matrix[2, 2]).flatten()[:8]
    frame = shrunk.transform(
        FRAME, Image.Transform.PERSPECTIVE, coefficients.tolist(), Image.Resampling.BICUBIC, fillcolor=TABLE
    ).filter(ImageFilter.GaussianBlur(blur))
    light = np.linspace(rng.uniform(0.5, 0.75), 1.0, FRAME[0])[None, :, None]
    noisy = np.asarray(frame, dtype=float) * light + rng.normal(0, 7, (FRAME[1], FRAME[0], 1))
    out = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype("uint8")).save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue()))


def _camera(
    size: tuple[int, int], scale: float, tilt: tuple[float, float, float], centre: tuple[float, float]
) -> np.ndarray:
    """From a point of the frame to one of the page."""
    yaw, pitch, roll = np.radians(tilt)
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    lean = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    spin = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    axes = spin @ lean @ turn
    focus = ACROSS / (2 * np.tan(np.radians(33)))
    away = focus / scale  # in pixels of the page
    to_frame = np.array([[focus, 0, FRAME[0] / 2], [0, focus, FRAME[1] / 2], [0, 0, 1]])
    onto = np.column_stack([axes[:, 0], axes[:, 1], [0, 0, away]])
    moved = np.array([[1, 0, -centre[0] * size[0]], [0, 1, -centre[1] * size[1]], [0, 0, 1]])
    return np.linalg.inv(to_frame @ onto @ moved)


def photos(
    page: Image.Image, *, dpi: float, metres: float, seeds: int = 1, **more: object
) -> Iterator[Image.Image]:
    """10 tilts x 3 blurs, each `seeds` times with other light and noise."""
    for number, tilt in enumerate(TILTS):
        for step, blur in enumerate(BLURS):
            for again in range(seeds):
                seed = number * 100 + step * 10 + again
                yield photo(page, dpi=dpi, metres=metres, tilt=tilt, blur=blur, seed=seed, **more)  # type: ignore[arg-type]


def tally(page: Image.Image, url: str, *, dpi: float, metres: float, seeds: int = 1, **more: object) -> Tally:
    """How many of these photos give the address back."""
    answers = [decoded(one) == [url] for one in photos(page, dpi=dpi, metres=metres, seeds=seeds, **more)]
    return Tally(sum(answers), len(answers))
