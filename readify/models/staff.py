"""Ways in for staff, and who runs a school: administrators, substitutes' codes, passkeys, linked identities.

Codes are kept as keyed hashes only; of a passkey the public key, which opens nothing.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import Hash, Key, Moment, Name

LONGEST_CREDENTIAL = 1364  # 1,023 bytes, the most that WebAuthn allows, as base64url


class SchoolAdministrator(Base):
    """Which account runs which school. It may teach there as well."""

    __tablename__ = "school_administrators"

    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[Moment]


class SubstituteCode(Base):
    """A code that lets somebody without an account stand in for a class, until a moment."""

    __tablename__ = "substitute_codes"

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[Hash] = mapped_column(unique=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A key on somebody's phone, laptop or stick, by its public half."""

    __tablename__ = "passkeys"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(LONGEST_CREDENTIAL), unique=True)  # base64url
    public_key: Mapped[bytes] = mapped_column(LargeBinary)  # COSE
    sign_count: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), default=0)
    name: Mapped[Name]
    created_at: Mapped[Moment]
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class PasskeyChallenge(Base):
    """A question that one browser may answer with a passkey, once, for a few minutes."""

    __tablename__ = "passkey_challenges"

    challenge_hash: Mapped[Hash] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )  # whose new key it is for; none for signing in
    expires_at: Mapped[Moment]


class LinkedIdentity(Base):
    """An account at a school's own provider (OpenID Connect) that opens an account here."""

    __tablename__ = "linked_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="uq_linked_identities_issuer_subject"),)

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[Moment]
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
