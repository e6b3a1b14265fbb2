"""A small dataset laid out like HAM10000, of synthetic photographs."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

# Imported before any test: what TensorFlow brings along tries, on import, whether the machine has IPv6, by a socket.
import keras  # noqa: F401
import numpy as np
import pytest
from PIL import Image

from training.datasets.ham10000 import METADATA_NAME
from training.datasets.labels import DIAGNOSES
from training.evaluation import metrics, scope_trial
from training.export.synthetic import LOOKS, synthetic_photograph

LESIONS_PER_LABEL = 15
PHOTOGRAPHS_PER_LESION = 2


def write_table(folder: Path, rows: list[tuple[str, str, str]]) -> Path:
    """Write the metadata table; rows are (lesion_id, image_id, dx)."""
    table = folder / METADATA_NAME
    with table.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("lesion_id", "image_id", "dx"))
        writer.writerows(rows)
    return table


@pytest.fixture(autouse=True, scope="session")
def _quick_intervals() -> Iterator[None]:
    """Bootstrap a little less: what is tested is not the intervals' last digit."""
    usual, metrics.RESAMPLES = metrics.RESAMPLES, 100
    yield
    metrics.RESAMPLES = usual


@pytest.fixture(autouse=True, scope="session")
def _short_scope_trials() -> Iterator[None]:
    """Paint a few pictures out of scope only: what is tested is not how many are refused."""
    usual, scope_trial._PICTURES = scope_trial._PICTURES, 2
    yield
    scope_trial._PICTURES = usual


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder: commands keep their cache in the current one."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def small_ham(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """210 photographs of 105 lesions, 96 × 72 pixels, each label with a colour of its own."""
    folder = tmp_path_factory.mktemp("ham10000")
    generator = np.random.default_rng(3)
    rows = []
    for number, label in enumerate(DIAGNOSES):
        tint = generator.integers(-50, 50, 3)
        look = list(LOOKS.values())[number % len(LOOKS)]
        for lesion in range(LESIONS_PER_LABEL):
            for repeat in range(PHOTOGRAPHS_PER_LESION):
                image_id = f"ISIC_{number:02}{lesion:02}{repeat}"
                pixels = synthetic_photograph(100 * number + lesion, 96, 72, look).astype(int) + tint + repeat
                Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(folder / f"{image_id}.jpg")
                rows.append((f"HAM_{number:02}{lesion:02}", image_id, label.key))
    write_table(folder, rows)
    return folder


@pytest.fixture
def ham_with(tmp_path: Path) -> Callable[[list[tuple[str, str, str]]], Path]:
    """Lay out a dataset with the given rows and one photograph, ISIC_1.jpg."""

    def lay_out(rows: list[tuple[str, str, str]]) -> Path:
        write_table(tmp_path, rows)
        Image.new("RGB", (8, 6)).save(tmp_path / "ISIC_1.jpg")
        return tmp_path

    return lay_out
