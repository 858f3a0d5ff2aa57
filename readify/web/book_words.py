"""Words about books: stickers, why a book is suggested, and where a child is with one. Sentences only."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext

from readify.books.stickers import STICKERS

STICKER_WORDS = {
    "funny": lazy_gettext("Grappig"),
    "exciting": lazy_gettext("Spannend"),
    "quick": lazy_gettext("Snel uit"),
    "beautiful": lazy_gettext("Mooi"),
    "scary": lazy_gettext("Eng"),
    "sad": lazy_gettext("Verdrietig"),
    "sweet": lazy_gettext("Lief"),
    "clever": lazy_gettext("Leerzaam"),
    "surprising": lazy_gettext("Verrassend"),
    "pictures": lazy_gettext("Mooie plaatjes"),
    "together": lazy_gettext("Voor samen"),
    "bedtime": lazy_gettext("Voor in bed"),
}
STICKER_COLOURS = {
    "funny": "bloesem", "exciting": "heide", "quick": "maas", "beautiful": "lamp", "scary": "heide",
    "sad": "maas", "sweet": "bloesem", "clever": "maas", "surprising": "lamp", "pictures": "lamp",
    "together": "bloesem", "bedtime": "heide",
}  # fmt: skip
TIP_SAYS = {
    "funny": lazy_gettext("Het is grappig."),
    "exciting": lazy_gettext("Het is spannend."),
    "quick": lazy_gettext("Je hebt het snel uit."),
    "beautiful": lazy_gettext("Het is mooi."),
    "scary": lazy_gettext("Het is lekker eng."),
    "sad": lazy_gettext("Er zit verdriet in."),
    "sweet": lazy_gettext("Het is lief."),
    "clever": lazy_gettext("Je leert er iets van."),
    "surprising": lazy_gettext("Het verrast je."),
    "pictures": lazy_gettext("De plaatjes zijn mooi."),
    "together": lazy_gettext("Fijn om samen te lezen."),
    "bedtime": lazy_gettext("Fijn voor het slapen."),
}
GENRES = {
    "adventure": lazy_gettext("een avontuur"),
    "animals": lazy_gettext("over dieren"),
    "detective": lazy_gettext("spannend"),
    "everyday": lazy_gettext("over gewone dagen"),
    "fairy_tale": lazy_gettext("een sprookje"),
    "family": lazy_gettext("over een gezin"),
    "fantasy": lazy_gettext("fantasie"),
    "friendship": lazy_gettext("over vriendschap"),
    "funny": lazy_gettext("grappig"),
    "historical": lazy_gettext("over vroeger"),
    "horror": lazy_gettext("griezelig"),
    "love": lazy_gettext("over verliefd zijn"),
    "nonfiction": lazy_gettext("een weetboek"),
    "poetry": lazy_gettext("met gedichten"),
    "realistic": lazy_gettext("uit het echte leven"),
    "school": lazy_gettext("over school"),
    "science_fiction": lazy_gettext("over de toekomst"),
    "sport": lazy_gettext("over sport"),
}
STATES = {
    "reading": lazy_gettext("Nu lees je dit"),
    "wanted": lazy_gettext("Wil je nog lezen"),
    "finished": lazy_gettext("Uit!"),
    "stopped": lazy_gettext("Weggelegd"),
}
LONGEST_LIKE = 48


def sticker_word(code: str) -> str:
    """`Grappig` for `funny`."""
    return str(STICKER_WORDS.get(code, ""))


def sticker_words(codes: Iterable[str]) -> list[str]:
    """The words of several stickers."""
    return [sticker_word(code) for code in codes]


def sticker_css(code: str) -> str:
    """The class that gives a sticker its own colour."""
    colour = STICKER_COLOURS.get(code, "heide")
    return "" if colour == "heide" else f"sticker-{colour}"


def sticker_choices() -> list[tuple[str, str]]:
    """(code, word) of all stickers, in their own order."""
    return [(code, sticker_word(code)) for code in STICKERS]


def tip_says(code: str) -> str:
    """What a sticker says of a book, as a sentence."""
    return str(TIP_SAYS.get(code, ""))


def genre_word(code: str) -> str:
    """`over dieren` for `animals`; empty for a genre we have no word for."""
    return str(GENRES.get(code, ""))


def state_word(code: str) -> str:
    """Where a child is with a book."""
    return str(STATES.get(code, ""))


def short_title(title: str) -> str:
    """A title for use inside a sentence; a very long one is cut at a word."""
    if len(title) <= LONGEST_LIKE:
        return title
    return title[:LONGEST_LIKE].rsplit(" ", 1)[0] + "…"
