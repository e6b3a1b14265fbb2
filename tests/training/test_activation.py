"""The offset of activation maps, against a network whose cells look a known way right and down."""

from typing import cast

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from desktop.core.bundle.preprocess import InputSpec
from desktop.core.inference.session import Session
from training.datasets.photograph import Photograph
from training.export.activation import measure_activation_offset
from training.export.synthetic import synthetic_photograph

SPEC = InputSpec(height_px=192, width_px=256, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0)
CELL_PX = 32


class _DarknessBySquareCells:
    """Says of each cell how dark the square is that lies the given way right of and below it."""

    def __init__(self, right_px: int, down_px: int) -> None:
        self._right_px, self._down_px = right_px, down_px

    def run(self, tensors: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
        images, height, width, _ = tensors.shape
        after = ((0, 0), (0, self._down_px), (0, self._right_px))
        seen = np.pad(-tensors.mean(axis=-1), after, mode="edge")[:, self._down_px :, self._right_px :]
        cells = seen.reshape(images, height // CELL_PX, CELL_PX, width // CELL_PX, CELL_PX).mean(axis=(2, 4))
        return {"cam": cells[..., np.newaxis].astype(np.float32), "logits": np.ones((images, 1), np.float32)}


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> list[Photograph]:
    """A dozen synthetic photographs."""
    folder = tmp_path_factory.mktemp("photographs")
    found = []
    for seed in range(12):
        path = folder / f"{seed}.png"
        Image.fromarray(synthetic_photograph(seed, 256, 192)).save(path)
        found.append(Photograph(str(seed), str(seed), "nv", path, "nv"))
    return found


@pytest.mark.parametrize(("right_px", "down_px"), [(0, 0), (9, 9), (16, 4)])
def test_the_offset_is_found_by_holding_maps_against_those_of_mirror_images(
    photographs: list[Photograph], right_px: int, down_px: int
) -> None:
    session = cast("Session", _DarknessBySquareCells(right_px, down_px))

    found = measure_activation_offset(session, SPEC, photographs)

    assert found.right_px == pytest.approx(right_px, abs=2)
    assert found.down_px == pytest.approx(down_px, abs=2)
