"""Several server processes on one machine share their nudges over Unix sockets: no Redis needed.

Each process that holds live screens listens on a datagram socket of its own in a private folder. A nudge that
cannot be delivered is dropped: a screen looks again by itself after a reconnect, and at the next nudge.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from socketio import PubSubManager

PATIENCE = 0.2  # seconds for a neighbour whose queue is full
LARGEST = 65_536


class UnixManager(PubSubManager):
    """A Socket.IO manager whose channel is a folder of Unix datagram sockets."""

    name = "unix"

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.folder = folder

    @property
    def _own(self) -> Path:
        return self.folder / f"{os.getpid()}.sock"

    def _publish(self, data: dict[str, Any]) -> None:
        payload = json.dumps(data).encode()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.settimeout(PATIENCE)
            for peer in self.folder.glob("*.sock"):
                if peer != self._own:
                    _send(sender, payload, peer)

    def _listen(self) -> Iterator[dict[str, Any]]:
        own = self._own
        own.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
            receiver.bind(str(own))
            while True:
                yield json.loads(receiver.recv(LARGEST))


def _send(sender: socket.socket, payload: bytes, peer: Path) -> None:
    try:
        sender.sendto(payload, str(peer))
    except (ConnectionRefusedError, FileNotFoundError):  # its process has gone
        peer.unlink(missing_ok=True)
    except (TimeoutError, BlockingIOError):
        return


def private_folder(home: Path) -> Path:
    """A folder for the sockets of this home's processes, closed to other users.

    Not inside the home folder: a socket's path may hold 100 bytes at most.
    """
    name = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"readify-{os.getuid()}-{name}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
        raise PermissionError(f"{folder} is not private")
    return folder
