"""`readify demo`: the demo network in an empty database, then the server. A second run keeps all data."""

from __future__ import annotations

import os
from pathlib import Path

import click

from readify.config import Config
from readify.errors import ConfigError


@click.command(epilog="Example: readify demo --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port.")
@click.option("--no-serve", is_flag=True, help="Fill the database and stop.")
@click.option("--children", default=96, show_default=True, type=click.IntRange(8, 5000), help="How many.")
@click.option(
    "--weeks", default=8, show_default=True, type=click.IntRange(1, 52), help="Reading behind them."
)
def demo(host: str, port: int, no_serve: bool, children: int, weeks: int) -> None:
    """Show Readify with made-up children: fill an empty database, then serve it."""
    from readify.commands.signins import move_signins, ready_line  # noqa: PLC0415
    from readify.commands.starting import ready_app, settings_with  # noqa: PLC0415
    from readify.serving import prepare, require_port, serve  # noqa: PLC0415

    base_url = f"http://{host}:{port}"
    quiet = None if "READIFY_LOG_LEVEL" in os.environ else "WARNING"  # the one line must stay in sight
    config = settings_with(environment="demo", base_url=base_url, log_level=quiet)
    if not no_serve:
        require_port(host, port)
    prepare(config)
    fill_if_empty(config, children=children, weeks=weeks)
    move_signins(config.demo_signins, base_url)
    if no_serve:
        click.echo(f"The demo is in {config.home}. Start it with: readify demo --port {port}")
        return
    line = ready_line(base_url, config.demo_signins)
    serve(ready_app(config), config, host=host, port=port, announce=lambda: click.echo(line))


def fill_if_empty(config: Config, *, children: int, weeks: int) -> None:
    """Migrates; fills a database without schools. What an earlier run left half done is thrown away first.

    Raises ConfigError when that half is in a database of another server, which we do not throw away.
    """
    from readify.commands.progress import Progress  # noqa: PLC0415
    from readify.commands.starting import open_database, working_app  # noqa: PLC0415
    from readify.demo import fill_demo  # noqa: PLC0415
    from readify.migrations import upgrade  # noqa: PLC0415

    unfinished = config.home / "demo-unfinished"
    if unfinished.exists():
        _throw_away(config)
    database = open_database(config)
    upgrade(database)
    empty = _is_empty(database)
    database.dispose()
    if not empty:
        return
    unfinished.touch()
    with working_app(config) as app, Progress("Filling the demo") as progress:
        fill_demo(app, children=children, weeks=weeks, progress=progress)
    unfinished.unlink()


def _is_empty(database: object) -> bool:
    from sqlalchemy import select  # noqa: PLC0415

    from readify.db import Database  # noqa: PLC0415
    from readify.models import School  # noqa: PLC0415

    assert isinstance(database, Database)
    with database.reading() as session:
        return session.scalar(select(School.id).limit(1)) is None


def _throw_away(config: Config) -> None:
    if config.database is not None:
        raise ConfigError(
            "an earlier `readify demo` was stopped half way; empty the database of READIFY_DATABASE, "
            f"remove {config.home / 'demo-unfinished'}, and start again"
        )
    for ending in ("", "-wal", "-shm", ".lock"):
        Path(f"{config.home / 'readify.db'}{ending}").unlink(missing_ok=True)
