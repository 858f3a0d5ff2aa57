"""The production server: gunicorn in this very process, one line when it is ready.

The app is built before the workers are forked, so whatever is wrong is said once and nothing is half up.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from readify.config import Config
from readify.errors import ConfigError

# Seconds after which a busy thread gives way. Who holds the write gate waits for its turn after each commit;
# Python's own 5 ms would keep the gate shut meanwhile (measured: a third more logs a second).
SWITCH_INTERVAL = 0.0005
SPARE_THREADS = 64  # beside one per live screen, so that pages are answered when all screens are connected
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat file, not a secret


class Server(BaseApplication):
    """Gunicorn with an app that is already there."""

    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self.app = app
        self.settings = settings
        super().__init__()  # type: ignore[no-untyped-call]

    def load_config(self) -> None:
        """Hands gunicorn our settings; its own files and variables are not read."""
        assert self.cfg is not None
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, made before the fork."""
        return self.app


class DiscreetLogger(Logger):
    """Gunicorn's own log, without what it knows of a visitor: an address, or a path with a card in it."""

    def warning(self, msg: Any, *args: Any, **named: Any) -> None:
        """Says that a request was no HTTP, not whose or which."""
        if str(msg).startswith("Invalid request"):
            msg = "Invalid request"
        super().warning(msg, *args, **named)  # type: ignore[no-untyped-call]

    def exception(self, msg: Any, *args: Any, **named: Any) -> None:
        """Says where it broke, not at which address."""
        if str(msg).startswith("Error handling request"):
            msg, args = "Error handling request", ()
        super().exception(msg, *args, **named)  # type: ignore[no-untyped-call]


def server_settings(config: Config, *, host: str, port: int) -> dict[str, Any]:
    """Gunicorn's settings for ours."""
    gevent = config.async_mode == "gevent"
    return {
        "bind": f"{host}:{port}",
        "workers": config.workers,
        "worker_class": "gevent" if gevent else "gthread",
        "threads": 1 if gevent else config.live_clients + max(SPARE_THREADS, config.threads),
        "worker_connections": config.live_clients + 1000,
        "keepalive": 5,
        "timeout": 60,
        "graceful_timeout": 3,  # an open socket never ends by itself
        "control_socket_disable": True,
        "worker_tmp_dir": str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None,
        "forwarded_allow_ips": "",  # who may speak for a visitor is READIFY_BEHIND_PROXY's business
        "loglevel": "warning",
        "logger_class": DiscreetLogger,
        "proc_name": "readify",
    }


def prepare(config: Config) -> None:
    """Comes before the app's modules are read: figures of several processes need a shared folder."""
    if config.workers > 1:
        folder = config.home / "cache" / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def serve(app: Flask, config: Config, *, host: str, port: int, announce: Callable[[], None]) -> None:
    """Serves until it is told to stop; `announce` is called once, when the first answer can be given.

    Raises ConfigError when the port cannot be had.
    """
    require_port(host, port)
    database = app.extensions["readify.database"]
    database.dispose()
    finder = app.extensions.get("readify.book_finder")

    def forked(_server: object, _worker: object) -> None:
        database.engine.dispose(close=False)  # connections of before the fork belong to the parent

    def started(worker: Any) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        gc.collect()
        gc.freeze()  # the app itself stays: collections need not walk it again amid requests
        if finder is not None:
            finder.start()
        if worker.age == 1:
            announce()

    def ended(_server: object, _worker: object) -> None:
        if finder is not None:
            finder.stop()

    hooks = {"post_fork": forked, "post_worker_init": started, "worker_exit": ended}
    time.sleep(0.05)  # the rate limits' first timer ends: under gevent it would not survive the fork
    Server(app, server_settings(config, host=host, port=port) | hooks).run()  # type: ignore[no-untyped-call]


def require_port(host: str, port: int) -> None:
    """Raises ConfigError when another program has the port, or it may not be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"port {port} on {host} cannot be used ({error.strerror}); choose another: --port or PORT="
            ) from error
