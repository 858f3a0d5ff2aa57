"""Alembic's way in: runs the migrations on the connection that `readify.migrations` hands over."""

from __future__ import annotations

from alembic import context

from readify.models import Base


def run() -> None:
    """Runs the migrations asked for."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
