"""One real server for all tests of the contract, started as README says, and visitors for it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.contract.visitor import Browser, Program

PATIENCE = 90  # seconds until a start counts as failed


@dataclass(frozen=True, slots=True)
class Site:
    """A served demo: its address, folder, sign-ins, first line and log file."""

    base: str
    home: Path
    signins: dict[str, Any]
    line: str
    log: Path

    def child(self, number: int = 0) -> dict[str, Any]:
        """The sign-in of one child."""
        found: dict[str, Any] = self.signins["children"][number]
        return found

    def browser(self, **named: str) -> Browser:
        """A fresh browser."""
        return Browser(self.base, **named)

    def child_browser(self, number: int = 0) -> Browser:
        """A browser in which this child has scanned their card."""
        browser = self.browser()
        browser.get(f"/K/{self.child(number)['card']}")
        return browser

    def staff_browser(self, kind: str, number: int = 0) -> Browser:
        """A browser in which this grown-up has signed in."""
        browser = self.browser()
        who = self.signins[kind][number]
        browser.post("/inloggen", data={"email": who["email"], "password": who["password"]})
        return browser

    def program(self, number: int | None = None) -> Program:
        """A program of this child; without a number, of nobody."""
        return Program(self.base) if number is None else Program(self.base, card=self.child(number)["card"])

    def staff_program(self, kind: str, number: int = 0) -> Program:
        """A program of this grown-up."""
        who = self.signins[kind][number]
        return Program(self.base, email=who["email"], password=who["password"])


def settings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command: this home folder and nothing of the developer's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("READIFY_")}
    return {**kept, "READIFY_HOME": str(home), "PYTHONWARNINGS": "", **more}


def command(*args: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs `readify …` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "readify", *args],
        env=settings(home, **more), check=False, capture_output=True, text=True, timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(*args: str, home: Path, **more: str) -> Iterator[tuple[str, str]]:
    """A running `readify …`: its address and its first line. Its standard error goes to `<home>.log`."""
    port = free_port()
    log = home.parent / f"{home.name}.log"
    with log.open("ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "readify", *args, "--port", str(port)],
            env=settings(home, **more), stdout=subprocess.PIPE, stderr=errors, text=True,
            start_new_session=True,
        )  # fmt: skip
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        alarm.cancel()
        assert line, f"no start:\n{log.read_text()}"
        yield f"http://127.0.0.1:{port}", line
    finally:
        alarm.cancel()
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo with few children, logging everything it logs."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("contract") / "home", symlinks=True)
    with served("demo", home=home, READIFY_LOG_LEVEL="INFO") as (base, line):
        signins = json.loads((home / "demo-signins.json").read_text(encoding="utf-8"))
        yield Site(base, home, signins, line, home.parent / "home.log")
