"""The demo's sign-ins: the one line at the start, and their address when the port changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAID = {"administrator": "school administrator"}


def move_signins(path: Path, base_url: str) -> None:
    """Writes the sign-ins anew for this address; nothing when they are there already, or not at all."""
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    old = json.loads(text)["base_url"]
    if old != base_url:
        text = text.replace(old, base_url).replace(old.upper(), base_url.upper())
        path.write_text(text, encoding="utf-8")


def ready_line(base_url: str, path: Path) -> str:
    """`Readify is ready on …` with a sign-in for each kind of visitor."""
    line = f"Readify is ready on {base_url}"
    if not path.exists():
        return line
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    parts = [line]
    for child in found.get("children", [])[:1]:
        parts.append(f"child {child['name']}: {child['card_url']}")
    for kind in ("teacher", "administrator", "librarian", "coordinator"):
        for person in found.get(f"{kind}s", [])[:1]:
            parts.append(f"{SAID.get(kind, kind)}: {person['email']} {person['password']}")
    for screen in found.get("screens", [])[:1]:
        parts.append(f"class screen: {screen['url']}")
    parts.append(f"all sign-ins: {path}")
    return " · ".join(parts)
