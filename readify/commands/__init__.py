"""The commands, one module each. Their heavy imports are inside, so that `--help` is quick."""

from __future__ import annotations

import click

from readify.commands import (
    backing_up,
    books,
    checking,
    contests,
    demo,
    erase,
    initial,
    letters,
    printing,
    rebuild,
    roster,
    run,
    tidying,
)


def register(group: click.Group) -> None:
    """Adds every command to the group."""
    found = (
        demo.demo,
        run.run,
        initial.init,
        rebuild.rebuild,
        contests.contests,
        roster.roster,
        printing.posters,
        printing.cards,
        books.books,
        erase.erase,
        letters.letters,
        tidying.tidy,
        backing_up.backup,
        backing_up.restore,
        checking.doctor,
    )
    for command in found:
        group.add_command(command)
