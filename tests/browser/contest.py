"""Ids and keys of the demo's contest, looked up on the pages of who runs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.demo import Demo


def of_juror(demo: Demo) -> dict[str, str]:
    """The key of a juror's form."""
    return {"key": demo.signins["jurors"][0]["url"].rsplit("/", 1)[-1]}


def of_secretary(demo: Demo) -> dict[str, str]:
    """The session that is under way, one of its jurors, and the key of its screens."""
    contest = re.findall(r"/wedstrijd/(\d+)", demo.page_of("coordinator", "/wedstrijd"))[0]
    sessions = re.findall(r"zitting=(\d+)", demo.page_of("coordinator", f"/wedstrijd/{contest}"))
    for session in dict.fromkeys(sessions):
        page = demo.page_of("coordinator", f"/wedstrijd/zitting/{session}")
        jurors = re.findall(r"/wedstrijd/jurylid/(\d+)/papier", page)
        if jurors:
            key = re.findall(r"/zaal/([\w-]+)\"", page)[0]
            return {"session": session, "juror": jurors[0], "key": key}
    raise AssertionError("the demo has no session under way")
