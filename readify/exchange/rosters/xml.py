"""XML that somebody sent, read without entities, DTDs or anything outside the file."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from readify.exchange.rosters.roster import RosterError

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def xml_root(data: bytes) -> Element:
    """The root element. Raises RosterError that tells broken, wrongly encoded and dangerous apart."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise RosterError("entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise RosterError("wrong_encoding" if _wrongly_encoded(data) else "broken_xml") from error
    return root


def local(element: Element) -> str:
    """The element's name without its namespace: exports differ in that."""
    return str(element.tag).rpartition("}")[2].lower()


def children(element: Element | None, name: str) -> list[Element]:
    """The children of this name."""
    return [] if element is None else [child for child in element if local(child) == name]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this name."""
    return next(iter(children(element, name)), None)


def text_of(element: Element | None, name: str) -> str:
    """The text of the first child of this name, or nothing."""
    found = child(element, name)
    return "" if found is None else (found.text or "").strip()


def _wrongly_encoded(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        declared = "utf-16"
    else:
        found = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        declared = found[1].decode("ascii") if found else "utf-8"
    try:
        data.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return True
    return declared.lower().replace("-", "") in ("utf16", "utf32") and not data.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    )
