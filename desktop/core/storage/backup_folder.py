"""How a backup lies in its folder.

    lentigo-backup.json           which vault it is of; written first, so that nothing else is ever taken for a backup
    images/                       the images' files, named and encrypted as in the vault; only ever added to until …
    state-20261121T143000Z/       … a state is whole: header, its copy and the database of one moment

A state is made under another name and renamed when it and all its images are on the drive. Only then are the state
before it and the images that no state needs any more removed: whenever the program is killed or the drive pulled out,
there is a whole state, if there ever was one, and the newest counts.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.core.errors import VaultError
from desktop.core.storage.durable import UNFINISHED_SUFFIX, make_folder_durably, sync_folder, write_durably
from desktop.core.storage.errors import ConflictError, NewerVaultError
from desktop.core.storage.images import IMAGES_NAME

_MARKER_NAME = "lentigo-backup.json"
_FORMAT, _VERSION = "lentigo-backup", 1
_STATE, _MOMENT = "state-", "%Y%m%dT%H%M%S%fZ"
_OTHERS = "This folder holds something else. Choose a new or an empty folder for the backup."
_ANOTHER = "This folder holds the backup of another vault. Choose a new or an empty folder for the backup."
_NEWER = "This backup was made by a newer Lentigo. Install the newest version; nothing has been changed."
_NONE = "There is no finished backup in this folder. Choose the folder that was given when it was made."


class BackupFolder:
    """A folder that holds the backup of one vault, or will."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.images = path / IMAGES_NAME

    def require_free_for(self, vault_id: str) -> None:
        """Refuse a folder that may not be this vault's backup. A folder that is not there may.

        Raises
        ------
        ConflictError, NewerVaultError
            If it holds anything else, another vault's backup or one of a newer Lentigo.
        """
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise ConflictError(_OTHERS)
        marker = self._marker()
        if marker is None and any(not name.name.endswith(UNFINISHED_SUFFIX) for name in self.path.iterdir()):
            raise ConflictError(_OTHERS)
        if marker is not None and marker["vault_id"] != vault_id:
            raise ConflictError(_ANOTHER)

    def prepare(self, vault_id: str) -> None:
        """Make the folder ready for a new state, and clear away what a backup left that was stopped.

        Raises
        ------
        ConflictError, NewerVaultError
            See `require_free_for`.
        OSError
            If it cannot be written.
        """
        self.require_free_for(vault_id)
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self.path.glob(f"*{UNFINISHED_SUFFIX}"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        if self._marker() is None:
            content = {"format": _FORMAT, "version": _VERSION, "vault_id": vault_id}
            write_durably(self.path / _MARKER_NAME, json.dumps(content, indent=2).encode() + b"\n")
        make_folder_durably(self.images)

    @contextmanager
    def new_state(self) -> Iterator[Path]:
        """Give a folder to put a new state into, whose files have to be synced; at the end it becomes the newest state.

        If anything is raised, it is removed, and the states from before stay.
        """
        # Newer than the others even if the clock has been put back.
        moment = max([datetime.now(UTC), *(made_at(state) + timedelta(microseconds=1) for state in self._states())])
        name = f"{_STATE}{moment.strftime(_MOMENT)}"
        unfinished = self.path / f"{name}{UNFINISHED_SUFFIX}"
        unfinished.mkdir(mode=0o700)
        try:
            yield unfinished
            sync_folder(unfinished)
            unfinished.rename(self.path / name)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        sync_folder(self.path)

    def newest_state(self) -> Path:
        """Return the folder of the newest whole state.

        Raises
        ------
        VaultError
            If there is none, or it was made by a newer Lentigo.
        """
        self._marker()
        states = self._states()
        if not states:
            raise VaultError(_NONE)
        return states[-1]

    def forget_older_states(self) -> None:
        """Remove all states but the newest.

        Raises
        ------
        OSError
            If one cannot be removed.
        """
        for state in self._states()[:-1]:
            # Renamed first: no part of a state may be taken for a whole one.
            unfinished = state.with_name(f"{state.name}{UNFINISHED_SUFFIX}")
            state.rename(unfinished)
            shutil.rmtree(unfinished)

    def _states(self) -> list[Path]:
        return sorted(
            path for path in self.path.glob(f"{_STATE}*") if path.is_dir() and path.suffix != UNFINISHED_SUFFIX
        )

    def _marker(self) -> dict[str, Any] | None:
        try:
            content = json.loads((self.path / _MARKER_NAME).read_bytes())
            if content["format"] == _FORMAT and content["version"] > _VERSION:
                raise NewerVaultError(_NEWER)
            return {"vault_id": str(content["vault_id"])} if content["format"] == _FORMAT else None
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, RecursionError):
            return None


def made_at(state: Path) -> datetime:
    """Tell when a state was begun; the images and the database in it are not older."""
    return datetime.strptime(state.name.removeprefix(_STATE), _MOMENT).replace(tzinfo=UTC)
