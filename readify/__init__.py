"""Readify: read the lights on. `create_app` is the only place that wires parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from readify.config import Config

__version__ = "0.1.0"


def create_app(config: Config | None = None) -> Flask:
    """A Readify application. Without `config`, settings come from READIFY_* variables.

    Raises ConfigError when a setting or a seed file is wrong.
    """
    from readify.application import build  # noqa: PLC0415 - keeps `import readify` free of Flask

    return build(config)
