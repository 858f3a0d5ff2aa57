"""What the demo needs beside what it is born with: a running campaign, an open draw, the goals' addresses.

All over HTTP, by the staff who would do it. Asked again it changes nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.demo import Demo

CAMPAIGN = "week-van-de-mediawijsheid"  # for children of every age


def run_campaign(demo: Demo) -> str:
    """A campaign that runs today in every library of the demo; its slug."""
    if "campaign" not in demo.found:
        demo.found["campaign"] = {}
        context = demo.context("coordinator")
        first = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
        days = {"starts": first.isoformat(), "ends": (first + dt.timedelta(days=7)).isoformat()}
        demo.post(context, f"/provincie/acties/{CAMPAIGN}/{first.year}", confirmed="true", **days)
        for one in demo.signins["librarians"]:
            choice = {"campaign": CAMPAIGN, "year": str(first.year), "on": "true"}
            demo.post(context, f"/bieb/{one['library']}/actie", **choice)
        context.close()
    return CAMPAIGN


def own_campaign(demo: Demo, library: str) -> dict[str, str]:
    """A campaign that the first librarian's library made itself; its number."""
    found = re.findall(r"/bieb/acties/eigen-(\d+)/", demo.page_of("librarian", "/bieb/acties"))
    if not found:
        context, first = demo.context("librarian"), dt.datetime.now(dt.UTC).date() + dt.timedelta(days=9)
        days = {"starts": first.isoformat(), "ends": (first + dt.timedelta(days=9)).isoformat()}
        words = {"name": "Leesfestival aan de Maas", "like": "kinderboekenweek", "bands": "midden"}
        demo.post(context, f"/bieb/{library}/actie/nieuw", confirmed="true", **words, **days)
        context.close()
        found = re.findall(r"/bieb/acties/eigen-(\d+)/", demo.page_of("librarian", "/bieb/acties"))
    return {"own_campaign": str(found[0])}


def own_card(demo: Demo, room: str) -> str:
    """A bingo card of the class's own, with words that its teacher ticks off; its number."""
    shelf = f"/klas/{room}/uitdagingen"
    found = re.findall(rf"{shelf}/(\d+)\"", demo.page_of("teacher", shelf))
    if not found:
        context = demo.context("teacher")
        card = {"name": "Winterbingo", "size": "4", "own_1": "Lees voor aan een dier", "by_1": "teacher"}
        demo.post(context, f"{shelf}/nieuw/bingo", **card)
        context.close()
        found = re.findall(rf"{shelf}/(\d+)\"", demo.page_of("teacher", shelf))
    return str(found[0])


def goal_of(demo: Demo) -> dict[str, str]:
    """The first librarian's community goal and the key of its screen."""
    goal = re.findall(r"/bieb/doel/(\d+)\"", demo.page_of("librarian", "/bieb/samen"))[0]
    key = re.findall(r"/scherm/([\w-]+)\"", demo.page_of("librarian", f"/bieb/doel/{goal}"))[0]
    return {"goal": goal, "key": key}


def open_draw(demo: Demo, trail: str) -> dict[str, str]:
    """A draw that is open in this trail."""
    context = demo.context("librarian")
    demo.post(context, f"/bieb/spoor/{trail}/loting", prizes="2", prize="een boek om te houden")
    context.close()
    return {"draw": "1"}


def roster_in_preview(demo: Demo) -> dict[str, str]:
    """The address of a class list that waits to be imported."""
    context = demo.context("coordinator")
    rows = [
        "Roepnaam;Achternaam;Geboortedatum;Groep;Leerkracht",
        "Sam;Boer;;Groep 6/7;Kim",
        "Sam;Kok;;Groep 6/7;Kim",
    ]
    sent = context.request.post(
        f"{demo.url}/provincie/school/1/import",
        multipart={"file": {"name": "klas.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}},
        headers={"Origin": demo.url},
        max_redirects=0,
    )
    context.close()
    return {"roster": sent.headers["location"]}
