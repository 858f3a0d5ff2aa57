"""The demo as a visitor meets it: one real server, and browsers signed in as each kind of visitor.

Tests and `make screenshots` share it. All is done over HTTP, as people do it; the database is not opened.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import NullTranslations
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import zxingcpp
from babel.support import Translations
from PIL import Image
from playwright.sync_api import APIResponse, Browser, BrowserContext, StorageState

from tests.browser.contest import of_entering, of_juror, of_secretary
from tests.browser.together import (
    goal_of,
    open_draw,
    own_campaign,
    own_card,
    roster_in_preview,
    run_campaign,
)

PATIENCE = 15_000  # milliseconds, for a busy machine
LONG_NAME = "Anne-Fleur-Sophie van den Berg"
STARTER = {"name": "Juf Begin", "email": "begin@demo.example", "password": "een-begin-met-negen-boeken"}


@dataclass
class Demo:
    """A served demo: its address, its sign-ins, and the sign-in of every visitor who came before."""

    url: str
    signins: dict[str, Any]
    browser: Browser
    states: dict[str, StorageState] = field(default_factory=dict)
    found: dict[str, dict[str, str]] = field(default_factory=dict)

    def child(self, band: str, number: int = 0) -> dict[str, Any]:
        """The sign-in of one child of this band."""
        of_band = [one for one in self.signins["children"] if one["band"] == band]
        found: dict[str, Any] = of_band[number]
        return found

    def context(self, visitor: str = "guest", **settings: Any) -> BrowserContext:
        """A profile in which this visitor has signed in; still, Dutch and a phone unless told otherwise."""
        state = self.state(visitor)
        settings = {
            "viewport": {"width": 390, "height": 844},
            "locale": "nl-NL",
            "reduced_motion": "reduce",
            "service_workers": "block",
            **settings,
        }
        made = self.browser.new_context(base_url=self.url, storage_state=state, **settings)
        made.set_default_timeout(PATIENCE)
        return made

    def state(self, visitor: str) -> StorageState:
        """The cookies of this visitor; the first time the visitor signs in."""
        if visitor not in self.states:
            fresh = self.browser.new_context(base_url=self.url, locale="nl-NL", service_workers="block")
            VISITORS[visitor](self, fresh)
            self.states[visitor] = fresh.storage_state()
            fresh.close()
        return self.states[visitor]

    def post(self, context: BrowserContext, path: str, **form: str) -> APIResponse:
        """Sends a form as a page of ours."""
        sent = context.request.post(
            f"{self.url}{path}", form=form, headers={"Origin": self.url}, max_redirects=0
        )
        assert sent.status < 400 or path == "/plaatjes", (
            path,
            sent.status,
            re.findall(r"(?s)notice-warn.{,900}", sent.text()),
        )
        return sent

    def page_of(self, visitor: str, path: str) -> str:
        """The HTML of a page, for looking up an address on it."""
        context = self.context(visitor)
        answer = context.request.get(f"{self.url}{path}")
        assert answer.ok, (visitor, path, answer.status)
        text = answer.text()
        context.close()
        return text

    def place(self, visitor: str) -> dict[str, str]:
        """The ids and keys in this visitor's addresses; looked up once, on the visitor's own pages."""
        if visitor not in self.found:
            self.found[visitor] = PLACES.get(visitor, _no_places)(self)
        return self.found[visitor]

    def translated(self, words: str, language: str = "en") -> str:
        """These Dutch words as this language says them."""
        return str(translations(language).gettext(words))

    def new_card(self, classroom: str, reader: str, teacher: str = "starter") -> str:
        """The address on a new card, read from the QR code on the teacher's screen."""
        context = self.context(teacher, viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(f"/klas/{classroom}/kind/{reader}")
        page.get_by_role("button", name="Toon een nieuw kaartje").click()
        read = scan(page.locator(".new-card svg").first.screenshot())
        context.close()
        return read


def translations(language: str) -> NullTranslations:
    """The app's own catalogue of this language."""
    return Translations.load(str(files("readify") / "translations"), [language])


def scan(picture: bytes) -> str:
    """What a phone's camera reads in this picture of a QR code."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return str(found.text)


@contextmanager
def served_demo(home: Path, browser: Browser, *, children: int = 24, weeks: int = 3) -> Iterator[Demo]:
    """The demo on a free port, as `make run` serves it; ended by its own process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"READIFY_HOME": str(home), "READIFY_RATE_LIMITS": "false", "READIFY_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "readify", "demo", "--port", str(port)]
    asked = ["--children", str(children), "--weeks", str(weeks)]
    with subprocess.Popen(
        [*command, *asked], env=os.environ | settings, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            assert "ready" in line, f"the demo did not start: {line!r}"
            signins = json.loads((home / "demo-signins.json").read_text(encoding="utf-8"))
            yield Demo(f"http://127.0.0.1:{port}", signins, browser)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def _guest(demo: Demo, context: BrowserContext) -> None:
    pass


def _child(band: str) -> Any:
    def scan(demo: Demo, context: BrowserContext) -> None:
        assert context.request.get(f"{demo.url}/K/{demo.child(band)['card']}", max_redirects=0).status == 303

    return scan


def _staff(kind: str, number: int = 0) -> Any:
    def sign_in(demo: Demo, context: BrowserContext) -> None:
        who = demo.signins[kind][number]
        demo.post(context, "/inloggen", email=who["email"], password=who["password"])

    return sign_in


def _at_the_pad(demo: Demo, context: BrowserContext, band: str = "midden", number: int = 1) -> None:
    """Class word and own name are chosen; the pictures come next."""
    who = demo.child(band, number)
    demo.post(context, "/k", word=who["class_word"])
    names = context.request.get(f"{demo.url}/namen").text()
    cards = re.findall(r'value="(\d+)".*?<span>([^<]+)</span>', names)
    reader = next(number for number, name in cards if name == who["name"])
    demo.post(context, "/namen", reader=reader)


def _locked_out(demo: Demo, context: BrowserContext) -> None:
    """Five wrong tries."""
    who = demo.child("klein", 2)
    _at_the_pad(demo, context, "klein", 2)
    wrong = [one for one in ("boek", "lamp", "uil", "pan") if one not in who["pictures"][:1]][:3]
    for _ in range(5):
        for picture in wrong:
            demo.post(context, "/plaatjes", picture=picture)


def _stamped(demo: Demo, context: BrowserContext) -> None:
    """A guest whose phone holds two stamps, and who began a team."""
    for spot in demo.signins["trails"][0]["spots"][:2]:
        assert context.request.get(f"{demo.url}/S/{spot['code']}").ok
    demo.post(context, "/paspoort/team")


def _starter(demo: Demo, context: BrowserContext) -> None:
    """A teacher who was just invited: chose a password behind the coordinator's link; the class is empty."""
    demo.post(context, _invite(demo, STARTER["email"]), password=STARTER["password"])
    demo.post(context, "/inloggen", email=STARTER["email"], password=STARTER["password"])


def _stand_in(demo: Demo, context: BrowserContext) -> None:
    """Somebody with a code for the first teacher's class."""
    teacher, room = demo.context("teacher"), demo.signins["teachers"][0]["classrooms"][0]
    until = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    page = demo.post(teacher, f"/klas/{room}/invallers", until=until).text()
    teacher.close()
    demo.post(context, "/inval", code=_first(r">([0-9A-Z]{4}-[0-9A-Z]{4})<", page))


def _newling(demo: Demo, context: BrowserContext) -> None:
    """The first child of that class, with a very long name and nothing read."""
    teacher = demo.context("starter")
    room = demo.place("starter")["classroom"]
    demo.post(teacher, f"/klas/{room}/nieuw", name=LONG_NAME, companion="das")
    week = teacher.request.get(f"{demo.url}/klas/{room}").text()
    reader = _first(rf"/klas/{room}/kind/(\d+)", week)
    pupil = teacher.request.get(f"{demo.url}/klas/{room}/kind/{reader}")
    assert LONG_NAME in pupil.text()
    teacher.close()
    card = demo.new_card(room, reader)
    demo.found["newling"] = {"card": card}
    assert context.request.get(card, max_redirects=0).status == 303


def _no_places(demo: Demo) -> dict[str, str]:
    return {}


def _spots(demo: Demo) -> dict[str, str]:
    trail = demo.signins["trails"][1]
    return {"spot": trail["spots"][0]["code"], "last": trail["spots"][-1]["code"]}


def _of_stamped(demo: Demo) -> dict[str, str]:
    code = _first(r">([0-9A-Z]{4}-[0-9A-Z]{4})<", demo.page_of("stamped", "/paspoort/team"))
    trail = str(demo.signins["trails"][0]["id"])
    return {"trail": trail, "team": code.replace("-", ""), **_spots(demo)}


def _of_child(band: str) -> Callable[[Demo], dict[str, str]]:
    def places(demo: Demo) -> dict[str, str]:
        entry = _first(r"/gelezen/(\d+)/weg", demo.page_of(band, "/gelezen/lijst"))
        work = _first(r'href="/boek/(\d+)"', demo.page_of(band, "/boeken/plank"))
        title = _first(r'<h3><a href="(/titel/\d+)"', demo.page_of(band, "/boeken"))
        about = {"entry": entry, "work": work, "title": title, "campaign": run_campaign(demo)}
        return {**about, "trail": str(demo.signins["trails"][1]["id"]), **_spots(demo)}

    return places


def _of_teacher(demo: Demo) -> dict[str, str]:
    room = str(demo.signins["teachers"][0]["classrooms"][0])
    week = demo.page_of("teacher", f"/klas/{room}")
    reader = re.findall(rf"/klas/{room}/kind/(\d+)", week)[-1]  # not one of the children who sign in
    pupil = demo.page_of("teacher", f"/klas/{room}/kind/{reader}")
    entry = _first(r"/gelezen/(\d+)\"", pupil)
    about = {"campaign": run_campaign(demo), "challenge": own_card(demo, room)}
    return {"classroom": room, "reader": reader, "entry": entry, **about}


def _of_older_ones(demo: Demo) -> dict[str, str]:
    number = next(i for i, one in enumerate(demo.signins["children"]) if one["band"] == "groot")
    room = demo.signins["children"][number]["classroom"]
    found = next(
        str(one["classrooms"][0])
        for one in demo.signins["teachers"]
        if room.lower().replace(" ", "") in one["email"]
    )
    readers = re.findall(rf"/klas/{found}/kind/(\d+)", demo.page_of("teacher_groot", f"/klas/{found}"))
    return {"classroom": found, "reader": readers[-1]}


def _of_starter(demo: Demo) -> dict[str, str]:
    context = demo.context("starter")
    room = context.request.get(f"{demo.url}/", max_redirects=5).url.rsplit("/", 1)[-1]
    context.close()
    return {"classroom": room}


def _of_board(demo: Demo) -> dict[str, str]:
    return {
        "key": demo.signins["screens"][0]["url"].rsplit("/", 1)[-1],
        "timed": demo.signins["screens"][1]["url"].rsplit("/", 1)[-1],
    }


def _of_librarian(demo: Demo) -> dict[str, str]:
    who = demo.signins["librarians"][0]
    trail = next(one for one in demo.signins["trails"] if one["library"] == who["library"])
    library = str(who["library"])
    return {
        "library": library,
        "trail": str(trail["id"]),
        "spot": trail["spots"][1]["code"],
        "story": _own_story(demo, library),
        **goal_of(demo),
        **open_draw(demo, str(trail["id"])),
        **own_campaign(demo, library),
    }


def _own_story(demo: Demo, library: str) -> str:
    """A story of three pieces that the library wrote itself."""
    context, shelf = demo.context("librarian"), f"/bieb/{library}/verhalen"
    fields = [("title", "De poes van de bieb"), ("told_for", "6-9"), ("language", "nl")]
    fields += [(name, f"Stukje {n}") for n in (1, 2, 3) for name in ("piece_title", "piece_text")]
    headers = {"Origin": demo.url, "Content-Type": "application/x-www-form-urlencoded"}
    context.request.post(f"{demo.url}{shelf}/nieuw", data=urlencode(fields), headers=headers)
    page = context.request.get(f"{demo.url}{shelf}").text()
    context.close()
    return _first(rf"{shelf}/(\d+)\"", page)


def _invited(demo: Demo) -> dict[str, str]:
    return {"link": _invite(demo, "welkom@demo.example")}


def _invite(demo: Demo, email: str) -> str:
    """The coordinator invites a teacher with a class of her own; the link for a password."""
    context = demo.context("coordinator")
    form = {"role": "teacher", "school": "1", "classroom": "Groep 5 van het begin", "band": "midden"}
    answer = demo.post(context, "/provincie/collega", name=STARTER["name"], email=email, **form).text()
    context.close()
    return _first(r"(/wachtwoord/[^\"]+)", answer)


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, (pattern, text[:2000])
    return found.group(1)


def _of_administrator(demo: Demo) -> dict[str, str]:
    school = _first(r"/school/(\d+)/klas/", demo.page_of("administrator", "/school"))
    page = demo.page_of("administrator", f"/school/{school}")
    room = _first(rf"/school/{school}/klas/(\d+)\"", page)
    reader = _first(r"/kind/(\d+)/wissen", demo.page_of("administrator", f"/school/{school}/klas/{room}"))
    return {"school": school, "room": room, "reader": reader}


def _of_stand_in(demo: Demo) -> dict[str, str]:
    page = demo.page_of("stand_in", "/inval/klas")
    return {"room": _first(r"/inval/klas/(\d+)/samen", page), "reader": _first(r"/kind/(\d+)\"", page)}


PLACES: dict[str, Callable[[Demo], dict[str, str]]] = {
    "guest": _spots,
    "stamped": _of_stamped,
    "klein": _of_child("klein"),
    "midden": _of_child("midden"),
    "groot": _of_child("groot"),
    "teacher": _of_teacher,
    "teacher_groot": _of_older_ones,
    "starter": _of_starter,
    "board": _of_board,
    "foyer": goal_of,
    "librarian": _of_librarian,
    "invited": _invited,
    "juror": of_juror,
    "entering": of_entering,
    "secretary": of_secretary,
    "hall": of_secretary,
    "coordinator": roster_in_preview,
    "administrator": _of_administrator,
    "stand_in": _of_stand_in,
}


VISITORS: dict[str, Callable[[Demo, BrowserContext], None]] = {
    "guest": _guest,
    "klein": _child("klein"),
    "midden": _child("midden"),
    "groot": _child("groot"),
    "at_the_pad": _at_the_pad,
    "locked_out": _locked_out,
    "stamped": _stamped,
    "teacher": _staff("teachers"),
    "teacher_groot": _staff("teachers", 3),
    "board": _guest,
    "foyer": _guest,
    "invited": _guest,
    "librarian": _staff("librarians"),
    "juror": _guest,
    "entering": _guest,
    "hall": _guest,
    "secretary": _staff("coordinators"),
    "coordinator": _staff("coordinators"),
    "administrator": _staff("administrators"),
    "stand_in": _stand_in,
    "starter": _starter,
    "newling": _newling,
}
