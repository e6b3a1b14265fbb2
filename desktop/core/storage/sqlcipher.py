"""Connections to SQLCipher, and copies of a database that is in use."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from desktop.core.storage.keys import Purpose, derive, wipe

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
    # KiB of pages, decrypted once in a session: all that a search reads in a vault of 100,000 patients has room.
    "PRAGMA cache_size = -65536",
)
# A copy is no use until it is whole, and then it is synced: it needs neither a journal nor syncs on the way.
_SETTINGS_OF_COPY = ("PRAGMA cipher_compatibility = 4", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")

# How long to wait for a backup that another connection makes; see `copy_database`.
_BUSY_S = 120.0
_PAGES_AT_A_TIME = 1000
_PAUSE_S = 0.02
_MOST_RESTARTS = 3
# SQLITE_BUSY and SQLITE_LOCKED: another connection is just writing.
_WAITING = frozenset({5, 6})
_RESULTS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
_DIGITS = b"0123456789abcdef"


class _WrittenMeanwhileError(Exception):
    pass


def connect(path: Path, vault_id: str, data_key: bytearray) -> Any:
    """Open a vault's database, or make one.

    Raises
    ------
    sqlcipher3.dbapi2.Error
        If it cannot be opened.
    """
    return _connected(str(path), vault_id, data_key, _SETTINGS)


def copy_database(
    source: Any, target: Path, vault_id: str, data_key: bytearray, *, check: Callable[[], None] = lambda: None
) -> None:
    """Copy a database as it is between two transactions, encrypted with the same key, into a file that is not there.

    Others may write to the source while it is copied: the copy then begins again and, when that happens too often,
    lets them wait until it is whole. Every page's authentication code is checked on the way. The target is not synced.

    Parameters
    ----------
    source : sqlcipher3 connection
        In no transaction.
    target : Path
        On any drive, also one on which SQLite's locks do not work.
    vault_id : str
    data_key : bytearray
    check : callable
        Called every now and then; may raise to stop.

    Raises
    ------
    sqlcipher3.dbapi2.Error
        If it cannot be read or written.
    """
    location = target.resolve().as_posix()
    uri = f"file://{'' if location.startswith('/') else '/'}{quote(location)}?nolock=1"
    copy = _connected(uri, vault_id, data_key, _SETTINGS_OF_COPY)
    try:
        for pages in [_PAGES_AT_A_TIME] * _MOST_RESTARTS + [-1]:
            try:
                source.backup(copy, pages=pages, progress=_watching(check))
            except _WrittenMeanwhileError:
                continue
            break
    except driver.Error as error:
        # The driver forgets the code of what fails in a backup; the sentences are SQLite's own (sqlite3_errstr).
        if not hasattr(error, "sqlite_errorcode"):
            error.sqlite_errorcode = _RESULTS.get(str(error), 1)
        raise
    finally:
        copy.close()


def _watching(check: Callable[[], None]) -> Callable[[int, int, int], None]:
    least_remaining: list[int] = []

    def between_steps(status: int, remaining: int, _total: int) -> None:
        check()
        if status in _WAITING:
            return
        if least_remaining and remaining >= least_remaining[0]:
            raise _WrittenMeanwhileError
        least_remaining[:] = [remaining]
        time.sleep(_PAUSE_S)  # Lets those write who have been waiting.

    return between_steps


def _connected(location: str, vault_id: str, data_key: bytearray, settings: tuple[str, ...]) -> Any:
    connection = driver.connect(
        location, timeout=_BUSY_S, isolation_level=None, check_same_thread=False, uri=location.startswith("file:")
    )
    try:
        # What SQLCipher has to say of a wrong key, it says by failing.
        connection.execute("PRAGMA cipher_log_level = NONE")
        key = derive(data_key, vault_id, Purpose.DATABASE)
        quoted = _quoted(key)
        try:
            connection.set_key(quoted)
        finally:
            wipe(key)
            wipe(quoted)
        for setting in settings:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def _quoted(key: bytearray) -> bytearray:
    """Write a key as SQLCipher takes it, ``x'…'``, in memory that can be wiped."""
    quoted = bytearray(b"x'" + bytes(2 * len(key)) + b"'")
    for index, byte in enumerate(key):
        quoted[2 + 2 * index], quoted[3 + 2 * index] = _DIGITS[byte >> 4], _DIGITS[byte & 15]
    return quoted
