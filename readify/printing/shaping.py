"""Order and join the letters of right-to-left names, for a PDF that sets glyphs from left to right.

Covers names: one line, Arabic script (Arabic, Persian, Urdu) and Hebrew. It is not a full bidirectional
algorithm: a name that mixes directions keeps its left-to-right words whole and in place.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FORMS = ("isolated", "final", "initial", "medial")


@lru_cache(maxsize=1)
def _joining() -> dict[str, dict[str, str]]:
    """Each Arabic letter (or lam-alef pair) with its presentation forms, from Unicode's own data."""
    table: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, _, rest = unicodedata.decomposition(chr(code)).partition(" ")
        name, letters = form.strip("<>"), rest.split()
        if name in _FORMS and letters:
            table.setdefault("".join(chr(int(letter, 16)) for letter in letters), {})[name] = chr(code)
    return table


def is_right_to_left(text: str) -> bool:
    """True when the text holds a letter of a right-to-left script."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def joined(word: str) -> str:
    """One word's letters in their joined forms, still in reading order."""
    table = _joining()
    letters = _with_ligatures([c for c in word if unicodedata.category(c) != "Mn"], table)
    out = []
    for i, letter in enumerate(letters):
        forms = table.get(letter, {})
        before = i > 0 and "initial" in table.get(letters[i - 1], {})
        after = i + 1 < len(letters) and "initial" in forms and "final" in table.get(letters[i + 1], {})
        form = _FORMS[2 * after + (before and "final" in forms)]
        out.append(forms.get(form, letter))
    return "".join(out)


def _with_ligatures(letters: list[str], table: dict[str, dict[str, str]]) -> list[str]:
    out: list[str] = []
    for letter in letters:
        if out and out[-1] == "ل" and out[-1] + letter in table:
            out[-1] += letter
        else:
            out.append(letter)
    return out


def visual(text: str) -> str:
    """The text as it must be set from left to right: joined, and turned round where needed."""
    text = unicodedata.normalize("NFC", text)
    if not is_right_to_left(text):
        return text
    words = [word[::-1] if is_right_to_left(word) else word for word in (joined(w) for w in text.split())]
    return " ".join(reversed(words))
