"""`readify erase`: a child, for good."""

from __future__ import annotations

import click

from readify.commands.numbers import NUMBER
from readify.errors import NotFound


@click.command(epilog="Example: readify erase 60")
@click.argument("reader", type=NUMBER)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def erase(reader: int, yes: bool) -> None:
    """Erase the child with the number READER: name, cards, books, everything it read. Cannot be undone."""
    from readify.actions.privacy import erase_reader  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.perform import perform, present  # noqa: PLC0415

    if not yes:
        click.confirm(f"Erase child {reader} and everything it read?", abort=True)
    with working_app(settings_with()):
        try:
            perform(erase_reader, reader_id=reader, **present())
        except NotFound as error:
            raise click.ClickException(f"there is no child {reader}") from error
    click.echo(f"Child {reader} is erased.")
