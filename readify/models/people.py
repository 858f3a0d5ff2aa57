"""People: children (a first name, nothing more), staff accounts, cards and sign-ins.

Tokens, passwords, picture codes and phrases are kept as hashes only.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from readify.db import Base, UtcDateTime
from readify.models.columns import Code, Hash, Json, Key, Moment, Name, coded
from readify.models.school import Classroom

ONE_PERSON = (
    "CASE WHEN reader_id IS NULL THEN 0 ELSE 1 END + CASE WHEN account_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN substitute_id IS NULL THEN 0 ELSE 1 END = 1"
)


class Role(StrEnum):
    """What a staff account is for."""

    TEACHER = "teacher"
    LIBRARIAN = "librarian"
    COORDINATOR = "coordinator"


class SignInKind(StrEnum):
    """A browser's sign-in (cookie) or a program's (bearer token)."""

    WEB = "web"
    API = "api"


class Account(Base):
    """A teacher, librarian or coordinator, who signs in with e-mail and password."""

    __tablename__ = "accounts"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    password_hash: Mapped[str | None] = mapped_column(
        String(200)
    )  # Argon2id; none until invited person chooses
    name: Mapped[Name]
    role: Mapped[Role] = mapped_column(coded(Role))
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    created_at: Mapped[Moment]
    disabled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Reader(Base):
    """A child who reads: a first name or nickname, a class and a companion."""

    __tablename__ = "readers"
    __table_args__ = (
        Index("ix_readers_classroom_id_name", "classroom_id", "name"),
        CheckConstraint("picture_tries >= 0", name="tries_not_negative"),
    )

    id: Mapped[Key]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    name: Mapped[str] = mapped_column(String(40))
    companion: Mapped[Code] = mapped_column(default="korenwolf")
    companion_name: Mapped[str] = mapped_column(String(20), default="")  # seen by this child only
    home_languages: Mapped[list[str]] = mapped_column(Json, default=list)  # BCP 47, Dutch left out
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    picture_hash: Mapped[str | None] = mapped_column(String(64))
    picture_tries: Mapped[int] = mapped_column(default=0)  # wrong ones since the last right one
    phrase_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    roster_key: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[Moment]
    welcomed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the first run, or its skipping
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    classroom: Mapped[Classroom] = relationship(lazy="raise")


class Card(Base):
    """A sign-in card: at least 96 random bits, kept as a SHA-256 hash, revocable."""

    __tablename__ = "cards"

    id: Mapped[Key]
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    own_device: Mapped[bool] = mapped_column(default=False)  # 30 days instead of 15 idle minutes
    created_at: Mapped[Moment]
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class SignIn(Base):
    """One sign-in on one device, kept on the server so that signing out really ends it."""

    __tablename__ = "sign_ins"
    __table_args__ = (
        CheckConstraint(ONE_PERSON, name="one_person"),
        Index("ix_sign_ins_reader_id", "reader_id"),
        Index("ix_sign_ins_account_id", "account_id"),
        Index("ix_sign_ins_substitute_id", "substitute_id"),
    )

    id: Mapped[Key]
    key_hash: Mapped[Hash] = mapped_column(unique=True)
    kind: Mapped[SignInKind] = mapped_column(coded(SignInKind))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id", ondelete="SET NULL"))
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("substitute_codes.id", ondelete="CASCADE"))
    idle_minutes: Mapped[int]
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class PasswordReset(Base):
    """A link to choose a new password: once, for an hour."""

    __tablename__ = "password_resets"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
