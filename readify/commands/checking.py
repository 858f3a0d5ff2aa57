"""`readify doctor`: everything that can be wrong with an installation, one line each, with what to mend."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from readify.errors import ConfigError

if TYPE_CHECKING:
    from readify.config import Config

LEAST_FREE = 500_000_000  # bytes
RELEASED = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)  # a clock before this is wrong
ANY_BOOK = "9780064400558"  # Charlotte's Web; whether a source knows it does not matter
ADDRESSES = {"openlibrary": "READIFY_OPEN_LIBRARY_URL", "kb": "READIFY_KB_SRU_URL"}
Check = Callable[["Config"], str]


@click.command(epilog="Example: readify doctor")
def doctor() -> None:
    """Check settings, secret, seeds, database, migrations, clock, disk, books and mail; exit 1 if wrong."""
    from readify.commands.starting import settings_with  # noqa: PLC0415

    config = settings_with()
    click.echo("ok    settings")
    broken = 0
    for name, check in checks():
        try:
            said = check(config)
        except ConfigError as error:
            broken += 1
            click.echo(f"WRONG {name}: {error}")
        else:
            click.echo(f"ok    {name}{': ' + said if said else ''}")
    if broken:
        click.echo(f"{broken} thing{'s' if broken > 1 else ''} to mend.", err=True)
        sys.exit(1)


def checks() -> Iterator[tuple[str, Check]]:
    """The checks in order; each answers what it found, or raises ConfigError with what to do."""
    yield "secret", secret
    yield "seeds", seeds
    yield "database", database
    yield "clock", clock
    yield "disk", disk
    yield "redis", redis
    yield "books", books
    yield "mail", mail


def secret(config: Config) -> str:
    """Is the key that signs cookies strong enough?"""
    config.secret_key()
    return "from READIFY_SECRET" if config.secret else "kept in the home folder"


def seeds(_config: Config) -> str:
    """Can the rules and stories be read?"""
    from readify import application  # noqa: PLC0415

    rulebook, stories = application.read_seeds()
    return f"{len(rulebook.badges)} badges, {len(stories)} stories"


def database(config: Config) -> str:
    """Is it there, up to date and writable?"""
    from readify.commands.starting import open_database  # noqa: PLC0415
    from readify.readiness import require_ready  # noqa: PLC0415

    found = open_database(config)
    try:
        require_ready(found)
    finally:
        found.dispose()
    return found.url.get_backend_name()


def clock(config: Config) -> str:
    """Is the clock plausible? Reading days depend on it."""
    from readify import clock as ours  # noqa: PLC0415

    now = ours.now()
    if now < RELEASED:
        raise ConfigError(f"it says {now:%Y-%m-%d}; set the machine's date")
    return f"{ours.day_of(now, config.timezone)} in {config.timezone}"


def disk(config: Config) -> str:
    """Is there room?"""
    try:
        free = shutil.disk_usage(config.home).free
    except OSError as error:
        raise ConfigError(
            f"cannot look at {config.home} ({error.strerror}); point READIFY_HOME elsewhere"
        ) from error
    if free < LEAST_FREE:
        raise ConfigError(f"only {free // 1_000_000} MB free at {config.home}; make room")
    return f"{free // 1_000_000_000} GB free"


def redis(config: Config) -> str:
    """Does the shared queue answer, when one is set?"""
    if not config.redis:
        return "not used"
    import redis as client  # noqa: PLC0415

    try:
        with client.Redis.from_url(config.redis, socket_connect_timeout=3) as server:
            server.ping()
    except (client.RedisError, ValueError) as error:
        raise ConfigError(f"READIFY_REDIS does not answer ({error})") from error
    return "answers"


def books(config: Config) -> str:
    """Do the sources of books answer, when some are switched on?"""
    from readify.books.outside import sources_of  # noqa: PLC0415
    from readify.books.remote import Failed  # noqa: PLC0415

    sources = sources_of(config)
    if not sources:
        return "nobody is asked for books that the catalogue lacks"
    answers = {source.name: source.find(ANY_BOOK) for source in sources}
    failed = {name: answer.reason for name, answer in answers.items() if isinstance(answer, Failed)}
    if failed:
        said = ", ".join(f"{name} ({reason})" for name, reason in failed.items())
        settings = " and ".join(ADDRESSES[name] for name in failed)
        raise ConfigError(f"no usable answer from {said}: check the way out of this machine, and {settings}")
    return f"{', '.join(answers)} answer{'s' if len(answers) == 1 else ''}"


def mail(config: Config) -> str:
    """Does the mail server answer, when one is set?"""
    if not config.smtp_host:
        return "not set up: forgotten passwords cannot be mailed"
    try:
        socket.create_connection((config.smtp_host, config.smtp_port), timeout=3).close()
    except OSError as error:
        raise ConfigError(f"{config.smtp_host}:{config.smtp_port} does not answer ({error})") from error
    return f"{config.smtp_host} answers"
