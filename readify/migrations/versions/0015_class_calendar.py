"""A class's reading calendar behind a secret address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "class_calendars",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_class_calendars_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("classroom_id", name=op.f("pk_class_calendars")),
        sa.UniqueConstraint("key", name=op.f("uq_class_calendars_key")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("class_calendars")
