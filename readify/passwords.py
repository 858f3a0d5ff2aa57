"""Passwords of staff: Argon2id, and the few rules a new password must keep.

Slow on purpose, so never call it inside a write transaction: check first, then perform the action.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from readify.errors import Invalid
from readify.words import N_

SHORTEST = 10
LONGEST = 200  # nobody types more; an endless one would only cost time
# 32 MiB, above OWASP's floor
COST: dict[str, Any] = {"time_cost": 2, "memory_cost": 32 * 1024, "parallelism": 1}
_HASHER = PasswordHasher(**COST)
_AT_ONCE = threading.BoundedSemaphore(4)  # each hash takes 32 MiB: a rush of tries must not take the memory


def hash_password(password: str) -> str:
    """The Argon2id hash, about 100 characters, parameters and salt included."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def password_fits(password: str, hashed: str | None) -> bool:
    """Whether it is the password. Without a hash (nobody, or none chosen yet) it is as slow, and wrong."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(hashed or _nobody(), password[: LONGEST + 1]) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False


def is_stale(hashed: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(hashed)


def check_new_password(password: str, *, email: str) -> None:
    """Refuses a password that is too short, too long, or the e-mail address itself. Raises Invalid."""
    plain = password.strip().casefold()
    if len(plain) < SHORTEST:
        raise _wrong(N_("Kies een wachtwoord van 10 tekens of meer."))
    if len(password) > LONGEST:
        raise _wrong(N_("Dit wachtwoord is te lang. Kies er een tot 200 tekens."))
    if plain in {email.casefold(), email.casefold().partition("@")[0]} or len(set(plain)) < 4:
        raise _wrong(N_("Dit wachtwoord is makkelijk te raden. Kies een ander."))


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


def _wrong(message: str) -> Invalid:
    return Invalid("weak_password", message, fields={"password": message})
