"""Remembering a passphrase in the operating system's key store, for those who want it.

Whoever is signed in to the computer can then open the vault; the clinic decides whether that is enough.
"""

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import keyring
import keyring.errors

from desktop.core.errors import VaultError

_SERVICE = "Lentigo vault"
_NONE = (
    "This computer has no key store that Lentigo can use, so no passphrase is remembered. "
    "Type it at each start, as before."
)


class KeyStoreError(VaultError):
    """The key store is missing, locked or refuses."""


@dataclass(frozen=True)
class Remembered:
    """What is kept: an account's name and its passphrase."""

    account_name: str
    passphrase: str = field(repr=False)


def remember(vault_id: str, remembered: Remembered) -> None:
    """Keep one account's passphrase for a vault, in place of what was kept before.

    Raises
    ------
    KeyStoreError
        If there is no key store or it refuses.
    """
    secret = json.dumps([remembered.account_name, remembered.passphrase])
    with _told():
        keyring.set_password(_SERVICE, vault_id, secret)


def recall(vault_id: str) -> Remembered | None:
    """Return what is kept for a vault; None if there is nothing, or no key store to ask."""
    try:
        with _told():
            secret = keyring.get_password(_SERVICE, vault_id)
        account_name, passphrase = json.loads(secret or "")
    except (KeyStoreError, ValueError, TypeError):
        return None
    return Remembered(str(account_name), str(passphrase))


def forget(vault_id: str) -> None:
    """Remove what is kept for a vault, if anything is.

    Raises
    ------
    KeyStoreError
        If the key store refuses.
    """
    # Nothing was kept: that is as good as removed.
    with contextlib.suppress(keyring.errors.PasswordDeleteError), _told():
        keyring.delete_password(_SERVICE, vault_id)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except keyring.errors.PasswordDeleteError:
        raise
    except Exception as error:  # Each system's backend raises errors of its own kind, not keyring's alone.
        raise KeyStoreError(_NONE) from error
