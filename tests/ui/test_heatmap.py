import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.heatmap import Heatmap, ramp_colours
from desktop.ui.widgets.heatmap_controls import HeatmapControls

_WHOLE = (0.0, 0.0, 1.0, 1.0)


def _alpha(heatmap: Heatmap) -> npt.NDArray[np.uint8]:
    image = heatmap.image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3].copy()


def _map(*rows: list[float]) -> npt.NDArray[np.float32]:
    return np.array(rows, np.float32)


@pytest.mark.parametrize(
    "activation",
    [
        np.full((8, 11), -2.0, np.float32),
        np.zeros((8, 11), np.float32),
        np.full((8, 11), np.nan, np.float32),
        np.full((3, 3), np.inf, np.float32),
        np.zeros((0, 0), np.float32),
    ],
    ids=["negative", "zero", "nan", "infinite", "empty"],
)
def test_without_positive_evidence_it_is_clear(activation: npt.NDArray[np.float32]) -> None:
    assert _alpha(Heatmap.from_activation(activation, _WHOLE)).max() == 0


def test_only_positive_evidence_is_painted() -> None:
    alpha = _alpha(Heatmap.from_activation(_map([4.0, 4.0, -4.0, -4.0, -4.0]), _WHOLE))
    assert alpha[:, :8].min() > 250
    assert alpha[:, 3 * 16 :].max() == 0


def test_it_is_relative_to_its_own_maximum() -> None:
    weak = np.random.default_rng(1).normal(size=(8, 11)).astype(np.float32)
    assert np.array_equal(
        _alpha(Heatmap.from_activation(weak, _WHOLE)), _alpha(Heatmap.from_activation(weak * 64, _WHOLE))
    )


def test_what_is_not_finite_counts_as_nothing_and_spoils_no_neighbour() -> None:
    activation = _map([5.0, 0.0, 0.0, np.nan, np.inf])
    clean = _map([5.0, 0.0, 0.0, 0.0, 0.0])
    assert np.array_equal(
        _alpha(Heatmap.from_activation(activation, _WHOLE)), _alpha(Heatmap.from_activation(clean, _WHOLE))
    )


def test_its_strongest_place_lies_where_the_activations_does() -> None:
    activation = np.full((8, 11), -1.0, np.float32)
    activation[6, 2] = 3.0
    alpha = _alpha(Heatmap.from_activation(activation, _WHOLE))
    row, column = np.unravel_index(alpha.argmax(), alpha.shape)
    assert (int(row) * 8 // alpha.shape[0], int(column) * 11 // alpha.shape[1]) == (6, 2)


def test_it_is_enlarged_without_steps() -> None:
    activation = np.zeros((8, 11), np.float32)
    activation[3:5, 4:7] = 1.0
    alpha = _alpha(Heatmap.from_activation(activation, _WHOLE)).astype(int)
    assert alpha.shape == (8 * 16, 11 * 16)
    # A cell's edge would be a jump of 255. Opacity rises fastest at the foot of a hill.
    assert max(np.abs(np.diff(alpha, axis=0)).max(), np.abs(np.diff(alpha, axis=1)).max()) < 64


def test_more_evidence_is_lighter_and_more_opaque() -> None:
    colours = ramp_colours(np.linspace(0.0, 1.0, 101)).astype(float)
    lightness = colours[:, :3] @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(lightness) > 0).all()
    assert (np.diff(colours[:, 3]) > 0).all()
    assert colours[0, 3] == 0
    assert colours[-1, 3] == 255


def test_the_part_of_the_picture_is_kept() -> None:
    part = (0.1, 0.0, 0.9, 1.0)
    assert Heatmap.from_activation(np.ones((2, 2), np.float32), part).activation_part == part


def test_the_controls_of_the_heatmap_tell_what_the_user_does(qtbot: QtBot) -> None:
    controls = HeatmapControls()
    qtbot.addWidget(controls)
    told: list[object] = []
    controls.visible_changed.connect(told.append)
    controls.opacity_changed.connect(told.append)
    controls.set_visible_checked(True)
    controls.set_visible_checked(True)
    controls.set_opacity(35)
    controls.set_visible_checked(False)
    assert told == [True, 35, False]


def test_the_legend_names_the_label_and_the_opacity(qtbot: QtBot) -> None:
    controls = HeatmapControls()
    qtbot.addWidget(controls)
    controls.set_label_title("Melanoma")
    controls.set_opacity(35)
    words = [label.text().replace("\u00a0", " ") for label in controls.findChildren(QLabel)]
    assert "more evidence for Melanoma" in words
    assert "35 %" in words
