"""What is given to the program, and through which door: the same that the window uses.

A target's case either returns or raises a `KnownError`. Anything else is a finding.
"""

import hashlib
import io
import json
import os
import random
import shutil
import struct
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from PIL import Image, ImageCms

from desktop.core.bundle.bundle import MANIFEST
from desktop.core.domain.assessment import Assessment
from desktop.core.imaging.capture_facts import capture_facts
from desktop.core.imaging.decode import decode
from desktop.core.imaging.identifier_hints import metadata_hints
from desktop.core.imaging.limits import MAX_PIXELS, MAX_SCANS
from desktop.core.imaging.sources import ImageSource
from desktop.core.imaging.stripping import stripped
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import default_bundle_dir
from desktop.core.settings import rows
from desktop.core.settings.policy import read_policy
from desktop.core.settings.settings import Settings
from desktop.core.storage.header import COPY_NAME, HEADER_NAME
from desktop.core.storage.vault import Vault
from tests.bombs import PNG_SIGNATURE, black_png, jpeg_of_scans, png_chunk, tiff_of_pages, tiff_of_tiles
from tests.fuzz.mutation import mutated, mutated_json
from tests.storage.clinic import NAME, PASSPHRASE, QUICK
from training.export.synthetic import synthetic_photograph

# Length, kind and checksum.
_CHUNK_FRAME_BYTES = 12


class Target(ABC):
    """One kind of input. Made in a child process, with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def make(self, draw: random.Random) -> bytes:
        """Return a mutated file."""

    @abstractmethod
    def take(self, data: bytes) -> None:
        """Give it to the program.

        Raises
        ------
        KnownError
            As it should, if the file is of no use.
        """


class ImageTarget(Target):
    """Photographs in every format: assessed, shown whole, their facts read, stripped for research."""

    @cached_property
    def _seeds(self) -> list[bytes]:
        return list(_photographs())

    @cached_property
    def _classifier(self) -> Classifier:
        return Classifier.open(default_bundle_dir())

    def make(self, draw: random.Random) -> bytes:
        """Mutate a photograph; make a PNG's checksums good again, or they would keep most of it from being read."""
        data = mutated(draw.choice(self._seeds), self._seeds, draw)
        return _checked_again(data) if data.startswith(PNG_SIGNATURE) else data

    def take(self, data: bytes) -> None:
        """Do with it what the window does with a dropped file, and what the vault does on the way out."""
        assessment = self._classifier.assess_source(ImageSource("dropped", None, data))
        assert isinstance(assessment, Assessment)
        capture_facts(data)
        metadata_hints(data)
        stripped(data)
        decode(data)


