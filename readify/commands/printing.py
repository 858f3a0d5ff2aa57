"""`readify posters` and `readify cards`: what hangs in a library and what a class cuts out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from readify.errors import ConfigError, NotFound

if TYPE_CHECKING:
    from readify.config import Config

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command(epilog="Example: readify posters 1 --out posters.pdf --paper A4 --language nl,en")
@click.argument("trail", type=int)
@click.option("--out", required=True, type=OUT, help="The PDF to write.")
@click.option("--paper", default="A4", show_default=True, type=click.Choice(["A3", "A4", "A5"]), help="Size.")
@click.option("--ink", default="full", show_default=True, type=click.Choice(["full", "light"]), help="Ink.")
@click.option("--language", default="nl", show_default=True, help="One or two, with a comma between.")
def posters(trail: int, out: Path, paper: str, ink: str, language: str) -> None:
    """Print the posters of TRAIL (its number), one page each."""
    from readify.commands.progress import Progress  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.printing.posters import posters_pdf  # noqa: PLC0415
    from readify.queries.trail_posters import trail_posters  # noqa: PLC0415

    config = settings_with()
    base, languages = public_address(config), languages_of(language)
    require_writable(out)
    with working_app(config) as app, app.extensions["readify.database"].reading() as session:
        try:
            sheets = trail_posters(session, trail_id=trail, base_url=base, languages=languages)
        except NotFound as error:
            raise click.ClickException(f"there is no trail {trail}") from error
    with Progress("Printing") as progress:
        pdf = posters_pdf(sheets, paper=paper, ink=ink, progress=progress)  # type: ignore[arg-type]
    out.write_bytes(pdf)
    click.echo(f"{out}: {len(sheets)} posters, {len(pdf):,} bytes")


@click.command(epilog="Example: readify cards 3 --out kaarten.pdf")
@click.argument("classroom", type=int)
@click.option("--out", required=True, type=OUT, help="The PDF to write.")
def cards(classroom: int, out: Path) -> None:
    """Make new sign-in cards for CLASSROOM (its number), 8 on an A4. Older cards stop working."""
    from readify import clock  # noqa: PLC0415
    from readify.actions.class_cards import make_class_cards  # noqa: PLC0415
    from readify.commands.progress import Progress  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.perform import perform  # noqa: PLC0415
    from readify.printing.cards import cards_pdf  # noqa: PLC0415

    config = settings_with()
    base = public_address(config)
    require_writable(out)  # before the older cards stop working
    with working_app(config) as app:
        secret = app.config["SECRET_KEY"]
        try:
            made = perform(
                make_class_cards, classroom_id=classroom, base_url=base, secret=secret, now=clock.now()
            )
        except NotFound as error:
            raise click.ClickException(f"there is no classroom {classroom}") from error
    with Progress("Printing") as progress:
        pdf = cards_pdf(made, title=made[0].classroom, progress=progress)
    out.write_bytes(pdf)
    click.echo(f"{out}: {len(made)} cards, {len(pdf):,} bytes")


def require_writable(out: Path) -> None:
    """Raises ClickException when this file cannot be written; leaves things as they were otherwise."""
    here = out.exists()
    try:
        out.open("ab").close()
        if not here:
            out.unlink()
    except OSError as error:
        raise click.ClickException(f"cannot write {out} ({error.strerror}); choose another --out") from error


def languages_of(text: str) -> tuple[str, ...]:
    """`nl,en` as languages, Dutch when none is named. Raises BadParameter for one that has no words."""
    from readify.printing.words import WordsError, poster_words  # noqa: PLC0415

    found = tuple(part.strip() for part in text.split(",") if part.strip()) or ("nl",)
    try:
        for one in found:
            poster_words(one)
    except WordsError as error:
        raise click.BadParameter(str(error), param_hint="--language") from error
    return found


def public_address(config: Config) -> str:
    """The address that goes into codes. Raises ConfigError when nobody said what it is."""
    if config.base_url is None:
        raise ConfigError("set READIFY_BASE_URL to the public address: it is printed in every code")
    return config.base_url.rstrip("/")
