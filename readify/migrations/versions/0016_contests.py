"""Reading-aloud contests: rounds, sessions, readers, jurors, scores and results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from readify.db import UtcDateTime

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    _contests()
    _rounds()
    _schools()
    _criteria()
    _sessions()
    _entrants()
    _jurors()
    _audience_codes()
    _ballots()
    _claps()
    _decisions()
    _events()
    _results()
    _scorecards()
    _touches()


def _contests() -> None:
    op.create_table(
        "contests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("season", sa.String(length=9), nullable=False),
        sa.Column("audience", sa.String(length=120), server_default="", nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.Column("figures", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.CheckConstraint("keep_days BETWEEN 1 AND 730", name=op.f("ck_contests_keep_days_range")),
        sa.CheckConstraint("library_id IS NULL OR school_id IS NULL", name=op.f("ck_contests_one_organiser")),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["accounts.id"],
            name=op.f("fk_contests_created_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_contests_library_id_libraries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_contests_school_id_schools"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
    )
    op.create_index("ix_contests_library_id", "contests", ["library_id"], unique=False)
    op.create_index("ix_contests_school_id", "contests", ["school_id"], unique=False)


def _rounds() -> None:
    op.create_table(
        "contest_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.Column("at_school", sa.Boolean(), nullable=False),
        sa.Column("entry_rule", sa.String(length=40), nullable=False),
        sa.Column("entries_each", sa.Integer(), nullable=False),
        sa.Column("per_session", sa.Integer(), nullable=False),
        sa.Column("goes_on", sa.Integer(), nullable=False),
        sa.Column("reserves", sa.Integer(), nullable=False),
        sa.Column("time_limit", sa.Integer(), nullable=True),
        sa.Column("book_rule", sa.String(length=40), nullable=False),
        sa.Column("book_years", sa.Integer(), nullable=True),
        sa.Column("book_note", sa.String(length=300), server_default="", nullable=False),
        sa.Column("fragment", sa.String(length=120), server_default="", nullable=False),
        sa.Column("decides", sa.String(length=40), nullable=False),
        sa.Column("scale_low", sa.Integer(), nullable=False),
        sa.Column("scale_high", sa.Integer(), nullable=False),
        sa.Column("jury_size", sa.Integer(), nullable=False),
        sa.Column("audience_prize", sa.Boolean(), nullable=False),
        sa.Column("info", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("entries_each BETWEEN 1 AND 20", name=op.f("ck_contest_rounds_entries_range")),
        sa.CheckConstraint("goes_on BETWEEN 1 AND 20", name=op.f("ck_contest_rounds_goes_on_range")),
        sa.CheckConstraint("jury_size BETWEEN 1 AND 15", name=op.f("ck_contest_rounds_jury_size_range")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_contest_rounds_number_from_one")),
        sa.CheckConstraint("opens <= closes", name=op.f("ck_contest_rounds_in_order")),
        sa.CheckConstraint("per_session BETWEEN 2 AND 60", name=op.f("ck_contest_rounds_per_session_range")),
        sa.CheckConstraint("reserves BETWEEN 0 AND 10", name=op.f("ck_contest_rounds_reserves_range")),
        sa.CheckConstraint(
            "scale_low >= 0 AND scale_low < scale_high AND scale_high <= 10",
            name=op.f("ck_contest_rounds_scale_range"),
        ),
        sa.CheckConstraint("time_limit BETWEEN 30 AND 3600", name=op.f("ck_contest_rounds_time_limit_range")),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["contests.id"],
            name=op.f("fk_contest_rounds_contest_id_contests"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_rounds")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_contest_rounds_contest_id_number")),
    )


def _schools() -> None:
    op.create_table(
        "contest_schools",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("municipality", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=120), server_default="", nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["contests.id"],
            name=op.f("fk_contest_schools_contest_id_contests"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_contest_schools_school_id_schools"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_schools")),
        sa.UniqueConstraint(
            "contest_id", "name", "municipality", name=op.f("uq_contest_schools_contest_id_name_municipality")
        ),
        sa.UniqueConstraint("contest_id", "school_id", name=op.f("uq_contest_schools_contest_id_school_id")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_contest_schools_key_hash")),
    )
    op.create_index("ix_contest_schools_school_id", "contest_schools", ["school_id"], unique=False)


def _criteria() -> None:
    op.create_table(
        "contest_criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("hint", sa.String(length=200), server_default="", nullable=False),
        sa.Column("for_children", sa.String(length=200), server_default="", nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_contest_criteria_weight_range")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["contest_rounds.id"],
            name=op.f("fk_contest_criteria_round_id_contest_rounds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_criteria")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_contest_criteria_round_id_number")),
        sa.UniqueConstraint("round_id", "slug", name=op.f("uq_contest_criteria_round_id_slug")),
    )


def _sessions() -> None:
    op.create_table(
        "contest_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("municipality", sa.String(length=120), server_default="", nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("languages", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("feeds_id", sa.Integer(), nullable=True),
        sa.Column("screen_key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("draw_seed", sa.String(length=64), nullable=True),
        sa.Column("draw_record", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("break_until", UtcDateTime(), nullable=True),
        sa.Column("sealed_at", UtcDateTime(), nullable=True),
        sa.Column("sealed_hash", sa.String(length=64), nullable=True),
        sa.Column("revealed_step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revealed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("revealed_step >= 0", name=op.f("ck_contest_sessions_step_not_negative")),
        sa.CheckConstraint("seats >= 0", name=op.f("ck_contest_sessions_seats_not_negative")),
        sa.ForeignKeyConstraint(
            ["feeds_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_sessions_feeds_id_contest_sessions"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_contest_sessions_library_id_libraries"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["contest_rounds.id"],
            name=op.f("fk_contest_sessions_round_id_contest_rounds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_sessions")),
        sa.UniqueConstraint("screen_key", name=op.f("uq_contest_sessions_screen_key")),
    )
    op.create_index("ix_contest_sessions_round_id", "contest_sessions", ["round_id"], unique=False)


def _entrants() -> None:
    op.create_table(
        "contest_entrants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("contest_school_id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=True),
        sa.Column("class_name", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("came_from_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("reserve_rank", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("book_title", sa.String(length=120), server_default="", nullable=False),
        sa.Column("book_author", sa.String(length=120), server_default="", nullable=False),
        sa.Column("book_year", sa.Integer(), nullable=True),
        sa.Column("fragment", sa.String(length=200), server_default="", nullable=False),
        sa.Column("introduction", sa.String(length=600), server_default="", nullable=False),
        sa.Column("language", sa.String(length=40), server_default="nl", nullable=False),
        sa.Column("microphone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("wheelchair", sa.Boolean(), nullable=False),
        sa.Column("wishes", sa.String(length=300), server_default="", nullable=False),
        sa.Column("consent_at", UtcDateTime(), nullable=True),
        sa.Column("consent_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("invited_at", UtcDateTime(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("position >= 1", name=op.f("ck_contest_entrants_position_from_one")),
        sa.CheckConstraint(
            "position IS NULL OR session_id IS NOT NULL", name=op.f("ck_contest_entrants_position_in_session")
        ),
        sa.ForeignKeyConstraint(
            ["came_from_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_entrants_came_from_id_contest_entrants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classrooms.id"],
            name=op.f("fk_contest_entrants_classroom_id_classrooms"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["consent_by_id"],
            ["accounts.id"],
            name=op.f("fk_contest_entrants_consent_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contest_school_id"],
            ["contest_schools.id"],
            name=op.f("fk_contest_entrants_contest_school_id_contest_schools"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["accounts.id"],
            name=op.f("fk_contest_entrants_entered_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["readers.id"],
            name=op.f("fk_contest_entrants_reader_id_readers"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_entrants_replaces_id_contest_entrants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["contest_rounds.id"],
            name=op.f("fk_contest_entrants_round_id_contest_rounds"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_entrants_session_id_contest_sessions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_entrants")),
        sa.UniqueConstraint("came_from_id", name=op.f("uq_contest_entrants_came_from_id")),
        sa.UniqueConstraint("session_id", "position", name=op.f("uq_contest_entrants_session_id_position")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_contest_entrants_submission_id")),
    )
    op.create_index("ix_contest_entrants_classroom_id", "contest_entrants", ["classroom_id"], unique=False)
    op.create_index("ix_contest_entrants_entered_by_id", "contest_entrants", ["entered_by_id"], unique=False)
    op.create_index("ix_contest_entrants_reader_id", "contest_entrants", ["reader_id"], unique=False)
    op.create_index(
        "ix_contest_entrants_round_id_school_id",
        "contest_entrants",
        ["round_id", "contest_school_id"],
        unique=False,
    )


def _jurors() -> None:
    op.create_table(
        "contest_jurors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("chair", sa.Boolean(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("contest_school_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("handed_in_at", UtcDateTime(), nullable=True),
        sa.Column("left_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_contest_jurors_number_from_one")),
        sa.ForeignKeyConstraint(
            ["contest_school_id"],
            ["contest_schools.id"],
            name=op.f("fk_contest_jurors_contest_school_id_contest_schools"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_jurors_session_id_contest_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_jurors")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_contest_jurors_key_hash")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_contest_jurors_session_id_number")),
    )


def _audience_codes() -> None:
    op.create_table(
        "contest_audience_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=True),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entrant_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_audience_codes_entrant_id_contest_entrants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_audience_codes_session_id_contest_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_audience_codes")),
        sa.UniqueConstraint("session_id", "code", name=op.f("uq_contest_audience_codes_session_id_code")),
    )


def _ballots() -> None:
    op.create_table(
        "contest_ballots",
        sa.Column("juror_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("choices", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("client", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["juror_id"],
            ["contest_jurors.id"],
            name=op.f("fk_contest_ballots_juror_id_contest_jurors"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("juror_id", "kind", name=op.f("pk_contest_ballots")),
    )


def _claps() -> None:
    op.create_table(
        "contest_claps",
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("sign", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_contest_claps_count_not_negative")),
        sa.ForeignKeyConstraint(
            ["entrant_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_claps_entrant_id_contest_entrants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entrant_id", "sign", name=op.f("pk_contest_claps")),
    )


def _decisions() -> None:
    op.create_table(
        "contest_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("tied", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("ordered", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_contest_decisions_has_reason")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_contest_decisions_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["chair_id"],
            ["contest_jurors.id"],
            name=op.f("fk_contest_decisions_chair_id_contest_jurors"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_decisions_session_id_contest_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_decisions")),
    )
    op.create_index("ix_contest_decisions_session_id", "contest_decisions", ["session_id"], unique=False)


def _events() -> None:
    op.create_table(
        "contest_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("entrant_id", sa.Integer(), nullable=True),
        sa.Column("juror_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_contest_events_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["contests.id"],
            name=op.f("fk_contest_events_contest_id_contests"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entrant_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_events_entrant_id_contest_entrants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"],
            ["contest_jurors.id"],
            name=op.f("fk_contest_events_juror_id_contest_jurors"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_events_session_id_contest_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_events")),
    )
    op.create_index("ix_contest_events_contest_id", "contest_events", ["contest_id"], unique=False)
    op.create_index("ix_contest_events_session_id", "contest_events", ["session_id"], unique=False)


def _results() -> None:
    op.create_table(
        "contest_results",
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reserve_rank", sa.Integer(), nullable=True),
        sa.Column("total", sa.String(length=60), nullable=False),
        sa.Column("compliment", sa.String(length=500), nullable=False),
        sa.Column("detail", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'reserve') = (reserve_rank IS NOT NULL)",
            name=op.f("ck_contest_results_rank_of_reserve"),
        ),
        sa.CheckConstraint("place >= 1", name=op.f("ck_contest_results_place_from_one")),
        sa.ForeignKeyConstraint(
            ["entrant_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_results_entrant_id_contest_entrants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["contest_sessions.id"],
            name=op.f("fk_contest_results_session_id_contest_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entrant_id", name=op.f("pk_contest_results")),
    )
    op.create_index(op.f("ix_contest_results_session_id"), "contest_results", ["session_id"], unique=False)


def _scorecards() -> None:
    op.create_table(
        "contest_scorecards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("juror_id", sa.Integer(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entrant_id"],
            ["contest_entrants.id"],
            name=op.f("fk_contest_scorecards_entrant_id_contest_entrants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"],
            ["contest_jurors.id"],
            name=op.f("fk_contest_scorecards_juror_id_contest_jurors"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["typed_by_id"],
            ["accounts.id"],
            name=op.f("fk_contest_scorecards_typed_by_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_scorecards")),
        sa.UniqueConstraint("juror_id", "entrant_id", name=op.f("uq_contest_scorecards_juror_id_entrant_id")),
    )
    op.create_index("ix_contest_scorecards_entrant_id", "contest_scorecards", ["entrant_id"], unique=False)


def _touches() -> None:
    op.create_table(
        "contest_touches",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=True),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("client", sa.String(length=36), nullable=False),
        sa.CheckConstraint("number IS NULL OR text IS NULL", name=op.f("ck_contest_touches_number_or_text")),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["contest_scorecards.id"],
            name=op.f("fk_contest_touches_card_id_contest_scorecards"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("card_id", "field", name=op.f("pk_contest_touches")),
    )


def downgrade() -> None:
    """Back."""
    for table in (
        "contest_touches",
        "contest_scorecards",
        "contest_results",
        "contest_events",
        "contest_decisions",
        "contest_claps",
        "contest_ballots",
        "contest_audience_codes",
        "contest_jurors",
        "contest_entrants",
        "contest_sessions",
        "contest_criteria",
        "contest_schools",
        "contest_rounds",
        "contests",
    ):
        op.drop_table(table)
