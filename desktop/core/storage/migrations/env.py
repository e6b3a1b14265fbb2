"""What Alembic runs to bring a vault's database to the present format, inside the transaction of the caller."""

from alembic import context

from desktop.core.storage.tables import metadata

# The caller's transaction holds all migrations, or none: SQLite's tables can be changed inside of one.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
