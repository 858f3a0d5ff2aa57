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

    settings = settings_with()
    with working_app(settings) as app, Progress("Reading books") as progress:
        done = import_books(
            app.extensions["readify.database"].writing,
            file,
            progress=progress,
            checkpoint=settings.home / "imports" / f"{file.name}.json",
        )
    click.echo(
        f"{done.read} read: {done.added} added, {done.completed} completed, "
        f"{done.known} known, {done.unusable} unusable"
    )
    for number, reason in done.problems:
        click.echo(f"record {number}: {reason}", err=True)
