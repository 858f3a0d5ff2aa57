"""From parsed TOML to rules, strictly: whatever is unknown, double or impossible stops here, by name.

Makes the parts of a rulebook out of plain mappings. Opens no files and knows no readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from readify.game.facts import BonusKind, Company, Form, How
from readify.game.haltes import Halte, Journey
from readify.game.meters import OF_BONUSES, OF_READINGS
from readify.game.rules import (
    ALWAYS,
    Badge,
    ClassGoalRate,
    Every,
    Family,
    Filter,
    Flat,
    Limits,
    Measure,
    Meter,
    Rates,
    RulebookError,
    Terms,
    Window,
)
from readify.game.tables import (
    Table,
    check_keys,
    code,
    codes,
    day,
    flag,
    slug_of,
    tables,
    text,
    texts,
    unique,
    whole,
    words,
)

LONGEST = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31, Every.YEAR: 366}
KINDS_OF = {Measure.FORMS: len(Form), Measure.SWAPS: 1}
BADGE_KEYS = (
    "slug", "family", "name", "rule", "icon", "hidden", "suggest",
    "measure", "filter", "window", "threshold",
)  # fmt: skip
FILTER_KEYS = (
    "forms", "hows", "languages", "except_languages", "companies", "genres", "places",
    "again", "holiday", "kinds",
)  # fmt: skip


def families_in(table: Table, file: str) -> tuple[Family, ...]:
    """The badge families, in the order they are written."""
    return unique(file, (_family(entry, file) for entry in tables(table, "family", file)))


def badges_in(table: Table, file: str, *, families: Sequence[Family]) -> tuple[Badge, ...]:
    """The badges, in the order they are written."""
    check_keys(table, ("family", "badge"), file)
    known = {family.slug for family in families}
    return unique(file, (_badge(entry, file, known=known) for entry in tables(table, "badge", file)))


def journey_in(table: Table, file: str) -> Journey:
    """The haltes and the ring; the first halte starts at 0 lights and each next one lies further."""
    check_keys(table, ("ring", "halte"), file)
    entries = enumerate(tables(table, "halte", file), start=1)
    haltes = unique(file, (_halte(entry, file, number=number) for number, entry in entries))
    if not haltes or haltes[0].lights != 0:
        raise RulebookError(f"{file}: the first halte must start at 0 lights")
    for before, after in pairwise(haltes):
        if after.lights <= before.lights:
            raise RulebookError(f"{file}: {after.slug}: must need more lights than {before.slug}")
    return Journey(haltes, whole(table, "ring", file, least=1))


def rates_in(table: Table, file: str) -> tuple[Rates, ...]:
    """The dated rates, oldest first; two that start on one day are refused."""
    entries = (_rates(entry, file) for entry in tables(table, "rates", file))
    rates = sorted(entries, key=lambda entry: entry.starts)
    if not rates:
        raise RulebookError(f"{file}: needs at least one [[rates]]")
    for before, after in pairwise(rates):
        if before.starts == after.starts:
            raise RulebookError(f"{file}: rates from {after.starts}: written twice")
    return tuple(rates)


def bands_in(table: Table, file: str) -> dict[str, Terms]:
    """The standard terms per band, dated at the dawn of time."""
    keys = ("own_goal", "cap", "rhythm_days", "pages_count")
    bands = {}
    for band, entry in table.get("bands", {}).items():
        where = f"{file}: bands.{band}"
        check_keys(entry, keys, where)
        own_goal, cap, days = (whole(entry, key, where, least=1) for key in keys[:3])
        bands[band] = Terms(date.min, own_goal, cap, days, flag(entry, "pages_count", where), band)
    return bands


def limits_in(table: Table, file: str) -> Limits:
    """What teachers and children may choose between."""
    where = f"{file}: limits"
    part = table.get("limits", {})
    check_keys(part, ("own_goal", "cap", "rhythm_days", "remembered_books", "class_goal"), where)
    own_goal, cap, rhythm_days = (_range(part, key, where) for key in ("own_goal", "cap", "rhythm_days"))
    remembered = whole(part, "remembered_books", where, least=1)
    return Limits(own_goal, cap, rhythm_days, remembered, _class_goal(part.get("class_goal", {}), where))


def _class_goal(part: Table, where: str) -> ClassGoalRate:
    where = f"{where}: class_goal"
    check_keys(part, ("days", "share"), where)
    return ClassGoalRate(whole(part, "days", where, least=1), whole(part, "share", where, least=1))


def meter_in(entry: Table, where: str) -> Meter:
    """The meter in a table's `measure`, `filter` (a table, or several: any may fit) and `window`."""
    measure = code(entry, "measure", Measure, where)
    raw = entry.get("filter", [])
    filters = tuple(_filter(part, where) for part in (raw if isinstance(raw, list) else [raw]))
    check_filters(measure, filters, where)
    return Meter(measure, filters, _window(entry.get("window", {}), where))


