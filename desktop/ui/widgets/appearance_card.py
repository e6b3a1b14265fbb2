"""How the window looks, and in which language it speaks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.core.settings.rows import LANGUAGE, THEME, Setting
from desktop.core.settings.settings import Settings
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.field import Field


class AppearanceCard(Card):
    """Theme and language.

    *Signals:*
    ``settings_changed()``
    """

    settings_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.set_title(self.tr("Appearance"))
        self.status.hide()
        self.theme_box = QComboBox()
        for name, title in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self.theme_box.addItem(title, name)
        self.language_box = QComboBox()
        self.language_box.addItem(self.tr("As the system"), "")
        for code, own_name in (("en", "English"), ("de", "Deutsch")):
            self.language_box.addItem(own_name, code)
        line = QHBoxLayout()
        line.setSpacing(GRID_PX * 3)
        hint = self.tr("Takes effect when Lentigo starts again.")
        for field in (
            self._field(self.tr("&Theme"), self.theme_box, THEME),
            self._field(self.tr("&Language"), self.language_box, LANGUAGE, hint),
        ):
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.body.addLayout(line)

    def _field(self, caption: str, box: QComboBox, row: Setting[str], hint: str = "") -> Field:
        fixed = self._settings.is_fixed(row)
        box.setCurrentIndex(max(box.findData(self._settings.get(row)), 0))
        box.setEnabled(not fixed)
        box.currentIndexChanged.connect(lambda _index: self._set(row, box))
        return Field(caption, box, hint=fixed_text() if fixed else hint)

    def _set(self, row: Setting[str], box: QComboBox) -> None:
        self._settings.set(row, str(box.currentData()))
        self.settings_changed.emit()
