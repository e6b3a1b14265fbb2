"""Who gets the data key: the header's slots, with wrong attempts slowed down."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.core.storage.attempts import WrongAttempts
from desktop.core.storage.errors import WrongPassphraseError
from desktop.core.storage.header import Header
from desktop.core.storage.keys import Stretching, wipe
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.recovery_key import parsed

_RECOVERY, _NOBODY = "recovery", "nobody"
_WRONG = "The account or the passphrase is not right."


@dataclass(frozen=True)
class Unsealed:
    """The data key, and how it was got at.

    Attributes
    ----------
    data_key : bytearray
        For the caller to wipe.
    account_id : str or None
        None if it was by the recovery key.
    wrong_attempts : int
        How many there were before, since the last right one.
    """

    data_key: bytearray
    account_id: str | None
    wrong_attempts: int


class Unlocking:
    """Hands out a vault's data key.

    Attributes
    ----------
    header : Header
        As it is on the disk; whoever writes another puts it here.
    cost : PassphraseCost
        How dear a guess of a new passphrase is.
    """

    def __init__(self, folder: Path, header: Header, cost: PassphraseCost, clock: Callable[[], float]) -> None:
        self.header = header
        self.cost = cost
        self._attempts = WrongAttempts(folder, clock)

    def by_passphrase(self, name: str, passphrase: str) -> Unsealed:
        """Unseal the data key for an account. It takes as long for a name that nobody has.

        Raises
        ------
        WrongPassphraseError
            If there is no such account or it has another passphrase; which, is not told.
        TooManyAttemptsError
            If it comes too soon after several wrong attempts, also those before a restart.
        OSError
            If the attempt cannot be written down.
        """
        slot = self.header.slot_named(name)
        who = slot.account_id if slot else _NOBODY
        self._attempts.begin(who)
        if slot is None:
            wipe(Stretching.new(self.cost).key(passphrase))
            raise WrongPassphraseError(_WRONG)
        data_key = slot.data_key(self.header.vault_id, passphrase)
        return Unsealed(data_key, who, self._attempts.forget(who))

    def by_recovery_key(self, typed: str) -> Unsealed:
        """Unseal the data key with what the recovery key's print says.

        Raises
        ------
        WrongPassphraseError
            If it has a typing error, which is told, or is not this vault's.
        TooManyAttemptsError, OSError
            See `by_passphrase`.
        """
        recovery_key = parsed(typed)
        try:
            self._attempts.begin(_RECOVERY)
            data_key = self.header.data_key_by_recovery(recovery_key)
        finally:
            wipe(recovery_key)
        return Unsealed(data_key, None, self._attempts.forget(_RECOVERY))
