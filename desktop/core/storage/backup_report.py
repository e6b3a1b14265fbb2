"""What is kept of a backup that succeeded."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class BackupReport:
    """A backup that is whole and can be restored.

    Attributes
    ----------
    finished_at : datetime
        With time zone (UTC).
    folder : Path
        Where it lies.
    images : int
        In the vault.
    images_copied : int
        Not there before.
    copied_bytes : int
        Of those images' files.
    unreadable_images : int
        Missing or damaged in the vault, and not in the backup from before either: `verify` names them.
    """

    finished_at: datetime
    folder: Path
    images: int
    images_copied: int
    copied_bytes: int
    unreadable_images: int
