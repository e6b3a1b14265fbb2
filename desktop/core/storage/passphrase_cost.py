"""How dear a guess of a passphrase is. Needs no cryptography, so that the window need not load it to start."""

from dataclasses import dataclass

# A header from elsewhere must not be able to make the program take all memory or never answer: half a GiB at most, and
# less than four times the default's arithmetic.
_MAX_MEMORY_KIB = 512 * 1024
_MAX_MEMORY_KIB_FILLED = 2 * 1024 * 1024
_MAX_LANES = 64


@dataclass(frozen=True)
class PassphraseCost:
    """How dear one guess of a passphrase is: Argon2id's parameters (RFC 9106), stored beside each slot.

    The default is RFC 9106's second recommendation with three times its memory, which takes about half a second on a
    computer of two cores (measured: 0.47 s).

    Attributes
    ----------
    memory_kib : int
        KiB of memory, 8 × lanes at least.
    passes : int
    lanes : int
    """

    memory_kib: int = 192 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.lanes <= _MAX_LANES:
            raise ValueError("Argon2id takes 1–64 lanes here")
        if not 8 * self.lanes <= self.memory_kib <= _MAX_MEMORY_KIB:
            raise ValueError("Argon2id takes 8 KiB a lane to 512 MiB here")
        if not 1 <= self.passes <= _MAX_MEMORY_KIB_FILLED // self.memory_kib:
            raise ValueError("Argon2id fills its memory at least once and no more than 2 GiB in all passes here")
