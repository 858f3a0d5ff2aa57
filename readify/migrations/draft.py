"""Writes a draft of a migration from what the models say and the migrations do not yet.

`python -m readify.migrations.draft 0003 "contests"`; look at every line before it lands.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Enum

from readify.db import Database, UtcDateTime
from readify.migrations import FOLDER, upgrade
from readify.models import Base

FORM = '''"""{message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from readify.db import UtcDateTime

revision = "{revision}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    {up}


def downgrade() -> None:
    """Back."""
    {down}
'''


def render_type(kind: str, found: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our own types by name; enums as the plain strings they are kept as."""
    if kind == "type" and isinstance(found, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(found, Enum):
        return f"sa.String(length={found.length})"
    return False


def draft(revision: str, before: str | None, message: str) -> str:
    """The text of a migration from `before` to the models."""
    database = Database("sqlite://", pool_size=1)
    if before:
        upgrade(database, before)
    with database.engine.connect() as connection:
        options = {"render_item": render_type, "include_object": is_ours}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **options})
        script = produce_migrations(context, Base.metadata)
        up, down = (
            render_python_code(ops, render_item=render_type, migration_context=context)
            for ops in (script.upgrade_ops, script.downgrade_ops)
            if ops is not None
        )
    database.dispose()
    said = f'"{before}"' if before else "None"
    text = FORM.format(message=message, revision=revision, before=said, up=up, down=down)
    return text.replace("astext_type=Text()", "astext_type=sa.Text()")


def is_ours(_item: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """False for the search tables, which are not in the models (see `readify.books.ddl`)."""
    return not (kind in {"table", "index"} and reflected and compare_to is None and is_search(name or ""))


def is_search(name: str) -> bool:
    """True for a table or index that the search migration made."""
    return name.startswith(("book_search", "ix_books_search", "sqlite_"))


def main() -> None:
    """`draft REVISION MESSAGE`."""
    revision, message = sys.argv[1:3]
    number = int(revision)
    before = f"{number - 1:04}" if number > 1 else None
    name = f"{revision}_{message.lower().replace(' ', '_')}.py"
    path = Path(FOLDER) / "versions" / name
    path.write_text(draft(revision, before, message), encoding="utf-8")
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
