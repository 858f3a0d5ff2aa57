"""`readify backup` and `readify restore`: one file that holds the whole database and the libraries' logos.

SQLite's own backup is consistent while others write. PostgreSQL's tools do the same and must be installed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readify.errors import ConfigError

if TYPE_CHECKING:
    from readify.db import Database

PAGES = 2000  # SQLite copies this many at a time, and lets writers in between


@click.command(epilog="Example: readify backup readify-2026-11-03.backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of database and logos to FILE, also while it is being served."""
    from readify.commands.backup_file import pack  # noqa: PLC0415
    from readify.commands.starting import open_database, settings_with  # noqa: PLC0415

    config = settings_with()
    database = open_database(config)
    if is_empty(database):
        database.dispose()
        raise ConfigError("the database is empty: there is nothing to back up; run: readify init")
    copy, aside = file.with_name(f"{file.name}.database"), file.with_name(f"{file.name}.part")
    try:
        _copy(database, copy)
        logos = pack(copy, home=config.home, target=aside)
        aside.replace(file)
    except OSError as error:
        raise ConfigError(f"cannot write {file}: {error.strerror}") from error
    finally:
        copy.unlink(missing_ok=True)
        aside.unlink(missing_ok=True)
        database.dispose()
    click.echo(f"{file}: {file.stat().st_size:,} bytes, with {logos} logo{'' if logos == 1 else 's'}")


@click.command(epilog="Example: readify restore readify-2026-11-03.backup --replace")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away what the database holds now.")
def restore(file: Path, replace: bool) -> None:
    """Put the copy in FILE back. Stop the server first."""
    from readify.commands.backup_file import put_back_uploads, unpacked  # noqa: PLC0415
    from readify.commands.starting import open_database, settings_with  # noqa: PLC0415

    config = settings_with()
    database = open_database(config)
    try:
        if not replace and not is_empty(database):
            raise ConfigError("the database is not empty; add --replace to throw away what it holds")
        with unpacked(file, home=config.home) as (copy, uploads):
            _put_back(copy, database, file)
            put_back_uploads(uploads, home=config.home)
    except OSError as error:
        raise ConfigError(f"cannot put {file} back: {error.strerror}") from error
    finally:
        database.dispose()
    click.echo("The copy is back. Now run: readify doctor")


def existing(database: Database) -> Path:
    """The SQLite file. Raises ConfigError when there is none."""
    path = Path(database.url.database or "")
    if not path.is_file():
        raise ConfigError(f"there is no database at {path}")
    return path


def is_empty(database: Database) -> bool:
    """True when the database has no tables yet."""
    from sqlalchemy import inspect  # noqa: PLC0415

    if database.is_sqlite and not Path(database.url.database or "").is_file():
        return True
    return not inspect(database.engine).get_table_names()


def _copy(database: Database, target: Path) -> None:
    """The database as it is at one moment, in a file that only its owner may read. Raises OSError."""
    from readify.commands.backup_file import private_file  # noqa: PLC0415

    with private_file(target):
        pass
    if database.is_sqlite:
        _copy_sqlite(existing(database), target)
    else:
        _run("pg_dump", database, "--format=custom", f"--file={target}")


def _put_back(copy: Path, database: Database, file: Path) -> None:
    """The database becomes this copy, which came in `file`."""
    if database.is_sqlite:
        _put_back_sqlite(copy, database, file)
        return
    asked = ("--clean", "--if-exists", "--no-owner", "--single-transaction", str(copy))
    _run("pg_restore", database, *asked)


def _copy_sqlite(source: Path, target: Path) -> None:
    from readify.commands.progress import Progress  # noqa: PLC0415

    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
        Progress("Copying") as progress,
    ):
        old.backup(new, pages=PAGES, progress=lambda _status, left, total: progress(total - left, total))
        new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _put_back_sqlite(found: Path, database: Database, file: Path) -> None:
    from readify.commands.backup_file import private_file  # noqa: PLC0415

    try:
        with closing(sqlite3.connect(f"file:{found}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise ConfigError(f"{file} is damaged; nothing was changed")
            copy.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as error:
        raise ConfigError(f"{file} is not a backup of Readify ({error}); nothing was changed") from error
    path = Path(database.url.database or "")
    database.dispose()
    aside = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    with private_file(aside) as out, found.open("rb") as source:
        shutil.copyfileobj(source, out)
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    aside.replace(path)


def _run(program: str, database: Database, *arguments: str) -> None:
    """Runs one of PostgreSQL's tools; the password goes by its environment, where others cannot read it."""
    if shutil.which(program) is None:
        raise ConfigError(f"{program} is not installed; install PostgreSQL's client tools")
    url = database.url.set(drivername="postgresql")
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    address = url.set(password=None).render_as_string(hide_password=False)
    done = subprocess.run(  # noqa: S603 - our own program and arguments
        [program, f"--dbname={address}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ConfigError(f"{program} failed: {last}")
