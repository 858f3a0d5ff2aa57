"""Searching books: the dialect's own index, made by `readify.books.ddl`."""

from __future__ import annotations

from alembic import op

from readify.books.ddl import create_search, drop_search

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    create_search(op.get_bind())


def downgrade() -> None:
    """Back."""
    drop_search(op.get_bind())
