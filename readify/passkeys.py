"""Passkeys (WebAuthn): what a browser is asked, and whether its answer is right. Knows no database.

A passkey signs in alone, so the device must have checked its owner (fingerprint, face, PIN). The address that
the answer names is checked: a look-alike site gets nothing that works here.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from readify.errors import Unauthenticated
from readify.words import N_

WRONG_KEY = N_("Deze sleutel werkt hier niet. Log in met je wachtwoord.")
LONGEST_ANSWER = 16 * 1024
_BROKEN = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)  # what a made-up answer raises


@dataclass(frozen=True, slots=True)
class Site:
    """Where keys belong: the address as browsers say it, and its host."""

    origin: str
    host: str

    @property
    def can_have_keys(self) -> bool:
        """Browsers keep passkeys for names, not for bare numbers."""
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return True
        return False


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that a browser has just made."""

    credential_id: str
    public_key: bytes = field(repr=False)
    sign_count: int


@dataclass(frozen=True, slots=True)
class KeyAnswer:
    """Which key answers, and the whole answer, not yet checked."""

    credential_id: str
    user_handle: bytes | None
    answer: dict[str, Any] = field(repr=False)


def site_of(address: str) -> Site:
    """The site of a whole address."""
    parts = urlsplit(address)
    return Site(f"{parts.scheme}://{parts.netloc}", parts.hostname or "")


def user_handle(secret: str, account_id: int) -> bytes:
    """What an account is called on its owner's devices: 32 bytes that say nothing."""
    return hmac.new(secret.encode(), f"passkey/{account_id}".encode(), hashlib.sha256).digest()


def ask_new(
    site: Site, *, challenge: bytes, handle: bytes, email: str, name: str, known: Sequence[str]
) -> dict[str, Any]:
    """What a browser needs to make a key; `known` are credential ids that it must not make again."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Readify",
        user_id=handle,
        user_name=email,
        user_display_name=name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    return _plain(webauthn.options_to_json(options))


def ask_known(site: Site, *, challenge: bytes) -> dict[str, Any]:
    """What a browser needs to sign in with any key that it has for this site."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
    )
    return _plain(webauthn.options_to_json(options))


def check_new(site: Site, *, answer: str, challenge: bytes) -> NewKey:
    """The key in a browser's answer. Raises Unauthenticated `wrong_key` when anything in it is not right."""
    try:
        found = webauthn.verify_registration_response(
            credential=_sent(answer),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _BROKEN as error:
        raise Unauthenticated("wrong_key", WRONG_KEY) from error
    return NewKey(bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count)


def read_answer(answer: str) -> KeyAnswer:
    """Which key a browser's answer is of. Raises Unauthenticated when it cannot be read."""
    try:
        sent = _sent(answer)
        handle = sent["response"].get("userHandle")
        plain = bytes_to_base64url(base64url_to_bytes(sent["id"]))
        return KeyAnswer(plain, base64url_to_bytes(handle) if handle else None, sent)
    except _BROKEN as error:
        raise Unauthenticated("wrong_key", WRONG_KEY) from error


def check_answer(
    site: Site, *, answer: KeyAnswer, challenge: bytes, public_key: bytes, sign_count: int
) -> int:
    """The key's new count. Raises Unauthenticated: signature, address, challenge, or a count that fell."""
    try:
        found = webauthn.verify_authentication_response(
            credential=answer.answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except _BROKEN as error:
        raise Unauthenticated("wrong_key", WRONG_KEY) from error
    return found.new_sign_count


def _sent(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("too long")
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise TypeError("no object")
    return found


def _plain(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found
