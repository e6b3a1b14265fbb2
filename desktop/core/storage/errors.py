"""What can go wrong with a vault, and what to tell about it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from desktop.core.errors import VaultError


class WrongPassphraseError(VaultError):
    """The account, the passphrase or the recovery key is not right; which, is not told."""


class WeakPassphraseError(VaultError):
    """A new passphrase that could be guessed."""


class TooManyAttemptsError(VaultError):
    """Too many wrong attempts; the vault waits before it listens again."""


class NotAllowedError(VaultError):
    """The account's role does not allow it."""


class VaultLockedError(VaultError):
    """The vault is locked."""


class VaultInUseError(VaultError):
    """Another Lentigo has the vault open."""


class NetworkShareError(VaultError):
    """The vault would lie, or lies, on a network share."""


class VaultDamagedError(VaultError):
    """A file of the vault is not what the vault wrote."""


class ImageDamagedError(VaultDamagedError):
    """An image's file is missing or is not what the vault wrote."""


class NewerVaultError(VaultError):
    """The vault was written by a newer Lentigo."""


class NotFoundError(VaultError):
    """There is no such thing in the vault (any more)."""


class BackupCancelledError(VaultError):
    """A backup was stopped before it was whole."""


class ConflictError(VaultError):
    """What is to be written contradicts what is there."""


_FULL = "The disk is full, so {what}. Make room and try again; what was filed before is safe."
_READ_ONLY = "The {of}'s folder may not be written, so {what}. Ask whoever looks after this computer for permission."
_GONE = "The {of}'s folder cannot be reached, so {what}. Connect its drive again, then try again."
_OTHER = "The {of}'s drive reports an error ({reason}), so {what}. Try again; if it stays, check the drive."
_BUSY = "Another program is using the vault's database, so {what}. Try again in a minute."
_DAMAGED = "The vault's database is damaged. Restore the vault from a backup."

# SQLite's primary result codes, https://www.sqlite.org/rescode.html.
_SENTENCES_BY_RESULT = {5: _BUSY, 8: _READ_ONLY, 13: _FULL, 14: _GONE}
_DAMAGED_RESULTS = frozenset({11, 26})
_SENTENCES_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENODEV: _GONE,
    errno.ESTALE: _GONE,
}


@contextmanager
def told(what: str, *, of: str = "vault") -> Iterator[None]:
    """Tell what the drive or the database refuses in a sentence for the user.

    Parameters
    ----------
    what : str
        What did not happen, as the end of a sentence: "the image was not filed".
    of : str
        Whose folder or drive it is.

    Raises
    ------
    VaultDamagedError
        If the database is not what the vault wrote.
    VaultError
        If the disk is full, may not be written, has gone or fails.
    """
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES_BY_ERRNO.get(error.errno or 0, _OTHER)
        reason = error.strerror or "input/output error"
        raise VaultError(sentence.format(of=of, what=what, reason=reason)) from error
    except DBAPIError as error:
        # None of SQLite's own errors is passed on unless it is the environment's fault: anything else is a bug.
        result = getattr(error.orig, "sqlite_errorcode", 1) & 0xFF
        if result in _DAMAGED_RESULTS:
            raise VaultDamagedError(_DAMAGED) from error
        if result == 10:  # noqa: PLR2004 - SQLITE_IOERR
            raise VaultError(_OTHER.format(of=of, what=what, reason="input/output error")) from error
        if result not in _SENTENCES_BY_RESULT:
            raise
        raise VaultError(_SENTENCES_BY_RESULT[result].format(of=of, what=what)) from error
