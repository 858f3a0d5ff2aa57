"""`python -m tests.load [name …]`: all measurements, or those named, as one JSON document."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.load import (
    boards,
    guests,
    inprocess,
    lighthouse,
    overhttp,
    posters,
    rosters,
    search,
    slowphone,
    viewers,
    visits,
    weekpage,
)

MEASUREMENTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "log_in_process": inprocess.measure,
    "log_over_http": overhttp.measure,
    "week_page": weekpage.measure,
    "visits": visits.measure,
    "slow_phone": slowphone.measure,
    "lighthouse": lighthouse.measure,
    "posters": posters.measure,
    "search": search.measure,
    "roster": rosters.measure,
    "guests": guests.measure,
    "viewers": viewers.measure,
    "boards": boards.measure,
}


def main(names: list[str]) -> int:
    """Runs what was named, in order; says on standard error what it is at."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(unknown)}; choose from {', '.join(MEASUREMENTS)}\n")
        return 2
    found: dict[str, Any] = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]}
    }
    for name in names or MEASUREMENTS:
        sys.stderr.write(f"measuring {name} …\n")
        with tempfile.TemporaryDirectory(prefix="readify-bench-") as folder:
            found[name] = MEASUREMENTS[name](Path(folder))
    json.dump(found, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
