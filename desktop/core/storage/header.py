"""The vault's header: everything that can be known of a vault without a key, and the slots that hold the data key.

A JSON file, ``vault.json``, with a copy beside it (``vault-copy.json``), because a vault without its header is lost:

    {"format": "lentigo-vault", "version": 1, "vault_id": …, "created_at": …,
     "accounts": [{"account_id": …, "name_digest": …, "stretching": {…}, "sealed_key": …}, …],
     "recovery": {"sealed_key": …},
     "sha256": … of all of the above}

No name stands in it: an account is found by a digest of its name. The hash tells damage from a wrong passphrase; what
keeps a slot from being altered or moved to another account or vault is the tag of its seal.
"""

import errno
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.core.storage.durable import write_all_durably
from desktop.core.storage.errors import NewerVaultError, VaultDamagedError, WrongPassphraseError
from desktop.core.storage.keys import (
    NotSealedWithThisKeyError,
    Purpose,
    Stretching,
    derive,
    seal,
    unseal_key,
    wipe,
)
from desktop.core.storage.passphrase_cost import PassphraseCost

HEADER_NAME, COPY_NAME = "vault.json", "vault-copy.json"
_FORMAT, _VERSION = "lentigo-vault", 1

_WRONG = "The account or the passphrase is not right."
_WRONG_RECOVERY = "This is not the recovery key of this vault. It may be that of another, or have been renewed since."
_NEWER = "This vault was written by a newer Lentigo. Install the newest version to open it; nothing has been changed."
_DAMAGED = "The vault's header is damaged, and so is its copy. Restore the vault from a backup."


@dataclass(frozen=True)
class AccountSlot:
    """The data key, sealed with one account's passphrase.

    Attributes
    ----------
    account_id : str
    name_digest : str
        See `name_digest`.
    stretching : Stretching
    sealed_key : bytes
    """

    account_id: str
    name_digest: str
    stretching: Stretching
    sealed_key: bytes

    @classmethod
    def new(
        cls, vault_id: str, account_id: str, name: str, passphrase: str, data_key: bytearray, cost: PassphraseCost
    ) -> "AccountSlot":
        """Seal the data key for an account."""
        stretching, digest = Stretching.new(cost), name_digest(vault_id, name)
        key = stretching.key(passphrase)
        try:
            return cls(account_id, digest, stretching, seal(key, data_key, _context(vault_id, account_id, digest)))
        finally:
            wipe(key)

    def data_key(self, vault_id: str, passphrase: str) -> bytearray:
        """Unseal the data key.

        Raises
        ------
        WrongPassphraseError
            If it is not this account's passphrase.
        """
        key = self.stretching.key(passphrase)
        try:
            return unseal_key(key, self.sealed_key, _context(vault_id, self.account_id, self.name_digest))
        except NotSealedWithThisKeyError:
            raise WrongPassphraseError(_WRONG) from None
        finally:
            wipe(key)


@dataclass(frozen=True)
class Header:
    """What the header file holds.

    Attributes
    ----------
    vault_id : str
        32 random hexadecimal digits.
    created_at : str
        ISO 8601 (UTC).
    accounts : tuple of AccountSlot
    recovery : bytes
        The data key, sealed with the recovery key.
    """

    vault_id: str
    created_at: str
    accounts: tuple[AccountSlot, ...]
    recovery: bytes

    def slot_named(self, name: str) -> AccountSlot | None:
        """Find the slot of the account with this name, if there is one."""
        digest = name_digest(self.vault_id, name)
        return next((slot for slot in self.accounts if slot.name_digest == digest), None)

    def with_slot(self, slot: AccountSlot) -> "Header":
        """Return the header with a slot added, or put in place of the same account's or name's old one."""
        others = [
            other for other in self.without_slot(slot.account_id).accounts if other.name_digest != slot.name_digest
        ]
        return replace(self, accounts=(*others, slot))

    def without_slot(self, account_id: str) -> "Header":
        """Return the header without an account's slot."""
        return replace(self, accounts=tuple(slot for slot in self.accounts if slot.account_id != account_id))

    def data_key_by_recovery(self, recovery_key: bytearray) -> bytearray:
        """Unseal the data key with the recovery key.

        Raises
        ------
        WrongPassphraseError
            If it is another vault's, or an old one.
        """
        key = derive(recovery_key, self.vault_id, Purpose.RECOVERY_SLOT)
        try:
            return unseal_key(key, self.recovery, _context(self.vault_id, "recovery"))
        except NotSealedWithThisKeyError:
            raise WrongPassphraseError(_WRONG_RECOVERY) from None
        finally:
            wipe(key)

    def save(self, folder: Path) -> None:
        """Write the header and its copy, each of them whole or not at all.

        Raises
        ------
        OSError
            If there is no room for both, or they may not be written. Both are then as they were.
        """
        data = _to_bytes(self)
        write_all_durably({folder / HEADER_NAME: data, folder / COPY_NAME: data})

    @classmethod
    def load(cls, folder: Path) -> "Header":
        """Read the header, or its copy if the header is damaged.

        Raises
        ------
        NewerVaultError
            If a newer program wrote it.
        VaultDamagedError
            If neither can be read.
        """
        return _read(folder / HEADER_NAME) or _read(folder / COPY_NAME) or _lost()


