"""The live screen's socket: joined by key or by a teacher's session; it says where to look and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from simple_websocket import Client, ConnectionClosed

from tests.contract.conftest import Site
from tests.contract.visitor import Program

PATIENCE = 5  # seconds; a nudge comes within one


@contextmanager
def joined(site: Site, auth: dict, cookie: str = "") -> Iterator[Client]:
    """A Socket.IO connection to `/live`, spoken by hand."""
    address = site.base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    headers = {"Cookie": f"readify={cookie}"} if cookie else {}
    socket = Client.connect(address, headers={**headers, "Origin": site.base})
    try:
        assert socket.receive(PATIENCE).startswith("0{")
        socket.send("40/live," + json.dumps(auth))
        yield socket
    finally:
        socket.close()


def nudge(socket: Client) -> dict:
    """The next nudge."""
    while True:
        frame = socket.receive(PATIENCE)
        assert frame is not None, "no nudge"
        if frame == "2":
            socket.send("3")
        elif frame.startswith("42/live,"):
            event, body = json.loads(frame.removeprefix("42/live,"))
            assert event == "nudge"
            return body


def of_the_first_class(site: Site) -> tuple[int, str, Program]:
    """A class, the key of its screen, and a program of one of its children."""
    classroom = site.signins["screens"][0]["classroom"]
    key = site.signins["screens"][0]["url"].rsplit("/", 1)[1]
    for number in range(len(site.signins["children"])):
        program = site.program(number)
        if program.get("/me").json()["classroom"]["id"] == classroom:
            return classroom, key, program
    raise AssertionError("a class without children")


def test_a_log_nudges_the_screen_of_that_class_and_names_nobody(site: Site):
    classroom, key, child = of_the_first_class(site)
    with joined(site, {"key": key}) as screen:
        assert screen.receive(PATIENCE).startswith('40/live,{"sid"')
        child.log()
        heard = nudge(screen)
    assert heard.keys() == {"room", "kinds", "cursor"}
    assert heard["room"] == f"classroom:{classroom}"
    assert all(isinstance(kind, str) for kind in heard["kinds"])


def test_a_teacher_joins_the_own_class_with_a_session(site: Site):
    own = site.signins["teachers"][0]["classrooms"][0]
    other = site.signins["teachers"][1]["classrooms"][0]
    cookie = site.staff_browser("teachers").cookies["readify"]
    with joined(site, {"classroom": own}, cookie) as socket:
        assert socket.receive(PATIENCE).startswith('40/live,{"sid"')
    with joined(site, {"classroom": other}, cookie) as socket:
        assert socket.receive(PATIENCE).startswith("44/live,")


def test_a_wrong_key_opens_no_room(site: Site):
    for auth in ({"key": "x" * 32}, {"classroom": 1}, {"key": "x" * 5000}):
        with joined(site, auth) as socket:
            assert socket.receive(PATIENCE).startswith("44/live,")


def test_a_client_cannot_make_the_server_say_anything(site: Site):
    _, key, child = of_the_first_class(site)
    with joined(site, {"key": key}) as screen, joined(site, {"key": key}) as loud:
        for socket in (screen, loud):
            assert socket.receive(PATIENCE).startswith('40/live,{"sid"')
        loud.send('42/live,["nudge",{"room":"classroom:1","kinds":["forged"],"cursor":0}]')
        child.log()
        assert "forged" not in nudge(screen)["kinds"]


def test_another_site_cannot_listen(site: Site):
    address = site.base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    try:
        socket = Client.connect(address, headers={"Origin": "https://elsewhere.example"})
        frame = socket.receive(PATIENCE)
    except (ConnectionClosed, OSError, ValueError):
        return
    assert frame is None