def check_filters(measure: Measure, filters: Sequence[Filter], where: str) -> None:
    """Refuse a filter on something the measure never sees."""
    for entry in filters:
        if entry == Filter():
            raise RulebookError(f"{where}: an empty filter; leave it out")
        if entry.kinds and measure not in OF_BONUSES:
            raise RulebookError(f"{where}: filter kinds only fits the measure bonuses")
        if not entry.kinds and measure not in OF_READINGS:
            raise RulebookError(f"{where}: the measure {measure} takes no such filter")


def check_reachable(meter: Meter, target: int, where: str) -> None:
    """Refuse a window that no reader could ever fill: ends before it starts, or too short for the target."""
    window = meter.window
    if window.starts and window.ends and window.ends < window.starts:
        raise RulebookError(f"{where}: impossible window: {window.starts} to {window.ends}")
    if target < 1:
        raise RulebookError(f"{where}: the target must be 1 or more, not {target}")
    most = _most(meter)
    if most is not None and target > most:
        raise RulebookError(f"{where}: impossible window: {target} {meter.measure}, but at most {most} fit")


def _range(table: Table, key: str, where: str) -> tuple[int, int]:
    where = f"{where}: {key}"
    part = table.get(key, {})
    check_keys(part, ("least", "most"), where)
    least = whole(part, "least", where, least=1)
    return least, whole(part, "most", where, least=least)


def _most(meter: Meter) -> int | None:
    """The largest value the meter can reach, None when there is no such bound."""
    window = meter.window
    days = (window.ends - window.starts).days + 1 if window.starts and window.ends else None
    if window.every is not None:
        days = min(LONGEST[window.every], days or LONGEST[window.every])
    bound = KINDS_OF.get(meter.measure)
    if days is None:
        return bound
    if meter.measure in (Measure.DAYS, Measure.LAMPS):
        return days
    if meter.measure is Measure.RHYTHM_WEEKS:
        return (days + 12) // 7
    return days - 1 if meter.measure is Measure.GAP else bound


def _family(entry: Table, file: str) -> Family:
    slug, where = slug_of(entry, file)
    check_keys(entry, ("slug", "name", "shape", "colour"), where)
    return Family(
        slug, words(entry, "name", where), text(entry, "shape", where), text(entry, "colour", where)
    )


def _badge(entry: Table, file: str, *, known: set[str]) -> Badge:
    slug, where = slug_of(entry, file)
    check_keys(entry, BADGE_KEYS, where)
    family = text(entry, "family", where)
    if family not in known:
        raise RulebookError(f"{where}: unknown family {family}")
    meter = meter_in(entry, where)
    threshold = whole(entry, "threshold", where, least=1)
    check_reachable(meter, threshold, where)
    return Badge(
        slug=slug,
        family=family,
        name=words(entry, "name", where),
        rule=words(entry, "rule", where),
        icon=text(entry, "icon", where),
        meter=meter,
        threshold=threshold,
        hidden=flag(entry, "hidden", where),
        suggest=flag(entry, "suggest", where, default=True),
    )


def _halte(entry: Table, file: str, *, number: int) -> Halte:
    slug, where = slug_of(entry, file)
    check_keys(entry, ("slug", "name", "lights"), where)
    return Halte(slug, text(entry, "name", where), number, whole(entry, "lights", where, least=0))


def _rates(entry: Table, file: str) -> Rates:
    starts = day(entry, "from", f"{file}: rates")
    if starts is None:
        raise RulebookError(f"{file}: rates: from is missing")
    where = f"{file}: rates from {starts}"
    numbers = ("minute", "otherwise", "new_form", "finished", "stamp")
    check_keys(entry, ("from", "pages", "flat", *numbers), where)
    pages = entry.get("pages", {})
    check_keys(pages, tuple(Form), f"{where}: pages")
    return Rates(
        starts=starts,
        pages=tuple((Form(form), whole(pages, form, f"{where}: pages", least=1)) for form in pages),
        flats=tuple(_flat(part, where) for part in tables(entry, "flat", where)),
        **{key: whole(entry, key, where, least=0) for key in numbers},
    )


def _flat(entry: Table, where: str) -> Flat:
    where = f"{where}: flat"
    check_keys(entry, ("forms", "lights", "most_a_day"), where)
    most = whole(entry, "most_a_day", where, least=1) if "most_a_day" in entry else None
    return Flat(codes(entry, "forms", Form, where), whole(entry, "lights", where, least=0), most)


def _filter(part: Table, where: str) -> Filter:
    where = f"{where}: filter"
    check_keys(part, FILTER_KEYS, where)
    return Filter(
        forms=codes(part, "forms", Form, where),
        hows=codes(part, "hows", How, where),
        companies=tuple(kind.value for kind in codes(part, "companies", Company, where)),
        kinds=codes(part, "kinds", BonusKind, where),
        languages=texts(part, "languages", where),
        except_languages=texts(part, "except_languages", where),
        genres=texts(part, "genres", where),
        places=texts(part, "places", where),
        again=flag(part, "again", where),
        holiday=flag(part, "holiday", where),
    )


def _window(part: Table, where: str) -> Window:
    where = f"{where}: window"
    check_keys(part, ("from", "until", "every"), where)
    every = code(part, "every", Every, where) if "every" in part else None
    window = Window(day(part, "from", where), day(part, "until", where), every)
    return ALWAYS if window == ALWAYS else window