class BombTarget(Target):
    """Small files that are much work: large pictures, and very many pages, scans and overhanging tiles."""

    _BOMBS: ClassVar[tuple[Callable[[random.Random], bytes], ...]] = (
        lambda draw: black_png(draw.choice((0.5, 0.99, 1.01)), draw),
        lambda draw: tiff_of_pages(draw.choice((1000, 100_000))),
        lambda draw: jpeg_of_scans(draw.choice((MAX_SCANS, MAX_SCANS + 1, 1000)), 8000, MAX_PIXELS // 8000),
        lambda draw: tiff_of_tiles(draw.choice((1600, 160_000)), draw.choice((16, 65_520))),
    )

    def make(self, draw: random.Random) -> bytes:
        """Write one of them."""
        return draw.choice(self._BOMBS)(draw)

    def take(self, data: bytes) -> None:
        """Decode the whole picture."""
        decode(data)


class WaitingTarget(Target):
    """What never answers and takes no processor time: the fuzz run tries its own limit with it."""

    def make(self, draw: random.Random) -> bytes:
        """Return nothing."""
        del draw
        return b""

    def take(self, data: bytes) -> None:
        """Read from a pipe into which nobody writes."""
        del data
        reading, _ = os.pipe()
        os.read(reading, 1)


class _BundleTarget(Target):
    """A bundle of which one file is mutated."""

    @cached_property
    def _bundle(self) -> Path:
        copy = self.folder / "bundle"
        shutil.copytree(default_bundle_dir(), copy)
        return copy

    def _open(self) -> None:
        Classifier.open(self._bundle)


class ManifestTarget(_BundleTarget):
    """A bundle's manifest."""

    @cached_property
    def _seed(self) -> bytes:
        return (self._bundle / MANIFEST).read_bytes()

    def make(self, draw: random.Random) -> bytes:
        """Mutate the shipped bundle's."""
        return mutated_json(self._seed, draw)

    def take(self, data: bytes) -> None:
        """Open the bundle as at the window's start."""
        (self._bundle / MANIFEST).write_bytes(data)
        self._open()


class GraphTarget(_BundleTarget):
    """A network, in a bundle whose manifest vouches for it: as if somebody had made a bundle of their own."""

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads((self._bundle / MANIFEST).read_bytes())
        return value

    @cached_property
    def _seed(self) -> bytes:
        return (self._bundle / "model.onnx").read_bytes()

    def make(self, draw: random.Random) -> bytes:
        """Mutate the shipped network, its structure rather than its weights: that stands between and after them."""
        return mutated(self._seed, [self._seed], draw)

    def take(self, data: bytes) -> None:
        """Open the bundle as at the window's start."""
        files = {**self._manifest["files"], "model.onnx": hashlib.sha256(data).hexdigest()}
        (self._bundle / MANIFEST).write_text(json.dumps({**self._manifest, "files": files}))
        (self._bundle / "model.onnx").write_bytes(data)
        self._open()


class HeaderTarget(Target):
    """A vault's header, both copies of it; half of the time its hash is right again."""

    @cached_property
    def _vault(self) -> Path:
        folder = self.folder / "vault"
        vault, _ = Vault.create(folder, NAME, PASSPHRASE, cost=QUICK)
        vault.close()
        return folder

    @cached_property
    def _seed(self) -> bytes:
        return (self._vault / HEADER_NAME).read_bytes()

    def make(self, draw: random.Random) -> bytes:
        """Mutate the header of a new vault."""
        data = mutated_json(self._seed, draw)
        return _hashed_again(data) if draw.random() < 0.5 else data

    def take(self, data: bytes) -> None:
        """Open the vault and type the passphrase."""
        for name in (HEADER_NAME, COPY_NAME):
            (self._vault / name).write_bytes(data)
        # Each case comes an hour after the one before, so that no wrong attempt slows down the next.
        self._hours = getattr(self, "_hours", 0) + 1
        vault = Vault.open(self._vault, cost=QUICK, clock=lambda: 2e9 + 3600.0 * self._hours)
        try:
            vault.unlock(NAME, PASSPHRASE)
        finally:
            vault.close()


class SettingsTarget(Target):
    """The settings file, and the same as a policy."""

    _SETTINGS = rows.all_settings()

    def make(self, draw: random.Random) -> bytes:
        """Mutate a file that names every setting."""
        values = {setting.key: setting.default for setting in self._SETTINGS} | {rows.SHORTCUTS.key: {"lock": "F12"}}
        return mutated_json(json.dumps(values).encode(), draw)

    def take(self, data: bytes) -> None:
        """Read every setting, with the file as a policy and without, and save."""
        path = self.folder / "settings.json"
        path.write_bytes(data)
        policy = read_policy(path)
        for settings in (Settings(path, policy), Settings(path)):
            for setting in self._SETTINGS:
                assert setting.accepts(settings.get(setting))
            settings.save()
        assert all(problem.sentence.isprintable() for problem in policy.problems)
        assert not any(setting.key in policy.values for setting in self._SETTINGS if setting.personal)


TARGETS: dict[str, Callable[[Path], Target]] = {
    "image": ImageTarget,
    "bomb": BombTarget,
    "waiting": WaitingTarget,
    "manifest": ManifestTarget,
    "graph": GraphTarget,
    "header": HeaderTarget,
    "settings": SettingsTarget,
}


def new_target(name: str) -> Target:
    """Make a target with a folder of its own in the folder for temporary files."""
    return TARGETS[name](Path(tempfile.mkdtemp(prefix="lentigo-fuzz-")))


def _hashed_again(data: bytes) -> bytes:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return data
    if not isinstance(content, dict):
        return data
    content.pop("sha256", None)
    hashed = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return json.dumps({**content, "sha256": hashed}).encode()


def _checked_again(data: bytes) -> bytes:
    """Write a PNG's chunks with the checksums of what they hold now."""
    chunks, at = [PNG_SIGNATURE], len(PNG_SIGNATURE)
    while at + _CHUNK_FRAME_BYTES <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if at + _CHUNK_FRAME_BYTES + length > len(data):
            break
        chunks.append(png_chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += _CHUNK_FRAME_BYTES + length
    return b"".join(chunks) + data[at:]


def _photographs() -> list[bytes]:
    """Paint a lesion and write it in every format, kind and with all kinds of metadata that Lentigo reads."""
    pixels = synthetic_photograph(1, 120, 90)
    picture = Image.fromarray(pixels)
    exif = Image.Exif()
    exif.update({0x0112: 6, 0x010F: "A maker", 0x0110: "A camera", 0x0132: "2026:01:02 03:04:05"})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = Image.fromarray(pixels[..., 0].astype(np.uint16) * 257)
    kinds: list[tuple[Image.Image, str, dict[str, Any]]] = [
        (picture, "JPEG", {"exif": exif, "icc_profile": profile}),
        (picture, "JPEG", {"progressive": True, "quality": 60}),
        (picture.convert("CMYK"), "JPEG", {}),
        (picture.convert("L"), "JPEG", {"subsampling": 0}),
        (picture.resize((1200, 900)), "JPEG", {}),
        (picture, "PNG", {"exif": exif, "icc_profile": profile}),
        (picture.convert("P"), "PNG", {"transparency": 3}),
        (picture.convert("LA"), "PNG", {}),
        (wide, "PNG", {}),
        (picture, "TIFF", {"compression": "tiff_lzw", "exif": exif}),
        (picture, "TIFF", {"compression": "jpeg"}),
        (picture, "TIFF", {"compression": "tiff_adobe_deflate", "save_all": True, "append_images": [picture]}),
        (wide, "TIFF", {}),
        (picture.convert("L").convert("F"), "TIFF", {}),
        (picture.convert("1"), "TIFF", {"compression": "group4"}),
        (picture, "BMP", {}),
        (picture.convert("P"), "BMP", {}),
        (picture, "WEBP", {"exif": exif}),
        (picture.convert("RGBA"), "WEBP", {"lossless": True}),
        (picture, "HEIF", {"exif": exif.tobytes()}),
        (picture, "GIF", {"save_all": True, "append_images": [picture.convert("L")]}),
    ]
    files = []
    for image, file_format, options in kinds:
        stream = io.BytesIO()
        image.save(stream, file_format, **options)
        files.append(stream.getvalue())
    return files
