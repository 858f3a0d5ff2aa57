"""A child's moments: the koempel's name, the welcome that is shown once, badges that are new until seen.

Children who were here already need no welcome, and what hangs on their wall is not new.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column(
        "readers", sa.Column("companion_name", sa.String(length=20), nullable=False, server_default="")
    )
    op.add_column("readers", sa.Column("welcomed_at", UtcDateTime(), nullable=True))
    op.add_column("awards", sa.Column("seen_at", UtcDateTime(), nullable=True))
    now = dt.datetime.now(dt.UTC)
    for table, column in (("readers", "welcomed_at"), ("awards", "seen_at")):
        told = sa.table(table, sa.column(column, UtcDateTime()))
        op.execute(told.update().values({column: now}))


def downgrade() -> None:
    """Back."""
    op.drop_column("awards", "seen_at")
    op.drop_column("readers", "welcomed_at")
    op.drop_column("readers", "companion_name")
