"""The recovery key: 160 random bits that can be printed, read aloud and typed again.

Printed as nine groups of four characters of Crockford's base 32 (no I, L, O, U), of which the last is a checksum, so
that a typing error is told from the key of another vault. With 160 random bits it needs no slow derivation.
"""

import base64
import hashlib
import secrets

from desktop.core.storage.errors import WrongPassphraseError

_RANDOM_BYTES = 20
_GROUP = 4
_CHARACTERS = 32 + _GROUP
_STANDARD, _CROCKFORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_STANDARD, _CROCKFORD)
_FROM_CROCKFORD = str.maketrans(_CROCKFORD, _STANDARD)
_MISREAD = str.maketrans("OIL", "011")


def new_recovery_key() -> bytearray:
    """Draw a recovery key: 20 random bytes."""
    return bytearray(secrets.token_bytes(_RANDOM_BYTES))


def printed(key: bytearray) -> str:
    """Write a recovery key for people: ``XXXX-XXXX-…``, nine groups."""
    characters = base64.b32encode(key).decode().translate(_TO_CROCKFORD) + _checksum(bytes(key))
    return "-".join(characters[start : start + _GROUP] for start in range(0, _CHARACTERS, _GROUP))


def parsed(text: str) -> bytearray:
    """Read what a person typed: case, blanks and hyphens do not matter, and O is 0, I and L are 1.

    Raises
    ------
    WrongPassphraseError
        If it cannot be a recovery key, because something was left out or mistyped.
    """
    characters = "".join(text.upper().split()).replace("-", "").translate(_MISREAD)
    if strange := set(characters) - set(_CROCKFORD):
        raise WrongPassphraseError(
            "A recovery key has no “{character}” in it. Compare what you typed with the print.", character=min(strange)
        )
    if len(characters) != _CHARACTERS:
        raise WrongPassphraseError(
            "A recovery key has {right} letters and digits, not {typed}. Compare what you typed with the print.",
            right=_CHARACTERS,
            typed=len(characters),
        )
    key = base64.b32decode(characters[:-_GROUP].translate(_FROM_CROCKFORD))
    if characters[-_GROUP:] != _checksum(key):
        raise WrongPassphraseError("The recovery key has a typing error. Compare what you typed with the print.")
    return bytearray(key)


def _checksum(key: bytes) -> str:
    """Return 20 bits of the key's SHA-256, which say nothing that the key beside them does not say."""
    digest = base64.b32encode(hashlib.sha256(key).digest()).decode()
    return digest[:_GROUP].translate(_TO_CROCKFORD)
