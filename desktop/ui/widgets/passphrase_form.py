"""A new passphrase, typed twice, and how hard it is to guess."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop.core.errors import KnownError
from desktop.core.storage.passphrases import PassphraseStrength, strength
from desktop.ui.tasks import CancelToken, Lane, TaskRunner, without_token
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.probability_bar import ProbabilityBar
from desktop.ui.widgets.text_label import TextLabel

_PAUSE_MS = 150
_HIGHEST_SCORE = 4


class PassphraseForm(QWidget):
    """Two lines, a bar, and the reasons in words.

    *Signals:*
    ``changed()``: `ready` may be another now.
    """

    changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._account_name = ""
        self._judged: PassphraseStrength | None = None
        self._judging: CancelToken | None = None
        self.first, self.second = QLineEdit(), QLineEdit()
        self._first_field = Field(
            self.tr("&Passphrase"), self.first, hint=self.tr("Four or more words that do not belong together do well.")
        )
        self._second_field = Field(self.tr("The &same again"), self.second)
        self._bar = ProbabilityBar()
        self._words = TextLabel()
        self._show = QCheckBox(self.tr("Sho&w what I type"))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._judge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for part in (self._first_field, self._bar, self._words, self._second_field, self._show):
            column.addWidget(part)
        self.first.textChanged.connect(self._first_changed)
        self.second.textChanged.connect(self._compare)
        self._show.toggled.connect(self._set_shown)
        self.setFocusProxy(self.first)
        self._set_shown(False)
        self.clear()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text()

    @property
    def ready(self) -> bool:
        """True if it is good enough and was typed the same twice."""
        good = self._judged is not None and self._judged.good_enough
        return good and self.first.text() == self.second.text()

    def set_account_name(self, name: str) -> None:
        """Say whose it is: a passphrase must not be made of the name."""
        self._account_name = name
        self._first_changed()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self._show.setChecked(False)
        self._show_strength(None)

    def _set_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)

    def _first_changed(self) -> None:
        self._judged = None
        if self._judging is not None:
            self._judging.cancel()
        if self.first.text():
            self._timer.start()
        else:
            self._timer.stop()
            self._show_strength(None)
        self._compare()

    def _judge(self) -> None:
        work = partial(strength, self.first.text(), self._account_name)
        self._judging = self._runner.submit(
            Lane.SHOW, without_token(work), done=self._show_strength, failed=self._not_judged
        )

    def _not_judged(self, _error: KnownError) -> None:
        self._show_strength(None)

    def _show_strength(self, judged: PassphraseStrength | None) -> None:
        self._judged = judged
        self._bar.set_probability(0.0 if judged is None else max(judged.score, 0.25) / _HIGHEST_SCORE)
        self._bar.setVisible(judged is not None)
        text = "" if judged is None else self._told(judged)
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._bar.setAccessibleName(text)
        self.changed.emit()

    def _told(self, judged: PassphraseStrength) -> str:
        names = (
            self.tr("Guessed at once."),
            self.tr("Easily guessed."),
            self.tr("Could be guessed."),
            self.tr("Good."),
            self.tr("Very good."),
        )
        reasons = () if judged.good_enough else judged.reasons
        return " ".join((names[judged.score], *reasons))

    def _compare(self) -> None:
        differs = bool(self.second.text()) and not self.first.text().startswith(self.second.text())
        self._second_field.set_error(self.tr("This is not the same.") if differs else "")
        self.changed.emit()
