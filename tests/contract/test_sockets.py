"""The live screen's socket: joined by key or by a teacher's session; it says where to look, nothing else."""

from __future__ import annotations

import pytest

from tests.contract.conftest import Site
from tests.contract.socket_client import NotAcceptedError, connected
from tests.contract.visitor import Program

WELCOME = '40/live,{"sid"'
UNWELCOME = "44/live,"


def of_the_first_screen(site: Site) -> tuple[int, str, Program]:
    """A class, the key of its screen, and a program of one of its children."""
    classroom = site.signins["screens"][0]["classroom"]
    key = site.signins["screens"][0]["url"].rsplit("/", 1)[1]
    for number in range(len(site.signins["children"])):
        program = site.program(number)
        if program.get("/me").json()["classroom"]["id"] == classroom:
            return classroom, key, program
    raise AssertionError("a class without children")


def test_a_log_nudges_the_screen_of_that_class_and_names_nobody(site: Site):
    classroom, key, child = of_the_first_screen(site)
    with connected(site.base, {"key": key}) as screen:
        assert screen.frame().startswith(WELCOME)
        child.log()
        heard = screen.nudge()
    assert heard.keys() == {"room", "kinds", "cursor"}
    assert heard["room"].endswith(str(classroom))
    assert all(isinstance(kind, str) for kind in heard["kinds"])


def test_a_teacher_joins_the_own_class_with_a_session(site: Site):
    own = site.signins["teachers"][0]["classrooms"][0]
    other = site.signins["teachers"][1]["classrooms"][0]
    cookie = "readify=" + site.staff_browser("teachers").cookies["readify"]
    with connected(site.base, {"classroom": own}, cookie=cookie) as socket:
        assert socket.frame().startswith(WELCOME)
    with connected(site.base, {"classroom": other}, cookie=cookie) as socket:
        assert socket.frame().startswith(UNWELCOME)


@pytest.mark.parametrize("number", [True, 10**30, -1, "1", [1], None])
def test_a_class_that_is_no_number_of_a_class_opens_no_room(site: Site, number):
    first = next(one for one in site.signins["teachers"] if 1 in one["classrooms"])
    teacher = site.staff_browser("teachers", site.signins["teachers"].index(first))
    cookie = "readify=" + teacher.cookies["readify"]
    with connected(site.base, {"classroom": number}, cookie=cookie) as socket:
        assert "unknown_key" in socket.frame()


@pytest.mark.parametrize("auth", [{"key": "x" * 32}, {"classroom": 1}, {"key": "x" * 5000}, {"key": [1]}])
def test_a_wrong_key_opens_no_room(site: Site, auth):
    with connected(site.base, auth) as socket:
        assert socket.frame().startswith(UNWELCOME)


def test_a_client_cannot_make_the_server_say_anything(site: Site):
    classroom, key, child = of_the_first_screen(site)
    with connected(site.base, {"key": key}) as screen, connected(site.base, {"key": key}) as loud:
        assert screen.frame().startswith(WELCOME)
        assert loud.frame().startswith(WELCOME)
        loud.send(f'42/live,["nudge",{{"room":"classroom:{classroom}","kinds":["forged"],"cursor":0}}]')
        child.log()
        assert "forged" not in screen.nudge()["kinds"]


def test_another_site_cannot_listen(site: Site):
    key = of_the_first_screen(site)[1]
    with (
        pytest.raises(NotAcceptedError),
        connected(site.base, {"key": key}, origin="https://elsewhere.example"),
    ):
        pass
