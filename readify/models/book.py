"""The catalogue: facts about published works. What a child typed lives in `shelf`, never here."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import BigId, Code


class Book(Base):
    """One title in one language."""

    __tablename__ = "books"
    __table_args__ = (Index("ix_books_series_key", "series_key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(200), default="")
    year: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(12))
    series: Mapped[str] = mapped_column(String(200), default="")
    series_key: Mapped[str] = mapped_column(String(80), default="")  # folded series name, goes into facts
    series_number: Mapped[str] = mapped_column(String(12), default="")
    age_code: Mapped[str] = mapped_column(String(4), default="")
    genre: Mapped[Code] = mapped_column(default="")
    form: Mapped[Code] = mapped_column(default="book")
    isbn: Mapped[str | None] = mapped_column(String(13), unique=True)
    source: Mapped[Code]
    title_key: Mapped[str] = mapped_column(
        String(300), default="", index=True
    )  # folded: lower case, no accents
    search_text: Mapped[str] = mapped_column(String(800), default="")  # folded title, series and author
