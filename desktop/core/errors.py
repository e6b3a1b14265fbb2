"""What can go wrong without anybody's code being wrong."""


class KnownError(Exception):
    """The environment's fault, told in a sentence that the user can act on.

    Anything else that is raised is a bug and is reported as one. The message is one or two whole sentences, without
    a path or any other data of a patient.
    """


class ImageError(KnownError):
    """A file or a pasted picture that cannot be turned into pixels."""


class BundleError(KnownError):
    """A bundle that is refused: no classifier is made from it and no number is shown."""


class VaultError(KnownError):
    """Something that the vault cannot or will not do. What it held before, it still holds."""
