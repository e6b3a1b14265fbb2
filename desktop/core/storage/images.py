"""The image store: each image's bytes as they came, in an encrypted file named by what is in it.

A file is ``images/<first two digits>/<name>.image``: the line ``lentigo image 1``, then nonce, ciphertext and tag of
AES-256-GCM under a key of the image's own, bound to the vault and to the SHA-256 of the image's bytes. The name is the
SHA-256 of the file itself: a file of one name never changes, so that a backup need not copy it twice and can be checked
without a key; and who has no key cannot tell whether a photograph that they have is in the vault. The image's key
stands in the database, sealed, and nowhere else: to destroy it there is to destroy the image.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.core.storage.durable import UNFINISHED_SUFFIX, make_folder_durably, sync_folder, write_durably
from desktop.core.storage.errors import ImageDamagedError
from desktop.core.storage.keys import (
    NotSealedWithThisKeyError,
    Purpose,
    derive,
    new_key,
    seal,
    unseal,
    unseal_key,
    wipe,
)

IMAGES_NAME = "images"
_MAGIC = b"lentigo image 1\n"
_SUFFIX = ".image"
_MISSING = "The image's file is missing from the vault. Restore it from a backup; all else about it is still here."
_DAMAGED = "The image's file is damaged and is not shown. Restore it from a backup; all else about it is still here."


@dataclass(frozen=True)
class StoredImage:
    """What the database keeps of an image's file.

    Attributes
    ----------
    sha256 : str
        Of the bytes, 64 hexadecimal digits.
    name : str
        Of the file, 64 hexadecimal digits.
    size_bytes : int
        Of the bytes.
    sealed_key : bytes
    """

    sha256: str
    name: str
    size_bytes: int
    sealed_key: bytes


class ImageStore:
    """Writes, reads and removes images. Knows nothing of patients.

    Parameters
    ----------
    folder : Path
        The vault's.
    vault_id : str
    data_key : bytearray
        From which the store's own key is derived; that is wiped by `close`.
    """

    def __init__(self, folder: Path, vault_id: str, data_key: bytearray) -> None:
        self._folder = folder / IMAGES_NAME
        self._vault_id = vault_id
        self._sealing_key = derive(data_key, vault_id, Purpose.IMAGE_KEYS)

    def close(self) -> None:
        """Wipe the key that opens the images' keys."""
        wipe(self._sealing_key)

    def write(self, data: bytes) -> StoredImage:
        """Encrypt bytes with a new key into a file that is on the disk, whole, on return.

        Raises
        ------
        OSError
            If the file cannot be written. None is then left behind.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        image_key = new_key()
        try:
            content = _MAGIC + seal(image_key, data, self._image_context(sha256))
            sealed_key = seal(self._sealing_key, image_key, self._key_context(sha256))
        finally:
            wipe(image_key)
        name = hashlib.sha256(content).hexdigest()
        path = image_path(self._folder, name)
        make_folder_durably(self._folder)
        make_folder_durably(path.parent)
        write_durably(path, content)
        return StoredImage(sha256, name, len(data), sealed_key)

    def read(self, image: StoredImage) -> bytes:
        """Return an image's bytes, exactly as they came.

        Raises
        ------
        ImageDamagedError
            If the file is missing, or any bit of it is not what was written.
        OSError
            If it cannot be read.
        """
        try:
            content = image_path(self._folder, image.name).read_bytes()
        except FileNotFoundError:
            raise ImageDamagedError(_MISSING) from None
        try:
            image_key = unseal_key(self._sealing_key, image.sealed_key, self._key_context(image.sha256))
            try:
                if not content.startswith(_MAGIC):
                    raise ImageDamagedError(_DAMAGED)
                data = unseal(image_key, content[len(_MAGIC) :], self._image_context(image.sha256))
            finally:
                wipe(image_key)
        except NotSealedWithThisKeyError:
            raise ImageDamagedError(_DAMAGED) from None
        if hashlib.sha256(data).hexdigest() != image.sha256:
            raise ImageDamagedError(_DAMAGED)
        return data

    def remove(self, name: str) -> None:
        """Remove an image's file; that there is none is no error.

        Raises
        ------
        OSError
            If it cannot be removed.
        """
        path = image_path(self._folder, name)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)

    def orphans(self, names_starting: Callable[[str], set[str]]) -> Iterator[Path]:
        """Yield the files that belong to no image: unfinished ones, and those whose row was never committed.

        Parameters
        ----------
        names_starting : callable
            Returns the names of all images that begin with the two digits given.
        """
        yield from unreferenced(self._folder, names_starting)

    def _image_context(self, sha256: str) -> bytes:
        return _MAGIC + f"{self._vault_id} {sha256}".encode()

    def _key_context(self, sha256: str) -> bytes:
        return f"lentigo image key 1 {self._vault_id} {sha256}".encode()


def image_path(folder: Path, name: str) -> Path:
    """Return where an image's file lies in a folder of images."""
    return folder / name[:2] / f"{name}{_SUFFIX}"


def unreferenced(folder: Path, names_starting: Callable[[str], set[str]]) -> Iterator[Path]:
    """Yield the files in a folder of images that are unfinished or of no image; see `ImageStore.orphans`."""
    # Some systems put files of their own into every folder that they show.
    for part in sorted(path for path in folder.glob("*") if path.is_dir()):
        known = {f"{name}{_SUFFIX}" for name in names_starting(part.name)}
        for path in sorted(part.iterdir()):
            if path.name.endswith(UNFINISHED_SUFFIX) or (path.suffix == _SUFFIX and path.name not in known):
                yield path
