"""`readify letters`: this week's letter to parents who asked for one. For cron, once a week or more often."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

import click

from readify.errors import ConfigError

if TYPE_CHECKING:
    from readify.config import Config
    from readify.queries.parent_letters import Waiting


@click.command(epilog="Example: readify letters --send")
@click.option("--send", "really", is_flag=True, help="Send; without it nothing goes out.")
def letters(really: bool) -> None:
    """Send this week's letter to each parent's address that confirmed and has not had it.

    One letter an ISO week: run again, it sends only what could not be delivered before. Exits 1 when a
    letter could not be delivered.
    """
    from readify import letters as post  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.mail import can_mail  # noqa: PLC0415
    from readify.perform import database, present  # noqa: PLC0415
    from readify.queries.parent_letters import waiting_for  # noqa: PLC0415

    config = settings_with()
    with working_app(config):
        today = present()["today"]
        week, letter = post.week_of(today), post.letter_for(today)
        with database().reading() as session:
            waiting = waiting_for(session, week=week)
        if not really:
            click.echo(f"{week}: '{letter.slug}' waits for {len(waiting)} addresses; to send it: --send")
            return
        if not can_mail(config) or not config.base_url:
            raise ConfigError(
                "letters need a mail server and links: set READIFY_SMTP_HOST and READIFY_BASE_URL"
            )
        failed = sum(not _sent(config, one, week) for one in waiting)
    click.echo(f"{week}: '{letter.slug}' sent to {len(waiting) - failed} addresses, {failed} failed")
    if failed:
        raise SystemExit(1)


def _sent(config: Config, one: Waiting, week: str) -> bool:
    """Takes the letter first, so that two runs at once send it once; gives it back when it cannot go."""
    from readify import letters as post  # noqa: PLC0415
    from readify.actions.parent_letters import give_letter_back, take_letter  # noqa: PLC0415
    from readify.mail import send  # noqa: PLC0415
    from readify.perform import perform, present  # noqa: PLC0415

    if not perform(take_letter, mail_id=one.mail_id, week=week):
        return True
    stop = post.link(config.secret_key(), config.base_url or "", post.STOP, one.key)
    try:
        send(
            config,
            post.weekly(post.letter_for(present()["today"]), to=one.email, locale=one.locale, stop=stop),
        )
    except (OSError, smtplib.SMTPException, ValueError):
        perform(give_letter_back, mail_id=one.mail_id, week=week)
        return False
    return True
