"""The first question: whether there shall be a history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.views.cover_page import CoverPage


class VaultStartPage(CoverPage):
    """Create a vault, open one, restore one, or work without.

    *Signals:*
    ``create_requested()``, ``open_requested()``, ``restore_requested()``, ``without_requested()``,
    ``back_requested()``.
    """

    create_requested = Signal()
    open_requested = Signal()
    restore_requested = Signal()
    without_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("vault", "", parent)
        self.headline.setText(self.tr("Shall Lentigo keep a history?"))
        self.sentence.setText(
            self.tr(
                "A vault keeps patients, their images and what was made of them in a folder on this computer, "
                "encrypted. Only people with an account can open it."
            )
        )
        self._create = QPushButton(self.tr("&Create a vault"))
        self._create.setDefault(True)
        self._create.clicked.connect(self.create_requested)
        self._open = QPushButton(self.tr("&Open a vault…"))
        self._open.clicked.connect(self.open_requested)
        self._restore = QPushButton(self.tr("&Restore a backup…"))
        self._restore.clicked.connect(self.restore_requested)
        for button in (self._create, self._open, self._restore):
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.back_button = self.link(self.tr("&Back to the last vault"))
        self.back_button.clicked.connect(self.back_requested)
        self.body.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._without = self.link(self.tr("&Work without a vault"))
        self._without.clicked.connect(self.without_requested)
        self.links.addWidget(self._without, 0, Qt.AlignmentFlag.AlignLeading)
        self.links.addWidget(self.secondary(self.tr("Images are assessed, and nothing is kept.")))
        self._fixed_note = self.secondary(fixed_text())
        self._fixed_note.hide()
        self.links.addWidget(self._fixed_note)

    def fix(self, *, folder: bool, without: bool) -> None:
        """Leave it to the practice's IT which vault there is, or that there is one."""
        elsewhere = (self._create, self._open, self._restore) if folder else ()
        for button in (*elsewhere, self._without) if without else elsewhere:
            button.setEnabled(False)
            button.setToolTip(fixed_text())
        self._fixed_note.setVisible(folder or without)

    def focus_first(self) -> None:
        """Put the focus where one begins.

        After a vault was not opened, that is where one tries again. Who was typing a passphrase may go on for a moment,
        and must not come to the form behind the first button, where it could be read.
        """
        if not self.problem:
            self._create.setFocus()
        elif self.back_button.isHidden():
            self._open.setFocus()
        else:
            self.back_button.setFocus()
