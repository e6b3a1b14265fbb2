"""What the drive or the database refuses, in sentences for the user."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from desktop.core.errors import VaultError
from desktop.core.storage.errors import VaultDamagedError
from desktop.core.wording import marked, translate

_FULL = marked("KnownError", "The disk is full, so {what}. Make room and try again; what was filed before is safe.")
_READ_ONLY = marked(
    "KnownError",
    "The {of}'s folder may not be written, so {what}. Ask whoever looks after this computer for permission.",
)
_GONE = marked("KnownError", "The {of}'s folder cannot be reached, so {what}. Connect its drive again, then try again.")
_OTHER = marked(
    "KnownError", "The {of}'s drive reports an error ({reason}), so {what}. Try again; if it stays, check the drive."
)
_BUSY = marked("KnownError", "Another program is using the vault's database, so {what}. Try again in a minute.")
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


def _owner(of: str) -> str:
    return translate("FolderOwner", "backup") if of == "backup" else translate("FolderOwner", "vault")


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
        raise VaultError(sentence, of=_owner(of), what=translate("Told", what), reason=reason) from error
    except DBAPIError as error:
        # None of SQLite's own errors is passed on unless it is the environment's fault: anything else is a bug.
        result = getattr(error.orig, "sqlite_errorcode", 1) & 0xFF
        if result in _DAMAGED_RESULTS:
            raise VaultDamagedError(_DAMAGED) from error
        if result == 10:  # noqa: PLR2004 - SQLITE_IOERR
            raise VaultError(
                _OTHER, of=_owner(of), what=translate("Told", what), reason="input/output error"
            ) from error
        if result not in _SENTENCES_BY_RESULT:
            raise
        raise VaultError(_SENTENCES_BY_RESULT[result], of=_owner(of), what=translate("Told", what)) from error
