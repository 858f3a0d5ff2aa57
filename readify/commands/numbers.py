"""The number of a row on the command line: from 1, and small enough for every database."""

from __future__ import annotations

import click

NUMBER = click.IntRange(1, 2**53 - 1)
