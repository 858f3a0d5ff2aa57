"""Between looking and importing a roster waits in a file of its own: half an hour, for who sent it.

What waits is the small roster (or the table without its sensitive columns), never the file that was sent.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from readify.exchange.rosters.columns import Table
from readify.exchange.rosters.roster import Roster, as_json, from_json

WAITS = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where rosters wait, and whose this one is."""

    home: Path
    account_id: int
    school_id: int

    @property
    def folder(self) -> Path:
        """The folder of all that waits."""
        return waiting_room(self.home)

    def put(self, found: Roster | Table, *, now: dt.datetime) -> str:
        """Keeps it, for this person only. Answers the key to ask for it; old ones go meanwhile."""
        key = secrets.token_urlsafe(24)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        forget_old(self.home, now=now)
        self._write(key, found, now)
        return key

    def replace(self, key: str, found: Roster | Table, *, now: dt.datetime) -> None:
        """Keeps something else under the same key."""
        self._write(key, found, now)

    def get(self, key: str, *, now: dt.datetime) -> Roster | Table | None:
        """What waits under this key; None when it is another's, too old or gone."""
        try:
            data: dict[str, Any] = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        ours = (data["account"], data["school"]) == (self.account_id, self.school_id)
        if not ours or dt.datetime.fromisoformat(data["until"]) < now:
            return None
        return from_json(data["roster"]) if data["roster"] else _table(data["table"])

    def forget(self, key: str) -> None:
        """It is done with."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"

    def _write(self, key: str, found: Roster | Table, now: dt.datetime) -> None:
        data = {
            "account": self.account_id,
            "school": self.school_id,
            "until": (now + WAITS).isoformat(),
            "roster": as_json(found) if isinstance(found, Roster) else None,
            "table": asdict(found) if isinstance(found, Table) else None,
        }
        path = self._path(key)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(data), encoding="utf-8")
        fresh.replace(path)


def waiting_room(home: Path) -> Path:
    """The folder of all rosters that wait."""
    return home / "uploads" / "rosters"


def forget_old(home: Path, *, now: dt.datetime) -> None:
    """Deletes what has waited for its half hour, whosever it is."""
    for path in waiting_room(home).glob("*"):
        if dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) < now - WAITS:
            path.unlink(missing_ok=True)


def _table(data: dict[str, Any]) -> Table:
    rows = tuple(tuple(row) for row in data["rows"])
    return Table(tuple(data["header"]), tuple(data["roles"]), rows, tuple(data["dropped"]))
