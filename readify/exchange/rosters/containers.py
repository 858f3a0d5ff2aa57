"""Opening a zip file that somebody sent: few entries, little in all, no bombs. OneRoster and XLSX are so."""

from __future__ import annotations

import io
import zipfile
import zlib

from readify.exchange.rosters.roster import RosterError

MOST_ENTRIES = 200
MOST_UNPACKED = 40 * 1024 * 1024
HIGHEST_RATIO = 150  # a class list packs about 10 to 1; a bomb 1,000 to 1
RATIO_FROM = 1024 * 1024  # below a megabyte no ratio does harm


class Container:
    """An opened zip file. `read` gives one entry's bytes within what all entries together may hold."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise RosterError("broken_zip") from error
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise RosterError("zip_bomb")
        for entry in entries:
            if entry.file_size > RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
                raise RosterError("zip_bomb")
        self._left = MOST_UNPACKED
        self.names = tuple(entry.filename for entry in entries if not entry.is_dir())

    def read(self, name: str) -> bytes:
        """The entry's bytes. What the zip says about its size is not believed."""
        try:
            with self._zip.open(name) as entry:
                found = entry.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
            KeyError,
        ) as error:
            raise RosterError("broken_zip") from error
        self._left -= len(found)
        if self._left < 0:
            raise RosterError("zip_bomb")
        return found


def looks_packed(data: bytes) -> bool:
    """Whether these bytes begin as a zip file does."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")
