"""`readify rebuild`: refold every reader from the ledger, or only look whether that is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

import click


@click.command(epilog="Example: readify rebuild --check")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 and name the readers whose progress differs."
)
def rebuild(check: bool) -> None:
    """Refold every reader's progress from the ledger."""
    from readify.commands.progress import Progress  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.rebuilding import drifts  # noqa: PLC0415
    from readify.rebuilding import rebuild as refold_all  # noqa: PLC0415

    with working_app(settings_with()), Progress("Checking" if check else "Refolding") as progress:
        if not check:
            count = refold_all(progress=_shown(progress))
            click.echo(f"{count} readers refolded from their ledger.")
            return
        found = list(drifts(progress=_shown(progress)))
    for drift in found:
        click.echo(str(drift), err=True)
    if found:
        click.echo("Stored progress differs from the ledger. Run: readify rebuild", err=True)
        sys.exit(1)
    click.echo("All readers and goals agree with the ledger.")


def _shown(progress: Callable[[int, int], None]) -> Callable[[Iterable[int]], Iterator[int]]:
    """Goes through the ids and draws the bar meanwhile."""

    def go(ids: Iterable[int]) -> Iterator[int]:
        known = list(ids)
        for done, reader_id in enumerate(known, start=1):
            yield reader_id
            progress(done, len(known))

    return go
