"""Which passphrases are good enough for a clinic's photographs."""

from dataclasses import dataclass

from desktop.core.storage.errors import WeakPassphraseError
from desktop.core.wording import translate

# Of zxcvbn's scale 0–4: "safely unguessable", about 10^8 guesses, each of which Argon2id makes dear.
_GOOD_ENOUGH = 3
# zxcvbn takes no more, and its answer cannot get worse by what follows.
_JUDGED_CHARACTERS = 72
_EXPECTED_WORDS = ("lentigo", "dermoscopy", "dermatoscope", "melanoma", "naevus", "clinic", "practice", "patient")


@dataclass(frozen=True)
class PassphraseStrength:
    """How hard a passphrase is to guess.

    Attributes
    ----------
    score : int
        0 (guessed at once) to 4 (not guessed), from zxcvbn.
    good_enough : bool
    reasons : tuple of str
        Sentences: what is wrong with it, then what would help. Empty if nothing is.
    """

    score: int
    good_enough: bool
    reasons: tuple[str, ...]


def strength(passphrase: str, account_name: str) -> PassphraseStrength:
    """Judge a passphrase as somebody would guess it who knows the account's name and what the program is for."""
    if not passphrase:
        return PassphraseStrength(0, good_enough=False, reasons=(translate("PassphraseAdvice", "It is empty."),))
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists of words are not needed to start

    known = [account_name, *account_name.split(), *_EXPECTED_WORDS]
    found = zxcvbn(passphrase[:_JUDGED_CHARACTERS], user_inputs=known)
    sentences = [found["feedback"]["warning"], *found["feedback"]["suggestions"]]
    reasons = tuple(_advice(f"{sentence.rstrip('.')}.") for sentence in sentences if sentence)
    return PassphraseStrength(int(found["score"]), found["score"] >= _GOOD_ENOUGH, reasons)


def require_strong(passphrase: str, account_name: str) -> None:
    """Refuse a passphrase that could be guessed.

    Raises
    ------
    WeakPassphraseError
        With the reasons.
    """
    judged = strength(passphrase, account_name)
    if not judged.good_enough:
        reasons = " ".join(judged.reasons) or translate(
            "PassphraseAdvice", "Use four or more words that do not belong together."
        )
        raise WeakPassphraseError("This passphrase could be guessed. {reasons}", reasons=reasons)


def _advice(sentence: str) -> str:
    """Return one of zxcvbn's sentences in the user's language."""
    return translate("PassphraseAdvice", sentence)
