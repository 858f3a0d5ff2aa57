"""Campaigns that a library makes itself, its own days of a national one, and an index to count lamps in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime
from readify.models.columns import Json

revision = "0020"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "own_campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("bands", Json, nullable=False),
        sa.Column("like", sa.String(length=40), nullable=False),
        sa.Column("badge", sa.String(length=40), nullable=False),
        sa.Column("bingo", sa.String(length=40), nullable=False),
        sa.Column("child", sa.String(length=120), nullable=False),
        sa.Column("poster", sa.String(length=120), nullable=False),
        sa.Column("assignment", sa.String(length=600), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _of_library("own_campaigns"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_campaigns")),
    )
    op.create_index(op.f("ix_own_campaigns_library_id"), "own_campaigns", ["library_id"])
    op.create_table(
        "library_campaign_days",
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("campaign", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_library_campaign_days_in_order")),
        _of_library("library_campaign_days"),
        sa.PrimaryKeyConstraint("library_id", "campaign", "year", name=op.f("pk_library_campaign_days")),
    )
    op.create_index("ix_reader_days_day_lamp", "reader_days", ["day", "lamp"])


def _of_library(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_library_id_libraries")
    return sa.ForeignKeyConstraint(["library_id"], ["libraries.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_reader_days_day_lamp", table_name="reader_days")
    op.drop_table("library_campaign_days")
    op.drop_table("own_campaigns")
