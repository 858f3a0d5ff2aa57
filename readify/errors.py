"""What can go wrong in a way that people can mend: refusals with a code and a kind sentence.

The two faces of a refusal (a page, a JSON answer) are made in `web.errors` and `api.errors`.
"""

from __future__ import annotations

from collections.abc import Mapping


class ReadifyError(Exception):
    """Base of everything Readify raises on purpose."""


class ConfigError(ReadifyError):
    """A setting, a seed file or a folder is wrong: the message says what to mend."""


class Refused(ReadifyError):  # noqa: N818 - a refusal is an answer, not a fault
    """An expected refusal. `code` is for programs, `message` for people, `fields` per form field."""

    status = 400
    code = "refused"

    def __init__(
        self, code: str | None = None, message: str = "", *, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message or code or self.code)
        self.code = code or self.code
        self.message = message
        self.fields = dict(fields or {})


class Malformed(Refused):
    """What was sent cannot be read at all: no JSON, not UTF-8."""

    status = 400
    code = "malformed"


class Unauthenticated(Refused):
    """Nobody is signed in, or the way in was wrong."""

    status = 401
    code = "unauthenticated"


class Forbidden(Refused):
    """Signed in, but not allowed: only where knowing that the thing exists does no harm."""

    status = 403
    code = "forbidden"


class NotFound(Refused):
    """It does not exist, or it is another class's: outsiders cannot tell the two apart."""

    status = 404
    code = "not_found"


class Conflict(Refused):
    """The same submission with other content, or a thing that changed meanwhile."""

    status = 409
    code = "conflict"


class Invalid(Refused):
    """One or more fields are wrong; `fields` names them all."""

    status = 422
    code = "invalid"


class TooMany(Refused):
    """Too many tries; `retry_after` in seconds."""

    status = 429
    code = "too_many"

    def __init__(self, message: str = "", *, retry_after: int = 60, code: str | None = None) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class Busy(Refused):
    """The database cannot be written right now (disk full, read-only, locked): nothing was lost."""

    status = 503
    code = "busy"
