"""Libraries, their branches and who works there."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Key, Moment, Name


class Library(Base):
    """A library organisation."""

    __tablename__ = "libraries"

    id: Mapped[Key]
    name: Mapped[Name]
    municipality: Mapped[Name]
    created_at: Mapped[Moment]


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
