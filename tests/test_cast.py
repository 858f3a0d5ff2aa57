"""The cast can sign in, and the outsiders are outsiders."""

from __future__ import annotations

from tests.cast import Cast


def test_everyone_of_the_cast_is_signed_in_as_themselves(cast: Cast) -> None:
    for browser in (
        cast.child,
        cast.classmate,
        cast.outsider,
        cast.teacher,
        cast.librarian,
        cast.coordinator,
    ):
        assert browser.get("/").status_code == 303
    assert cast.stranger.get("/").status_code == 200
