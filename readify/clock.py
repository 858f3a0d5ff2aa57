"""Now and today: the one place that asks the clock. Everything below takes them as arguments."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def now() -> dt.datetime:
    """The present moment, aware, UTC."""
    return dt.datetime.now(dt.UTC)


def day_of(moment: dt.datetime, timezone: str) -> dt.date:
    """The local date of a moment: where a reading day begins."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def local_hour(timezone: str) -> int:
    """The hour (0–23) that clocks show in `timezone` now."""
    return now().astimezone(ZoneInfo(timezone)).hour
