"""What the child's pages share: the blueprint, where the child stands, covers and words for templates."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

from flask import Blueprint, current_app
from markupsafe import Markup

from readify.actions.refreshing import refresh_reader
from readify.art.covers import cover_svg
from readify.game.rulebook import Rulebook
from readify.perform import perform, present
from readify.queries.child_home import ChildHome, child_home
from readify.request_session import fresh_read_session, read_session
from readify.web import book_words, words
from readify.web.identity import current_visitor

bp = Blueprint("child", __name__)


class Named(Protocol):
    """A book that can have a cover drawn: from the shelf, the catalogue or a reading."""

    @property
    def title(self) -> str | None: ...
    @property
    def author(self) -> str | None: ...
    @property
    def form(self) -> str: ...
    @property
    def genre(self) -> str | None: ...


def network_rules() -> Rulebook:
    """The network's rulebook."""
    found: Rulebook = current_app.extensions["readify.rulebook"]
    return found


def own_id() -> int:
    """The signed-in child."""
    return current_visitor().reader_id or 0


def own_home() -> ChildHome:
    """Where the signed-in child stands, folded under today's rules."""
    moment = present()
    found = child_home(read_session(), rules=network_rules(), reader_id=own_id(), today=moment["today"])
    if found.state.stale:
        perform(refresh_reader, reader_id=own_id(), **moment)
        found = child_home(
            fresh_read_session(), rules=network_rules(), reader_id=own_id(), today=moment["today"]
        )
    return found


def book_cover(book: Named, width: int = 84) -> Markup:
    """The drawn cover of a book, decoration beside its title."""
    return Markup(_drawn(book.title or "", book.author or "", book.form, book.genre or "", width))  # noqa: S704


@lru_cache(maxsize=2_000)
def _drawn(title: str, author: str, form: str, genre: str, width: int) -> str:
    return cover_svg(title, author, form=form, genre=genre, width=width)


@bp.context_processor
def for_templates() -> dict[str, Any]:
    """What the templates under `child/` may use besides the globals."""
    return {"book_cover": book_cover, "words": words, "book_words": book_words}
