"""What was done at a library's desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
POINTS_TO = {
    "library_id": ("libraries", "CASCADE"),
    "account_id": ("accounts", "SET NULL"),
    "reader_id": ("readers", "CASCADE"),
    "passport_id": ("passports", "CASCADE"),
    "spot_id": ("spots", "CASCADE"),
    "entry_id": ("ledger_entries", "CASCADE"),
}


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "desk_actions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("passport_id", sa.Integer(), nullable=True),
        sa.Column("spot_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", BIG, nullable=True),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_desk_actions_{column}_{table}"),
                ondelete=rule,
            )
            for column, (table, rule) in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_actions")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_desk_actions_entry_id")),
    )
    op.create_index("ix_desk_actions_library_id_day", "desk_actions", ["library_id", "day"])
    for column in ("reader_id", "passport_id", "spot_id"):
        op.create_index(op.f(f"ix_desk_actions_{column}"), "desk_actions", [column])


def downgrade() -> None:
    """Back."""
    op.drop_table("desk_actions")
