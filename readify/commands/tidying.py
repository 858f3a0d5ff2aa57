"""`readify tidy`: what has served its time goes. For cron, once a day."""

from __future__ import annotations

import click


@click.command(epilog="Example: readify tidy")
def tidy() -> None:
    """Delete dead sign-ins, replaced cards, used links, passports unused for a year, unconfirmed addresses.

    Also children who left their school 120 days ago, and names in contests that are over; what others read
    stays. The terms are in docs/privacy.md. Run it as often as you like.
    """
    from readify.actions.contest_names import remove_names  # noqa: PLC0415
    from readify.actions.leaving import erase_left  # noqa: PLC0415
    from readify.actions.tidying import Tidied, clear_away  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.exchange.rosters.keeping import forget_old  # noqa: PLC0415
    from readify.perform import perform, present  # noqa: PLC0415

    settings = settings_with()
    with working_app(settings):
        moment = present()
        forget_old(settings.home, now=moment["now"])
        done: Tidied = perform(clear_away, today=moment["today"], now=moment["now"])
        left: int = perform(erase_left, **moment)
        names: int = perform(remove_names, today=moment["today"], now=moment["now"])
    click.echo(
        f"deleted: sign-ins {done.sign_ins}, cards {done.cards}, links {done.links}, "
        f"passports {done.passports}, teams {done.teams}, addresses {done.addresses}, "
        f"children who left {left}, names in contests {names}"
    )
