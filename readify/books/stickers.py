"""The stickers a child can put on a book: codes only. Words are in `web.book_words`, pictures in `art`."""

from __future__ import annotations

STICKERS = (
    "funny", "exciting", "quick", "beautiful", "scary", "sad", "sweet", "clever", "surprising", "pictures",
    "together", "bedtime",
)  # fmt: skip
MOST_STICKERS = 3  # on one book, by one child
