"""A label shows all of its letters."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.text_label import TextLabel, TextSize


def _ink(label: TextLabel) -> float:
    """Return how much darker than its ground a label's picture is, added up over all pixels."""
    label.resize(label.sizeHint())
    image = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    grey = rows[:, : image.width()].astype(float)
    return float((grey.max() - grey).sum())


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("bold", [False, True])
def test_the_dots_of_capital_umlauts_are_whole(qtbot: QtBot, size: TextSize, bold: bool) -> None:
    label, roomy = (TextLabel(size, bold=bold) for _ in range(2))
    for one in (label, roomy):
        qtbot.addWidget(one)
        one.setText("Ü Ä Ö")
    roomy.setContentsMargins(0, 20, 0, 20)

    assert _ink(label) == _ink(roomy)
