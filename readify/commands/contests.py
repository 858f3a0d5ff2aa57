"""`readify contests`: judge every sealed session again, draw every order again, follow every way on."""

from __future__ import annotations

import sys

import click


@click.command(epilog="Example: readify contests --check")
@click.option("--check", is_flag=True, help="Say so for scripts; this command never writes anything.")
@click.option("--contest", type=int, help="Only the contest with this number.")
def contests(check: bool, contest: int | None) -> None:
    """Check that contests add up: draws repeat, results follow from the cards, winners went on once.

    Writes nothing; exits 1 and names what does not add up.
    """
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.perform import database  # noqa: PLC0415
    from readify.queries.contest_audit import faults  # noqa: PLC0415

    del check
    with working_app(settings_with()), database().reading() as session:
        found = faults(session, contest_id=contest)
    for fault in found:
        where = "".join(
            f", {name} {number}"
            for name, number in (("session", fault.session_id), ("entrant", fault.entrant_id))
            if number is not None
        )
        click.echo(f"contest {fault.contest_id}{where}: {fault.code.replace('_', ' ')}", err=True)
    if found:
        sys.exit(1)
    click.echo("All contests add up.")
