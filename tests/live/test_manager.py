"""Nudges between the processes of one machine, and the count of live screens."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from pathlib import Path

import pytest

from readify.live.headcount import Headcount
from readify.live.manager import UnixManager, private_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/tmp")
    made = private_folder(tmp_path)
    yield made
    for path in made.iterdir():
        path.unlink()
    made.rmdir()


def neighbour(folder: Path, name: str) -> socket.socket:
    """Another process's socket."""
    found = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    found.bind(str(folder / name))
    found.settimeout(5)
    return found


def test_a_message_reaches_every_neighbour(folder: Path) -> None:
    with neighbour(folder, "1.sock") as first, neighbour(folder, "2.sock") as second:
        UnixManager(folder)._publish({"method": "emit", "room": "classroom:1"})
        assert (
            json.loads(first.recv(1000))
            == json.loads(second.recv(1000))
            == {
                "method": "emit",
                "room": "classroom:1",
            }
        )


def test_a_process_hears_its_neighbours(folder: Path) -> None:
    manager = UnixManager(folder)
    heard: list[dict[str, object]] = []
    listening = threading.Thread(target=lambda: heard.append(next(manager._listen())), daemon=True)
    listening.start()
    own = folder / f"{os.getpid()}.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        while listening.is_alive() and not heard:
            if own.exists():
                sender.sendto(b'{"method": "emit"}', str(own))
                listening.join(5)
    assert heard == [{"method": "emit"}]


def test_the_socket_of_a_process_that_died_is_cleared_away(folder: Path) -> None:
    neighbour(folder, "1.sock").close()
    with neighbour(folder, "2.sock") as alive:
        UnixManager(folder)._publish({"n": 1})
        assert json.loads(alive.recv(1000)) == {"n": 1}
    assert [path.name for path in folder.iterdir()] == ["2.sock"]


def test_a_neighbour_that_never_reads_does_not_hold_up_a_write(folder: Path) -> None:
    with neighbour(folder, "1.sock"):
        manager = UnixManager(folder)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            with contextlib.suppress(BlockingIOError):  # until its queue is full
                while True:
                    sender.sendto(b"x", str(folder / "1.sock"))
        manager._publish({"n": 1})


def test_a_folder_that_others_can_open_is_not_used(folder: Path, tmp_path: Path) -> None:
    folder.chmod(0o755)
    with pytest.raises(PermissionError):
        private_folder(tmp_path)


def test_above_the_limit_no_screen_enters() -> None:
    count = Headcount(2)
    assert [count.enter(), count.enter(), count.enter()] == [True, True, False]
    count.leave()
    assert count.enter()
    for _ in range(5):
        count.leave()
    assert count.present == 0
