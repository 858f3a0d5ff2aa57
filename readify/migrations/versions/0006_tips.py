"""Tips: stickers that a child put on a book of its own shelf."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from readify.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "book_tips",
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("stickers", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_book_tips_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["work_id"],
            ["reader_books.id"],
            name=op.f("fk_book_tips_work_id_reader_books"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reader_id", "work_id", name=op.f("pk_book_tips")),
    )
    op.create_index(op.f("ix_book_tips_work_id"), "book_tips", ["work_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_book_tips_work_id"), table_name="book_tips")
    op.drop_table("book_tips")
