"""A trail's figures as tables for a spreadsheet, in the visitor's language. Shows what the page shows."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from readify.exchange.spreadsheets import Cell, Sheet
from readify.queries.small_counts import Shown
from readify.queries.trail_figures import TrailFigures
from readify.queries.trail_stats import DayCount

Row = tuple[Cell, ...]


def long_sheet(figures: TrailFigures) -> Sheet:
    """Every figure on a line of its own: for who makes tables of them."""
    head = (
        gettext("Wat"),
        gettext("Plek"),
        gettext("Dag"),
        gettext("Uur"),
        gettext("Wie"),
        gettext("Aantal"),
    )
    rows = (*_totals(figures), *_spots(figures), *_others(figures))
    return Sheet(gettext("Alles"), head, rows)


def workbook(figures: TrailFigures) -> list[Sheet]:
    """The totals, spots by day, and everything on lines."""
    head = (gettext("Wat"), gettext("Wie"), gettext("Aantal"))
    totals = tuple((what, who, count) for what, _, _, _, who, count in _totals(figures))
    return [
        Sheet(gettext("Overzicht"), head, (*_about(figures), *totals)),
        _wide(figures, gettext("Stempels"), "stamps"),
        _wide(figures, gettext("Scans"), "scans"),
        long_sheet(figures),
    ]


def _about(figures: TrailFigures) -> tuple[Row, ...]:
    trail = figures.stats.trail
    return (
        (gettext("Spoor"), trail.name, None),
        (gettext("Bieb"), trail.library_name, None),
        (gettext("Eerste dag"), None, trail.starts),
        (gettext("Geteld tot en met"), None, figures.stats.until),
        (gettext("1 tot 4 staat er als <5. Totalen ermee ronden we af (±)."), None, None),
    )


def _line(what: str, count: Shown, **more: Cell) -> Row:
    return (
        what,
        more.get("spot"),
        more.get("day"),
        more.get("hour"),
        more.get("who"),
        count.as_json(),
    )


def _totals(figures: TrailFigures) -> Iterator[Row]:
    stats = figures.stats
    yield _line(gettext("Scans"), stats.scans)
    yield _line(gettext("Stempels"), stats.stamps)
    for who, count in way_names(figures):
        yield _line(gettext("Stempels"), count, who=who)
    yield _line(gettext("Spoor klaar"), stats.finished)
    for who, count in passport_names(figures):
        yield _line(gettext("Nieuwe paspoorten"), count, who=who)
    if figures.passports.returned is not None:
        yield _line(gettext("Teruggebrachte kaarten"), figures.passports.returned)
    for area, count in figures.areas:
        yield _line(gettext("Kinderen met account, per gemeente van de school"), count, who=area)


def _spots(figures: TrailFigures) -> Iterator[Row]:
    for one in figures.stats.spots:
        spot = f"{one.spot.position} · {one.spot.place}"
        yield _line(gettext("Scans"), one.scans, spot=spot)
        yield _line(gettext("Stempels"), one.stamps, spot=spot)
        for cell in one.days:
            yield _line(gettext("Scans"), cell.scans, spot=spot, day=cell.day)
            yield _line(gettext("Stempels"), cell.stamps, spot=spot, day=cell.day)


def _others(figures: TrailFigures) -> Iterator[Row]:
    for hour, count in figures.hours or ():
        yield _line(gettext("Stempels"), count, hour=hour)
    for one in figures.stats.finishers:
        yield _line(gettext("Spoor klaar"), one.count, day=one.day)
    for day, count in figures.passports.days:
        yield _line(gettext("Nieuwe paspoorten"), count, day=day)


def _wide(figures: TrailFigures, name: str, kind: str) -> Sheet:
    head: Row = (gettext("Plek"), *figures.stats.days, gettext("Totaal"))

    def count(one: DayCount) -> Cell:
        shown: Shown = getattr(one, kind)
        return shown.as_json()

    rows: tuple[Row, ...] = tuple(
        (f"{one.spot.position} · {one.spot.place}", *map(count, one.days), getattr(one, kind).as_json())
        for one in figures.stats.spots
    )
    return Sheet(name, head, rows)


def way_names(figures: TrailFigures) -> list[tuple[str, Shown]]:
    """How stamps were collected, in words; empty when it may not be seen."""
    if figures.ways is None:
        return []
    return [
        (gettext("Gast, eigen telefoon"), figures.ways.guests_alone),
        (gettext("Gast, met hulp van de balie"), figures.ways.guests_helped),
        (gettext("Met account"), figures.ways.accounts_alone),
        (gettext("Met account, met hulp van de balie"), figures.ways.accounts_helped),
    ]


def passport_names(figures: TrailFigures) -> list[tuple[str, Shown]]:
    """New passports by how they began, in words; the total alone when the rest may not be seen."""
    found = figures.passports
    parts = [
        (gettext("Op een telefoon of tablet"), found.devices),
        (gettext("Aan de balie"), found.desk),
        (gettext("Op papier"), found.cards),
    ]
    seen = [(who, count) for who, count in parts if count is not None]
    return [(gettext("Alle"), found.total), *seen]
