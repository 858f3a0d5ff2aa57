"""`readify roster`: a school's class list, looked at or imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from readify.exchange.rosters.roster import Report, Roster
    from readify.queries.roster_changes import RosterPlan

MANY_LEAVE = (
    "a quarter of the school or more would leave; if that is right, say --many-leave (or look: --dry-run)"
)


@click.command(epilog="Example: readify roster klassen.xml --school 'De Proefschool' --dry-run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--school", required=True, help="The school's number, or its exact name.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done; write nothing.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=ROLE",
    help="Says what a column of a CSV or XLSX is: key, first, whole, surname, year, group, teacher…",
)
@click.option(
    "--doubtful",
    type=click.Choice(["wait", "same", "other"]),
    default="wait",
    show_default=True,
    help="Same name, other key: leave alone, the same child, or another one.",
)
@click.option("--many-leave", is_flag=True, help="It is right that a large part of the school leaves.")
def roster(
    file: Path, school: str, dry_run: bool, columns: tuple[str, ...], doubtful: str, many_leave: bool
) -> None:
    """Import the class list FILE (EDEXML, OneRoster zip, CSV or XLSX) into a school. Again is no harm.

    Only keys (kept as a hash), first names, an initial where two are called the same, year groups and groups
    are taken from it.
    """
    from readify.actions.roster import Imported, import_roster  # noqa: PLC0415
    from readify.commands.starting import settings_with, working_app  # noqa: PLC0415
    from readify.errors import Conflict  # noqa: PLC0415
    from readify.perform import database, perform, present  # noqa: PLC0415
    from readify.queries.roster_matching import Decisions  # noqa: PLC0415
    from readify.queries.roster_plan import roster_plan  # noqa: PLC0415

    found = _read(file, columns)
    said = Decisions(all_same=doubtful == "same", all_apart=doubtful == "other", sure=many_leave)
    with working_app(settings_with()) as app:
        about: dict[str, Any] = {"school_id": _school(school), "roster": found, "secret": str(app.secret_key)}
        if dry_run:
            with database().reading() as session:
                plan = roster_plan(session, decisions=said, **about)
        else:
            try:
                done: Imported = perform(import_roster, decisions=said, **about, **present())
            except Conflict as error:
                raise click.ClickException(MANY_LEAVE) from error
            plan = done.plan
    _say(plan, dry_run=dry_run)


def _read(file: Path, columns: tuple[str, ...]) -> Roster:
    from readify.exchange.rosters.columns import KNOWN, Table, corrected  # noqa: PLC0415
    from readify.exchange.rosters.plain import roster_of_table  # noqa: PLC0415
    from readify.exchange.rosters.reading import read_file  # noqa: PLC0415
    from readify.exchange.rosters.roster import MOST_BYTES, RosterError  # noqa: PLC0415

    with file.open("rb") as source:
        read = read_file(source.read(MOST_BYTES + 1))
    if not isinstance(read, Table):
        return read
    given = dict(pair.rpartition("=")[::2] for pair in columns)
    unknown = [
        f"{name}={role}" for name, role in given.items() if name not in read.header or role not in KNOWN
    ]
    if unknown:
        known = f"the columns are {', '.join(read.header)}; a column is {', '.join(sorted(KNOWN))}"
        raise click.BadParameter(f"{unknown[0].lstrip('=')}: {known}", param_hint="--column")
    guessed = ["" if role in given.values() else role for role in read.roles]
    table = corrected(read, [given.get(name, role) for name, role in zip(read.header, guessed, strict=True)])
    if not table.ready:
        raise click.ClickException(f"{RosterError('needs_columns')}, as --column {table.header[0]}=first")
    for name, role in zip(table.header, table.roles, strict=True):
        click.echo(f"column {name}: {role or 'not read'}")
    return roster_of_table(table, kind="table")


def _school(text: str) -> int:
    from sqlalchemy import select  # noqa: PLC0415

    from readify.models import School  # noqa: PLC0415
    from readify.perform import database  # noqa: PLC0415

    with database().reading() as session:
        schools = session.execute(select(School.id, School.name).order_by(School.id)).all()
    found = [one.id for one in schools if str(one.id) == text] or [
        one.id for one in schools if one.name == text
    ]
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise click.ClickException(f"several schools are called {text}: give a number ({numbers})")
    if not found:
        raise click.ClickException(f"there is no school {text}; a coordinator adds it on /provincie")
    return int(found[0])


def _say(plan: RosterPlan, *, dry_run: bool) -> None:
    from readify.actions.leaving import LEFT_KEPT  # noqa: PLC0415

    _say_report(plan.report)
    if plan.year_turns:
        click.echo("a new school year: nearly everyone moves up")
    for room in plan.new_rooms:
        click.echo(f"new class: {room.name} ({room.band.value})")
    for doubt in plan.unclear:
        click.echo(f"doubtful: child {doubt.reader_id}, {doubt.name} in {doubt.room}: {doubt.why.value}")
    if plan.left:
        click.echo(f"who leaves is hidden now and erased after {LEFT_KEPT.days} days, unless they come back")
    named = sum(1 for teacher in plan.teachers if teacher.account_id is None)
    if named:
        click.echo(f"teachers without an account here: {named}")
    click.echo(
        f"{'would be ' if dry_run else ''}added {len(plan.new)}, moved {len(plan.moved)}, "
        f"left {len(plan.left)}, unchanged {plan.unchanged}, back {len(plan.back)}, "
        f"renamed {len(plan.renamed)}, doubtful {len(plan.unclear)}, "
        f"not in the file but kept {len(plan.by_hand)}"
    )


def _say_report(report: Report) -> None:
    """What was in the file and not taken along."""
    if report.dropped:
        click.echo(f"not read, and dropped: {', '.join(report.dropped)}")
    for count, words in (
        (report.too_young, "in year groups 1 and 2: not imported"),
        (report.nameless, "without a first name: not imported"),
        (report.groupless, "without a group: not imported"),
        (report.doubled, "with a key that came before: not imported"),
    ):
        if count:
            click.echo(f"{count} {words}")
