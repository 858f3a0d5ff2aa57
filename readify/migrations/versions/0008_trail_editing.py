"""Trails that are edited, shared and copied: a version, who they are told for, own riddles, own stories.

Also a school's own holiday dates, and where a library's logo is kept.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from readify.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    for column in (
        sa.Column("told_for", sa.String(length=40), nullable=False, server_default="6-9"),
        sa.Column("reward", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ):
        op.add_column("trails", column)
    op.execute("UPDATE trails SET told_for = '10-13' WHERE story = 'gang-zonder-nummer'")
    op.add_column("spots", sa.Column("riddle", sa.String(length=300), nullable=True))
    op.add_column("spots", sa.Column("task", sa.String(length=300), nullable=True))
    op.add_column("libraries", sa.Column("logo", sa.String(length=64), nullable=True))
    _sharing()
    _stories()
    _holidays()


def _sharing() -> None:
    op.create_table(
        "trail_libraries",
        sa.Column("trail_id", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_trail_libraries_library_id_libraries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trail_id"], ["trails.id"], name=op.f("fk_trail_libraries_trail_id_trails"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trail_id", "library_id", name=op.f("pk_trail_libraries")),
    )
    op.create_index(op.f("ix_trail_libraries_library_id"), "trail_libraries", ["library_id"])


def _stories() -> None:
    op.create_table(
        "library_stories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("told_for", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("pieces", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_library_stories_library_id_libraries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_stories")),
    )
    op.create_index(op.f("ix_library_stories_library_id"), "library_stories", ["library_id"])


def _holidays() -> None:
    op.create_table(
        "school_holidays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_school_holidays_in_order")),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_school_holidays_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_holidays")),
    )
    op.create_index(op.f("ix_school_holidays_school_id"), "school_holidays", ["school_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("school_holidays")
    op.drop_table("library_stories")
    op.drop_table("trail_libraries")
    op.drop_column("libraries", "logo")
    op.drop_column("spots", "task")
    op.drop_column("spots", "riddle")
    for column in ("version", "copied_from_id", "reward", "told_for"):
        op.drop_column("trails", column)
