"""A hundred A4 posters with full art in one PDF."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import Any

from readify.printing.poster_layout import PosterSheet
from readify.printing.posters import posters_pdf

SHEETS = 100


def measure(_folder: Path) -> dict[str, Any]:
    """Seconds, bytes a page and the process's peak memory."""
    sheets = [
        PosterSheet(
            url=f"HTTP://127.0.0.1:8000/S/MAAS{number:04}",
            trail_name="Vakantiespoor",
            position=number % 6 + 1,
            total=6,
            word_code=f"MAAS {number}",
            typed_address="127.0.0.1:8000/s",
            library_name="Demobibliotheek",
        )
        for number in range(SHEETS)
    ]
    began = time.perf_counter()
    made = posters_pdf(sheets, paper="A4", ink="full")
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "posters": SHEETS,
        "seconds": round(seconds, 2),
        "bytes_a_page": len(made) // SHEETS,
        "peak_megabytes_of_the_whole_process": peak,
    }
