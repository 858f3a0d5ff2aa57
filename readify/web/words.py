"""The child's words for what the contract has codes for: forms, ways of reading, feelings, places.

Msgids are the Dutch words. The teacher's words for the same codes stand in `class_words`: a child is spoken
to as `je`, a teacher reads about a child. Knows no routes and no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import format_date, get_locale, gettext, lazy_gettext, ngettext

Pairs = list[tuple[str, str]]

FORMS = {
    "book": lazy_gettext("Boek"),
    "comic": lazy_gettext("Strip"),
    "picture_book": lazy_gettext("Prenten\u00adboek"),
    "audiobook": lazy_gettext("Luister\u00adboek"),
    "ebook": lazy_gettext("E-boek"),
    "magazine": lazy_gettext("Tijd\u00adschrift"),
    "newspaper": lazy_gettext("Krant"),
    "poem": lazy_gettext("Gedicht"),
    "recipe": lazy_gettext("Recept"),
    "rules": lazy_gettext("Spel\u00adregels"),
    "letter": lazy_gettext("Brief"),
    "subtitles": lazy_gettext("Onder\u00adtitels"),
    "website": lazy_gettext("Website"),
    "other": lazy_gettext("Iets anders"),
}
HOWS = {
    "self": lazy_gettext("Zelf"),
    "together": lazy_gettext("Samen"),
    "read_to_me": lazy_gettext("Iemand las voor"),
    "read_to_someone": lazy_gettext("Ik las voor"),
    "listened": lazy_gettext("Ik luisterde"),
}
FEELINGS = (
    lazy_gettext("Niet leuk"),
    lazy_gettext("Gaat wel"),
    lazy_gettext("Leuk!"),
    lazy_gettext("Geweldig"),
)
PLACES = {
    "home": lazy_gettext("Thuis"),
    "school": lazy_gettext("School"),
    "library": lazy_gettext("Bieb"),
    "bed": lazy_gettext("In bed"),
    "outside": lazy_gettext("Buiten"),
    "on_the_way": lazy_gettext("Onderweg"),
    "elsewhere": lazy_gettext("Ergens anders"),
}
COMPANY = {
    "older": lazy_gettext("Opa, oma of iemand die ouder is"),
    "younger": lazy_gettext("Iemand die jonger is"),
    "peer": lazy_gettext("Een vriend of vriendin"),
    "pet": lazy_gettext("Een dier"),
    "toy": lazy_gettext("Een knuffel"),
}
COMPANIONS = {
    "korenwolf": lazy_gettext("Korenwolf"),
    "salamander": lazy_gettext("Vuur\u00adsalamander"),
    "oehoe": lazy_gettext("Oehoe"),
    "bever": lazy_gettext("Bever"),
    "das": lazy_gettext("Das"),
    "mosa": lazy_gettext("Mosasaurus"),
}
FIRST_FORMS = {
    "klein": ("picture_book", "book", "comic", "audiobook"),
    "midden": ("book", "comic", "audiobook", "magazine"),
    "groot": ("book", "comic", "ebook", "audiobook"),
}
# Behind the plus: spoken at home in Limburg or taught at school. Other BCP 47 tags are kept as they came.
LANGUAGES = (
    "en", "de", "fr", "ar", "bg", "es", "fa", "hu", "it", "ku", "pap", "pl", "pt", "rif", "ro", "ru", "so",
    "sq", "sr", "ti", "tr", "uk", "zh",
)  # fmt: skip
DAYS_BACK = 7


def form_choices(band: str, chosen: str, off: Collection[str] = ()) -> Pairs:
    """(code, word): the four of this band first, the chosen one always among them; `off` left out."""
    known = [code for code in FORMS if code not in off or code == chosen]
    first = [code for code in FIRST_FORMS.get(band, FIRST_FORMS["midden"]) if code in known]
    if chosen in FORMS and chosen not in first:
        first = [*first[:3], chosen]
    return [(code, str(FORMS[code])) for code in (*first, *(code for code in known if code not in first))]


def pairs(words: dict[str, object]) -> Pairs:
    """(code, word) in their own order."""
    return [(code, str(word)) for code, word in words.items()]


def form_word(code: str) -> str:
    """`Strip` for `comic`."""
    return str(FORMS.get(code, FORMS["other"])).replace("\u00ad", "")


def language_word(code: str) -> str:
    """`Arabisch` for `ar`, in the visitor's language; the tag itself when nobody knows it."""
    locale = get_locale()
    names = locale.languages if locale else {}
    name = str(names.get(code.replace("-", "_")) or names.get(code.split("-", maxsplit=1)[0]) or code)
    return name[:1].upper() + name[1:]


