"""Who runs a school, codes for substitutes, passkeys, linked identities, and the school year of a school."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readify.db import UtcDateTime

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None
ONE_OF_TWO = "(reader_id IS NULL) <> (account_id IS NULL)"
ONE_OF_THREE = (
    "CASE WHEN reader_id IS NULL THEN 0 ELSE 1 END + CASE WHEN account_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN substitute_id IS NULL THEN 0 ELSE 1 END = 1"
)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Forward."""
    op.add_column("schools", sa.Column("turned_to", sa.Integer(), nullable=True))
    _schools()
    _passkeys()
    _identities()
    _sign_ins()


def _schools() -> None:
    op.create_table(
        "school_administrators",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        _points("school_administrators", "account_id", "accounts"),
        _points("school_administrators", "school_id", "schools"),
        sa.PrimaryKeyConstraint("school_id", "account_id", name=op.f("pk_school_administrators")),
    )
    op.create_index(op.f("ix_school_administrators_account_id"), "school_administrators", ["account_id"])
    op.create_table(
        "substitute_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        _points("substitute_codes", "classroom_id", "classrooms"),
        _points("substitute_codes", "made_by", "accounts", rule="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitute_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_substitute_codes_code_hash")),
    )
    op.create_index(op.f("ix_substitute_codes_classroom_id"), "substitute_codes", ["classroom_id"])


def _passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1364), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", BIG, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        _points("passkeys", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_passkeys_account_id"), "passkeys", ["account_id"])
    op.create_table(
        "passkey_challenges",
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        _points("passkey_challenges", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_passkey_challenges")),
    )
    op.create_index(op.f("ix_passkey_challenges_account_id"), "passkey_challenges", ["account_id"])


def _identities() -> None:
    op.create_table(
        "linked_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        _points("linked_identities", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_identities")),
        sa.UniqueConstraint("issuer", "subject", name="uq_linked_identities_issuer_subject"),
    )
    op.create_index(op.f("ix_linked_identities_account_id"), "linked_identities", ["account_id"])


def _points(table: str, column: str, to: str, *, rule: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=rule
    )


def _sign_ins() -> None:
    """SQLite cannot change a constraint: the table is written anew there, rows and all."""
    with op.batch_alter_table("sign_ins", copy_from=_sign_ins_table(ONE_OF_TWO)) as table:
        table.add_column(sa.Column("substitute_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_sign_ins_substitute_id_substitute_codes"),
            "substitute_codes",
            ["substitute_id"],
            ["id"],
            ondelete="CASCADE",
        )
        table.drop_constraint(op.f("ck_sign_ins_one_person"), type_="check")
        table.create_check_constraint(op.f("ck_sign_ins_one_person"), ONE_OF_THREE)
        table.create_index("ix_sign_ins_substitute_id", ["substitute_id"])


def _sign_ins_table(one_person: str, *more: sa.Column[int] | sa.ForeignKeyConstraint) -> sa.Table:
    return sa.Table(
        "sign_ins",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        *more,
        sa.CheckConstraint(one_person, name=op.f("ck_sign_ins_one_person")),
        _points("sign_ins", "account_id", "accounts"),
        _points("sign_ins", "card_id", "cards", rule="SET NULL"),
        _points("sign_ins", "reader_id", "readers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_ins_key_hash")),
        sa.Index("ix_sign_ins_account_id", "account_id"),
        sa.Index("ix_sign_ins_reader_id", "reader_id"),
    )


def downgrade() -> None:
    """Back. Substitutes' sign-ins go: they have nobody to belong to."""
    op.execute("DELETE FROM sign_ins WHERE substitute_id IS NOT NULL")
    op.drop_index("ix_sign_ins_substitute_id", table_name="sign_ins")
    column = sa.Column("substitute_id", sa.Integer(), nullable=True)
    points = _points("sign_ins", "substitute_id", "substitute_codes")
    with op.batch_alter_table("sign_ins", copy_from=_sign_ins_table(ONE_OF_THREE, column, points)) as table:
        table.drop_constraint(op.f("ck_sign_ins_one_person"), type_="check")
        table.drop_constraint(op.f("fk_sign_ins_substitute_id_substitute_codes"), type_="foreignkey")
        table.drop_column("substitute_id")
        table.create_check_constraint(op.f("ck_sign_ins_one_person"), ONE_OF_TWO)
    for name in ("linked_identities", "passkey_challenges", "passkeys", "substitute_codes"):
        op.drop_table(name)
    op.drop_table("school_administrators")
    op.drop_column("schools", "turned_to")
