"""`readify posters` and `readify cards`: what hangs in a library and what a class cuts out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from readify.commands.numbers import NUMBER
from readify.errors import ConfigError, NotFound

if TYPE_CHECKING:
    from flask import Flask

    from readify.config import Config
    from readify.drafts.prints import PrintDraft
    from readify.printing.documents import Document
    from readify.printing.folded import OwnCode

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


KINDS = ("poster", "sticker", "tent", "info", "stampcard", "passport")


@click.command(epilog="Example: readify posters 1 --out posters.pdf --paper A4 --language nl,en")
@click.argument("trail", type=NUMBER)
@click.option("--out", required=True, type=OUT, help="The PDF to write.")
@click.option("--kind", default="poster", show_default=True, type=click.Choice(KINDS), help="Kind of sheet.")
@click.option("--paper", default="A4", show_default=True, type=click.Choice(["A3", "A4", "A5"]), help="Size.")
@click.option("--ink", default="full", show_default=True, type=click.Choice(["full", "light"]), help="Ink.")
@click.option("--language", default="nl", show_default=True, help="One or two, with a comma between.")
@click.option("--line", default="", help="A short line in one more language, such as ar or uk.")
@click.option("--crop", is_flag=True, help="Crop marks and 3 mm of bleed, for a printing house.")
@click.option("--spot", default=0, type=click.IntRange(0, 1000), help="Only this spot; 0 prints all.")
@click.option("--count", default=20, show_default=True, type=click.IntRange(1, 100), help="How many cards.")
def posters(trail: int, out: Path, language: str, **wanted: Any) -> None:
    """Print what hangs, stands or is handed out for TRAIL (its number).

    Stamp cards and passports get codes of their own: each run makes new ones.
    """
    from readify.commands.progress import Progress  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.printing.documents import to_pdf  # noqa: PLC0415

    config = settings_with()
    base, wish = public_address(config), wish_of(language, wanted)
    require_writable(out)
    with working_app(config) as app:
        try:
            document = _trail_document(app, trail, base, wish, config)
        except NotFound as error:
            spot = f", or it has no spot {wish.spot}" if wish.spot else ""
            raise click.ClickException(f"there is no trail {trail}{spot}") from error
    with Progress("Printing") as progress:
        pdf = to_pdf(document, crop=wish.crop, progress=progress)
    out.write_bytes(pdf)
    click.echo(f"{out}: {len(document.pages)} {NAMES[wish.kind]}, {len(pdf):,} bytes")


NAMES = {
    "poster": "posters",
    "sticker": "sheets of stickers",
    "tent": "table tents",
    "info": "posters",
    "stampcard": "stamp cards",
    "passport": "passports",
}


def _trail_document(app: Flask, trail: int, base: str, wish: PrintDraft, config: Config) -> Document:
    from readify.drafts.prints import CARD_KINDS  # noqa: PLC0415
    from readify.printing.logo_keeping import kept_logo  # noqa: PLC0415
    from readify.queries.trail_posters import trail_owner  # noqa: PLC0415
    from readify.queries.trail_prints import trail_document  # noqa: PLC0415

    with app.extensions["readify.database"].reading() as session:
        owner = trail_owner(session, trail_id=trail)
    codes = _new_codes(app, owner.library_id, base, wish) if wish.kind in CARD_KINDS else []
    logo = kept_logo(config.home, owner.logo)
    with app.extensions["readify.database"].reading() as session:
        return trail_document(session, trail_id=trail, base_url=base, wish=wish, logo=logo, codes=codes)


def _new_codes(app: Flask, library_id: int, base: str, wish: PrintDraft) -> list[OwnCode]:
    """A numbered batch of passports, each with a key that is printed and not kept."""
    from readify.actions.paper_passports import open_paper_passports  # noqa: PLC0415
    from readify.perform import perform, present  # noqa: PLC0415
    from readify.printing.folded import OwnCode  # noqa: PLC0415

    moment = present()
    opened = perform(
        open_paper_passports,
        count=wish.count,
        library_id=library_id,
        today=moment["today"],
        now=moment["now"],
        secret=app.config["SECRET_KEY"],
        language=wish.languages[0],
    )
    return [
        OwnCode(f"{base}/P/{one.token}".upper(), one.code, f"{number} / {wish.count}")
        for number, one in enumerate(opened, start=1)
    ]


def wish_of(language: str, wanted: dict[str, Any]) -> PrintDraft:
    """The options as one wish. Raises BadParameter for a language that has no words."""
    from readify.drafts.parsing import parse  # noqa: PLC0415
    from readify.drafts.prints import PrintDraft  # noqa: PLC0415
    from readify.errors import Invalid  # noqa: PLC0415

    languages = ",".join(languages_of(language)[:2])
    try:
        return parse(PrintDraft, {**wanted, "language": languages})
    except Invalid as error:
        names = ", ".join(f"--{name}" for name in error.fields)
        raise click.BadParameter(
            "no words for this choice; see seeds/print.toml", param_hint=names
        ) from error


@click.command(epilog="Example: readify cards 3 --out kaarten.pdf")
@click.argument("classroom", type=NUMBER)
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

    found = tuple(part.strip().lower() for part in text.split(",") if part.strip()) or ("nl",)
    try:
        for one in found:
            poster_words(one)
    except WordsError as error:
        raise click.BadParameter(str(error), param_hint="--language") from error
    return found


def public_address(config: Config) -> str:
    """The address that goes into codes; a demo's own when none is set. Raises ConfigError without either."""
    if config.base_url is None and config.demo_signins.is_file():
        return str(json.loads(config.demo_signins.read_text(encoding="utf-8"))["base_url"]).rstrip("/")
    if config.base_url is None:
        raise ConfigError("set READIFY_BASE_URL to the public address: it is printed in every code")
    return config.base_url.rstrip("/")
