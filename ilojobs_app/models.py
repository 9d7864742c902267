"""Every table, for Alembic and for tests that create them all."""
