"""`readify init`: a database that is up to date, the catalogue in it, and a first coordinator."""

from __future__ import annotations

import os
import re
import sys

import click
from flask import Flask

from readify.errors import ConfigError

LEAST = 10


@click.command(epilog="Example: READIFY_ADMIN_EMAIL=ik@bieb.example READIFY_ADMIN_PASSWORD=… readify init")
def init() -> None:
    """Migrate the database, load the catalogue, make the first coordinator. Safe to run again."""
    from readify.commands.starting import open_database, settings_with, working_app  # noqa: PLC0415
    from readify.migrations import newest, upgrade  # noqa: PLC0415

    config = settings_with()
    database = open_database(config)
    upgrade(database)
    database.dispose()
    click.echo(f"database: at migration {newest()}")
    with working_app(config) as app:
        click.echo(f"catalogue: {_load_books(app)} new or changed titles")
        _first_coordinator(app)


def _load_books(app: Flask) -> int:
    from readify.books.catalogue import load_seed_books  # noqa: PLC0415

    with app.extensions["readify.database"].writing() as session:
        count = load_seed_books(session)
        session.commit()
    return count


def _first_coordinator(app: Flask) -> None:
    from sqlalchemy import select  # noqa: PLC0415

    from readify import clock  # noqa: PLC0415
    from readify.actions.accounts import make_account  # noqa: PLC0415
    from readify.models import Account, Role  # noqa: PLC0415
    from readify.passwords import hash_password  # noqa: PLC0415
    from readify.perform import perform  # noqa: PLC0415

    with app.extensions["readify.database"].reading() as session:
        known = session.scalar(select(Account.email).where(Account.role == Role.COORDINATOR).limit(1))
    if known:
        click.echo("coordinator: there is one already")
        return
    email, password = _asked()
    perform(
        make_account,
        email=email,
        name=email.split("@")[0],
        role=Role.COORDINATOR,
        now=clock.now(),
        password_hash=hash_password(password),
    )
    click.echo(f"coordinator: {email}")


def _asked() -> tuple[str, str]:
    """E-mail and password of the first coordinator: from the environment, or from whoever sits here."""
    email = os.environ.get("READIFY_ADMIN_EMAIL") or _prompt("E-mail of the first coordinator")
    password = os.environ.get("READIFY_ADMIN_PASSWORD") or _prompt("Password", hidden=True)
    if len(password) < LEAST:
        raise ConfigError(f"the coordinator's password needs at least {LEAST} characters")
    if not re.fullmatch(r"[^\s@]+@[^\s@]+", email.strip()):
        raise ConfigError("READIFY_ADMIN_EMAIL is not an e-mail address")
    return email, password


def _prompt(question: str, *, hidden: bool = False) -> str:
    if not sys.stdin.isatty():
        raise ConfigError("set READIFY_ADMIN_EMAIL and READIFY_ADMIN_PASSWORD for the first coordinator")
    return str(click.prompt(question, hide_input=hidden, confirmation_prompt=hidden))
