"""Backups in the database: where they go, and those that succeeded."""

import uuid
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from desktop.core.settings.rows import BACKUP_FOLDER
from desktop.core.storage.backup_report import BackupReport
from desktop.core.storage.tables import backups, vault_settings


def backup_folder(connection: Connection) -> Path | None:
    """Return where the daily backup goes; None if there is none."""
    value = connection.scalar(select(vault_settings.c.value).where(vault_settings.c.key == BACKUP_FOLDER.key))
    return Path(value) if BACKUP_FOLDER.accepts(value) and value else None


def set_backup_folder(connection: Connection, folder: Path | None) -> None:
    """Say where the daily backup goes, or (None) that there is none."""
    connection.execute(delete(vault_settings).where(vault_settings.c.key == BACKUP_FOLDER.key))
    if folder is not None:
        connection.execute(insert(vault_settings).values(key=BACKUP_FOLDER.key, value=str(folder)))


def add_backup(connection: Connection, report: BackupReport) -> None:
    """Keep that a backup succeeded."""
    connection.execute(insert(backups).values(id=uuid.uuid4().hex, **vars(report) | {"folder": str(report.folder)}))


def last_backup(connection: Connection, folder: Path | None = None) -> BackupReport | None:
    """Return the last backup that succeeded, anywhere or in one folder."""
    statement = select(backups).order_by(backups.c.finished_at.desc()).limit(1)
    if folder is not None:
        statement = statement.where(backups.c.folder == str(folder))
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    values = {name: value for name, value in row.items() if name != "id"}
    return BackupReport(**values | {"folder": Path(row["folder"])})
