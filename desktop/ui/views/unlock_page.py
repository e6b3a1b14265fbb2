"""The way into the vault; it covers everything while the vault is locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.views.cover_page import CoverPage
from desktop.ui.widgets.field import Field


class UnlockPage(CoverPage):
    """Account and passphrase, and the other ways on.

    *Signals:*
    ``unlock_requested()``: with what `account_name`, `passphrase` and `remember` say.
    ``recovery_requested()``, ``other_requested()``, ``without_requested()``.
    """

    unlock_requested = Signal()
    recovery_requested = Signal()
    other_requested = Signal()
    without_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lock", "", parent)
        self.headline.setText(self.tr("The vault is locked"))
        self.name_edit, self.passphrase_edit = QLineEdit(), QLineEdit()
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._remember = QCheckBox(self.tr("&Remember on this computer"))
        self._remember_note = self.secondary(
            self.tr("Whoever is signed in to this computer can then start Lentigo without the passphrase.")
        )
        self._unlock = QPushButton(self.tr("&Unlock"))
        self._unlock.setDefault(True)
        self._unlock.clicked.connect(self._request)
        for part in (
            Field(self.tr("A&ccount"), self.name_edit),
            Field(self.tr("&Passphrase"), self.passphrase_edit),
            self._remember,
            self._remember_note,
        ):
            self.body.addWidget(part)
        self.buttons.addWidget(self._unlock)
        self.buttons.addStretch(1)
        self._other_ways: list[QPushButton] = []
        self._fixed_ways: set[QPushButton] = set()
        for text, signal in (
            (self.tr("Use the recovery &key"), self.recovery_requested),
            (self.tr("&Other vault…"), self.other_requested),
            (self.tr("&Work without the vault"), self.without_requested),
        ):
            button = self.link(text)
            button.clicked.connect(signal)
            self.links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            self._other_ways.append(button)
        _, self._other, self._without = self._other_ways
        self._fixed_note = self.secondary(fixed_text())
        self._fixed_note.hide()
        self.links.addWidget(self._fixed_note)
        self.name_edit.textChanged.connect(self._enable)
        self.passphrase_edit.textChanged.connect(self._enable)
        self.name_edit.returnPressed.connect(self.passphrase_edit.setFocus)
        self.passphrase_edit.returnPressed.connect(self._request)
        self._remember.toggled.connect(self._remember_note.setVisible)
        self._remember_note.hide()
        self._busy = self._fixed = self._opening = False
        self._folder_name = ""
        self._enable()

    @property
    def busy(self) -> bool:
        """True from the moment in which somebody wants in until that is settled."""
        return self._busy

    @property
    def account_name(self) -> str:
        """Who wants in."""
        return self.name_edit.text().strip()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.passphrase_edit.text()

    @property
    def remember(self) -> bool:
        """True if the key store shall remember the passphrase."""
        return self._remember.isChecked()

    def show_vault(self, folder_name: str, *, remembered: bool, opening: bool = False) -> None:
        """Say which vault this is, and whether the program has yet to take hold of it."""
        self._folder_name = folder_name
        self._remember.setChecked(remembered)
        self.set_opening(opening)

    def set_opening(self, opening: bool) -> None:
        """Say that one can type and ask to be let in already, but not go elsewhere yet; or no longer."""
        self._opening = opening
        if opening:
            text = self.tr("“{name}” is being opened. You can type already.")
        else:
            text = self.tr("“{name}” is locked. Images that you drop now wait until it is open.")
        self.sentence.setText(text.format(name=self._folder_name))
        self._enable()

    def set_remembering_fixed(self, fixed: bool) -> None:
        """Leave it to the practice's IT whether the passphrase is remembered."""
        self._fixed = fixed
        self._remember.setToolTip(fixed_text() if fixed else "")
        self._enable()

    def fix(self, *, folder: bool, without: bool) -> None:
        """Leave it to the practice's IT which vault there is, or that there is one."""
        self._fixed_ways = {button for button, fixed in ((self._other, folder), (self._without, without)) if fixed}
        for button in self._fixed_ways:
            button.setToolTip(fixed_text())
        self._fixed_note.setVisible(bool(self._fixed_ways))
        self._enable()

    def set_busy(self, busy: bool) -> None:
        """Say that the passphrase is being tried, or no longer."""
        self._busy = busy
        self._unlock.setText(self.tr("Unlocking…") if busy else self.tr("&Unlock"))
        self._enable()

    def refuse(self, sentence: str) -> None:
        """Say why it stays locked, and let it be tried again."""
        self.set_busy(False)
        self.show_problem(sentence)
        self.passphrase_edit.clear()
        self.passphrase_edit.setFocus()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        (self.passphrase_edit if self.account_name else self.name_edit).setFocus()

    def forget(self) -> None:
        """Keep no passphrase; the name stays until the program ends, for whoever was here last."""
        self.passphrase_edit.clear()
        self.show_problem("")
        self.set_busy(False)

    def _enable(self) -> None:
        for part in (self.name_edit, self.passphrase_edit):
            part.setReadOnly(self._busy)  # Disabled, it would hand the focus on, to where a key does something else.
        self._remember.setEnabled(not self._busy and not self._fixed)
        for button in self._other_ways:
            button.setEnabled(not (self._opening or self._busy or button in self._fixed_ways))
        self._unlock.setEnabled(bool(self.account_name and self.passphrase) and not self._busy)

    def _request(self) -> None:
        if self._unlock.isEnabled():
            self.show_problem("")
            self.unlock_requested.emit()
