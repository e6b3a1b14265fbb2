"""What an unlocked vault says of itself: its accounts, what was done, where the backup goes, whether all is whole."""

from datetime import datetime
from pathlib import Path

from desktop.core.domain.accounts import Account, Action, AuditEvent, Subject
from desktop.core.settings.rows import BACKUP_FOLDER
from desktop.core.steps import Steps, result_of
from desktop.core.storage import account_rows, audit, backup_rows
from desktop.core.storage.audit import ALL_EVENTS, AuditFilter
from desktop.core.storage.backup import require_apart
from desktop.core.storage.backup_folder import BackupFolder
from desktop.core.storage.backup_report import BackupReport
from desktop.core.storage.session import Session
from desktop.core.storage.verification import VerifyReport, verify_steps


class Housekeeping(Session):
    """The part of `History` that is about the vault and not about patients."""

    def accounts(self) -> tuple[Account, ...]:
        """Return all accounts by name, archived ones too: they are the authors of what is in the history."""
        with self.transaction("the accounts cannot be listed") as connection:
            return account_rows.all_accounts(connection)

    def audit_events(self, wanted: AuditFilter = ALL_EVENTS) -> tuple[AuditEvent, ...]:
        """Return the audit trail, or what is wanted of it, oldest first.

        Raises
        ------
        NotAllowedError
            Unless an administrator asks.
        """
        self.require_administrator()
        with self.transaction("the audit trail cannot be shown") as connection:
            return tuple(audit.events(connection, wanted))

    def backup_folder(self) -> Path | None:
        """Return where the daily backup goes; None if no folder has been chosen."""
        with self.transaction("the backup's folder cannot be shown") as connection:
            return backup_rows.backup_folder(connection)

    def set_backup_folder(self, folder: Path | None, *, by_policy: bool = False) -> None:
        """Choose where the daily backup goes, or (None) that there is none.

        Parameters
        ----------
        folder : Path or None
        by_policy : bool
            True if not whoever is there chooses it but the practice's IT, by its policy.

        Raises
        ------
        NotAllowedError
            Unless an administrator or the policy does it.
        ConflictError
            If the folder lies in the vault, or holds something else than a backup of this vault.
        """
        if not by_policy:
            self.require_administrator()
        with self.transaction("the backup's folder was not saved") as connection:
            if folder is not None:
                require_apart(self.folder, folder)
                BackupFolder(folder).require_free_for(self.vault_id)
            backup_rows.set_backup_folder(connection, folder and folder.resolve())
            details = {"setting": BACKUP_FOLDER.key} | ({"by": "policy"} if by_policy else {})
            self.record(connection, Action.CHANGED, Subject.VAULT, self.vault_id, details)

    def note_operating_point(self, before: str, after: str) -> None:
        """Add to the audit trail that the clinic works at another operating point, or with another prevalence.

        Parameters
        ----------
        before, after : str
            What was chosen, in words or figures.
        """
        with self.transaction("the choice was not recorded") as connection:
            details = {"setting": "operating_point", "before": before, "after": after}
            self.record(connection, Action.CHANGED, Subject.VAULT, self.vault_id, details)

    def last_backup(self) -> BackupReport | None:
        """Return the last backup that succeeded, wherever it lies."""
        with self.transaction("the last backup cannot be shown") as connection:
            return backup_rows.last_backup(connection)

    def backup_due(self) -> bool:
        """Whether a folder has been chosen to which no backup has succeeded today, by this computer's calendar."""
        with self.transaction("the last backup cannot be shown") as connection:
            folder = backup_rows.backup_folder(connection)
            last = None if folder is None else backup_rows.last_backup(connection, folder)
        today = datetime.now().astimezone().date()
        return folder is not None and (last is None or last.finished_at.astimezone().date() != today)

    def verify(self) -> VerifyReport:
        """Check everything in the vault and name what is damaged; see `verification.verify_steps`."""
        return result_of(self.verify_steps())

    def verify_steps(self) -> Steps[VerifyReport]:
        """Do what `verify` does in steps between which the vault may be used."""
        database, images = self.opened()
        return verify_steps(self.folder, database, images)
