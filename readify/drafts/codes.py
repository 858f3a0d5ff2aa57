"""Poster codes as people type them: lower case, spaces, O for 0, I for 1; and the random codes themselves."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which look alike on paper
WORD_AND_NUMBER = re.compile(r"([A-Z][A-Z01]{1,11}?)[ -]?([0-9O]{1,3})")


def new_code(word: str, *, length: int = 4) -> str:
    """A poster's code: up to four letters of the trail's word and random signs, as `MAAS3K7Q`."""
    head = "".join(sign for sign in word.upper() if sign in ALPHABET)[:4]
    return head + "".join(secrets.choice(ALPHABET) for _ in range(length + 4 - len(head)))


def normal_code(text: str) -> str:
    """Upper case without spaces and dashes."""
    return re.sub(r"[\s\-–.]", "", text).upper()


def readings_of(code: str) -> tuple[str, ...]:
    """The ways a typed code may have been meant, as written first.

    Codes hold no 0, O, 1, I or L: whoever types a 0 or an O has seen a Q.
    """
    plain = normal_code(code)
    return tuple(dict.fromkeys((plain, plain.replace("0", "Q").replace("O", "Q"))))


def word_and_number(text: str) -> tuple[str, int] | None:
    """`MAAS 3`, `maas3` or `Maas-03` as (`MAAS`, 3); an O among the digits is a 0. None for anything else."""
    plain = " ".join(text.upper().split())
    match = WORD_AND_NUMBER.fullmatch(plain)
    if match is None:
        return None
    digits = match[2].replace("O", "0")
    return match[1].replace("0", "O").replace("1", "I"), int(digits)
