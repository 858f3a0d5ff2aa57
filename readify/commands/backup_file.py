"""What a backup file is: a tar with the database's copy first, then what libraries uploaded (their logos).

Class lists that wait for a yes are left out: they live half an hour. A copy of an older release is the
database alone; it comes back all the same. Knows no database, only files.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from readify.errors import ConfigError
from readify.printing.logo_keeping import keep_logo, uploads_dir

DATABASE = "database"
UPLOAD = re.compile(r"uploads/([0-9a-f]{64})")


def pack(database: Path, *, home: Path, target: Path) -> int:
    """Writes both into `target`, readable by its owner alone, and answers how many uploads are in it.

    An upload that is thrown away meanwhile is left out. Raises OSError.
    """
    count = 0
    with private_file(target) as out, tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as made:
        made.add(database, arcname=DATABASE, filter=_nobodys)
        for path in sorted(uploads_dir(home).glob("*")):
            if not UPLOAD.fullmatch(f"uploads/{path.name}"):
                continue
            try:
                made.add(path, arcname=f"uploads/{path.name}", filter=_nobodys)
                count += 1
            except FileNotFoundError:
                continue
    return count


@contextmanager
def unpacked(file: Path, *, home: Path) -> Iterator[tuple[Path, list[Path]]]:
    """The database's copy and the uploads in `file`, all looked over, in a folder that goes afterwards.

    Raises ConfigError for a file that is cut off or was changed; OSError.
    """
    if not tarfile.is_tarfile(file):  # the database alone
        yield file, []
        return
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, prefix="restore-") as folder:
        try:
            yield _unpacked(file, Path(folder))
        except (tarfile.TarError, EOFError) as error:
            raise ConfigError(f"{file} is damaged ({error}); nothing was changed") from error


def put_back_uploads(uploads: list[Path], *, home: Path) -> None:
    """Lays the uploads beside the database; what lies there already stays."""
    for path in uploads:
        keep_logo(home, path.read_bytes())


@contextmanager
def private_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that only its owner may read, for writing."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        yield out


def _unpacked(file: Path, folder: Path) -> tuple[Path, list[Path]]:
    database, uploads = folder / DATABASE, []
    with tarfile.open(file) as held:
        for member in held:
            named = UPLOAD.fullmatch(member.name)
            ours = member.isfile() and (named or member.name == DATABASE)
            source = held.extractfile(member) if ours else None
            if source is None:
                raise ConfigError(f"{file} holds {member.name!r}, which no backup does; nothing was changed")
            target = folder / (named[1] if named else DATABASE)
            with private_file(target) as out:
                shutil.copyfileobj(source, out)
            if named:
                _check(target, file)
                uploads.append(target)
    if not database.is_file():
        raise ConfigError(f"{file} holds no database; nothing was changed")
    return database, uploads


def _check(upload: Path, file: Path) -> None:
    """An upload is named by the digest of what it holds."""
    if hashlib.sha256(upload.read_bytes()).hexdigest() != upload.name:
        raise ConfigError(f"{file} is damaged at uploads/{upload.name}; nothing was changed")


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the name of who made the copy."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
