"""What every template may use: drawings (`art`), the visitor, the languages, dates and numbers in words."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal, format_percent, format_time, get_locale
from markupsafe import Markup

from readify.art import Art
from readify.clock import local_hour
from readify.web.class_words import holiday_word
from readify.web.language import languages_here
from readify.web.pictures import Pictures
from readify.web.present import present_visitor


def register(app: Flask) -> None:
    """Adds globals, filters and the visitor to the app's templates."""
    asset = app.extensions["readify.assets"].url
    art = Art(
        sprite=asset("art/sprite.svg"),
        badges=asset("art/badges.svg"),
        stickers=asset("art/stickers.svg"),
        koempels=lambda name: str(asset(f"art/koempel-{name}.svg")),
        hour=lambda: local_hour(app.extensions["readify.config"].timezone),
        wrap=Markup,
    )
    pictures = Pictures(art)
    app.jinja_env.globals.update(
        art=art,
        get_locale=get_locale,
        pic=pictures.pic,
        choice_pic=pictures.choice_pic,
        in_language=in_language,
    )
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        weekday=weekday,
        moment=moment,
        clock=clock,
        number=number,
        percent=percent,
        holiday=holiday_word,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"visitor": present_visitor(), "languages": languages_here()})


def in_language(code: str | None) -> Markup:
    """The `lang` attribute of a text in another language than the page's: for voices. Else nothing."""
    return Markup(' lang="{}"').format(code) if code and code != str(get_locale()) else Markup()


def day(value: dt.date) -> str:
    """`3 november 2026`."""
    return str(format_date(value, "d MMMM y"))


def short_day(value: dt.date) -> str:
    """`3 nov`."""
    return str(format_date(value, "d MMM"))


def weekday(value: dt.date) -> str:
    """`dinsdag`."""
    return str(format_date(value, "EEEE"))


def moment(value: dt.datetime) -> str:
    """`3 nov 2026 14:05`, in the network's time zone."""
    return str(format_datetime(value, "d MMM y HH:mm"))


def clock(value: dt.datetime | dt.time) -> str:
    """`14:05`, in the network's time zone."""
    return str(format_time(value, "HH:mm"))


def number(value: float) -> str:
    """`1.234` in Dutch, `1,234` in English."""
    return str(format_decimal(value))


def percent(value: float) -> str:
    """`25%` for 0.25."""
    return str(format_percent(value))
