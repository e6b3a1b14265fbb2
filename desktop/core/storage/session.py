"""A vault from its unlocking to its locking: who is there, what is open, and what every change needs."""

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from desktop.core.domain.accounts import Account, Action, Role, Subject
from desktop.core.domain.history import Stamp
from desktop.core.errors import VaultError
from desktop.core.storage import audit, examination_rows
from desktop.core.storage.database import Database
from desktop.core.storage.errors import NotAllowedError, VaultLockedError
from desktop.core.storage.images import ImageStore
from desktop.core.storage.telling import told


class Session:
    """What `History` stands on, and what `Vault` needs of it.

    Attributes
    ----------
    account : Account or None
        Who unlocked the vault; None if it was the recovery key.
    folder : Path
    vault_id : str
        The vault's.
    sweep_due : bool
        Whether files may have been left behind that the next unlocking has to sweep.
    """

    def __init__(self, folder: Path, vault_id: str, database: Database, images: ImageStore) -> None:
        self.account: Account | None = None
        self.folder = folder
        self.vault_id = vault_id
        self.sweep_due = False
        self._open: tuple[Database, ImageStore] | None = (database, images)

    @property
    def may_administer(self) -> bool:
        """Whether accounts may be changed and patients erased."""
        return self.account is None or self.account.role is Role.ADMINISTRATOR

    @property
    def account_id(self) -> str | None:
        """Who does what is done; None for the recovery key."""
        return None if self.account is None else self.account.id

    def require_administrator(self) -> None:
        """Raise `NotAllowedError` unless the account is an administrator's or the recovery key was used."""
        if not self.may_administer:
            raise NotAllowedError("Only an administrator may do this. Ask one to unlock the vault and do it.")

    def opened(self) -> tuple[Database, ImageStore]:
        """Return the database and the image store.

        Raises
        ------
        VaultLockedError
            If the vault has been locked.
        """
        if self._open is None:
            raise VaultLockedError("The vault is locked. Unlock it, then try again.")
        return self._open

    @contextmanager
    def transaction(self, what_not: str) -> Iterator[Connection]:
        """Give a transaction of the database: all of it is on the disk on return, or, if anything is raised, none.

        Parameters
        ----------
        what_not : str
            What did not happen if it fails; see `told`.
        """
        database, _ = self.opened()
        with told(what_not), database.transaction() as connection:
            yield connection

    def record(
        self,
        connection: Connection,
        action: Action,
        subject: Subject,
        subject_id: str,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Add an audit event in this account's name."""
        audit.record(connection, self.account_id, action, subject, subject_id, details)

    def stamp(self) -> Stamp:
        """Say who records something new, and when."""
        now, who = datetime.now(UTC), self.account_id
        return Stamp(now, who, now, who)

    def changed(self) -> dict[str, Any]:
        """Say who changes something, and when, as columns."""
        return {"changed_at": datetime.now(UTC), "changed_by": self.account_id}

    def sweep(self) -> None:
        """Remove what a crash left: files of images whose filing was never finished."""
        _, images = self.opened()
        with self.transaction("the vault was not unlocked") as connection:
            for path in list(images.orphans(lambda digits: examination_rows.image_names_starting(connection, digits))):
                try:
                    path.unlink(missing_ok=True)
                except OSError:  # Harmless where it is, and no reason to keep people from their vault.
                    self.sweep_due = True

    def note_locked(self) -> None:
        """Add to the audit trail that the vault is locked. A vault that cannot be written can still be locked."""
        with contextlib.suppress(VaultError), self.transaction("it was not noted") as connection:
            self.record(connection, Action.LOCKED, Subject.VAULT, self.vault_id)

    def close(self) -> None:
        """Close the database and wipe the keys. To close twice does nothing."""
        if self._open is None:
            return
        database, images = self._open
        self._open = None
        images.close()
        database.close()
