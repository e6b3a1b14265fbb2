"""The line that is always true."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.core.domain.assessment import BundleId
from desktop.ui.models.queue_model import QueueProgress
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class Footer(QFrame):
    """What this program is for, which bundle answers, how it stands with the vault, and how far the queue is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._statement = TextLabel(tabular=True)
        self._statement.setText(self.tr("Research and education only, not a medical device"))
        self._bundle = TextLabel(tabular=True)
        self._vault = TextLabel(tabular=True)
        self._progress = TextLabel(tabular=True)
        # In a narrow window these give way, never the statement.
        for label in (self._bundle, self._vault, self._progress):
            label.setMinimumWidth(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, GRID_PX // 2, GRID_PX * 2, GRID_PX // 2)
        layout.setSpacing(GRID_PX * 3)
        layout.addWidget(self._statement)
        layout.addWidget(self._bundle)
        layout.addWidget(self._vault)
        layout.addStretch(1)
        layout.addWidget(self._progress)
        self.show_opening()

    def show_opening(self) -> None:
        """Say that the bundle is being opened."""
        self._bundle.setText(self.tr("Opening the bundle…"))

    def show_bundle(self, bundle: BundleId) -> None:
        """Name the bundle that answers."""
        self._bundle.setText(str(bundle))
        self._bundle.setToolTip(self.tr("Bundle {name}, SHA-256 {hash}").format(name=bundle, hash=bundle.sha256))

    def show_no_bundle(self) -> None:
        """Say that there is none."""
        self._bundle.setText(self.tr("No bundle"))

    def show_vault(self, text: str) -> None:
        """Say how it stands with the vault."""
        self._vault.setText(text)

    def show_progress(self, progress: QueueProgress) -> None:
        """Say how far the queue is; nothing if it is empty."""
        if not progress.total:
            self._progress.clear()
            return
        parts = [self.tr("{assessed} of {total} assessed").format(assessed=progress.assessed, total=progress.total)]
        for count, text in (
            (progress.out_of_scope, self.tr("{count} out of scope")),
            (progress.unreadable, self.tr("{count} unreadable")),
            (progress.cancelled, self.tr("{count} cancelled")),
        ):
            if count:
                parts.append(text.format(count=count))
        self._progress.setText(" · ".join(parts))
