"""Class lists as schools export them, made up: EDEXML 2.1, OneRoster 1.1 and 1.2."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Child:
    """A made-up pupil."""

    key: str
    first: str
    surname: str = "Proef"
    prefix: str = ""
    year: int = 6
    group: str = "6A"
    composite: tuple[str, ...] = ()


def school(count: int = 600, *, a_class: int = 25) -> list[Child]:
    """So many children in classes of 25, from groep 3 to groep 8."""
    children = []
    for number in range(1, count + 1):
        room = (number - 1) // a_class
        year = 3 + room % 6
        children.append(
            Child(f"{number:04}", f"Kind {number:03}", year=year, group=f"{year}{chr(65 + room // 6)}")
        )
    return children


def edexml(
    children: Iterable[Child],
    *,
    composite: Mapping[str, str] | None = None,
    teachers: Sequence[tuple[str, str, str]] = (("Kim", "kim@school.example", "6A"),),
    year: str = "2026-2027",
    encoding: str = "UTF-8",
) -> bytes:
    """The file, with all that a school's administration adds and Readify must not have."""
    children = list(children)
    groups = {child.group: child.year for child in children if child.group}
    parts = [
        f'<?xml version="1.0" encoding="{encoding}"?>',
        '<EDEX><school key="01AA00"><schooljaar>' + year + "</schooljaar><brincode>01AA</brincode>"
        "<dependancecode>00</dependancecode><schoolkey>1</schoolkey><aanmaakdatum>2026-08-20T08:00:00"
        "</aanmaakdatum><auteur>Proef LAS</auteur><xsdversie>2.1</xsdversie></school><groepen>",
        *(
            f"<groep key={quoteattr('g' + name)}><naam>{escape(name)}</naam>"
            f"<jaargroep>{number}</jaargroep></groep>"
            for name, number in groups.items()
        ),
        *(
            f"<samengestelde_groep key={quoteattr(key)}><naam>{escape(name)}</naam></samengestelde_groep>"
            for key, name in (composite or {}).items()
        ),
        "</groepen><leerlingen>",
        *(_leerling(child) for child in children),
        "</leerlingen><leerkrachten>",
        *(
            f"<leerkracht key={quoteattr(email)}><achternaam>Proef</achternaam><roepnaam>{name}</roepnaam>"
            f"<rol>leerkracht</rol><emailadres>{email}</emailadres>"
            f"<groepen><groep key={quoteattr('g' + group)}/></groepen></leerkracht>"
            for name, email, group in teachers
        ),
        "</leerkrachten></EDEX>",
    ]
    return "".join(parts).encode(encoding)


def _leerling(child: Child) -> str:
    several = "".join(f"<samengestelde_groep key={quoteattr(key)}/>" for key in child.composite)
    return (
        f'<leerling key="{child.key}" eckid="https://ketenid.example/{child.key}">'
        f"<achternaam>{escape(child.surname)}</achternaam><voorvoegsel>{child.prefix}</voorvoegsel>"
        f"<voornamen>{escape(child.first)} Tweede</voornamen><voorletters-1>K.T.</voorletters-1>"
        f"<roepnaam>{escape(child.first)}</roepnaam><geboortedatum>2016-03-04</geboortedatum>"
        f"<geslacht>9</geslacht><jaargroep>{child.year}</jaargroep>"
        f"<straat>Geheimstraat</straat><bsn>123456782</bsn>"
        + (f"<groep key={quoteattr('g' + child.group)}/>" if child.group else "")
        + f"<samengestelde_groepen>{several}</samengestelde_groepen></leerling>"
    )


def oneroster(children: Iterable[Child], *, version: str = "1.2") -> bytes:
    """The zip; 1.2 has the roles in a file of their own."""
    children = list(children)
    groups = sorted({child.group for child in children})
    one = version == "1.1"
    users = [
        [
            "sourcedId",
            "status",
            *(["role"] if one else []),
            "username",
            "givenName",
            "familyName",
            "email",
            "grades",
        ],
        *(
            [
                child.key,
                "active",
                *(["student"] if one else []),
                f"u{child.key}",
                child.first,
                child.surname,
                "",
                f"{child.year:02}",
            ]
            for child in children
        ),
        ["t1", "active", *(["teacher"] if one else []), "kim", "Kim", "Proef", "kim@school.example", ""],
    ]
    files = {
        "manifest.csv": [
            ["propertyName", "value"],
            ["manifest.version", "1.0"],
            ["oneroster.version", version],
        ],
        "users.csv": users,
        "classes.csv": [
            ["sourcedId", "status", "title", "grades", "classType"],
            *([f"c{name}", "active", f"Groep {name}", "", "homeroom"] for name in groups),
            ["gym", "active", "Gym", "", "scheduled"],
        ],
        "enrollments.csv": [
            ["sourcedId", "status", "classSourcedId", "userSourcedId", "role"],
            *([f"e{child.key}", "active", f"c{child.group}", child.key, "student"] for child in children),
            *([f"g{child.key}", "active", "gym", child.key, "student"] for child in children),
            ["et", "active", f"c{groups[0]}", "t1", "teacher"],
        ],
    }
    if not one:
        files["roles.csv"] = [
            ["sourcedId", "status", "userSourcedId", "roleType", "role"],
            *([f"r{child.key}", "active", child.key, "primary", "student"] for child in children),
            ["rt", "active", "t1", "primary", "teacher"],
        ]
    return zipped({name: table(rows).encode() for name, rows in files.items()})


def table(rows: Iterable[Sequence[str]], *, separator: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()
