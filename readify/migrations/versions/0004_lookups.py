"""Looking for books that the catalogue lacks: what is asked for, and the shelves' rows that wait for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WAITS = sa.text("isbn IS NOT NULL AND book_id IS NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "book_lookups",
        sa.Column("isbn", sa.String(length=13), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("isbn", name=op.f("pk_book_lookups")),
    )
    op.create_index("ix_book_lookups_state_due_at", "book_lookups", ["state", "due_at"])
    op.create_index(
        "ix_reader_books_waiting", "reader_books", ["isbn"], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_reader_books_waiting", table_name="reader_books")
    op.drop_table("book_lookups")
