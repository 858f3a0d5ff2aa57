"""What a visit costs over the wire, as Chromium counts it: compressed, with headers, on the real server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.demo import Demo

pytestmark = pytest.mark.browser
FIRST, AGAIN = 120_000, 25_000


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
def test_home_is_light_the_first_time_and_lighter_again(demo: Demo, band: str, record_property) -> None:
    context = demo.context()
    page = context.new_page()
    wire = Wire(page)
    page.goto(f"/K/{demo.child(band)['card']}", wait_until="networkidle")
    came = dict(wire.came)
    first = wire.clear()
    page.goto("/thuis", wait_until="networkidle")
    again = wire.clear()
    page.goto("/gelezen", wait_until="networkidle")
    wire.clear()
    with page.expect_request(lambda asked: asked.method == "POST") as asked:
        page.get_by_role("button", name="Klaar!").click()
    expect(page.get_by_role("heading", name="Klaar!")).to_be_visible()
    up = sent(asked.value)
    for name, value in (("first", first), ("again", again), ("log_up", up), ("done", wire.clear())):
        record_property(name, value)
        print(f"{band} {name}: {value} bytes")
    context.close()
    assert first <= FIRST, sorted(came.items(), key=lambda file: -file[1])
    assert again <= AGAIN
