"""Lighthouse on the child's pages of the demo, as a mobile phone. Without node and npm it says so.

Goals: performance 95, accessibility and best practices 100. Lighthouse is installed from `npm/`'s lock file
into the virtual environment's folder, which `make clean` removes.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

from tests.chromium import CHROMIUM_FLAGS, WITH_WINDOWS
from tests.load.overhttp import served

PAGES = {"home": "/thuis", "log": "/gelezen", "wall": "/muur", "passport": "/paspoort"}
CATEGORIES = ("performance", "accessibility", "best-practices")
LOCKED = Path(__file__).parent / "npm"
HOME = Path(sys.prefix) / "bench"
ROUNDS = 3  # the best of three: the machine's other work only ever slows a page
DEMO = ("demo", "--children", "24", "--weeks", "5")


def measure(folder: Path) -> dict[str, Any]:
    """The scores from 0 to 100 of each page, and what Lighthouse would still have mended."""
    if shutil.which("npm") is None:
        return {"skipped": "node and npm are not installed"}
    program = install()
    home = folder / "demo"
    with served(home, {}, command=DEMO) as port:
        headers = folder / "headers.json"
        headers.write_text(json.dumps({"Cookie": signed_in(home, port)}))
        return {
            name: _best([_audit(program, f"http://127.0.0.1:{port}{path}", headers) for _ in range(ROUNDS)])
            for name, path in PAGES.items()
        }


def install() -> Path:
    """The command, after installing exactly what the lock file says."""
    HOME.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCKED / name, HOME / name)
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
        cwd=HOME,
        check=True,
        stdout=sys.stderr,
    )
    return HOME / "node_modules" / ".bin" / "lighthouse"


def signed_in(home: Path, port: int, band: str = "midden") -> str:
    """The Cookie header of the demo's first child of this band, signed in with its card."""
    children = json.loads((home / "demo-signins.json").read_text())["children"]
    card = next(child["card"] for child in children if child["band"] == band)
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.open(f"http://127.0.0.1:{port}/K/{card}").read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _audit(program: Path, url: str, headers: Path) -> dict[str, Any]:
    command = [
        str(program),
        url,
        "--quiet",
        "--output=json",
        f"--extra-headers={headers}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(('--headless=new', *CHROMIUM_FLAGS))}",
    ]
    browser = {"CHROME_PATH": WITH_WINDOWS or ""}
    done = subprocess.run(command, check=True, capture_output=True, env={**browser, **_path()})
    report: dict[str, Any] = json.loads(done.stdout)
    if not report["finalDisplayedUrl"].endswith(url.rpartition("/")[2]):
        raise RuntimeError(f"{url} led to {report['finalDisplayedUrl']}")
    return report


def _path() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def _best(reports: list[dict[str, Any]]) -> dict[str, Any]:
    best = max(reports, key=lambda report: report["categories"]["performance"]["score"])
    scores = {name: round(best["categories"][name]["score"] * 100) for name in CATEGORIES}
    audits = best["audits"]
    timings = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    return {
        **scores,
        "performance_of_each": sorted(round(r["categories"]["performance"]["score"] * 100) for r in reports),
        **{name.replace("-", "_") + "_ms": round(audits[name]["numericValue"]) for name in timings},
        "layout_shift": round(audits["cumulative-layout-shift"]["numericValue"], 3),
        "not_full": sorted(
            name
            for name, audit in audits.items()
            if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary"
        ),
    }
