"""The words of a contest: states, whom a round takes, which books, how it is decided, what schools say."""

from __future__ import annotations

from enum import StrEnum


class ContestState(StrEnum):
    """Where a contest is: being prepared, visible and running, or over and kept."""

    PLANNED = "planned"
    OPEN = "open"
    ARCHIVED = "archived"


class Level(StrEnum):
    """What kind of rung a round is. The ladder's order is the rounds' own; this is what it is called."""

    CLASS = "class"
    SCHOOL = "school"
    LOCAL = "local"
    REGIONAL = "regional"
    PROVINCIAL = "provincial"
    NATIONAL = "national"
    OTHER = "other"


class EntryRule(StrEnum):
    """Whom a round takes: champions of classes or schools, only who goes on from the one before, anyone."""

    CLASS = "class"
    SCHOOL = "school"
    WINNERS = "winners"
    ANYONE = "anyone"


class BookRule(StrEnum):
    """Which book may be read from. `RECENT` counts `book_years`; `LISTED` is told in `book_note`."""

    OWN_CHOICE = "own_choice"
    RECENT = "recent"
    LISTED = "listed"


class Deciding(StrEnum):
    """How a session's places come about."""

    POINTS = "points"
    RANKING = "ranking"
    VOTE = "vote"


class SessionState(StrEnum):
    """A session, from plan to end. Only ever forward, but for `OPEN` back to `PLANNED`."""

    PLANNED = "planned"
    OPEN = "open"
    UNDER_WAY = "under_way"
    SEALED = "sealed"
    REVEALED = "revealed"
    DONE = "done"


class Answer(StrEnum):
    """What a school answered to the question whether it takes part."""

    NONE = "none"
    JOINS = "joins"
    DECLINES = "declines"
