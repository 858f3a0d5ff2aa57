"""Structured logs: one JSON line per event, ids and codes only. Never a name, an address bar or a token."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress

import structlog

_TRACEBACKS = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)  # locals hold names
PRIVATE = frozenset({"name", "email", "token", "password", "title", "path", "url", "ip", "cookie"})


class SturdyLogger(structlog.PrintLogger):
    """Writes lines; a full disk or a closed pipe behind standard error must not break a child's log."""

    def msg(self, message: str) -> None:
        """Writes one line, if that is possible."""
        with suppress(OSError, ValueError):  # ValueError: the file is closed
            super().msg(message)

    log = debug = info = warn = warning = error = critical = exception = fatal = msg


def configure_logs(level: str) -> None:
    """Sends our logs and the libraries' warnings to standard error as JSON lines."""
    numeric = logging.getLevelNamesMapping()[level]
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            *shared,
            _without_private,
            structlog.processors.ExceptionRenderer(_TRACEBACKS),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(numeric),
        logger_factory=lambda *_names: SturdyLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # its access log would print card tokens


def _without_private(
    _logger: object, _method: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    for key in PRIVATE.intersection(event):
        event[key] = "(left out)"
    return event
