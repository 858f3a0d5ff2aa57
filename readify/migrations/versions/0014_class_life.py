"""A class's own ways, challenges and reading times, two valleys; ticks in the ledger; larger cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0014"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("ledger_entries", sa.Column("task_id", sa.Integer(), nullable=True))
    op.add_column("goals", sa.Column("cell", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("goals", sa.Column("reward_text", sa.String(length=120), nullable=False, server_default=""))
    _card_sizes(5)
    _ways()
    _challenges()
    _times()
    _pairs()


def _card_sizes(most: int) -> None:
    """Cards of up to `most` by `most`."""
    bound = f"size BETWEEN 3 AND {most}"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_bingo_cards_size_range"), "bingo_cards", type_="check")
        op.create_check_constraint(op.f("ck_bingo_cards_size_range"), "bingo_cards", bound)
        return
    # SQLite changes no constraint: the table is made anew. Dropping the old one takes its tasks along, so
    # they wait elsewhere meanwhile.
    op.execute("CREATE TEMP TABLE kept_bingo_tasks AS SELECT * FROM bingo_tasks")
    op.execute("DELETE FROM bingo_tasks")
    op.create_table(
        "bingo_cards_anew",
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
        sa.CheckConstraint(bound, name=op.f("ck_bingo_cards_size_range")),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["readers.id"],
            name=op.f("fk_bingo_cards_reader_id_readers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bingo_cards")),
    )
    op.execute("INSERT INTO bingo_cards_anew SELECT * FROM bingo_cards")
    op.drop_table("bingo_cards")
    op.rename_table("bingo_cards_anew", "bingo_cards")
    op.create_index(op.f("ix_bingo_cards_reader_id"), "bingo_cards", ["reader_id"])
    op.execute("INSERT INTO bingo_tasks SELECT * FROM kept_bingo_tasks")
    op.execute("DROP TABLE kept_bingo_tasks")


def _ways() -> None:
    op.create_table(
        "class_ways",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("names_hidden", sa.Boolean(), nullable=False),
        sa.Column("read_aloud", sa.Boolean(), nullable=False),
        sa.Column("everyone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_class_ways_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("classroom_id", name=op.f("pk_class_ways")),
    )


def _challenges() -> None:
    op.create_table(
        "class_challenges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("reward", sa.String(length=40), nullable=False),
        sa.Column("reward_text", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("reached_at", UtcDateTime(), nullable=True),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'bingo') = (size IS NOT NULL)", name=op.f("ck_class_challenges_size_of_bingo")
        ),
        sa.CheckConstraint("size BETWEEN 3 AND 5", name=op.f("ck_class_challenges_size_range")),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_class_challenges_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["set_by"], ["accounts.id"], name=op.f("fk_class_challenges_set_by_accounts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_challenges")),
    )
    op.create_index(op.f("ix_class_challenges_classroom_id"), "class_challenges", ["classroom_id"])
    op.create_table(
        "challenge_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(length=40), nullable=False),
        sa.Column("own", sa.String(length=80), nullable=False),
        sa.Column("ticked_by", sa.String(length=40), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(cell = '') <> (own = '')", name=op.f("ck_challenge_items_one_of_two")),
        sa.CheckConstraint("target BETWEEN 1 AND 500", name=op.f("ck_challenge_items_target_range")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["class_challenges.id"],
            name=op.f("fk_challenge_items_challenge_id_class_challenges"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_challenge_items_goal_id_goals"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_items")),
    )
    op.create_index(op.f("ix_challenge_items_challenge_id"), "challenge_items", ["challenge_id"])
    op.create_index(op.f("ix_challenge_items_goal_id"), "challenge_items", ["goal_id"])


def _times() -> None:
    op.create_table(
        "reading_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.Column("passed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("minutes BETWEEN 1 AND 120", name=op.f("ck_reading_times_minutes_range")),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_reading_times_classroom_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_times")),
        sa.UniqueConstraint("submission_id", name="uq_reading_times_submission"),
    )
    op.create_index(
        "ix_reading_times_classroom_id_started_at", "reading_times", ["classroom_id", "started_at"]
    )


def _pairs() -> None:
    op.create_table(
        "valley_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inviter_id", sa.Integer(), nullable=False),
        sa.Column("invited_id", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("inviter_id <> invited_id", name=op.f("ck_valley_pairs_two_classes")),
        sa.ForeignKeyConstraint(
            ["accepted_by"],
            ["accounts.id"],
            name=op.f("fk_valley_pairs_accepted_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"],
            ["accounts.id"],
            name=op.f("fk_valley_pairs_invited_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["invited_id"],
            ["classrooms.id"],
            name=op.f("fk_valley_pairs_invited_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inviter_id"],
            ["classrooms.id"],
            name=op.f("fk_valley_pairs_inviter_id_classrooms"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_valley_pairs")),
    )
    op.create_index(op.f("ix_valley_pairs_invited_id"), "valley_pairs", ["invited_id"])
    op.create_index(op.f("ix_valley_pairs_inviter_id"), "valley_pairs", ["inviter_id"])


def downgrade() -> None:
    """Back. Cards of five by five go: the older release knows no place for them."""
    for table in ("valley_pairs", "reading_times", "challenge_items", "class_challenges", "class_ways"):
        op.drop_table(table)
    op.execute("DELETE FROM bingo_tasks WHERE card_id IN (SELECT id FROM bingo_cards WHERE size > 4)")
    op.execute("DELETE FROM bingo_cards WHERE size > 4")
    _card_sizes(4)
    op.drop_column("goals", "reward_text")
    op.drop_column("goals", "cell")
    op.drop_column("ledger_entries", "task_id")
