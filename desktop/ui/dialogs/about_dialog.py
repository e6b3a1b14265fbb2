"""What this program is, and which bundle answers."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.core.bundle.manifest import Metric
from desktop.core.inference.classifier import Classifier
from desktop.core.inference.fastest import describe_graph
from desktop.ui.dialogs.licences_dialog import LicencesDialog
from desktop.ui.dialogs.texts import research_use_statement
from desktop.ui.icons import application_icon
from desktop.ui.models.words import bundle_text, label_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize


class AboutDialog(QDialog):
    """Version, statement and the bundle's card."""

    def __init__(self, classifier: Classifier | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Lentigo"))
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(64, 64)))
        name = TextLabel(TextSize.LARGE)
        name.setText(self.tr("Lentigo {version}").format(version=__version__))
        purpose = TextLabel()
        purpose.setText(self.tr("Offline dermoscopy workstation. Licence: Apache-2.0."))
        statement = TextLabel()
        statement.setText(research_use_statement())
        title = QVBoxLayout()
        title.addWidget(name)
        title.addWidget(purpose)
        header = QHBoxLayout()
        header.setSpacing(GRID_PX * 2)
        header.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(title, 1)
        card = QWidget()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, GRID_PX, 0)
        inside.setSpacing(GRID_PX * 2)
        inside.addWidget(statement)
        inside.addLayout(self._bundle_card(classifier))
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setObjectName("scrolledByKeys")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(card)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.tr("About the bundle"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        licences = buttons.addButton(self.tr("&Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
        licences.setToolTip(self.tr("Of Lentigo and of all libraries in it"))
        licences.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        licences.clicked.connect(self._show_licences)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 2)
        layout.addLayout(header)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(GRID_PX * 85, GRID_PX * 75)

    def _show_licences(self) -> None:
        dialog = LicencesDialog(self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bundle_card(self, classifier: Classifier | None) -> QGridLayout:
        # Not a form layout: it gives wrapped text too little height.
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(1, 1)
        if classifier is None:
            self._add_row(grid, self.tr("Bundle"), self.tr("None is open."))
            return grid
        manifest = classifier.manifest
        for label, text in (
            (self.tr("Bundle"), f"{manifest.name} {manifest.version} ({manifest.created})"),
            (self.tr("SHA-256"), _in_two_lines(classifier.bundle.sha256)),
            (self.tr("Arithmetic"), describe_graph(classifier)),
            (self.tr("Intended use"), bundle_text(manifest.intended_use)),
            (self.tr("Training data"), manifest.training_data),
            (self.tr("Licence of the weights"), manifest.licence),
            (self.tr("Knows"), ", ".join(label_title(label) for label in manifest.labels)),
            (self.tr("Measured"), _figures(manifest.metrics)),
        ):
            self._add_row(grid, label, text)
        return grid

    def _add_row(self, grid: QGridLayout, label: str, text: str) -> None:
        heading = QLabel(label)
        heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        value = TextLabel()
        value.setText(text)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = grid.rowCount()
        grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)


def _figures(metrics: Sequence[Metric]) -> str:
    """List figures under what they were measured on, said once for those that share it."""
    lines = []
    measured_on = None
    for metric in metrics:
        if (metric.n, metric.measured_on) != measured_on:
            measured_on = (metric.n, metric.measured_on)
            heading = _tr("On {count} photographs ({set}), with 95 % intervals:")
            lines.append(heading.format(count=metric.n, set=bundle_text(metric.measured_on)))
        lines.append(
            f"{bundle_text(metric.name)} {_figure(metric.value)} ({_figure(metric.low)}–{_figure(metric.high)})"
        )
    return "\n".join(lines)


def _figure(value: float) -> str:
    return QLocale().toString(value, "f", 3)


def _in_two_lines(digest: str) -> str:
    half = len(digest) // 2
    return f"{digest[:half]}\n{digest[half:]}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AboutDialog", text)
