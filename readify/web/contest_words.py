"""Words and lines of a contest's plan: what needs a hand, where a session stands, the tree between rounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import format_date, gettext, ngettext

from readify.models.contest_kinds import Answer, BookRule, Deciding, EntryRule, Level
from readify.queries.contest_nodes import SessionNode
from readify.queries.contest_plan import ContestPage, RoundColumn
from readify.words import N_

LEVELS = {
    Level.CLASS: N_("klas"),
    Level.SCHOOL: N_("school"),
    Level.LOCAL: N_("lokaal"),
    Level.REGIONAL: N_("regionaal"),
    Level.PROVINCIAL: N_("provinciaal"),
    Level.NATIONAL: N_("landelijk"),
    Level.OTHER: N_("anders"),
}
ENTRY_RULES = {
    EntryRule.CLASS: N_("kampioenen van klassen"),
    EntryRule.SCHOOL: N_("kampioenen van scholen"),
    EntryRule.WINNERS: N_("winnaars van de ronde ervoor"),
    EntryRule.ANYONE: N_("iedereen die wil"),
}
BOOK_RULES = {
    BookRule.OWN_CHOICE: N_("zelf gekozen"),
    BookRule.RECENT: N_("niet ouder dan een aantal jaar"),
    BookRule.LISTED: N_("van een lijst"),
}
ANSWERS = {
    Answer.NONE: N_("geen antwoord"),
    Answer.JOINS: N_("doet mee"),
    Answer.DECLINES: N_("doet niet mee"),
}
WAYS_TO_DECIDE = {
    Deciding.POINTS: N_("punten per onderdeel"),
    Deciding.RANKING: N_("elk jurylid maakt een volgorde"),
    Deciding.VOTE: N_("overleg, en dan een briefje"),
}


@dataclass(frozen=True, slots=True)
class Insight:
    """One finding with one next step."""

    url: str
    icon: str
    colour: str
    sentence: str
    step: str


@dataclass(frozen=True, slots=True)
class Tag:
    """Where a session stands, in colour, picture and word."""

    words: str
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Line:
    """From one column to the next, heights in thousandths of the tree. `lit`: the winner is known."""

    start: int
    end: int
    lit: bool


def tag_of(node: SessionNode, today: dt.date) -> Tag:
    """A session's tag."""
    day = "" if node.day is None else format_date(node.day, "d MMM")
    hour = "" if node.starts is None else node.starts.strftime(" %H.%M")
    return {
        "known": Tag(gettext("uitslag bekend"), "good", "check"),
        "tie": Tag(gettext("gelijk"), "tie", "swap"),
        "sealed": Tag(gettext("uitslag ligt vast"), "now", "lock"),
        "now": Tag(gettext("nu bezig"), "now", "play"),
        "late": Tag(gettext("had %(day)s moeten zijn", day=day), "do", "alert"),
        "today": Tag(gettext("vandaag%(hour)s", hour=hour), "now", "clock"),
        "jury": Tag(gettext("jury niet compleet"), "do", "alert"),
        "day": Tag(day, "", "cal"),
        "none": Tag(gettext("nog geen dag"), "", "cal"),
    }[node.tag(today)]


def column_line(column: RoundColumn, page: ContestPage) -> str:
    """What stands under a round's name."""
    if column.at_school:
        waiting = len(page.schools) - page.answered
        return gettext("%(number)d nog bezig", number=waiting) if page.schools else gettext("op school")
    if not column.sessions:
        return gettext("nog geen zitting")
    return gettext("%(known)d van %(all)d klaar", known=column.known, all=len(column.sessions))


def insights_of(page: ContestPage, today: dt.date) -> list[Insight]:
    """What needs a hand, most pressing first; at most three."""
    found: list[Insight] = []
    for node in page.nodes.values():
        url = url_for("contest_day.show", session_id=node.session_id)
        if node.tied:
            sentence = gettext("%(name)s staat gelijk", name=node.name)
            found.append(Insight(url, "swap", "heide", sentence, gettext("Vraag om juryberaad.")))
        elif node.tag(today) == "late":
            sentence = gettext("%(name)s is nog niet begonnen", name=node.name)
            found.append(
                Insight(url, "alert", "kers", sentence, gettext("De dag is voorbij. Kies een nieuwe."))
            )
    found += _of_rounds(page)
    for node in page.nodes.values():
        if node.tag(today) == "jury":
            sentence = ngettext(
                "Jury %(name)s mist %(num)d lid",
                "Jury %(name)s mist %(num)d leden",
                node.short,
                name=node.name,
            )
            url = url_for("contest_day.show", session_id=node.session_id)
            found.append(Insight(url, "people", "maas", sentence, gettext("Stuur een uitnodiging.")))
    return found[:3]


def _of_rounds(page: ContestPage) -> list[Insight]:
    found: list[Insight] = []
    waiting = len(page.schools) - page.answered
    if waiting:
        url = url_for("contests.schools", contest_id=page.contest.id)
        sentence = ngettext(
            "%(num)d school antwoordde nog niet", "%(num)d scholen antwoordden nog niet", waiting
        )
        found.append(Insight(url, "alert", "kers", sentence, gettext("Bel ze, of stuur een herinnering.")))
    for column in page.rounds:
        if column.to_accept:
            url = url_for("contests.show", contest_id=page.contest.id) + "#rondes"
            sentence = ngettext("%(num)d lezer wacht op ja", "%(num)d lezers wachten op ja", column.to_accept)
            found.append(Insight(url, "people", "lamp", sentence, column.name))
    return found


def lines_between(page: ContestPage) -> list[list[Line]]:
    """For each round but the last: the lines to the next round."""
    return [_lines(here, onward) for here, onward in zip(page.rounds, page.rounds[1:], strict=False)]


def _lines(here: RoundColumn, onward: RoundColumn) -> list[Line]:
    heights = _heights(onward)
    if here.at_school or not here.sessions:
        return [Line(height, height, False) for height in heights.values()]
    return [
        Line(start, heights[node.feeds_id], node.tag(dt.date.max) == "known")
        for node, start in zip(here.sessions, _heights(here).values(), strict=True)
        if node.feeds_id in heights
    ]


def _heights(column: RoundColumn) -> dict[int, int]:
    """Where each session's middle is: a column spreads its sessions evenly."""
    many = len(column.sessions)
    return {one.session_id: round((turn + 0.5) * 1000 / many) for turn, one in enumerate(column.sessions)}
