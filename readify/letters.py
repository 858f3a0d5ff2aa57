"""The weekly letter to parents who asked for one: which letter, what it says, and the signed links in it.

The letters are the same for everybody: nothing of a child, a passport or a team is known here. Sends nothing.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from flask_babel import force_locale, gettext
from itsdangerous import BadSignature, URLSafeSerializer

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.mail import Mail

SEED = "letters.toml"
LANGUAGES = ("nl", "en")
CONFIRM, STOP = "ja", "stop"


@dataclass(frozen=True, slots=True)
class Letter:
    """One suggestion: per language a title and paragraphs. `months` are when it fits."""

    slug: str
    months: frozenset[int]
    words: dict[str, tuple[str, ...]]


def week_of(day: dt.date) -> str:
    """The ISO week: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def letter_for(day: dt.date) -> Letter:
    """This week's letter: of those that fit the month of the week's Thursday, another one every week."""
    thursday = day + dt.timedelta(days=3 - day.weekday())
    fitting = [one for one in letters() if thursday.month in one.months]
    return fitting[thursday.toordinal() // 7 % len(fitting)]


@cache
def letters() -> tuple[Letter, ...]:
    """The letters of `seeds/letters.toml`; ConfigError when a language or a month has none."""
    rows = tomllib.loads((seeds_dir() / SEED).read_text(encoding="utf-8"))["letter"]
    found = []
    for row in rows:
        lacking = [language for language in LANGUAGES if len(row.get(language, ())) < 2]
        if lacking:
            raise ConfigError(f"seeds/{SEED}: {row['slug']} lacks {', '.join(lacking)}")
        words = {language: tuple(row[language]) for language in LANGUAGES}
        found.append(Letter(row["slug"], frozenset(row["months"]), words))
    empty = set(range(1, 13)) - {month for one in found for month in one.months}
    if empty:
        raise ConfigError(f"seeds/{SEED}: no letter for months {sorted(empty)}")
    return tuple(found)


def link(secret: str, base: str, purpose: str, key: str) -> str:
    """The address that confirms (`ja`) or ends (`stop`) the letters of this key."""
    return f"{base.rstrip('/')}/ouders/{purpose}/{_signer(secret, purpose).dumps(key)}"


def key_in(secret: str, purpose: str, token: str) -> str | None:
    """The key that such a link names; None when it is not one of ours."""
    try:
        return str(_signer(secret, purpose).loads(token))
    except BadSignature:
        return None


def confirmation(*, to: str, locale: str, confirm: str) -> Mail:
    """The mail that asks whether this address really wants letters. Who does nothing gets none."""
    with force_locale(locale):
        lines = (
            gettext("Hallo,"),
            gettext("Iemand vroeg met dit adres om elke week één leesidee. Was jij dat? Klik dan hier:"),
            confirm,
            gettext("Was jij het niet? Dan hoef je niets te doen. We wissen dit adres na zeven dagen."),
            "Readify",
        )
        return Mail(to=to, subject=gettext("Wil je elke week een leesidee?"), text="\n\n".join(lines))


def weekly(letter: Letter, *, to: str, locale: str, stop: str) -> Mail:
    """This week's letter, with one click out of it: for the mail program (RFC 8058) and for the reader."""
    title, *paragraphs = letter.words[locale if locale in letter.words else "nl"]
    with force_locale(locale):
        end = gettext("Geen leesideeën meer? Klik hier, dan wissen we je adres:")
        subject = gettext("Leesidee: %(title)s", title=title)
    return Mail(
        to=to,
        subject=subject,
        text="\n\n".join((*paragraphs, "Readify", f"--\n{end}\n{stop}")),
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _signer(secret: str, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"parent-letters-{purpose}")
