"""OpenID Connect: asking a school's own provider who somebody is, and checking what it says. No database.

Authorization code flow with PKCE, state and nonce. Of the ID token the signature, issuer, audience, time and
nonce are checked; only asymmetric signatures count. Endpoints must be https, or on this machine (tests).
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry
from requests import RequestException

from readify.errors import ReadifyError
from readify.oidc_addresses import is_safe

PATIENCE = 8.0  # seconds for each step with the provider
KEPT = 3600.0  # seconds that a provider's addresses and keys are kept
LEEWAY = 60  # seconds between two clocks
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SCOPE = "openid email profile"


class ProviderError(ReadifyError):
    """The provider cannot be reached, refuses, or says something that is not right. Never shown as it is."""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One provider as the installation set it."""

    slug: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in under way: where the browser goes, and what must come back."""

    url: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it is. `email` in lower case, empty when none was given."""

    issuer: str
    subject: str
    email: str = ""
    email_verified: bool = False


class Provider:
    """Talks with one provider; keeps its addresses and keys for an hour."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self.slug, self.name, self.issuer = settings.slug, settings.name, settings.issuer
        self._kept: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, Any] | None = None

    def begin(self, redirect_uri: str) -> Started:
        """Where to send the browser. Raises ProviderError when the provider cannot be reached."""
        nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        address = self._metadata()["authorization_endpoint"]
        with self._client(redirect_uri) as client:
            url, state = client.create_authorization_url(address, code_verifier=verifier, nonce=nonce)
        return Started(str(url), str(state), nonce, verifier)

    def finish(self, redirect_uri: str, *, code: str, nonce: str, verifier: str) -> Identity:
        """Exchanges the code and checks the ID token. Raises ProviderError."""
        address = self._metadata()["token_endpoint"]
        try:
            with self._client(redirect_uri) as client:
                answer = client.fetch_token(
                    address, grant_type="authorization_code", code=code, code_verifier=verifier
                )
            return self._identity(str(answer.get("id_token", "")), nonce)
        except ProviderError:
            raise
        except Exception as error:  # a stranger's answer: whatever it breaks, nobody gets in
            raise ProviderError(f"token refused: {type(error).__name__}") from error

    def _identity(self, token: str, nonce: str) -> Identity:
        found = self._decoded(token)
        claims = CodeIDToken(
            found.claims,
            found.header,
            {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
                "nonce": {"essential": True, "value": nonce},
            },
            {"nonce": nonce, "client_id": self.settings.client_id},
        )
        claims.validate(leeway=LEEWAY)
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise ProviderError("no subject")
        email = claims.get("email")
        plain = email.strip().lower() if isinstance(email, str) else ""
        return Identity(self.issuer, subject, plain, bool(plain) and claims.get("email_verified") is True)

    def _decoded(self, token: str) -> Any:
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        try:
            return jwt.decode(token, key=self._key_set(), registry=registry)
        except InvalidKeyIdError:  # the provider has new keys
            self._keys = None
            return jwt.decode(token, key=self._key_set(), registry=registry)

    def _key_set(self) -> Any:
        if self._keys is None or time.monotonic() - self._keys[0] > KEPT:
            sent = cast(KeySetSerialization, self._fetched(self._metadata()["jwks_uri"]))
            found = KeySet.import_key_set(sent)
            self._keys = (time.monotonic(), found)
        return self._keys[1]

    def _metadata(self) -> dict[str, Any]:
        if self._kept is None or time.monotonic() - self._kept[0] > KEPT:
            found = self._fetched(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self.issuer:
                raise ProviderError("other issuer in the discovery document")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not is_safe(str(found.get(name, ""))):
                    raise ProviderError(f"no safe {name}")
            self._kept = (time.monotonic(), found)
        return self._kept[1]

    def _fetched(self, address: str) -> dict[str, Any]:
        try:
            with self._client("") as client:
                answer = client.request("GET", address, withhold_token=True, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (RequestException, ValueError) as error:
            raise ProviderError(f"cannot read {urlsplit(address).path}: {type(error).__name__}") from error
        if not isinstance(found, dict):
            raise ProviderError("no JSON object")
        return cast(dict[str, Any], found)

    def _client(self, redirect_uri: str) -> Any:
        return OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            scope=SCOPE,
            redirect_uri=redirect_uri or None,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )
