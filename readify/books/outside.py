"""The sources that this installation has switched on, each behind a breaker of its own."""

from __future__ import annotations

from readify.books.breaker import Breaker
from readify.books.fetching import PATIENCE, Patience
from readify.books.kb_source import KbCatalogue
from readify.books.open_library_source import OpenLibrary
from readify.books.remote import BookSource
from readify.config import Config


def sources_of(config: Config, *, patience: Patience = PATIENCE) -> tuple[BookSource, ...]:
    """In the order in which they are asked; none when the library switched none on."""
    known: dict[str, BookSource] = {
        OpenLibrary.name: OpenLibrary(config.open_library_url, patience=patience),
        KbCatalogue.name: KbCatalogue(config.kb_sru_url, patience=patience),
    }
    return tuple(known[name] for name in config.book_sources.split(",") if name)


def guarded(sources: tuple[BookSource, ...]) -> tuple[BookSource, ...]:
    """The same, each left alone for a while when it fails."""
    return tuple(Breaker(source) for source in sources)
