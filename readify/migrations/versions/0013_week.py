"""What a class's teachers do beside the reading itself, and how a child read on each day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from readify.db import UtcDateTime

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    _class()
    _children()
    _steps()
    _hows()


def _class() -> None:
    op.create_table(
        "class_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("minutes BETWEEN 1 AND 120", name=op.f("ck_class_readings_minutes_range")),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_class_readings_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["given_by"],
            ["accounts.id"],
            name=op.f("fk_class_readings_given_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_readings")),
        sa.UniqueConstraint("classroom_id", "submission_id", name="uq_class_readings_classroom_submission"),
    )
    op.create_index(
        "ix_class_readings_classroom_id_day", "class_readings", ["classroom_id", "day"], unique=False
    )
    op.create_table(
        "shown_sentences",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column(
            "slugs",
            sa.JSON().with_variant(JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_shown_sentences_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("classroom_id", "monday", name=op.f("pk_shown_sentences")),
    )


def _children() -> None:
    op.create_table(
        "book_picks",
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column(
            "book_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("picked_at", UtcDateTime(), nullable=False),
        sa.Column("picked_by", sa.Integer(), nullable=True),
        sa.Column("put_by_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name=op.f("fk_book_picks_book_id_books"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["picked_by"], ["accounts.id"], name=op.f("fk_book_picks_picked_by_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_book_picks_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reader_id", "book_id", name=op.f("pk_book_picks")),
    )
    op.create_table(
        "praises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["given_by"], ["accounts.id"], name=op.f("fk_praises_given_by_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_praises_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_praises")),
        sa.UniqueConstraint("reader_id", "day", "code", name="uq_praises_reader_day_code"),
    )
    op.create_table(
        "pupil_notes",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by"],
            ["accounts.id"],
            name=op.f("fk_pupil_notes_changed_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_pupil_notes_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_pupil_notes_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("classroom_id", "reader_id", name=op.f("pk_pupil_notes")),
    )
    op.create_index("ix_pupil_notes_reader_id", "pupil_notes", ["reader_id"], unique=False)


def _steps() -> None:
    op.create_table(
        "week_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_week_steps_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["planned_by"],
            ["accounts.id"],
            name=op.f("fk_week_steps_planned_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_week_steps_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_steps")),
    )
    op.create_index("ix_week_steps_classroom_id", "week_steps", ["classroom_id"], unique=False)
    op.create_index("ix_week_steps_reader_id", "week_steps", ["reader_id"], unique=False)
    op.create_index(
        "uq_week_steps_open_class",
        "week_steps",
        ["classroom_id", "kind"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL AND reader_id IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND reader_id IS NULL"),
    )
    op.create_index(
        "uq_week_steps_open_reader",
        "week_steps",
        ["reader_id", "kind"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL AND reader_id IS NOT NULL"),
        postgresql_where=sa.text("done_at IS NULL AND reader_id IS NOT NULL"),
    )


def _hows() -> None:
    op.add_column(
        "reader_days",
        sa.Column(
            "hows",
            sa.JSON().with_variant(JSONB(), "postgresql"),
            server_default="[]",
            nullable=False,
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_column("reader_days", "hows")
    for table in (
        "week_steps",
        "pupil_notes",
        "praises",
        "book_picks",
        "shown_sentences",
        "class_readings",
    ):
        op.drop_table(table)
