"""The command `readify`: how errors are said. Each of its commands is in `readify.commands`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from readify import __version__
from readify.errors import ReadifyError


class WrongUse(click.ClickException):
    """A command that was typed wrong: one line, exit 2, and where to read how."""

    exit_code = 2


class Friendly(click.Group):
    """A group whose commands end a known error with one line on standard error: exit 1, 2 for a slip."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads what stands before the command's name."""
        with one_line():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        try:
            with one_line():
                return super().invoke(ctx)
        except ReadifyError as error:
            raise click.ClickException(str(error)) from error
        except Exception as error:
            from sqlalchemy.exc import DatabaseError  # noqa: PLC0415 - after gevent's patch, and only now

            if not isinstance(error, DatabaseError):
                raise
            raise click.ClickException(
                f"the database cannot be used ({error.orig}); see what is wrong with: readify doctor"
            ) from error


@contextmanager
def one_line() -> Iterator[None]:
    """Says a slip in one line. A group without a command still shows its help."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "readify"
        said = error.format_message().rstrip(". ")
        raise WrongUse(f"{said}; see: {path} --help") from error


@click.group(cls=Friendly, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="readify")
def readify() -> None:
    """Readify: read the lights on. Settings are READIFY_* variables, see `readify run --help`."""


def main() -> None:
    """The program."""
    if os.environ.get("READIFY_ASYNC_MODE") == "gevent":
        from gevent import monkey  # noqa: PLC0415 - must come before everything that opens a socket

        monkey.patch_all()
    from readify import commands  # noqa: PLC0415 - after the patch

    commands.register(readify)
    readify()
