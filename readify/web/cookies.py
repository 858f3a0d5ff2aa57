"""The session cookie, signed as Flask does it, with the signer made once instead of for every request."""

from __future__ import annotations

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class KeptSigner(SecureCookieSessionInterface):
    """Flask's own cookie; only its serializer is kept for as long as the key is the same."""

    def __init__(self) -> None:
        self._kept: tuple[object, URLSafeTimedSerializer | None] = (None, None)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The serializer of this app's key."""
        key, serializer = self._kept
        if serializer is None or key != app.secret_key:
            serializer = super().get_signing_serializer(app)
            self._kept = (app.secret_key, serializer)
        return serializer


def register(app: Flask) -> None:
    """Gives the app this cookie."""
    app.session_interface = KeptSigner()
