"""What an action hands back: its value, whom to nudge, and what must follow in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Nudge:
    """Look again: for a room: kinds of outcomes and a cursor; no names, no numbers of one child."""

    room: str
    kinds: tuple[str, ...]
    cursor: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An idempotent action to run after the commit, in a transaction of its own."""

    action: Callable[..., Done[Any]]
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The end of an action."""

    value: T
    nudges: tuple[Nudge, ...] = ()
    follow_ups: tuple[FollowUp, ...] = field(default=())
    wanted_books: tuple[str, ...] = ()  # ISBNs that the catalogue lacks: looked for behind the request


def classroom_room(classroom_id: int) -> str:
    """The name of a class's room."""
    return f"classroom:{classroom_id}"


def community_room(goal_id: int) -> str:
    """The name of the room of a community goal's screens."""
    return f"community:{goal_id}"


def library_room(library_id: int) -> str:
    """The name of the room in which a library's guests are heard, by the screens that count their stamps."""
    return f"library:{library_id}"


def contest_room(session_id: int) -> str:
    """The name of the room of one contest session: its hall screen, its secretary, who follows at home."""
    return f"contest_session:{session_id}"


def contest_hall_room(session_id: int) -> str:
    """The name of the room of a session's hall screens alone: claps go there, not to everybody at home."""
    return f"contest_hall:{session_id}"


def contest_jury_room(session_id: int) -> str:
    """The name of the room of a session's secretary: what jurors do is nobody else's business."""
    return f"contest_jury:{session_id}"
