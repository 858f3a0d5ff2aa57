"""A trail's stages and findings in a librarian's words. Knows no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import format_date, format_percent, gettext, ngettext

from readify.queries.trail_findings import Finding
from readify.queries.trail_stats import TrailOverview


@dataclass(frozen=True, slots=True)
class Card:
    """One finding with its next step."""

    url: str
    icon: str
    colour: str
    sentence: str
    step: str


def stage_steps(trail: TrailOverview, today: dt.date) -> list[tuple[str, str]]:
    """The four stages, each with a line below."""
    day, length = (today - trail.starts).days + 1, (trail.ends - trail.starts).days + 1
    runs = (
        gettext("dag %(day)s van %(length)s", day=day, length=length)
        if 1 <= day <= length
        else gettext("vanaf %(day)s", day=_short(trail.starts))
    )
    made = gettext("gemaakt %(day)s", day=_short(trail.created_at.date()))
    return [
        (gettext("Concept"), made),
        (gettext("Staat klaar"), gettext("posters hangen")),
        (gettext("Loopt"), runs),
        (gettext("Voorbij"), gettext("na %(day)s", day=_short(trail.ends))),
    ]


def finding_card(found: Finding, url: str) -> Card:
    """The finding as a sentence and one next step."""
    if found.kind == "drop" and found.spot and found.after:
        return Card(
            url,
            "map",
            "kers",
            gettext("Veel stoppen na plek %(number)s", number=found.spot.position),
            gettext(
                "Loop zelf van plek %(here)s naar plek %(there)s.",
                here=found.spot.position,
                there=found.after.position,
            ),
        )
    if found.kind == "busy":
        first, last = _weekday(found.weekdays[0]), _weekday(found.weekdays[-1])
        names = first if first == last else gettext("%(first)s en %(last)s", first=first, last=last)
        sentence = ngettext("Drukke dag: %(days)s", "Drukke dagen: %(days)s", len(found.weekdays), days=names)
        return Card(url, "cal", "heuvel", sentence, gettext("Zet dan iemand bij plek 1."))
    if found.kind == "guests":
        share = gettext("%(share)s doet mee zonder account", share=format_percent(found.percent / 100))
        return Card(url, "phone", "heide", share, gettext("Zeg bij de balie: je kunt je stempels meenemen."))
    if found.kind == "finished":
        done = gettext("%(number)s keer is het hele spoor gelopen", number=found.text)
        return Card(url, "star", "lamp", done, gettext("Leg het boek bij het verhaal klaar."))
    early = gettext("Nog te vroeg voor conclusies")
    return Card(url, "clock", "maas", early, gettext("Doe een proef-scan bij elke poster."))


def _short(day: dt.date) -> str:
    return str(format_date(day, "d MMM"))


def _weekday(number: int) -> str:
    return str(format_date(dt.date(2024, 1, 1) + dt.timedelta(days=number), "EEEE"))  # 2024 began on a Monday
