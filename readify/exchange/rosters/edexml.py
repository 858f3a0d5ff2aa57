"""EDEXML 2.1, the class list of Dutch school administrations (and UWLR's answer, which holds the same).

Read are: key or ECK iD, call name, surname (for its initial), year group, groups; of teachers a name, an
e-mail and groups. A combined class (6/7) is the composite group that holds whole groups of several years.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from readify.exchange.rosters.building import Raw, build
from readify.exchange.rosters.person import first_name, initial_of
from readify.exchange.rosters.roster import Group, Report, Roster, RosterError, Teacher
from readify.exchange.rosters.xml import child, children, local, text_of, xml_root
from readify.exchange.rosters.years import years_of

READ_OF_PUPILS = frozenset(
    {
        "roepnaam",
        "achternaam",
        "voorvoegsel",
        "jaargroep",
        "groep",
        "groepen",
        "samengestelde_groepen",
        "samengestelde_groep",
    }
)


def read_edexml(data: bytes) -> Roster:
    """The roster of an EDEXML file. Raises RosterError."""
    root = _list_in(xml_root(data))
    groups = {
        one.get("key", ""): Group(
            one.get("key", ""), text_of(one, "naam"), years_of(text_of(one, "jaargroep"))
        )
        for one in _groups(root)
    }
    found = children(child(root, "leerlingen"), "leerling")
    own = [_group_keys(one, "groep") for one in found]
    composite = [_group_keys(one, "samengestelde_groep") for one in found]
    years = [_year(text_of(one, "jaargroep")) for one in found]
    combined = _combined_classes(own, composite, years)
    raws = [
        _pupil(one, _class_of(own[index], composite[index], combined), years[index])
        for index, one in enumerate(found)
    ]
    names = sorted({local(part) for one in found for part in one} - READ_OF_PUPILS)
    report = Report("EDEXML", text_of(child(root, "school"), "schooljaar")[:20], tuple(names))
    return build(raws, groups, _teachers(root), report)


def _list_in(root: Element) -> Element:
    """The element that holds the pupils: the root, or what a UWLR answer wraps."""
    for element in root.iter():
        if child(element, "leerlingen") is not None:
            return element
    raise RosterError("not_a_roster")


def _groups(root: Element) -> Iterable[Element]:
    parts = child(root, "groepen")
    return [*children(parts, "groep"), *children(parts, "samengestelde_groep")]


def _group_keys(element: Element, name: str) -> tuple[str, ...]:
    """The keys that a pupil or teacher points at, wherever this version of the format puts them."""
    found = [part.get("key") or (part.text or "").strip() for part in element.iter() if local(part) == name]
    return tuple(dict.fromkeys(key for key in found if key))


def _year(text: str) -> int | None:
    found = years_of(text)
    return found[0] if found else None


def _pupil(element: Element, group: str, year: int | None) -> Raw:
    eck, key = (element.get(name, "").strip() for name in ("eckid", "key"))
    keys = [f"{kind}:{value}" for kind, value in (("eck", eck), ("key", key)) if value]
    return Raw(
        keys=tuple(keys),
        first=first_name(text_of(element, "roepnaam")),
        initial=initial_of(text_of(element, "achternaam")),
        group=group,
        year=year,
    )


def _combined_classes(
    own: list[tuple[str, ...]], composite: list[tuple[str, ...]], years: list[int | None]
) -> set[str]:
    """Composite groups that are classes: they hold whole groups, of two or three years (no choir)."""
    size = Counter(group for keys in own for group in keys[:1])
    holds: dict[str, Counter[str]] = defaultdict(Counter)
    of_years: dict[str, set[int | None]] = defaultdict(set)
    for index, keys in enumerate(composite):
        for key in keys:
            holds[key].update(own[index][:1])
            of_years[key].add(years[index])
    return {
        key
        for key, parts in holds.items()
        if len(parts) > 1
        and len(of_years[key]) in (2, 3)
        and all(parts[group] == size[group] for group in parts)
    }


def _class_of(own: tuple[str, ...], composite: tuple[str, ...], combined: set[str]) -> str:
    for key in composite:
        if key in combined:
            return key
    return next(iter(own or composite), "")


def _teachers(root: Element) -> tuple[Teacher, ...]:
    return tuple(
        Teacher(
            name=" ".join(
                part
                for part in (
                    first_name(text_of(one, "roepnaam") or text_of(one, "voorletters-1")),
                    initial_of(text_of(one, "achternaam")),
                )
                if part
            ),
            email=text_of(one, "emailadres").lower()[:254],
            groups=(*_group_keys(one, "groep"), *_group_keys(one, "samengestelde_groep")),
        )
        for one in children(child(root, "leerkrachten"), "leerkracht")
    )
