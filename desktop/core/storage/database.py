"""The encrypted database: one connection to SQLCipher, brought to the present format when it is opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2 as driver

from desktop.core.errors import VaultError
from desktop.core.steps import Steps
from desktop.core.storage import comparisons, overview, search
from desktop.core.storage.durable import UNFINISHED_SUFFIX, sync_file, sync_folder
from desktop.core.storage.errors import NewerVaultError, VaultDamagedError
from desktop.core.storage.sqlcipher import connect, copy_database
from desktop.core.wording import translate

if TYPE_CHECKING:
    from alembic.config import Config

DATABASE_NAME = "vault.db"
_BEFORE = "vault-before-"
_MIGRATIONS = Path(__file__).with_name("migrations")
_NEWER = "This vault was written by a newer Lentigo. Install the newest version to open it; nothing has been changed."
_OLDER = "This vault was last opened by an older Lentigo. Open it once in this one, then try again."
_DAMAGED = "The vault's database is missing or empty. Restore the vault from a backup."


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
    may_change : bool
        Bring an older one to the present format; otherwise it is refused.

    Raises
    ------
    VaultDamagedError
        If there is none.
    VaultError
        If it is of an older format and may not be changed.
    NewerVaultError
        If a newer program wrote it.
    OSError, sqlalchemy.exc.DBAPIError
        If it cannot be read or written; see `told`.
    """

    def __init__(
        self, folder: Path, vault_id: str, data_key: bytearray, *, create: bool = False, may_change: bool = True
    ) -> None:
        self._path = folder / DATABASE_NAME
        if not create and (not self._path.is_file() or not self._path.stat().st_size):
            raise VaultDamagedError(_DAMAGED)
        self._engine = _engine(lambda: connect(self._path, vault_id, data_key))
        try:
            self._migrate(vault_id, data_key, may_change=may_change)
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

    def problem_steps(self) -> Steps[list[str]]:
        """Check every page's authentication code, every table and index, and every reference; name what is wrong."""
        with self._engine.connect() as connection:
            pages = [str(row[0]) for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
        if pages:
            return pages  # Reading on would only fail at the first of them.
        found: list[str] = []
        for look in (_broken_structure, _broken_references, search.problems, overview.problems, comparisons.problems):
            yield 0, 0
            with self._engine.connect() as connection:
                found += look(connection)
        return found

    def require_sound(self) -> None:
        """Look whether every page is as it was written and in its place; of a file that nobody is writing.

        In a copy that SQLite made, pages that could not be decrypted in the original are whole, but out of place.

        Raises
        ------
        VaultDamagedError
            If one is not.
        """
        with self._engine.connect() as connection:
            altered = connection.execute(text("PRAGMA cipher_integrity_check")).first()
            if altered is not None or connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
                raise VaultDamagedError("The vault's database is damaged. Restore the vault from a backup.")

    def copy_to(
        self, target: Path, vault_id: str, data_key: bytearray, *, check: Callable[[], None] = lambda: None
    ) -> None:
        """Copy the database as it is between two transactions into a new file that is on the disk on return.

        Parameters
        ----------
        target : Path
        vault_id : str
        data_key : bytearray
        check : callable
            See `copy_database`.

        Raises
        ------
        OSError, sqlalchemy.exc.DBAPIError
            If it cannot be read or written; see `told`.
        """
        try:
            copy_database(self._engine.raw_connection().driver_connection, target, vault_id, data_key, check=check)
        except driver.DatabaseError as error:
            raise DatabaseError(None, None, error) from error
        sync_file(target)

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

    def _migrate(self, vault_id: str, data_key: bytearray, *, may_change: bool) -> None:
        """Bring the database to the present format, in one transaction, with a copy from before beside it."""
        # Loaded when a vault is opened: the window is there a tenth of a second earlier.
        from alembic import command  # noqa: PLC0415
        from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
        from alembic.script import ScriptDirectory  # noqa: PLC0415

        config = _migrations()
        scripts = ScriptDirectory.from_config(config)
        with self._engine.begin() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
        if present == scripts.get_current_head():
            return
        if present is not None:
            if present not in {script.revision for script in scripts.walk_revisions()}:
                raise NewerVaultError(_NEWER)
            if not may_change:
                raise VaultError(_OLDER)
            # For when a migration should turn out to have lost something. Encrypted like the database.
            self._keep_former(self._path.with_name(f"{_BEFORE}{scripts.get_current_head()}.db"), vault_id, data_key)
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _keep_former(self, former: Path, vault_id: str, data_key: bytearray) -> None:
        unfinished = former.with_name(f"{former.name}{UNFINISHED_SUFFIX}")
        unfinished.unlink(missing_ok=True)
        self.copy_to(unfinished, vault_id, data_key)
        unfinished.replace(former)
        sync_folder(former.parent)
        for older in set(former.parent.glob(f"{_BEFORE}*.db")) - {former}:
            older.unlink()


def present_format() -> str:
    """Return the name of the format that this program writes."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as in `_migrate`

    return str(ScriptDirectory.from_config(_migrations()).get_current_head())


def _broken_structure(connection: Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
    return [line for line in found if line != "ok"]


def _broken_references(connection: Connection) -> list[str]:
    told = translate("Verification", "{table}: a reference leads nowhere")
    return [told.format(table=row[0]) for row in connection.execute(text("PRAGMA foreign_key_check"))]


def _migrations() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as in `_migrate`

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _engine(connect_it: Callable[[], Any]) -> Engine:
    # A statement's parameters are patients' data: no exception may quote them.
    engine = create_engine("sqlite://", module=driver, creator=connect_it, poolclass=StaticPool, hide_parameters=True)

    # The driver would begin transactions when it thinks fit, and not before it changes a table.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
