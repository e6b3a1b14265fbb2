"""Photographs made small: the grid of samples, and pairs of near-duplicates."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageOps

from desktop.core.imaging.decode import decode
from training.datasets.photograph import Photograph
from training.exploration.content import DuplicatePair

# A sample's cell, and a picture of a pair.
_CELL_PX = (150, 112)
_GAP_PX = 4
_PAIR_PX = (240, 180)


def write_samples(samples: Mapping[str, Sequence[Photograph]], folder: Path) -> dict[str, str]:
    """Write a row of samples for each label that has any.

    Returns
    -------
    dict of str to str
        Label key to the name of its PNG file.
    """
    names = {}
    width_px, height_px = _CELL_PX
    columns = max(map(len, samples.values()))
    for key, photographs in samples.items():
        if photographs:
            row = Image.new("RGB", (columns * (width_px + _GAP_PX) - _GAP_PX, height_px), "white")
            for number, photo in enumerate(photographs):
                row.paste(_small(photo, _CELL_PX), (number * (width_px + _GAP_PX), 0))
            names[key] = f"samples-{key}.png"
            row.save(folder / names[key])
    return names


def write_pairs(pairs: Sequence[DuplicatePair], folder: Path) -> list[tuple[str, str]]:
    """Write both pictures of each pair; return the names of their PNG files."""
    names = []
    for number, pair in enumerate(pairs, start=1):
        files = (f"pair-{number:02d}-first.png", f"pair-{number:02d}-second.png")
        for file, photo in zip(files, (pair.first, pair.second), strict=True):
            _small(photo, _PAIR_PX).save(folder / file)
        names.append(files)
    return names


def _small(photo: Photograph, size_px: tuple[int, int]) -> Image.Image:
    """Decode a photograph and lay it, whole, on grey ground of the given width and height."""
    picture = Image.fromarray(decode(photo.path.read_bytes(), cover=size_px).pixels)
    return ImageOps.pad(picture, size_px, Image.Resampling.LANCZOS, color="#E8E8E8")
