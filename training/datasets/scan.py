"""Every photograph decoded once, to see whether it is whole, how large and how light it is, and what it looks like.

The answers are kept in the cache folder, one JSON file for each folder of photographs, by the photographs' names, sizes
and dates, so that a dataset is opened quickly from the second time on.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import imagehash
import numpy as np
import numpy.typing as npt
from PIL import Image
from tqdm import tqdm

from desktop.core.errors import ImageError
from desktop.core.imaging.decode import decode
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

HASH_SIDE = 16
TURNS = 8
# imagehash transforms a picture of four times the side of the hash.
_HASHED_SIDE_PX = 4 * HASH_SIDE
# A JPEG is decoded no larger than covers this: all that is asked here can be told from it, and a damaged file is found
# all the same, since the whole of it is read.
_COVER_PX = (128, 96)
_LIGHTNESS_LONG_SIDE_PX = 128
# Of the way from the centre to the edges: inside lies the lesion, outside lie the corners.
_RING_FROM, _RING_TO = 0.7, 1.0
_DARKEST_SKIN = 20.0
_LINEAR_UP_TO = 0.04045  # Of sRGB values from 0 to 1; from there on they follow a power.
_WORKERS = 4
# Raised when the facts below are told otherwise than before: what was kept is then found anew.
_VERSION = 1


@dataclass(frozen=True)
class ImageFacts:
    """What can be seen of a photograph without knowing what it shows.

    Attributes
    ----------
    width_px, height_px : int
        Of the whole upright picture.
    lightness : float
        CIE L* (0–100) of the skin around the lesion; see `skin_lightness`.
    brightness : float
        Mean CIE L* (0–100) of the whole picture.
    perceptual_hashes : tuple of str
        Of the picture and of its seven turned and mirrored copies; each 256 bits, written as 64 hexadecimal digits.
    """

    width_px: int
    height_px: int
    lightness: float
    brightness: float
    perceptual_hashes: tuple[str, ...]


@dataclass(frozen=True)
class _Outcome:
    """What came of decoding a file of a certain size and date: facts, or the reason why there are none."""

    size_bytes: int
    modified_ns: int
    error: str
    facts: ImageFacts | None


def image_facts(photographs: Sequence[Photograph], cache_dir: Path) -> dict[str, ImageFacts]:
    """Return facts by image id, decoding only photographs that were not decoded before.

    Raises
    ------
    DatasetError
        If a photograph cannot be decoded; the message names it.
    """
    outcomes = scan((photo.path for photo in photographs), cache_dir)
    facts = {}
    for photo in photographs:
        outcome = outcomes[photo.path]
        if isinstance(outcome, str):
            raise DatasetError(f"{photo.path}: {outcome}")
        facts[photo.image_id] = outcome
    return facts


def scan(files: Iterable[Path], cache_dir: Path) -> dict[Path, ImageFacts | str]:
    """Look at every file, at those only by their size and date that were decoded before.

    Parameters
    ----------
    files : iterable of Path
    cache_dir : Path
        Made if missing. What was found is kept there even if the scan is interrupted.

    Returns
    -------
    dict of Path to ImageFacts or str
        A text is the reason why a file cannot be decoded.
    """
    by_folder: dict[Path, list[Path]] = {}
    for file in files:
        by_folder.setdefault(file.parent, []).append(file)
    kept_in = {folder: cache_dir / f"photographs-{_fingerprint(folder)}.json" for folder in by_folder}
    kept = {folder: _load(kept_in[folder]) for folder in by_folder}
    new = [
        file
        for folder, members in by_folder.items()
        for file in members
        if not _is_current(kept[folder].get(file.name), file)
    ]
    pool = ThreadPoolExecutor(_WORKERS)
    try:
        progress = tqdm(new, desc="checking photographs", unit="", disable=not new)
        for file, outcome in zip(progress, pool.map(_look_at, new), strict=True):
            kept[file.parent][file.name] = outcome
    finally:
        pool.shutdown(cancel_futures=True)
        for folder in {file.parent for file in new}:
            _save(kept[folder], kept_in[folder])
    outcomes = {file: kept[folder][file.name] for folder, members in by_folder.items() for file in members}
    return {file: outcome.facts or outcome.error for file, outcome in outcomes.items()}


def skin_lightness(lightness: npt.NDArray[np.float64]) -> float:
    """Estimate the lightness of the skin around a lesion.

    Looked at is a ring: all that lies outside the ellipse of 0.7 times the picture's half sides and inside that of its
    half sides, so that neither the lesion in the middle nor the corners count. Pixels darker than L* 20 are the
    microscope's rim, and hair; no skin in HAM10000 is that dark. The rest is skin, with parts of large lesions, hair
    and shadow, which are all darker than skin: told is the median of the ring's lighter half.

    On HAM10000 two photographs of one lesion then differ by 6.4 (standard deviation), against 8.9 for the median of the
    picture's outermost eighth; all photographs by 7.2. It is a property of photographs, of the light and the camera as
    much as of the skin.

    Parameters
    ----------
    lightness : float array, shape (rows, columns)
        CIE L*, 0–100.

    Returns
    -------
    float
        CIE L*, 0–100; 0 if the whole ring is dark.
    """
    ring = lightness[_ring(lightness.shape[0], lightness.shape[1])]
    skin = ring[ring >= _DARKEST_SKIN]
    return float(np.percentile(skin, 75)) if skin.size else 0.0


def cie_lightness(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Return CIE L* of sRGB pixels.

    Parameters
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        sRGB, 0–255.

    Returns
    -------
    float64 array, shape (rows, columns)
        0–100. IEC 61966-2-1 for the luminance, CIE 15:2018 for the lightness; white is D65.
    """
    luminance = _linear_values()[pixels] @ np.array([0.2126, 0.7152, 0.0722])
    lightness: npt.NDArray[np.float64] = np.where(
        luminance > 216 / 24389, 116 * np.cbrt(luminance) - 16, luminance * 24389 / 27
    )
    return lightness


