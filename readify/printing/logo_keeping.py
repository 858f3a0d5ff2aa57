"""Where logos lie: a folder in Readify's home, each file named by the digest of what it holds.

A file is only ever written whole and only ever read when it still is what its name says.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from readify.printing.logo import Logo
from readify.printing.logo_reading import read_logo


def uploads_dir(home: Path) -> Path:
    """The folder of what libraries gave us."""
    return home / "uploads"


def keep_logo(home: Path, made: bytes) -> str:
    """Writes a file that `made_anew` made and answers its digest. Raises OSError when that fails."""
    folder = uploads_dir(home)
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(made).hexdigest()
    aside = folder / f"{digest}.part"
    aside.write_bytes(made)
    aside.replace(folder / digest)
    return digest


def forget_logo(home: Path, digest: str) -> None:
    """Removes the file, when it is there."""
    (uploads_dir(home) / digest).unlink(missing_ok=True)


def kept_logo(home: Path, digest: str | None) -> Logo | None:
    """The logo with this digest; None without one, or when its file is gone or was changed."""
    return _read(uploads_dir(home), digest) if digest and digest.isalnum() else None


@lru_cache(maxsize=64)
def _read(folder: Path, digest: str) -> Logo | None:
    try:
        made = (folder / digest).read_bytes()
    except OSError:
        return None
    return read_logo(made) if hashlib.sha256(made).hexdigest() == digest else None
