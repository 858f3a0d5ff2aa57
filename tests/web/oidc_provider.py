"""A provider on 127.0.0.1 that speaks OpenID Connect: discovery, keys, codes with PKCE, signed tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "readify-client", "a-client-secret"


class Provider(ThreadingHTTPServer):
    """Who is `claims`; `bend` changes what is said, to see it refused."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        self.claims: dict[str, Any] = {
            "sub": "person-7",
            "email": "Juf@School.example",
            "email_verified": True,
        }
        self.bend: dict[str, Any] = {}
        self.discovery: dict[str, Any] = {}
        self.signs_with: Any = None
        self.algorithm = "RS256"
        self.codes: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []

    def agree(self, url: str) -> str:
        """The person says yes at the provider's page: the query that comes back to the site."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"code={code}&state={asked['state']}"

    def token(self, asked: dict[str, str]) -> str:
        """A signed ID token."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce", ""),
            **self.claims,
            **self.bend,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.algorithm == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join(_plain(json.dumps(one).encode()) for one in parts) + "."
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, claims, self.signs_with or self.key, algorithms=[self.algorithm])


class _Asked(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        here = self.server
        if self.path == "/.well-known/openid-configuration":
            found = {
                "issuer": here.issuer,
                "authorization_endpoint": f"{here.issuer}/authorize",
                "token_endpoint": f"{here.issuer}/token",
                "jwks_uri": f"{here.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            }
            self._say(200, found | here.discovery)
        elif self.path == "/keys":
            self._say(200, {"keys": [here.key.as_dict(private=False)]})
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.codes.pop(sent.get("code", ""), None)
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = _plain(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if self.headers.get("Authorization") != f"Basic {wanted}":
            self._refuse("invalid_client")
        elif (
            asked is None
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            self._refuse("invalid_grant")
        else:
            answer = {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "expires_in": 60}
            self._say(200, {**answer, "id_token": self.server.token(asked)})

    def log_message(self, *_words: Any) -> None:
        """Quiet."""

    def _refuse(self, why: str) -> None:
        self.server.refused.append(why)
        self._say(400, {"error": why})

    def _say(self, status: int, found: dict[str, Any]) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def shared_secret() -> OctKey:
    """The client secret as a key: a token signed with it must not count."""
    return OctKey.import_key(SECRET)


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@contextmanager
def oidc_provider() -> Iterator[Provider]:
    """A running provider."""
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
