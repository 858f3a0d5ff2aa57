"""Challenges: bingo cards with their cells, and a child's own reading plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from readify.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "bingo_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("card_set", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("ends IS NULL OR starts <= ends", name=op.f("ck_bingo_cards_in_order")),
        sa.CheckConstraint("free BETWEEN 1 AND size * size", name=op.f("ck_bingo_cards_free_on_card")),
        sa.CheckConstraint("size BETWEEN 3 AND 4", name=op.f("ck_bingo_cards_size_range")),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["readers.id"],
            name=op.f("fk_bingo_cards_reader_id_readers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bingo_cards")),
    )
    op.create_index(op.f("ix_bingo_cards_reader_id"), "bingo_cards", ["reader_id"])
    op.create_table(
        "bingo_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.CheckConstraint("position >= 1", name=op.f("ck_bingo_tasks_position_from_one")),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["bingo_cards.id"],
            name=op.f("fk_bingo_tasks_card_id_bingo_cards"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bingo_tasks")),
        sa.UniqueConstraint("card_id", "position", "cell", name="uq_bingo_tasks_card_position_cell"),
    )
    op.create_table(
        "reading_plans",
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("weekdays", JSON, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 5 AND 30", name=op.f("ck_reading_plans_minutes_range")),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["readers.id"],
            name=op.f("fk_reading_plans_reader_id_readers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reader_id", name=op.f("pk_reading_plans")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("reading_plans")
    op.drop_table("bingo_tasks")
    op.drop_index(op.f("ix_bingo_cards_reader_id"), table_name="bingo_cards")
    op.drop_table("bingo_cards")
