"""Poster codes as people type them: lower case, spaces, O for 0, I for 1; and the random codes themselves."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which look alike on paper
WORD_AND_NUMBER = re.compile(r"([A-Z][A-Z01]{1,11}?)( ?)([0-9OIL]{1,3})")
DIGITS = re.compile(r"[0-9OIL]{1,3}")
DASHES = re.compile(r" ?[-–.,] ?")
AS_LETTERS = str.maketrans("01", "OI")
AS_DIGITS = str.maketrans("OIL", "011")


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


def words_and_numbers(text: str) -> tuple[tuple[str, int], ...]:
    """What `MAAS 3`, `maas3`, `Maas-03` or `BO0 l` may have meant, the likeliest first, else nothing.

    A word holds letters only: a 0 in it is an O, a 1 an I or an L. Among digits an O is a 0, an I or L a 1.
    """
    plain = DASHES.sub(" ", " ".join(text.upper().split()))
    match = WORD_AND_NUMBER.fullmatch(plain)
    if match is None:
        return ()
    if match[2]:  # a space stands between them
        return _meant(match[1], match[3])
    run = match[1] + match[3]
    splits = [(run[:end], run[end:]) for end in range(max(2, len(run) - 3), len(run))]
    meant = [split for split in splits if DIGITS.fullmatch(split[1])]
    likely = sorted(meant, key=lambda split: not split[1].isdigit())
    return tuple(one for split in likely for one in _meant(*split))


def _meant(word: str, digits: str) -> tuple[tuple[str, int], ...]:
    """A 1 in a word is an I, or else an L."""
    number = int(digits.translate(AS_DIGITS))
    words = (word.translate(AS_LETTERS), word.replace("1", "L").translate(AS_LETTERS))
    return tuple((one, number) for one in dict.fromkeys(words))
