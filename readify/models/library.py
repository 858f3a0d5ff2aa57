"""Libraries, their branches and who works there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Code, Json, Key, Moment, Name


class Library(Base):
    """A library organisation."""

    __tablename__ = "libraries"

    id: Mapped[Key]
    name: Mapped[Name]
    municipality: Mapped[Name]
    created_at: Mapped[Moment]
    logo: Mapped[str | None] = mapped_column(String(64))  # digest of the picture that is kept


class Branch(Base):
    """One building of a library."""

    __tablename__ = "branches"

    id: Mapped[Key]
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]


class LibraryStaff(Base):
    """Which account works for which library."""

    __tablename__ = "library_staff"

    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class LibraryStory(Base):
    """A story that a library wrote for its own trails, in one language; `pieces` are {title, text}."""

    __tablename__ = "library_stories"

    id: Mapped[Key]
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"), index=True)
    title: Mapped[Name]
    told_for: Mapped[Code]  # 6-9 or 10-13
    language: Mapped[Code]
    pieces: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
