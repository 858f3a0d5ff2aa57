"""A visitor over HTTP: what a browser does (cookies, its own origin, forms with their hidden fields), and
what a program does (bearer token, JSON). Knows nothing of the app's inside.
"""

from __future__ import annotations

import uuid
from html.parser import HTMLParser
from typing import Any

import requests

TIMEOUT = 20  # seconds; only so that a hung server fails a test instead of the whole run


class Fields(HTMLParser):
    """The forms of a page: `forms[action]` is what a browser would send without touching anything."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] | None = None
        self._area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Reads one tag."""
        have = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.forms.setdefault(have.get("action", ""), {})
        elif self._form is None or "name" not in have:
            return
        elif tag == "input":
            if have.get("type") not in {"radio", "checkbox", "submit"} or "checked" in dict(attrs):
                self._form[have["name"]] = have.get("value", "")
        elif tag == "textarea":
            self._area = have["name"]
            self._form[self._area] = ""

    def handle_data(self, data: str) -> None:
        """Reads text: only a textarea's matters."""
        if self._form is not None and self._area is not None:
            self._form[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """Reads the end of a tag."""
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None


class Browser(requests.Session):
    """A browser on one site."""

    def __init__(self, base: str, *, language: str = "nl") -> None:
        super().__init__()
        self.base = base
        self.headers.update({"Origin": base, "Accept-Language": language, "Connection": "close"})

    def request(self, method: Any, url: Any, *args: Any, **named: Any) -> requests.Response:
        """Sends one request; addresses may be paths. Redirects are followed unless told otherwise."""
        named.setdefault("timeout", TIMEOUT)
        address = url if "://" in url else self.base + url
        return super().request(method, address, *args, **named)

    def form(self, path: str, action: str) -> dict[str, str]:
        """The fields of the form with this action on this page."""
        return Fields(self.get(path).text).forms[action]


class Program:
    """A program with a bearer token, or without one."""

    def __init__(self, base: str, **signin: str) -> None:
        self.root = f"{base}/api/v1"
        self.headers = {"Accept-Language": "nl"}
        if signin:
            answer = self.post("/session", signin)
            assert answer.status_code == 201, answer.text
            self.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    def get(self, path: str, **params: Any) -> requests.Response:
        """Asks."""
        return requests.get(self.root + path, params=params, headers=self.headers, timeout=TIMEOUT)

    def post(self, path: str, body: object) -> requests.Response:
        """Sends JSON."""
        return requests.post(self.root + path, json=body, headers=self.headers, timeout=TIMEOUT)

    def log(self, **changes: Any) -> requests.Response:
        """Sends a reading: ten minutes in a book, changed as said; None leaves a field out."""
        return self.post("/readings", reading(**changes))


def reading(**changes: Any) -> dict[str, Any]:
    """The body of a reading."""
    whole = {"submission_id": new_id(), "form": "book", "how": "self", "language": "nl", "minutes": 10}
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def new_id() -> str:
    """A fresh submission id."""
    return str(uuid.uuid4())
