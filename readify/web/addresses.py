"""Addresses that came from outside and are used again: only paths on this very site."""

from __future__ import annotations

from urllib.parse import urlsplit


def own_path(address: str, *, otherwise: str = "/") -> str:
    """`address` when it is a plain path of ours, else `otherwise`: never another site's.

    Backslashes, control characters and `//host` are refused because browsers read them as another host.
    """
    parts = urlsplit(address) if address.isprintable() and "\\" not in address else None
    ours = parts is not None and not parts.scheme and not parts.netloc and address.startswith("/")
    return address if ours and not address.startswith("//") else otherwise
