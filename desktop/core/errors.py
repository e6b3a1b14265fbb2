"""What can go wrong without anybody's code being wrong."""

from desktop.core import wording


class KnownError(Exception):
    """The environment's fault, told in a sentence that the user can act on.

    Anything else that is raised is a bug and is reported as one. The message is one or two whole sentences, without
    a path or any other data of a patient.

    Parameters
    ----------
    sentence : str
        In English, with ``{named}`` places; it is told in the user's language. `packaging/translations.py` finds it
        if it is a literal or the name of one in the same file.
    **values : object
        What fills the places.
    """

    def __init__(self, sentence: str = "", **values: object) -> None:
        told = wording.translate("KnownError", sentence) if sentence else ""
        super().__init__(told.format(**values) if values else told)


class ImageError(KnownError):
    """A file or a pasted picture that cannot be turned into pixels."""


class BundleError(KnownError):
    """A bundle that is refused: no classifier is made from it and no number is shown."""


class VaultError(KnownError):
    """Something that the vault cannot or will not do. What it held before, it still holds."""
