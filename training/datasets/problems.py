"""What can be wrong with a dataset."""

from desktop.core.errors import KnownError


class DatasetError(KnownError):
    """A dataset that cannot be used as it lies there."""
