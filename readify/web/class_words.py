"""Words of the teacher's pages and the class's screen that hang on data: languages, forms, places, goals.

Msgids are the Dutch sentences. Knows no routes and no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from flask_babel import format_date, get_locale, gettext, lazy_gettext

from readify.drafts.classroom import COMPANIONS
from readify.models import Band
from readify.queries.class_goal import GoalNow
from readify.queries.class_week import FormShare
from readify.rewards import OWN, rewards

FORMS = {
    "book": lazy_gettext("Boek"),
    "picture_book": lazy_gettext("Prentenboek"),
    "comic": lazy_gettext("Strip"),
    "ebook": lazy_gettext("E-boek"),
    "audiobook": lazy_gettext("Luisterboek"),
    "magazine": lazy_gettext("Tijdschrift"),
    "newspaper": lazy_gettext("Krant"),
    "poem": lazy_gettext("Gedicht"),
    "recipe": lazy_gettext("Recept"),
    "rules": lazy_gettext("Spelregels"),
    "letter": lazy_gettext("Brief"),
    "subtitles": lazy_gettext("Ondertitels"),
    "website": lazy_gettext("Website"),
    "other": lazy_gettext("Iets anders"),
}
HOWS = {
    "self": lazy_gettext("Zelf gelezen"),
    "together": lazy_gettext("Samen gelezen"),
    "read_to_me": lazy_gettext("Iemand las voor"),
    "read_to_someone": lazy_gettext("Zelf voorgelezen"),
    "listened": lazy_gettext("Geluisterd"),
}
FEELINGS = {
    1: lazy_gettext("niet zo leuk"),
    2: lazy_gettext("gaat wel"),
    3: lazy_gettext("leuk"),
    4: lazy_gettext("geweldig"),
}
PLACES = {
    "house": lazy_gettext("Dan krijgt een huisje licht."),
    "lantern": lazy_gettext("Dan gaat een lantaarn aan."),
    "blossom": lazy_gettext("Dan bloeit een boom."),
    "tree": lazy_gettext("Dan krijgt een boom kleur."),
    "cave": lazy_gettext("Dan gaat de mergelgrot open."),
    "church": lazy_gettext("Dan krijgt de kerk licht."),
    "headframe": lazy_gettext("Dan gaat de mijntoren aan."),
    "castle": lazy_gettext("Dan krijgt het kasteel licht."),
}
BANDS = {
    Band.KLEIN: lazy_gettext("6 tot 8 jaar"),
    Band.MIDDEN: lazy_gettext("9 tot 11 jaar"),
    Band.GROOT: lazy_gettext("12 tot 15 jaar"),
}
# Spoken at home in Limburg, offered as chips; any other BCP 47 tag is kept as it came.
HOLIDAYS = {
    "Herfstvakantie": lazy_gettext("Herfstvakantie"),
    "Kerstvakantie": lazy_gettext("Kerstvakantie"),
    "Voorjaarsvakantie": lazy_gettext("Voorjaarsvakantie"),
    "Meivakantie": lazy_gettext("Meivakantie"),
    "Zomervakantie": lazy_gettext("Zomervakantie"),
}
HOME_LANGUAGES = (
    "li", "ar", "tr", "pl", "uk", "en", "de", "fr", "es", "ti", "so", "fa", "ku", "rif", "pap", "ro", "bg",
    "ru", "zh", "pt", "it", "hu", "sr", "sq",
)  # fmt: skip
SHOWN_FORMS = 4  # named in the bar "what did we read"; the rest together


def language_name(code: str) -> str:
    """`Arabisch` for `ar`, in the visitor's language; the tag itself when nobody knows it."""
    locale = get_locale()
    names = locale.languages if locale else {}
    return str(names.get(code.replace("-", "_")) or names.get(code.split("-", maxsplit=1)[0]) or code)


def language_choices(codes: Sequence[str] = HOME_LANGUAGES) -> list[tuple[str, str]]:
    """(tag, name) pairs in the visitor's alphabet; Limburgs first where it is among them."""
    pairs = [(code, language_name(code)) for code in dict.fromkeys(codes)]
    return sorted(pairs, key=lambda pair: (pair[0] != "li", pair[1].casefold()))


def home_note(codes: Iterable[str]) -> str:
    """`Thuis ook Arabisch`; empty for a child who speaks only Dutch."""
    names = [language_name(code) for code in codes]
    if not names:
        return ""
    said = (
        names[0] if len(names) == 1 else gettext("%(first)s en %(second)s", first=names[0], second=names[1])
    )
    return gettext("Thuis ook %(languages)s", languages=said)


def form_mix(shares: Sequence[FormShare]) -> list[tuple[str, float]]:
    """(name, share) of the most read forms, the rest together at the end."""
    named = [(str(FORMS.get(share.form, share.form)), share.share) for share in shares[:SHOWN_FORMS]]
    rest = sum(share.share for share in shares[SHOWN_FORMS:])
    return [*named, (gettext("Anders"), rest)] if rest else named


def reward_words(code: str) -> str:
    """What the class gets at its goal: always more reading. Own words come as they are."""
    known = rewards().known.get(code)
    return known.name.of(str(get_locale())) if known else code


def reward_choices() -> list[tuple[str, str]]:
    """(code, words) of the rewards."""
    return [
        *((one.slug, one.name.of(str(get_locale()))) for one in rewards().known.values()),
        (OWN, gettext("Iets anders")),
    ]


def companion_choices() -> list[tuple[str, str]]:
    """(code, name) of the six koempels."""
    return [(code, gettext(words)) for code, words in COMPANIONS.items()]


def long_day(day: dt.date) -> str:
    """`vrijdag 18 december`."""
    return str(format_date(day, "EEEE d MMMM"))


def goal_line(goal: GoalNow) -> str:
    """How the class stands: one kind sentence."""
    day = long_day(goal.ends)
    if goal.reached:
        return gettext("Gehaald! Vier het samen.")
    if goal.is_over:
        return gettext("De laatste dag was %(day)s.", day=day)
    if goal.on_schedule:
        return gettext("Op schema voor %(day)s.", day=day)
    return gettext("Nog tot %(day)s. Het doel mag ook lager.", day=day)


def holiday_word(name: str) -> str:
    """`Autumn holidays` on an English page; a pause with a name of its own keeps it."""
    return str(HOLIDAYS.get(name, name))
