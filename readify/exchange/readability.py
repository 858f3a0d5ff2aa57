"""How easy a text reads, by one stated rule. Pure; a hint for who writes, never a judgement of a child.

The rule: count the words per sentence, the words of the longest one, and the share of long words (ten letters
or more).

- 6-9: at most 9 words a sentence on average and 12 in the longest, at most 6 in 100 words are long;
- 10-13: at most 13 words a sentence on average and 20 in the longest, at most 12 in 100 words are long;
- harder: anything above.

The bounds come from the stories that ship with Readify; a test holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG_WORD = 10
BOUNDS = (("6-9", 9.0, 12, 0.06), ("10-13", 13.0, 20, 0.12))
HARDER = "harder"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+[’'”\"]?(?:\s+|$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Readability:
    """`reads_as` is 6-9, 10-13 or harder, empty without words; the measures are what it follows from."""

    reads_as: str
    words: int
    sentence_length: float
    longest: int
    long_share: float


def readability(text: str) -> Readability:
    """How this text reads."""
    words = _WORD.findall(text)
    if not words:
        return Readability("", 0, 0.0, 0, 0.0)
    lengths = [len(found) for part in _SENTENCE.split(text) if (found := _WORD.findall(part))]
    mean, longest = len(words) / len(lengths), max(lengths)
    share = sum(len(word) >= LONG_WORD for word in words) / len(words)
    reads_as = next((ages for ages, *most in BOUNDS if _within((mean, longest, share), most)), HARDER)
    return Readability(reads_as, len(words), mean, longest, share)


def _within(measured: Iterable[float], most: Iterable[float]) -> bool:
    return all(one <= bound for one, bound in zip(measured, most, strict=True))
