"""Passports without an account, with their keys and stamps; teams; parents' addresses; scans with help."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("scans", sa.Column("with_help", sa.Boolean(), server_default=sa.false(), nullable=False))
    _passports()
    _stamps()
    _teams()
    _parents()


def _passports() -> None:
    op.create_table(
        "passports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("companion", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("claimed_reader_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("returned_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claimed_reader_id"],
            ["readers.id"],
            name=op.f("fk_passports_claimed_reader_id_readers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_passports_library_id_libraries"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passports")),
    )
    for column in ("claimed_reader_id", "library_id", "seen_on"):
        op.create_index(op.f(f"ix_passports_{column}"), "passports", [column])
    op.create_table(
        "passport_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("is_card", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passport_id"],
            ["passports.id"],
            name=op.f("fk_passport_keys_passport_id_passports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_keys")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_passport_keys_code_hash")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_passport_keys_key_hash")),
    )
    op.create_index(op.f("ix_passport_keys_passport_id"), "passport_keys", ["passport_id"])


def _stamps() -> None:
    op.create_table(
        "passport_stamps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=False),
        sa.Column("spot_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("with_help", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_passport_stamps_hour_of_a_day")),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["accounts.id"],
            name=op.f("fk_passport_stamps_given_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["passport_id"],
            ["passports.id"],
            name=op.f("fk_passport_stamps_passport_id_passports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["spot_id"], ["spots.id"], name=op.f("fk_passport_stamps_spot_id_spots"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_stamps")),
        sa.UniqueConstraint("passport_id", "spot_id", name=op.f("uq_passport_stamps_passport_id_spot_id")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_passport_stamps_submission_id")),
    )
    op.create_index(op.f("ix_passport_stamps_spot_id"), "passport_stamps", ["spot_id"])


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_teams_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("code", name=op.f("uq_teams_code")),
    )
    op.create_table(
        "team_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=True),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("companion", sa.String(length=40), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(passport_id IS NULL) <> (reader_id IS NULL)", name=op.f("ck_team_members_one_person")
        ),
        sa.ForeignKeyConstraint(
            ["passport_id"],
            ["passports.id"],
            name=op.f("fk_team_members_passport_id_passports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["readers.id"], name=op.f("fk_team_members_reader_id_readers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_members_team_id_teams"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_members")),
        sa.UniqueConstraint("team_id", "passport_id", name=op.f("uq_team_members_team_id_passport_id")),
        sa.UniqueConstraint("team_id", "reader_id", name=op.f("uq_team_members_team_id_reader_id")),
    )
    op.create_index("ix_team_members_passport_id", "team_members", ["passport_id"])
    op.create_index("ix_team_members_reader_id", "team_members", ["reader_id"])


def _parents() -> None:
    op.create_table(
        "parent_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("last_week", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_mails")),
        sa.UniqueConstraint("email", name=op.f("uq_parent_mails_email")),
        sa.UniqueConstraint("key", name=op.f("uq_parent_mails_key")),
    )


def downgrade() -> None:
    """Back."""
    for table in (
        "parent_mails",
        "team_members",
        "teams",
        "passport_stamps",
        "passport_keys",
        "passports",
    ):
        op.drop_table(table)
    op.drop_column("scans", "with_help")
