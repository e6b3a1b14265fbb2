"""The encrypted database: one connection to SQLCipher, brought to the present format when it is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.core.storage.durable import copy_durably, sync_folder
from desktop.core.storage.errors import NewerVaultError, VaultDamagedError
from desktop.core.storage.keys import Purpose, derive, wipe

DATABASE_NAME = "vault.db"
_BEFORE = "vault-before-"
_MIGRATIONS = Path(__file__).with_name("migrations")
_NEWER = "This vault was written by a newer Lentigo. Install the newest version to open it; nothing has been changed."
_DAMAGED = "The vault's database is missing or empty. Restore the vault from a backup."

_SETTINGS = (
    # What SQLCipher 4 does: AES-256-CBC and HMAC-SHA512 for each page of 4096 bytes.
    "PRAGMA cipher_compatibility = 4",
    # A committed transaction is in the database file itself, not in a write-ahead log: after a crash nothing that was
    # acknowledged depends on a second file, and a locked vault is one file. The journal of a transaction under way is
    # encrypted like the database. Truncated rather than deleted: SQLite then syncs it, so that no journal comes back
    # after a power cut to undo a commit (https://www.sqlite.org/pragma.html#pragma_synchronous, EXTRA).
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    # macOS's fsync does not reach the platter without.
    "PRAGMA fullfsync = ON",
    "PRAGMA temp_store = MEMORY",
    # What is deleted is overwritten.
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
)


class Database:
    """The database of an unlocked vault. Used by one thread at a time.

    Parameters
    ----------
    folder : Path
        The vault's.
    vault_id : str
    data_key : bytearray
    create : bool
        Make a new one; otherwise it has to be there.

    Raises
    ------
    VaultDamagedError
        If there is none.
    NewerVaultError
        If a newer program wrote it.
    OSError, sqlalchemy.exc.DBAPIError
        If it cannot be read or written; see `told`.
    """

    def __init__(self, folder: Path, vault_id: str, data_key: bytearray, *, create: bool = False) -> None:
        self._path = folder / DATABASE_NAME
        if not create and (not self._path.is_file() or not self._path.stat().st_size):
            raise VaultDamagedError(_DAMAGED)
        self._engine = _engine(self._path, vault_id, data_key)
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise
        if create:
            self._path.chmod(0o600)
            sync_folder(folder)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection whose changes are on the disk on return, or, if anything is raised, are not made."""
        with self._engine.begin() as connection:
            yield connection

    def problems(self) -> list[str]:
        """Check every page's authentication code, every table and index, and every reference; name what is wrong."""
        with self._engine.connect() as connection:
            pages = [str(row[0]) for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
            if pages:
                return pages  # Reading on would only fail at the first of them.
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            references = connection.execute(text("PRAGMA foreign_key_check")).all()
        return [line for line in found if line != "ok"] + [f"{row[0]}: a reference leads nowhere" for row in references]

    def forget_former(self) -> None:
        """Remove the copies that were made before migrations: they still hold what has been erased since.

        Raises
        ------
        OSError
            If one cannot be removed.
        """
        for former in self._path.parent.glob(f"{_BEFORE}*.db"):
            former.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; SQLCipher wipes its keys."""
        self._engine.dispose()

    def _migrate(self) -> None:
        """Bring the database to the present format, in one transaction."""
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        scripts = ScriptDirectory.from_config(config)
        with self._engine.begin() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
            if present == scripts.get_current_head():
                return
            if present is not None and present not in {script.revision for script in scripts.walk_revisions()}:
                raise NewerVaultError(_NEWER)
            if present is not None:
                # As it was before, for when a migration should turn out to have lost something. Encrypted like it.
                copy_durably(self._path, self._path.with_name(f"{_BEFORE}{scripts.get_current_head()}.db"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _engine(path: Path, vault_id: str, data_key: bytearray) -> Engine:
    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            # What SQLCipher has to say of a wrong key, it says by failing.
            connection.execute("PRAGMA cipher_log_level = NONE")
            key = derive(data_key, vault_id, Purpose.DATABASE)
            # A string cannot be wiped; SQLCipher takes its key in no other way.
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            wipe(key)
            for setting in _SETTINGS:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection

    # A statement's parameters are patients' data: no exception may quote them.
    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool, hide_parameters=True)

    # The driver would begin transactions when it thinks fit, and not before it changes a table.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
