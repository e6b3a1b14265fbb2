"""What can go wrong with a vault."""

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
