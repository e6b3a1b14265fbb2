"""A panel that shows a made-up assessment, and what can be seen of it."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Status
from desktop.ui.widgets.assessment_panel import AssessmentPanel
from desktop.ui.widgets.label_row import LabelRow

LABELS = (
    Label("akiec", "Actinic keratosis / Bowen's disease", malignant=True),
    Label("bcc", "Basal cell carcinoma", malignant=True),
    Label("bkl", "Benign keratosis", malignant=False),
    Label("df", "Dermatofibroma", malignant=False),
    Label("mel", "Melanoma", malignant=True),
    Label("nv", "Melanocytic nevus", malignant=False),
    Label("vasc", "Vascular lesion", malignant=False),
)
PROBABILITIES = {"akiec": 0.03, "bcc": 0.02, "bkl": 0.12, "df": 0.004, "mel": 0.18, "nv": 0.61, "vasc": 0.036}
RANKED = ["nv", "mel", "bkl", "vasc", "akiec", "bcc", "df"]
TITLES = {label.key: label.title for label in LABELS}
POINTS = tuple(
    OperatingPoint(target, threshold, sensitivity, 0.7, 1.0, 0.8, 0.7, 0.9, 1252, "validation photographs")
    for target, threshold, sensitivity in (
        ("malignant", 0.27, 0.804),
        ("malignant", 0.14, 0.902),
        ("malignant", 0.08, 0.951),
        ("mel", 0.2, 0.806),
        ("mel", 0.07, 0.906),
        ("mel", 0.04, 0.957),
    )
)
REASON = "This does not look like a dermoscopic photograph."


def prediction_of(balanced_label: str = "nv") -> Prediction:
    activation = {label.key: np.zeros((8, 11), np.float32) for label in LABELS}
    return Prediction(PROBABILITIES, 0.23, "nv", balanced_label, activation, (0.0, 0.0, 1.0, 1.0))


def assessment_of(
    status: Status = Status.ASSESSED, flags: Iterable[CaptureFlag] = (), balanced_label: str = "nv"
) -> Assessment:
    prediction = prediction_of(balanced_label)
    return Assessment(
        status=status,
        reason=None if status is Status.ASSESSED else REASON,
        bundle=BundleId("lentigo", "1.0", "0" * 64),
        sha256="0" * 64,
        width_px=600,
        height_px=450,
        flags=tuple(flags),
        prediction=prediction if status is Status.ASSESSED else None,
        withheld=prediction if status is Status.OUT_OF_SCOPE else None,
        elapsed_ms=12.5,
    )


def shown_panel(qtbot: QtBot) -> AssessmentPanel:
    """Show a panel of a bundle with these labels and points."""
    panel = AssessmentPanel(LABELS, POINTS)
    qtbot.addWidget(panel)
    panel.resize(panel.sizeHint())
    panel.show()
    return panel


def seen(panel: AssessmentPanel, kind: type[QWidget]) -> list[QWidget]:
    """Return what is visible of a kind, from top to bottom."""
    found = [widget for widget in panel.findChildren(kind) if widget.isVisible()]
    return sorted(found, key=lambda widget: widget.mapTo(panel, widget.rect().topLeft()).y())


def rows_of(panel: AssessmentPanel) -> list[QAbstractButton]:
    return [row for row in seen(panel, LabelRow) if isinstance(row, LabelRow)]


def text_of(panel: AssessmentPanel) -> str:
    texts = [label.text() for label in seen(panel, QLabel) if isinstance(label, QLabel)]
    return "\n".join(texts).replace("\u00a0", " ")


def all_words_of(panel: AssessmentPanel) -> str:
    """Return every word that a person or a screen reader could come by, of hidden widgets too."""
    words: list[str] = []
    for widget in [panel, *panel.findChildren(QWidget)]:
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip()]
        words += [widget.text()] if isinstance(widget, QLabel | QAbstractButton) else []
    return "\n".join(words).replace("\u00a0", " ")
