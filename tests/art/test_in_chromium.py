"""The design system in a real browser: no accessibility findings, no overflow, and elements that wake up."""

import http.server
import threading
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.art.preview import SIZES, Quiet, build
from tests.browser.axe import WCAG, in_short, violations

pytestmark = pytest.mark.browser
RULES = (*WCAG, "best-practice")


# Links inside a sentence may be as high as their line (WCAG 2.5.8); everything else that is tapped may not.
TOO_SMALL = """() => [...document.querySelectorAll('a:not(.skip), button, label.pick, summary')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).display !== 'inline')
  .map((e) => [e.textContent.trim(), e.getBoundingClientRect().width, e.getBoundingClientRect().height])
  .filter(([, width, height]) => width < 44 || height < 38)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address where the sample pages are served, and their names."""
    out = tmp_path_factory.mktemp("site")
    names = [
        n for n in build(out) if not n.startswith("error-") or n == "error-404"
    ]  # errors share one layout
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", names
        server.shutdown()


@pytest.fixture
def page(chromium):
    """One page, still, as for who wants less motion; closed after the test."""
    opened = chromium.new_page(reduced_motion="reduce")
    yield opened
    opened.close()


def test_axe_finds_nothing_and_nothing_is_wider_than_its_window_on_any_sample_in_any_band(site, page):
    address, names = site
    barred, wide = [], []
    for name in names:
        page.goto(f"{address}/{name}.html")
        for size in ("narrow", "tablet", "laptop", "phone"):
            page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((name, size))
        barred += [(name, *rule) for rule in in_short(violations(page, RULES))]
    assert wide == []
    assert barred == []


def test_the_stepper_steps_to_whole_multiples_and_stays_within_its_limits(site, page):
    page.goto(f"{site[0]}/log.html")
    minutes = page.locator("#minutes")
    minutes.fill("12")
    page.get_by_role("button", name="5 meer").click()
    expect(minutes).to_have_value("15")
    page.get_by_role("button", name="5 minder").click()
    expect(minutes).to_have_value("10")
    page.get_by_role("button", name="45", exact=True).click()
    expect(minutes).to_have_value("45")
    expect(page.locator(".preset[aria-pressed=true]")).to_have_text("45")
    minutes.fill("119")
    page.get_by_role("button", name="5 meer").click()
    expect(minutes).to_have_value("120")


def test_the_pad_sends_three_pictures_at_once_in_the_order_of_the_taps(site, page):
    page.goto(f"{site[0]}/pictures.html")
    expect(page.locator(".pad-btn[aria-pressed=true]")).to_have_count(2)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="boek").click()
    assert sent.value.post_data == "picture=salamander&picture=veer&picture=boek"


def test_a_tap_on_a_chosen_picture_takes_it_and_what_came_after_back(site, page):
    page.goto(f"{site[0]}/pictures.html")
    page.get_by_role("button", name="salamander").click()
    expect(page.locator(".pad-btn[aria-pressed=true]")).to_have_count(0)
    page.get_by_role("button", name="uil").click()
    expect(page.locator(".pad-nr")).to_have_text(["1"])


def test_the_form_keeps_its_choices_without_javascript(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site[0]}/log.html")
    expect(page.locator(".stepper-btn").first).to_be_hidden()
    expect(page.locator("read-aloud button")).to_be_hidden()
    page.get_by_role("radio", name="Strip").check()
    expect(page.get_by_role("radio", name="Strip")).to_be_checked()
    expect(page.get_by_role("radio", name="Boek", exact=True)).not_to_be_checked()
    context.close()


def test_every_target_of_a_child_is_large_enough(site, page):
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    small = []
    for name in ("home", "log", "wall", "journey", "passport", "pictures"):
        page.goto(f"{site[0]}/{name}.html")
        small += [[name, *one] for one in page.evaluate(TOO_SMALL)]
    assert small == []
