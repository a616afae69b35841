"""Alembic runs this for each migration; ``bot/records/migrating.py`` gives it the connection."""

from __future__ import annotations

from alembic import context

# SQLite changes a table by making it anew.
context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
