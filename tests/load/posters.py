"""Five hundred A4 posters with full art in one PDF, and a fuller set of photos of one; goals in `GOALS`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from readify.printing.poster_layout import PosterSheet
from readify.printing.posters import posters_pdf
from tests.load.memory import peak_megabytes

SHEETS = 500
GOALS = {"seconds": 10, "peak_megabytes": 150, "kilobytes_a_page": 30}


def measure(_folder: Path) -> dict[str, Any]:
    """Seconds, peak memory and bytes a page, in a process of its own; how many photos are read from afar."""
    made = subprocess.run([sys.executable, "-m", "tests.load.posters"], capture_output=True, check=True)
    return json.loads(made.stdout) | {"goals": GOALS, "photos_read": _photos()}


def _photos() -> dict[str, dict[str, str]]:
    """By distance: our poster, another maker's code as wide, and one as small as its defaults make it."""
    from tests.printing.conftest import Printed
    from tests.printing.photos import tally
    from tests.printing.test_photos import SHEET, plain_code

    (sheet,) = sheets(1)
    page = Printed(posters_pdf([sheet])).picture(0, dpi=300)
    plain = SHEET.url.lower()
    codes = {
        "poster": (page, sheet.url),
        "plain 90 mm": (plain_code(90), plain),
        "plain 25 mm": (plain_code(25), plain),
    }
    found: dict[str, dict[str, str]] = {}
    for metres in (0.5, 1.0, 1.5, 2.0):
        for name, (picture, url) in codes.items():
            one = tally(picture, url, dpi=300, metres=metres, seeds=3)
            found.setdefault(f"{metres} m", {})[name] = f"{one.read} of {one.taken}"
    return found


def sheets(count: int) -> list[PosterSheet]:
    """Posters of a large trail, each with its own code."""
    return [
        PosterSheet(
            url=f"HTTP://127.0.0.1:8000/S/MAAS{number:04}",
            trail_name="Vakantiespoor",
            position=number % 6 + 1,
            total=6,
            word_code=f"MAAS {number}",
            typed_address="127.0.0.1:8000/s",
            library_name="Demobibliotheek",
            languages=("nl", "en"),
            line="ar",
        )
        for number in range(count)
    ]


def main() -> None:
    """One measurement, as JSON."""
    told: list[int] = []
    wanted = sheets(SHEETS)
    began = time.perf_counter()
    made = posters_pdf(wanted, progress=lambda done, _total: told.append(done))
    seconds = time.perf_counter() - began
    assert told == list(range(1, SHEETS + 1))
    found = {
        "posters": SHEETS,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time(), 2),
        "peak_megabytes": round(peak_megabytes()),
        "kilobytes_a_page": round(len(made) / SHEETS / 1000, 1),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
