"""Photographs framed once for a network and kept in a memory map."""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from desktop.core.bundle.preprocess import InputSpec, frame
from desktop.core.errors import ImageError
from desktop.core.imaging.decode import decode
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

_WORKERS = 4


def framed_photographs(photographs: Sequence[Photograph], spec: InputSpec, cache_dir: Path) -> npt.NDArray[np.uint8]:
    """Return all photographs as the desktop frames them, decoding each only the first time.

    Parameters
    ----------
    photographs : sequence of Photograph
    spec : InputSpec
        Size and filter. The cache is kept by these and by the photographs' ids, sizes and dates.
    cache_dir : Path
        Made if missing.

    Returns
    -------
    uint8 memory map, shape (photographs, spec.height_px, spec.width_px, 3)
        sRGB, 0–255, in the order of `photographs`, read only.

    Raises
    ------
    DatasetError
        If a photograph cannot be decoded; the message names it.
    """
    shape = (len(photographs), spec.height_px, spec.width_px, 3)
    target = cache_dir / f"framed-{_fingerprint(photographs, spec)}.npy"
    if not target.exists():
        cache_dir.mkdir(parents=True, exist_ok=True)
        # Of this process alone: several workers may begin with one cold cache.
        unfinished = target.with_suffix(f".{os.getpid()}.partial")
        pixels = np.lib.format.open_memmap(unfinished, mode="w+", dtype=np.uint8, shape=shape)

        def fill(index: int) -> None:
            pixels[index] = _framed(photographs[index], spec)

        with ThreadPoolExecutor(_WORKERS) as pool:
            for _ in tqdm(pool.map(fill, range(len(photographs))), total=len(photographs), desc="decoding"):
                pass
        pixels.flush()
        unfinished.replace(target)
    cached: npt.NDArray[np.uint8] = np.load(target, mmap_mode="r", allow_pickle=False)
    return cached


def _framed(photo: Photograph, spec: InputSpec) -> npt.NDArray[np.uint8]:
    try:
        decoded = decode(photo.path.read_bytes(), cover=(spec.height_px, spec.width_px))
    except (ImageError, OSError) as error:
        raise DatasetError(f"{photo.path}: {error}") from error
    return frame(decoded.pixels, spec)[0]


def _fingerprint(photographs: Sequence[Photograph], spec: InputSpec) -> str:
    files = [(photo.image_id, (stat := photo.path.stat()).st_size, stat.st_mtime_ns) for photo in photographs]
    geometry = {key: value for key, value in asdict(spec).items() if key not in ("scale", "offset")}
    return hashlib.sha256(json.dumps([geometry, files]).encode()).hexdigest()[:16]
