"""The words of the page for the municipality: reach, when, how far; and what is not known. Plain language."""

from __future__ import annotations

import datetime as dt

from flask_babel import format_date, gettext

from readify.printing.trail_report import Bar, Chart, Report
from readify.queries.small_counts import FEWEST, Shown, shown_total
from readify.queries.trail_figures import TrailFigures
from readify.queries.trail_findings import ENOUGH, finished_share
from readify.queries.trail_stats import TrailStats

MONDAY = dt.date(2024, 1, 1)  # 2024 began on one


def report_of(figures: TrailFigures, *, today: dt.date) -> Report:
    """The page in the language of this moment."""
    stats = figures.stats
    return Report(
        kicker=gettext("Verslag voor de gemeente"),
        title=stats.trail.name,
        line=f"{stats.trail.library_name} · {_days(stats)}",
        charts=(_reach(figures), _when(figures), _how_far(stats)),
        reading=(gettext("Zo lees je dit"), _reading()),
        unknown=(gettext("Wat we niet weten"), _unknown()),
        foot=gettext("Gemaakt met Readify op %(day)s. Alleen aantallen, nooit namen.", day=_long(today)),
    )


def _days(stats: TrailStats) -> str:
    first, last = format_date(stats.trail.starts, "d MMMM"), _long(stats.until)
    return str(gettext("%(first)s tot en met %(last)s", first=first, last=last))


def _long(day: dt.date) -> str:
    return str(format_date(day, "d MMMM y"))


def _bar(name: str, count: Shown, *, strong: bool = False) -> Bar:
    return Bar(name, count.size, count.text, strong)


def _spoken(count: Shown) -> str:
    """A count inside a sentence."""
    if count.few:
        return str(gettext("minder dan %(number)s", number=FEWEST))
    return str(gettext("ongeveer %(number)s", number=count.value)) if count.about else count.text


def _reach(figures: TrailFigures) -> Chart:
    bars = [_bar(gettext("Stempels"), figures.stats.stamps)]
    if figures.ways is not None:
        bars += [
            _bar(gettext("Zonder account"), figures.ways.guests),
            _bar(gettext("Met account van school"), figures.ways.accounts),
            _bar(gettext("Daarvan met hulp"), figures.ways.helped),
        ]
    answer = gettext(
        "De posters zijn %(scans)s keer gescand. Dat gaf %(stamps)s stempels.",
        scans=_spoken(figures.stats.scans),
        stamps=_spoken(figures.stats.stamps),
    )
    answer += " " + gettext(
        "Er kwamen %(number)s nieuwe leespaspoorten bij.", number=figures.passports.total.text
    )
    return Chart(gettext("Hoeveel werd er meegedaan?"), answer, bars, lying=True)


def _when(figures: TrailFigures) -> Chart:
    stats = figures.stats
    counts = [
        shown_total(cell.stamps for one in stats.spots for cell in one.days if cell.day.weekday() == weekday)
        for weekday in range(7)
    ]
    names = [str(format_date(MONDAY + dt.timedelta(days=weekday), "EEEE")) for weekday in range(7)]
    best = max(range(7), key=lambda weekday: counts[weekday].size)
    busiest = max(figures.hours or (), key=lambda one: one[1].size, default=None)
    if not stats.stamps.size:
        answer = gettext("Er zijn nog geen stempels.")
    elif counts[best].size < ENOUGH:
        answer = gettext("Er zijn nog weinig stempels. Daarom noemen we geen drukste dag.")
    elif busiest is None or busiest[1].size < ENOUGH:
        answer = gettext("De drukste dag was %(day)s.", day=names[best])
    else:
        answer = gettext(
            "De drukste dag was %(day)s. Het drukste uur begon om %(hour)s uur.",
            day=names[best],
            hour=busiest[0],
        )
    bars = [
        _bar(name, count, strong=number == best and count.size >= ENOUGH)
        for number, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
    return Chart(gettext("Wanneer kwamen kinderen?"), answer, bars)


def _how_far(stats: TrailStats) -> Chart:
    bars = [_bar(f"{one.spot.position} {one.spot.place}", one.stamps) for one in stats.spots]
    bars.append(_bar(gettext("Spoor klaar"), stats.finished, strong=True))
    share = finished_share(stats)
    sentence = gettext(
        "Het spoor heeft %(spots)s plekken. Het hele spoor is %(number)s keer gelopen.",
        spots=len(stats.spots),
        number=_spoken(stats.finished),
    )
    if share is not None:
        sentence += " " + gettext("Dat is ongeveer 1 op %(share)s.", share=share)
    return Chart(gettext("Hoe ver kwamen ze?"), sentence, bars)


def _reading() -> list[str]:
    return [
        gettext("Een stempel is de eerste scan bij een plek."),
        gettext("Op elke plek leest een kind een stukje verhaal."),
        gettext("Een getal onder de 5 staat er als <5."),
        gettext("Een getal met ± is afgerond op tientallen."),
        gettext("Zo blijft een klein groepje kinderen onbekend."),
    ]


def _unknown() -> list[str]:
    return [
        gettext("Hoeveel kinderen het zijn: een gezin deelt soms één telefoon."),
        gettext("Wie zonder account meedoet, hoe oud, en waarvandaan."),
        gettext("Of kinderen door het spoor meer of beter lezen."),
        gettext("Wie in de bieb was en niets scande."),
    ]
