"""Where the values of an activation map belong in the picture."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from desktop.core.bundle.manifest import ActivationOffset
from desktop.core.bundle.preprocess import InputSpec, frame, normalise
from desktop.core.imaging.decode import decode
from desktop.core.inference.session import Session
from training.datasets.photograph import Photograph

_MAX_PHOTOGRAPHS = 200
# Half a cell of a network of stride 32 at the most, by theory; a little more is tried.
_MAX_OFFSET_PX = 20

_Map = npt.NDArray[np.float32]


class _Maps(NamedTuple):
    """The top label's map of a photograph, and of its mirror images after mirroring them back, at the input's size."""

    plain: _Map
    left_right: _Map
    up_down: _Map


def measure_activation_offset(session: Session, spec: InputSpec, photographs: Sequence[Photograph]) -> ActivationOffset:
    """Find the offset at which a photograph's map and that of its mirror image, mirrored back, agree best.

    A map that lies ``d`` pixels too far left lies ``d`` too far right in the mirror; moving the one right and the other
    left by ``d`` brings both to the truth. The mean correlation over the photographs decides, by whole pixels.

    Parameters
    ----------
    session : Session
    spec : InputSpec
    photographs : sequence of Photograph
        At most 200 of them are used, evenly spread.
    """
    chosen = photographs[:: max(1, len(photographs) // _MAX_PHOTOGRAPHS)][:_MAX_PHOTOGRAPHS]
    maps = [_maps(session, spec, photo) for photo in chosen]
    offsets = range(min(_MAX_OFFSET_PX, spec.height_px // 4) + 1)

    def best(*, across: bool) -> float:
        agreement = [np.mean([_agreement(one, offset, across=across) for one in maps]) for offset in offsets]
        return float(offsets[int(np.argmax(agreement))])

    return ActivationOffset(right_px=best(across=True), down_px=best(across=False))


def _maps(session: Session, spec: InputSpec, photo: Photograph) -> _Maps:
    framed, _ = frame(decode(photo.path.read_bytes(), cover=(spec.height_px, spec.width_px)).pixels, spec)
    tensor = normalise(framed, spec)
    outputs = session.run(np.stack([tensor, tensor[:, ::-1], tensor[::-1]]))
    plain, left_right, up_down = outputs["cam"][..., int(outputs["logits"][0].argmax())]
    return _Maps(_enlarged(plain, spec), _enlarged(left_right, spec)[:, ::-1], _enlarged(up_down, spec)[::-1])


def _enlarged(cells: _Map, spec: InputSpec) -> _Map:
    enlarged = Image.fromarray(np.ascontiguousarray(cells)).resize(
        (spec.width_px, spec.height_px), Image.Resampling.BICUBIC
    )
    return np.asarray(enlarged)


def _agreement(maps: _Maps, offset_px: int, *, across: bool) -> float:
    """Correlate the photograph's map, moved by the offset, with the mirror image's, moved the other way."""
    one, other = (maps.plain, maps.left_right) if across else (maps.plain.T, maps.up_down.T)
    width = one.shape[1]
    moved = one[:, : width - 2 * offset_px]
    counter_moved = other[:, 2 * offset_px :]
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = float(np.corrcoef(moved.ravel(), counter_moved.ravel())[0, 1])
    return correlation if np.isfinite(correlation) else 0.0
