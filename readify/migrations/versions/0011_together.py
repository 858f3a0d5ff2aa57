"""Goals of a library or the province, schools given to a library, thanks and draws of a trail, campaigns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from readify.db import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    _campaigns()
    _community()
    _draws()
    _hand_outs()


def _campaigns() -> None:
    op.create_table(
        "campaign_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_campaign_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["accounts.id"],
            name=op.f("fk_campaign_dates_changed_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_dates")),
        sa.UniqueConstraint("campaign", "year", name=op.f("uq_campaign_dates_campaign_year")),
    )
    op.create_table(
        "library_campaigns",
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("campaign", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("chosen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_library_campaigns_library_id_libraries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("library_id", "campaign", "year", name=op.f("pk_library_campaigns")),
    )


def _community() -> None:
    op.create_table(
        "community_goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=True),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("screen_key", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(scope = 'branch') = (branch_id IS NOT NULL)", name=op.f("ck_community_goals_branch_when_branch")
        ),
        sa.CheckConstraint(
            "(scope = 'network') = (library_id IS NULL)",
            name=op.f("ck_community_goals_library_unless_network"),
        ),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_community_goals_in_order")),
        sa.CheckConstraint("target > 0", name=op.f("ck_community_goals_target_positive")),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branches.id"],
            name=op.f("fk_community_goals_branch_id_branches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_community_goals_library_id_libraries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_goals")),
        sa.UniqueConstraint("screen_key", name=op.f("uq_community_goals_screen_key")),
    )
    op.create_index("ix_community_goals_library_id", "community_goals", ["library_id"], unique=False)
    op.create_table(
        "school_libraries",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branches.id"],
            name=op.f("fk_school_libraries_branch_id_branches"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_school_libraries_library_id_libraries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_school_libraries_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_school_libraries")),
    )
    op.create_index(op.f("ix_school_libraries_library_id"), "school_libraries", ["library_id"], unique=False)


def _draws() -> None:
    op.create_table(
        "draws",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trail_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("prizes", sa.Integer(), nullable=False),
        sa.Column("prize", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("seed_hash", sa.String(length=64), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("tickets", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("list_hash", sa.String(length=64), nullable=True),
        sa.Column("drawn_at", UtcDateTime(), nullable=True),
        sa.Column("winners", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("number = 1 OR reason <> ''", name=op.f("ck_draws_reason_when_again")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_draws_number_from_one")),
        sa.CheckConstraint("prizes BETWEEN 1 AND 100", name=op.f("ck_draws_prizes_range")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["accounts.id"],
            name=op.f("fk_draws_opened_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["trail_id"], ["trails.id"], name=op.f("fk_draws_trail_id_trails"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
        sa.UniqueConstraint("trail_id", "number", name=op.f("uq_draws_trail_id_number")),
    )
    op.create_table(
        "draw_tickets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=True),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(passport_id IS NULL) <> (reader_id IS NULL)", name=op.f("ck_draw_tickets_one_person")
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["draws.id"], name=op.f("fk_draw_tickets_draw_id_draws"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["passport_id"],
            ["passports.id"],
            name=op.f("fk_draw_tickets_passport_id_passports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_draw_tickets_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_tickets")),
        sa.UniqueConstraint("draw_id", "code", name=op.f("uq_draw_tickets_draw_id_code")),
        sa.UniqueConstraint("draw_id", "passport_id", name=op.f("uq_draw_tickets_draw_id_passport_id")),
        sa.UniqueConstraint("draw_id", "reader_id", name=op.f("uq_draw_tickets_draw_id_reader_id")),
    )
    op.create_index("ix_draw_tickets_passport_id", "draw_tickets", ["passport_id"], unique=False)
    op.create_index("ix_draw_tickets_reader_id", "draw_tickets", ["reader_id"], unique=False)


def _hand_outs() -> None:
    op.create_table(
        "hand_outs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trail_id", sa.Integer(), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=True),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("handed_at", UtcDateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(passport_id IS NULL) <> (reader_id IS NULL)", name=op.f("ck_hand_outs_one_person")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["accounts.id"],
            name=op.f("fk_hand_outs_given_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["passport_id"],
            ["passports.id"],
            name=op.f("fk_hand_outs_passport_id_passports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_hand_outs_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trail_id"], ["trails.id"], name=op.f("fk_hand_outs_trail_id_trails"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_outs")),
        sa.UniqueConstraint("trail_id", "passport_id", name=op.f("uq_hand_outs_trail_id_passport_id")),
        sa.UniqueConstraint("trail_id", "reader_id", name=op.f("uq_hand_outs_trail_id_reader_id")),
    )
    op.create_index("ix_hand_outs_passport_id", "hand_outs", ["passport_id"], unique=False)
    op.create_index("ix_hand_outs_reader_id", "hand_outs", ["reader_id"], unique=False)


def downgrade() -> None:
    """Back."""
    for table in (
        "hand_outs",
        "draw_tickets",
        "draws",
        "school_libraries",
        "community_goals",
        "library_campaigns",
        "campaign_dates",
    ):
        op.drop_table(table)
