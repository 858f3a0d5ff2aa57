"""Secrets that people carry: card tokens, sign-in keys, the picture code and the four-word phrase.

Pure: makes, reads forgivingly and hashes them. Does not know passwords (see `passwords`) or the database.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.words import N_

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they look like something else
CARD_LENGTH = 20  # 20 x 5 bits = 100 bits
TYPED_LENGTH = 10  # the first half of a passport's token, for who types it: 50 bits, behind a rate limit
TEAM_LENGTH = 8  # 40 bits: an invitation into a team of at most five, behind a rate limit
PHRASE_LENGTH = 4
FEWEST_WORDS = 512  # 4 x 9 bits = 36 bits, behind a rate limit
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


# What each picture of the pad is called; `art.PICTURES` draws them.
PICTURE_LABELS = {
    "korenwolf": N_("korenwolf"),
    "salamander": N_("salamander"),
    "uil": N_("uil"),
    "pan": N_("pan"),
    "veer": N_("veer"),
    "dobbelsteen": N_("dobbelsteen"),
    "koptelefoon": N_("koptelefoon"),
    "boek": N_("boek"),
    "lamp": N_("lamp"),
    "krant": N_("krant"),
    "blad": N_("blad"),
    "strip": N_("strip"),
}
PICTURES_IN_CODE = 3


def new_card_token() -> str:
    """A fresh card token: 20 characters of Crockford base32, 100 random bits."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(CARD_LENGTH))


def card_token(text: str) -> str:
    """What was scanned or typed, as a token: upper case, O read as 0, I and L as 1, separators left out."""
    return re.sub(r"[\s-]", "", text).upper().translate(_FORGIVEN)


def new_team_code() -> str:
    """A fresh code that invites into a team: 8 characters of Crockford base32."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(TEAM_LENGTH))


def typed_code(token: str) -> str:
    """What stands under a passport's QR code to be typed: the token's first half, `K7QF3-M9TXA`."""
    return f"{token[: TYPED_LENGTH // 2]}-{token[TYPED_LENGTH // 2 : TYPED_LENGTH]}"


def passport_code_hash(secret: str, code: str) -> str:
    """The keyed hash of a passport's typed code (or of a whole token's first half), in hex."""
    return _keyed(secret, "passport/" + card_token(code)[:TYPED_LENGTH])


def substitute_hash(secret: str, code: str) -> str:
    """The keyed hash of a substitute's code, in hex; case, spaces and hyphens do not count."""
    return _keyed(secret, "substitute/" + card_token(code)[:CARD_LENGTH])


def shown_code(code: str) -> str:
    """A short code as it is read out and typed: `K7QF-M9TX`."""
    return f"{code[: TEAM_LENGTH // 2]}-{code[TEAM_LENGTH // 2 :]}"


def new_key() -> str:
    """A fresh sign-in key or reset token: 192 random bits, URL-safe."""
    return secrets.token_urlsafe(24)


def hash_token(token: str) -> str:
    """SHA-256 in hex. Enough for tokens of 96 random bits and more; never for what people think up."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_pictures() -> tuple[str, ...]:
    """Three different pictures in order: one of 1,320."""
    return tuple(secrets.SystemRandom().sample(list(PICTURE_LABELS), PICTURES_IN_CODE))


def are_pictures(codes: Sequence[str]) -> bool:
    """Whether these are three different pictures that exist."""
    return len(codes) == PICTURES_IN_CODE == len(set(codes)) and PICTURE_LABELS.keys() >= set(codes)


def picture_hash(secret: str, *, reader_id: int, codes: Sequence[str]) -> str:
    """The keyed hash of a child's picture code, in hex. The order counts."""
    return _keyed(secret, f"pictures/{reader_id}/{'/'.join(codes)}")


@lru_cache(maxsize=4096)  # every answer to a child says it
def device_key(secret: str, reader_id: int) -> str:
    """What a child is called on devices: 32 hex digits that say nothing, always the same for this child."""
    return _keyed(secret, f"device/{reader_id}")[:32]


def guest_key(secret: str, passport_id: int) -> str:
    """What a passport without an account is called on devices: 32 hex digits that say nothing."""
    return _keyed(secret, f"guest/{passport_id}")[:32]


def desk_key(secret: str, account_id: int) -> str:
    """What an account is called on the devices of its desk: 32 hex digits that say nothing."""
    return _keyed(secret, f"desk/{account_id}")[:32]


def roster_key(secret: str, school_id: int, key: str) -> str:
    """The keyed hash of a pupil's number in its school's administration, in hex: the number is not kept."""
    return _keyed(secret, f"roster/{school_id}/{key}")


def phrase_hash(secret: str, phrase: str) -> str:
    """The keyed hash of a four-word phrase, in hex; case, accents, spaces and hyphens do not count."""
    plain = unicodedata.normalize("NFKD", phrase.casefold())
    return _keyed(secret, "phrase/" + "".join(letter for letter in plain if letter.isalpha()))


def same_hash(one: str, other: str) -> bool:
    """Whether two hashes are equal, in constant time."""
    return hmac.compare_digest(one, other)


def new_phrase(words: Sequence[str]) -> str:
    """Four random words with hyphens between."""
    return "-".join(secrets.choice(words) for _ in range(PHRASE_LENGTH))


@cache
def phrase_words() -> tuple[str, ...]:
    """The simple Dutch words of `seeds/words.txt`. ConfigError when there are too few."""
    text = (seeds_dir() / "words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    words = tuple(dict.fromkeys(" ".join(lines).split()))
    if len(words) < FEWEST_WORDS:
        raise ConfigError(f"seeds/words.txt holds {len(words)} words; a safe phrase needs {FEWEST_WORDS}")
    return words


def _keyed(secret: str, message: str) -> str:
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()
