"""What the tests of backups do and look at."""

from collections.abc import Callable
from pathlib import Path

from tests.storage.clinic import Clinic

Photograph = Callable[..., bytes]


def file_some(clinic: Clinic, photograph: Photograph, seeds: range) -> dict[str, bytes]:
    data = {seed: photograph(seed) for seed in seeds}
    return {clinic.history.file_examination(None, content).id: content for content in data.values()}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def images_in(target: Path) -> set[str]:
    return {path.name for path in (target / "images").rglob("*.image")}


def states_in(target: Path) -> list[Path]:
    return sorted(target.glob("state-*"))
