"""Classes of any size, with names that ask for room, as a school makes them: a list read in, a colleague
invited, readings written down. What such a class looks like: `screenshots --classes 8,28,34`.

All over HTTP, by the staff who would do it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from tests.browser.demo import Demo

PASSWORD = "een-klas-met-lange-namen"
# Two are called Sam and tell each other apart by a letter; names of one letter, of forty, and right to left.
NAMES = (
    ("Maximiliaan-Alexander", "Proef"),
    ("Anne-Fleur van der", "Proef"),
    ("Sam", "Boer"),
    ("Sam", "Kok"),
    ("عبد الرحمن", "Proef"),
    ("Wilhelmina-Josephina-Catharina-Elisabeth", "Proef"),
    ("Bo", "Proef"),
    ("Przemysław", "Proef"),
    *(
        (f"{first}-{second}", "Proef")
        for first in ("Jan", "Noor", "Emre")
        for second in ("Bas", "Roos", "Lou")
    ),
    *((f"{first}-Christiaan", "Proef") for first in ("Jean", "Karel", "Hendrik", "Willem", "Frans")),
    *((name, "Proef") for name in ("Amira", "Bram", "Chloé", "Daan", "Eva", "Finn", "Guus", "Hanna")),
    *((name, "Proef") for name in ("Ilse", "Joep", "Kuba", "Lotte")),
)
TITLES = ("De gruwelijke generaal en het geheim van de verdwenen grottenkoning", "Lampje", "Kleine Aap")
FORMS = ("book", "comic", "recipe")


def classes_of(demo: Demo, sizes: Sequence[int]) -> dict[int, Demo]:
    """The same demo, seen by the teacher, the administrator and the board of a class of each size."""
    _read_in(demo, sizes)
    return {size: _class_of(demo, size) for size in sizes}


def _class_of(demo: Demo, size: int) -> Demo:
    email, school = f"klas{size}@demo.example", demo.place("administrator")["school"]
    listed = demo.page_of("administrator", f"/school/{school}")
    classroom = _first(rf'/school/{school}/klas/(\d+)">{_name(size)}<', listed)
    context = demo.context("administrator")
    form = {"name": "Juffrouw Cornelissen-Vandenberghe", "email": email, "classroom": classroom}
    link = demo.post(context, f"/school/{school}/uitnodigen", **form).text()
    context.close()
    states = {name: state for name, state in demo.states.items() if name not in ("teacher", "stand_in")}
    sized = replace(demo, states=states, found={}, signins=_signins(demo, email, classroom))
    _choose_password(sized, _first(r"(/wachtwoord/[^\"<]+)", link))
    _read(sized, classroom)
    settings = sized.page_of("teacher", f"/klas/{classroom}/instellingen")
    board = _first(r"/digibord/([\w-]+)", settings)
    sized.found["board"] = {"key": board, "timed": board}
    sized.found["administrator"] = {**demo.place("administrator"), "room": classroom}
    return sized


def _name(size: int) -> str:
    return f"Groep 6 met {size} kinderen"


def _signins(demo: Demo, email: str, classroom: str) -> dict[str, object]:
    """Those of the demo, with this class's teacher first."""
    teacher = {"email": email, "password": PASSWORD, "classrooms": [int(classroom)]}
    return {**demo.signins, "teachers": [teacher, *demo.signins["teachers"]]}


def _read_in(demo: Demo, sizes: Sequence[int]) -> None:
    """One list of the school, with a class of each size in it."""
    rows = ["Roepnaam;Achternaam;Leerlingnummer;Jaargroep;Groep"]
    for size in sizes:
        rows += [f"{first};{last};{size}-{n};6;{_name(size)}" for n, (first, last) in enumerate(NAMES[:size])]
    file = {"name": "klas.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    context = demo.context("administrator")
    sent = context.request.post(
        f"{demo.url}/provincie/school/{demo.place('administrator')['school']}/import",
        multipart={"file": file},
        headers={"Origin": demo.url},
        max_redirects=0,
    )
    demo.post(context, sent.headers["location"], sure="1")
    context.close()


def _choose_password(demo: Demo, link: str) -> None:
    context = demo.browser.new_context(base_url=demo.url, service_workers="block")
    demo.post(context, link, password=PASSWORD)
    context.close()


def _read(demo: Demo, classroom: str) -> None:
    """Each child but each fourth read this or that; a goal and a bingo card of the class's own."""
    here, context = f"/klas/{classroom}", demo.context("teacher")
    page = context.request.get(f"{demo.url}{here}").text()
    for n, reader in enumerate(dict.fromkeys(re.findall(rf"{here}/kind/(\d+)", page))):
        if n % 4 == 2:
            continue
        reading = {"submission_id": str(uuid5(NAMESPACE_URL, f"{here}/{reader}")), "form": FORMS[n % 3]}
        reading |= {"how": "self", "language": ("nl", "ar", "li")[n % 3], "unit": "minutes", "minutes": "15"}
        reading |= {"feeling": str(n % 4 + 1), "book.title": TITLES[n % 3]}
        demo.post(context, f"{here}/kind/{reader}/gelezen", **reading)
    ends = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)).isoformat()
    demo.post(context, f"{here}/doel/start", ends=ends, target="120", reward="read_aloud")
    card = {"name": "Bingo van de langste winteravonden", "size": "4", "own_1": "Lees voor aan een dier"}
    demo.post(context, f"{here}/uitdagingen/nieuw/bingo", by_1="teacher", **card)
    context.close()


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, (pattern, text[:2000])
    return found.group(1)
