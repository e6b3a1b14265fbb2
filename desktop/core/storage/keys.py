"""Keys and what is sealed with them. All cryptography is that of the libraries `cryptography` and `argon2-cffi`.

The data key, 256 random bits, is never used itself. HKDF-SHA256 (RFC 5869), salted with the vault's id, derives a key
for each purpose from it. To seal is AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits.
"""

import os
import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.core.storage.passphrase_cost import PassphraseCost

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
_SALT_BYTES = 16


class NotSealedWithThisKeyError(Exception):
    """The key is wrong, or what was sealed has been altered."""


class Purpose(StrEnum):
    """What a key derived from the data key is for. The values are part of the vault's format."""

    DATABASE = "lentigo vault 1: database"
    IMAGE_KEYS = "lentigo vault 1: image keys"
    RECOVERY_SLOT = "lentigo vault 1: recovery slot"


def new_key() -> bytearray:
    """Return 256 random bits from the operating system."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def wipe(key: bytearray) -> None:
    """Overwrite a key in memory, as far as Python can: copies that libraries made are theirs to clear."""
    key[:] = bytes(len(key))


def derive(data_key: bytearray, vault_id: str, purpose: Purpose) -> bytearray:
    """Derive the key for one purpose from the data key; `Purpose.RECOVERY_SLOT` from the recovery key instead."""
    key = bytearray(KEY_BYTES)
    HKDF(hashes.SHA256(), KEY_BYTES, bytes.fromhex(vault_id), purpose.encode()).derive_into(data_key, key)
    return key


def seal(key: bytearray, data: bytes | bytearray, context: bytes) -> bytes:
    """Encrypt, and bind to a context that has to be given again: nonce, ciphertext, tag."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, context)


def unseal(key: bytearray, sealed: bytes, context: bytes) -> bytes:
    """Decrypt what `seal` made.

    Raises
    ------
    NotSealedWithThisKeyError
        If key, context or any bit differs.
    """
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise NotSealedWithThisKeyError
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except InvalidTag:
        raise NotSealedWithThisKeyError from None


def unseal_key(key: bytearray, sealed: bytes, context: bytes) -> bytearray:
    """Decrypt a sealed 256-bit key into memory that can be wiped.

    Raises
    ------
    NotSealedWithThisKeyError
        If key, context or any bit differs, or what was sealed is not 256 bits long.
    """
    unsealed = bytearray(KEY_BYTES)
    if len(sealed) != NONCE_BYTES + KEY_BYTES + TAG_BYTES:
        raise NotSealedWithThisKeyError
    try:
        AESGCM(key).decrypt_into(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context, unsealed)
    except InvalidTag:
        raise NotSealedWithThisKeyError from None
    return unsealed


@dataclass(frozen=True)
class Stretching:
    """A passphrase's salt and cost: all that turns it into a key again.

    Attributes
    ----------
    salt : bytes
        16 random bytes.
    cost : PassphraseCost
    """

    salt: bytes
    cost: PassphraseCost

    @classmethod
    def new(cls, cost: PassphraseCost) -> "Stretching":
        """Draw a salt."""
        return cls(os.urandom(_SALT_BYTES), cost)

    def key(self, passphrase: str) -> bytearray:
        """Turn a passphrase into a key. Composed and decomposed letters (é) are the same: NFKC."""
        secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
        cost = self.cost
        return bytearray(
            hash_secret_raw(secret, self.salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
        )

    def to_json(self) -> dict[str, Any]:
        """Describe with JSON types."""
        cost = self.cost
        return {
            "algorithm": "argon2id",
            "version": ARGON2_VERSION,
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": self.salt.hex(),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Stretching":
        """Read what `to_json` wrote.

        Raises
        ------
        ValueError, KeyError, TypeError
            If it is anything else.
        """
        if (value["algorithm"], value["version"]) != ("argon2id", ARGON2_VERSION):
            raise ValueError("another algorithm")
        numbers = [value[name] for name in ("memory_kib", "passes", "lanes")]
        if any(type(number) is not int for number in numbers):
            raise TypeError("not a whole number")
        salt = bytes.fromhex(value["salt"])
        if len(salt) != _SALT_BYTES:
            raise ValueError("not a salt")
        return cls(salt, PassphraseCost(*numbers))
