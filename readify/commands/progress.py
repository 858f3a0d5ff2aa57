"""A progress bar on a terminal for work that lasts over a second; nothing at all elsewhere."""

from __future__ import annotations

import sys
import time

import click

SHOWN_AFTER = 1.0  # seconds


class Progress:
    """Called as `progress(done, total)`; use it in a `with` block so that the line ends."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._began = time.monotonic()
        self._shown = -1

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Draws the bar anew when its whole percentage has changed."""
        percent = done * 100 // max(total, 1)
        if percent == self._shown or not sys.stderr.isatty():
            return
        if time.monotonic() - self._began < SHOWN_AFTER:
            return
        self._shown = percent
        bar = "#" * (percent // 4)
        click.echo(f"\r{self.label} [{bar:<25}] {percent:3}%", err=True, nl=False)

    def __exit__(self, *_error: object) -> None:
        if self._shown >= 0:
            click.echo(err=True)
