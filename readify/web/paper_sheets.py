"""A class's reading as tables for a spreadsheet, with a plain head, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from readify.exchange.spreadsheets import Cell, Sheet
from readify.queries.class_papers import ClassOverview, ReadingDay
from readify.web.class_words import language_name
from readify.web.paper_words import form_names


def overview_sheet(overview: ClassOverview) -> Sheet:
    """The same as a table."""
    weeks = [
        gettext("Leesdagen week %(week)s", week=monday.isocalendar().week) for monday in overview.mondays
    ]
    head: list[Cell] = [
        gettext("Kind"),
        *weeks,
        gettext("Leesdagen samen"),
        gettext("Minuten"),
        gettext("Bladzijden"),
        gettext("Soorten"),
        gettext("Talen"),
        gettext("Thuis ook"),
        gettext("Doel per dag (min)"),
        gettext("Boek nu"),
    ]
    rows: list[list[Cell]] = [
        [
            row.child.name,
            *row.weeks,
            row.days,
            row.minutes,
            row.pages,
            ", ".join(form_names(row.forms)),
            ", ".join(map(language_name, row.languages)),
            ", ".join(map(language_name, row.child.home_languages)),
            row.own_goal,
            row.book.title if row.book else "",
        ]
        for row in overview.rows
    ]
    return Sheet(gettext("Overzicht"), head, rows)


def days_sheet(days: Iterable[ReadingDay]) -> Sheet:
    """Every reading day on a line: for who makes tables of them."""
    head: list[Cell] = [
        gettext("Kind"),
        gettext("Dag"),
        gettext("Minuten"),
        gettext("Bladzijden"),
        gettext("Keer gelezen"),
        gettext("Eigen doel gehaald"),
        gettext("Soorten"),
        gettext("Talen"),
    ]
    rows: list[list[Cell]] = [
        [
            one.name,
            one.day,
            one.minutes,
            one.pages,
            one.readings,
            gettext("ja") if one.lamp else gettext("nee"),
            ", ".join(form_names(one.forms)),
            ", ".join(map(language_name, one.languages)),
        ]
        for one in days
    ]
    return Sheet(gettext("Leesdagen"), head, rows)
