"""One Lentigo at a time in a vault, and none on a network share."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path, PurePath

import psutil
from filelock import FileLock, Timeout

from desktop.core.storage.durable import write_durably
from desktop.core.storage.errors import NetworkShareError, VaultInUseError

LOCK_NAME, HOLDER_NAME = "in-use.lock", "in-use.json"

_NETWORK_FILE_SYSTEMS = frozenset(
    {
        *("9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs"),
        *("fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "webdav"),
    }
)
_SHARE = (
    "This folder is on a network share, where two computers could damage the vault without noticing. Keep the vault in "
    "a folder of this computer's own drive, and choose the share for its backups."
)


class InstanceLock:
    """Holds a vault for this program, by a lock of the operating system, which ends with the program however it ends.

    Raises
    ------
    VaultInUseError
        If another program holds it; the sentence says who.
    OSError
        If the folder may not be written.
    """

    def __init__(self, folder: Path) -> None:
        self._holder = folder / HOLDER_NAME
        # The lock may be taken in one thread and given back in another. Where the drive cannot lock, better no vault.
        self._lock = FileLock(folder / LOCK_NAME, timeout=0, thread_local=False, fallback_to_soft=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise self._refusal() from None
        try:
            # Beside the lock, because Windows lets nobody read a locked file.
            write_durably(self._holder, json.dumps(_this_program()).encode())
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Give the vault back. The lock file stays: to remove it would let two programs lock two files of one name."""
        try:
            self._holder.unlink(missing_ok=True)
        finally:
            self._lock.release()

    def _refusal(self) -> VaultInUseError:
        try:
            holder = json.loads(self._holder.read_bytes())
            since = datetime.fromisoformat(holder["since"]).astimezone()
            return VaultInUseError(
                "This vault is already open: {user} on {computer} (process {process}, since {since}). "
                "Close it there first.",
                user=holder["user"],
                computer=holder["computer"],
                process=int(holder["process"]),
                since=f"{since:%Y-%m-%d %H:%M}",
            )
        except (OSError, ValueError, KeyError, TypeError):
            return VaultInUseError("This vault is already open: another program. Close it there first.")


def refuse_network_share(folder: Path) -> None:
    """Refuse a folder on a network share: SQLite's locks cannot be trusted there.

    Raises
    ------
    NetworkShareError
        With what to do instead.
    """
    resolved = folder.resolve()
    if os.fspath(resolved).startswith(("\\\\", "//")):
        raise NetworkShareError(_SHARE)
    mounts = [
        partition
        for partition in psutil.disk_partitions(all=True)
        if resolved.is_relative_to(PurePath(partition.mountpoint))
    ]
    # The last of the deepest is the one that is seen: one mount may hide another.
    nearest = max(enumerate(mounts), key=lambda found: (len(found[1].mountpoint), found[0]), default=None)
    if nearest is None:
        return
    if nearest[1].fstype.lower() in _NETWORK_FILE_SYSTEMS or "remote" in nearest[1].opts.split(","):
        raise NetworkShareError(_SHARE)


def _this_program() -> dict[str, str | int]:
    return {
        "user": psutil.Process().username(),
        "computer": platform.node(),
        "process": os.getpid(),
        "since": datetime.now(UTC).isoformat(),
    }
