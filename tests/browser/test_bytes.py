"""What a visit costs over the wire on the real server, compressed, with headers: all of page and worker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request

from tests.browser.demo import Demo
from tests.browser.flaky import flaky
from tests.browser.test_offline import READY, TITLES

pytestmark = pytest.mark.browser
FIRST, AHEAD, AGAIN, LOG = 120_000, 40_000, 25_000, 6_000
REST = 2500  # milliseconds: the worker is asked once the page has rested


class Wire:
    """The bytes that came since the last `clear`, by address."""

    def __init__(self, page: Page) -> None:
        self.came: dict[str, int] = {}
        self.addresses: dict[str, str] = {}
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.responseReceived", self.note)
        client.on("Network.loadingFinished", self.add)

    def note(self, said: dict) -> None:
        self.addresses[said["requestId"]] = said["response"]["url"]

    def add(self, said: dict) -> None:
        self.came[self.addresses.get(said["requestId"], "?")] = said["encodedDataLength"]

    def clear(self) -> int:
        """How many came; counts on from nothing."""
        total = sum(self.came.values())
        self.came = {}
        return int(total)


def sent(request: Request) -> int:
    """Bytes of one request: line, headers and body."""
    sizes = request.sizes()
    return sizes["requestHeadersSize"] + sizes["requestBodySize"]


@pytest.mark.parametrize("band", ["klein", "midden", "groot"])
def test_home_is_light_the_first_time_and_lighter_again_also_with_what_the_worker_fetches(
    demo: Demo, band: str, record_property
) -> None:
    with flaky(demo.url) as net:
        context = demo.browser.new_context(
            base_url=net.url, viewport={"width": 390, "height": 844}, locale="nl-NL"
        )
        page = context.new_page()
        wire = Wire(page)
        page.goto(f"/K/{demo.child(band)['card']}", wait_until="networkidle")
        files = dict(wire.came)
        seen = wire.clear()
        page.evaluate(READY, TITLES)
        page.wait_for_load_state("networkidle")
        first, net.came = net.came, 0
        page.goto("/thuis", wait_until="networkidle")
        page.evaluate(READY, "/paspoort")
        ahead, net.came = net.came, 0
        page.goto("/thuis", wait_until="networkidle")
        page.wait_for_timeout(REST)
        again, net.came = net.came, 0
        for _log in range(2):  # the first fetches the celebration's style, once and for all
            page.goto("/gelezen", wait_until="networkidle")
            page.wait_for_timeout(REST)  # what the worker does about this page is no part of a log
            page.wait_for_load_state("networkidle")
            net.came = 0
            with page.expect_request(lambda asked: asked.method == "POST") as asked:
                page.get_by_role("button", name="Klaar!").click()
            page.wait_for_url("**/klaar", wait_until="load")
            done = net.came  # before the page has rested, and the worker goes on
        up = sent(asked.value)
        context.close()
    found = {"seen": seen, "first": first, "ahead": ahead, "again": again, "log_up": up, "done": done}
    for name, value in found.items():
        record_property(name, value)
        print(f"{band} {name}: {value} bytes")
    assert seen < first <= FIRST, sorted(files.items(), key=lambda file: -file[1])
    assert ahead <= AHEAD, "a second page, and the other tabs for when the network is away"
    assert again <= AGAIN
    assert up <= LOG
    assert done <= LOG, "the answer and the page it leads to"
