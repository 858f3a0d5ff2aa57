"""Where Chromium is, and how everything here starts it.

The headless shell is the same engine without windows and menus of its own: a third less work for the machine.
"""

from __future__ import annotations

import shutil

WITH_WINDOWS = shutil.which("chromium") or shutil.which("chromium-browser")  # it has a camera, too
CHROMIUM = shutil.which("chromium-headless-shell") or WITH_WINDOWS
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
