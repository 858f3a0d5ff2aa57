"""Ids and keys of the demo's contest, looked up on the pages of who runs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.demo import Demo


def of_juror(demo: Demo) -> dict[str, str]:
    """The key of a juror's form."""
    return {"key": demo.signins["jurors"][0]["url"].rsplit("/", 1)[-1]}


def of_entering(demo: Demo) -> dict[str, str]:
    """The key of a link, given to the school that has not answered."""
    context = demo.context("coordinator")
    page = context.request.get(f"{demo.url}/wedstrijd/1/links").text()
    school = re.findall(r"/wedstrijd/school/(\d+)/link", page)[-1]
    answer = demo.post(context, f"/wedstrijd/school/{school}/link").text()
    context.close()
    return {"key": re.findall(r"/meld-aan/([\w-]+)", answer)[0]}


def of_secretary(demo: Demo) -> dict[str, str]:
    """The session that is under way, one of its jurors, its screens' key; one that is over, a reader."""
    contest = re.findall(r"/wedstrijd/(\d+)", demo.page_of("coordinator", "/wedstrijd"))[0]
    sessions = re.findall(r"zitting=(\d+)", demo.page_of("coordinator", f"/wedstrijd/{contest}"))
    entries = demo.page_of("coordinator", "/wedstrijd/ronde/3/aanmeldingen")
    found = {"reader": re.findall(r"/wedstrijd/aanmelding/(\d+)/uitnodiging", entries)[0]}
    for session in dict.fromkeys(sessions):
        page = demo.page_of("coordinator", f"/wedstrijd/zitting/{session}")
        jurors = re.findall(r"/wedstrijd/jurylid/(\d+)/papier", page)
        if f"/wedstrijd/zitting/{session}/na" in page:
            found["revealed"] = session
        elif jurors:
            key = re.findall(r"/zaal/([\w-]+)\"", page)[0]
            found |= {"session": session, "juror": jurors[0], "key": key}
    assert len(found) == 5, "the demo has no session under way, or none that is over"
    return found
