"""The language switch: for who is not signed in a cookie, for a child or a grown-up their own choice."""

from __future__ import annotations

import pytest


def html_language(client) -> str:
    page = client.get("/", follow_redirects=True).get_data(as_text=True)
    return page.split('<html lang="')[1][:2]


@pytest.mark.parametrize("who", ["child", "teacher", "librarian", "coordinator"])
def test_the_switch_also_changes_the_language_of_who_is_signed_in(cast, who):
    client = getattr(cast, who)
    assert html_language(client) == "nl"
    assert client.post("/taal", data={"taal": "en"}).status_code == 303
    assert html_language(client) == "en"
    client.delete_cookie("taal")
    assert html_language(client) == "en", "kept with the visitor, not only in the browser"


def test_a_guest_s_choice_stays_in_the_browser(client):
    client.post("/taal", data={"taal": "en"})
    assert html_language(client) == "en"


def test_every_staff_page_offers_the_other_language(cast):
    page = cast.teacher.get("/klas", follow_redirects=True).get_data(as_text=True)
    assert 'name="taal" value="en"' in page
    assert 'name="terug" value="/klas' in page