@lru_cache(maxsize=1)
def _linear_values() -> npt.NDArray[np.float64]:
    values = np.arange(256) / 255
    return np.where(values <= _LINEAR_UP_TO, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


@lru_cache(maxsize=64)
def _ring(rows: int, columns: int) -> npt.NDArray[np.bool_]:
    y, x = np.mgrid[0:rows, 0:columns]
    radius = np.hypot((2 * x + 1) / columns - 1, (2 * y + 1) / rows - 1)
    ring: npt.NDArray[np.bool_] = (radius >= _RING_FROM) & (radius <= _RING_TO)
    return ring if ring.any() else np.ones((rows, columns), dtype=np.bool_)


def _look_at(file: Path) -> _Outcome:
    size_bytes, modified_ns = _stamp(file)
    try:
        decoded = decode(file.read_bytes(), cover=_COVER_PX)
    except (ImageError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        return _Outcome(size_bytes, modified_ns, f"{reason}." if reason else str(error), None)
    picture = Image.fromarray(decoded.pixels)
    small = picture.copy()
    small.thumbnail((_LIGHTNESS_LONG_SIDE_PX, _LIGHTNESS_LONG_SIDE_PX), Image.Resampling.BOX)
    lightness = cie_lightness(np.asarray(small))
    facts = ImageFacts(
        decoded.width_px,
        decoded.height_px,
        round(skin_lightness(lightness), 2),
        round(float(lightness.mean()), 2),
        _hashes(picture),
    )
    return _Outcome(size_bytes, modified_ns, "", facts)


def _hashes(picture: Image.Image) -> tuple[str, ...]:
    """Hash a picture and its turned and mirrored copies: shrunk to a square before, they cost next to nothing."""
    grey = picture.convert("L").resize((_HASHED_SIDE_PX, _HASHED_SIDE_PX), Image.Resampling.LANCZOS)
    pixels = np.asarray(grey)
    turned = [np.rot90(side, quarter) for side in (pixels, pixels[:, ::-1]) for quarter in range(4)]
    return tuple(str(imagehash.phash(Image.fromarray(copy), HASH_SIDE)) for copy in turned)


def _is_current(outcome: _Outcome | None, file: Path) -> bool:
    return outcome is not None and (outcome.size_bytes, outcome.modified_ns) == _stamp(file)


def _stamp(file: Path) -> tuple[int, int]:
    """Return a file's size in bytes and date in nanoseconds; both 0 if it is not there: a link may lead nowhere."""
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _fingerprint(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def _load(path: Path) -> dict[str, _Outcome]:
    """Read what was kept; nothing if it is not there, damaged, or of another version: it is then found anew."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {name: _outcome(entry) for name, entry in kept["files"].items()} if kept["version"] == _VERSION else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _outcome(entry: dict[str, Any]) -> _Outcome:
    facts = entry["facts"]
    if facts is None:
        return _Outcome(**entry)
    return _Outcome(
        **{**entry, "facts": ImageFacts(**{**facts, "perceptual_hashes": tuple(facts["perceptual_hashes"])})}
    )


def _save(outcomes: dict[str, _Outcome], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=path.stem, suffix=".partial", delete=False
    ) as unfinished:
        kept = {name: asdict(outcome) for name, outcome in outcomes.items()}
        json.dump({"version": _VERSION, "files": kept}, unfinished)
    Path(unfinished.name).replace(path)