def seal_for_recovery(vault_id: str, recovery_key: bytearray, data_key: bytearray) -> bytes:
    """Seal the data key with a recovery key."""
    key = derive(recovery_key, vault_id, Purpose.RECOVERY_SLOT)
    try:
        return seal(key, data_key, _context(vault_id, "recovery"))
    finally:
        wipe(key)


def name_digest(vault_id: str, name: str) -> str:
    """Return what stands for an account's name in the header: HMAC-SHA256 with the vault's id.

    It keeps names from being read there. It does not keep anybody from trying out a name that they know.
    """
    return hmac.digest(bytes.fromhex(vault_id), normal_name(name).encode(), "sha256").hex()


def normal_name(name: str) -> str:
    """Return an account's name as it is compared: case and blanks around it do not matter."""
    return " ".join(name.split()).casefold()


def is_vault(folder: Path) -> bool:
    """Whether there is a vault in a folder, whole or not."""
    return (folder / HEADER_NAME).is_file() or (folder / COPY_NAME).is_file()


def damaged_headers(folder: Path) -> list[str]:
    """Name the header files that are missing, damaged or unlike each other."""
    read = {name: _read(folder / name) for name in (HEADER_NAME, COPY_NAME)}
    damaged = [name for name, header in read.items() if header is None]
    if not damaged and read[HEADER_NAME] != read[COPY_NAME]:
        return [COPY_NAME]
    return damaged


def _context(*parts: str) -> bytes:
    return json.dumps(["lentigo vault slot", _VERSION, *parts]).encode()


def _to_bytes(header: Header) -> bytes:
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "vault_id": header.vault_id,
        "created_at": header.created_at,
        "accounts": [
            {
                "account_id": slot.account_id,
                "name_digest": slot.name_digest,
                "stretching": slot.stretching.to_json(),
                "sealed_key": slot.sealed_key.hex(),
            }
            for slot in header.accounts
        ],
        "recovery": {"sealed_key": header.recovery.hex()},
    }
    return json.dumps({**content, "sha256": _hash(content)}, indent=2).encode() + b"\n"


def _hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> Header | None:
    """Read one of the two files; None if it is missing or damaged."""
    try:
        content = json.loads(path.read_bytes())
        stated = content.pop("sha256")
        if content["format"] != _FORMAT or _hash(content) != stated:
            return None
        # A newer program's file has to be intact before it is believed to be newer.
        if content["version"] > _VERSION:
            raise NewerVaultError(_NEWER)
        slots = tuple(
            AccountSlot(
                _text(slot["account_id"]),
                _text(slot["name_digest"]),
                Stretching.from_json(slot["stretching"]),
                bytes.fromhex(slot["sealed_key"]),
            )
            for slot in content["accounts"]
        )
        recovery = bytes.fromhex(content["recovery"]["sealed_key"])
        vault_id = _text(content["vault_id"])
        bytes.fromhex(vault_id)
        return Header(vault_id, _text(content["created_at"]), slots, recovery)
    except FileNotFoundError:
        return None
    except OSError as error:
        # A sector that cannot be read any more is damage; the other of the two may be whole.
        if error.errno == errno.EIO:
            return None
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("the header has something else where text should be")
    return value


def _lost() -> Header:
    raise VaultDamagedError(_DAMAGED)
