"""Many posters in one PDF: what a page adds to memory, seen in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys
from readify.printing.posters import posters_pdf
from tests.load.memory import peak_megabytes
from tests.load.posters import sheets
held = {}
posters_pdf(sheets(120), progress=lambda done, total: held.setdefault(done, peak_megabytes()))
held["file"] = peak_megabytes()
json.dump(held, sys.stdout)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_five_hundred_posters_stay_below_150_megabytes() -> None:
    made = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    held = json.loads(made.stdout)
    a_page = (held["120"] - held["20"]) / 100
    assert held["file"] + 380 * a_page < 150
    assert a_page < 0.1  # a page keeps its own few lines of drawing, never the art
