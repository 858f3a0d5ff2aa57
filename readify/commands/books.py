"""`readify books import`: a file of books into the catalogue."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def books() -> None:
    """The catalogue."""


@books.command("import", epilog="Example: readify books import ol_dump_editions.txt.gz")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Read FILE (MARC21, MARCXML, Open Library dump or CSV) into the catalogue. Run again to go on."""
    from readify.books.importing import import_books  # noqa: PLC0415
    from readify.commands.progress import Progress  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415

    with working_app(settings_with()) as app, Progress("Reading books") as progress:
        result = import_books(app.extensions["readify.database"], file, progress=progress)
    click.echo(str(result))