def language_choices(home: Sequence[str], chosen: str) -> tuple[Pairs, Pairs]:
    """The child's own languages as chips (Dutch and Limburgs always, the chosen one too), and all others."""
    own = list(dict.fromkeys(("nl", "li", *home, *([chosen] if chosen else []))))
    others = sorted(
        ((code, language_word(code)) for code in LANGUAGES if code not in own), key=lambda pair: pair[1]
    )
    return [(code, language_word(code)) for code in own], others


def day_choices(today: dt.date) -> Pairs:
    """(iso day, word): today, yesterday, then weekdays, seven days back."""
    named = [gettext("Vandaag"), gettext("Gisteren")]
    days = [today - dt.timedelta(days=back) for back in range(DAYS_BACK + 1)]
    words = [*named, *(format_date(day, "EEEE d MMM") for day in days[2:])]
    return [(day.isoformat(), str(word)) for day, word in zip(days, words, strict=True)]


def day_word(day: dt.date, today: dt.date) -> str:
    """`Vandaag`, `Gisteren`, else `zaterdag 31 oktober`."""
    back = (today - day).days
    if back in {0, 1}:
        return gettext("Gisteren") if back else gettext("Vandaag")
    return str(format_date(day, "EEEE d MMMM"))


def amount_word(minutes: int | None, pages: int | None) -> str:
    """`20 minuten`, `8 bladzijden`, or nothing."""
    if minutes:
        return ngettext("%(num)s minuut", "%(num)s minuten", minutes)
    return ngettext("%(num)s bladzijde", "%(num)s bladzijden", pages) if pages else ""


def listed(words: Iterable[str]) -> str:
    """Parts of one line: `Boek · 20 minuten · Nederlands`."""
    return " · ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """`ma` and `maandag`."""

    short: str
    long: str


def week_days(monday: dt.date) -> list[WeekDay]:
    """The seven days from `monday`, in the visitor's language."""
    days = (monday + dt.timedelta(days=step) for step in range(7))
    return [WeekDay(str(format_date(day, "EE"))[:2], str(format_date(day, "EEEE"))) for day in days]


def plan_word(weekdays: Sequence[int], minutes: int) -> str:
    """`10 minuten op ma, wo en za`."""
    names = [day.short for day in week_days(dt.date(2026, 1, 5))]  # a Monday
    chosen = [names[day] for day in weekdays]
    days = gettext("%(days)s en %(last)s", days=", ".join(chosen[:-1]), last=chosen[-1])
    return ngettext("%(num)s minuut op %(days)s", "%(num)s minuten op %(days)s", minutes, days=days)


TELL = (
    lazy_gettext("Vertel thuis wat er gebeurde."),
    lazy_gettext("Wie zou dit ook leuk vinden? Vertel waarom."),
    lazy_gettext("Lees iemand je leukste stukje voor."),
    lazy_gettext("Wat zou jij doen in dit verhaal? Vertel het iemand."),
    lazy_gettext("Vertel wat je nog niet wist."),
)
TELL_WHY_NOT = lazy_gettext("Vertel iemand wat je er niet leuk aan vond.")


def tell_prompt(number: int, feeling: int | None) -> str:
    """One thing to talk about with somebody; the same for the same reading."""
    return str(TELL_WHY_NOT if feeling == 1 else TELL[number % len(TELL)])
