"""Trails: finishers are counted without persons, a device's stamps are taken along once.

A child's stamps are found without its other facts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STAMPS = sa.text("spot_id IS NOT NULL")


def upgrade() -> None:
    """Forward."""
    op.add_column("scans", sa.Column("finishes", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_ledger_entries_reader_spot",
        "ledger_entries",
        ["reader_id", "spot_id"],
        sqlite_where=STAMPS,
        postgresql_where=STAMPS,
    )
    op.create_table(
        "guest_claims",
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_guest_claims")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("guest_claims")
    op.drop_index("ix_ledger_entries_reader_spot", table_name="ledger_entries")
    op.drop_column("scans", "finishes")
