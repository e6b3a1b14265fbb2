"""Which keys do what: the program's own shortcuts, and those that somebody has chosen in their place."""

from collections.abc import Mapping
from dataclasses import fields

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.settings.rows import SHORTCUTS
from desktop.core.settings.settings import Settings
from desktop.ui.actions import Actions, set_keys

_FIRST_NAMED_KEY = 0x01000000  # Qt.Key: all below is a character.
# What moves the focus, or what is typed, in every window.
_WORKING_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class Shortcuts(QObject):
    """Gives the actions their keys. An action's name is its attribute's in `Actions`.

    No two actions ever have the same keys: whoever comes second, in a file that was edited by hand or after an update
    that brought a new shortcut, keeps the program's own or has none.

    *Signals:*
    ``changed()``: keys are others now, to be saved.
    """

    changed = Signal()

    def __init__(self, actions: Actions, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions: dict[str, QAction] = {field.name: getattr(actions, field.name) for field in fields(actions)}
        self._own = {name: action.shortcut() for name, action in self._actions.items()}
        if settings.get(SHORTCUTS):
            self._apply()

    @property
    def names(self) -> tuple[str, ...]:
        """All actions, in the order of the menus."""
        return tuple(self._actions)

    @property
    def are_fixed(self) -> bool:
        """True if the practice's IT has fixed the table."""
        return self._settings.is_fixed(SHORTCUTS)

    @property
    def changed_count(self) -> int:
        """How many actions have other keys than the program's own."""
        return sum(self.is_changed(name) for name in self._actions)

    def meaning(self, name: str) -> str:
        """Say what an action does."""
        return self._actions[name].statusTip()

    def keys(self, name: str) -> QKeySequence:
        """Return the keys in use; empty if there are none."""
        return self._actions[name].shortcut()

    def own_keys(self, name: str) -> QKeySequence:
        """Return the program's own keys."""
        return self._own[name]

    def is_changed(self, name: str) -> bool:
        """Tell whether an action has other keys than the program's own."""
        return self.keys(name) != self._own[name]

    def refusal(self, name: str, keys: QKeySequence) -> str:
        """Say why an action cannot have these keys; empty if it can. To have none is always possible."""
        if keys.isEmpty() or keys == self.keys(name):
            return ""
        taken_by = next((other for other in self._actions if other != name and self.keys(other) == keys), None)
        if taken_by is not None:
            return _tr("{keys} is taken: “{meaning}”. Choose other keys, or change that first.").format(
                keys=keys_text(keys), meaning=self.meaning(taken_by)
            )
        return _unfit(keys)

    def change(self, name: str, keys: QKeySequence) -> str:
        """Give an action other keys, or none; return why not, if it cannot have them."""
        refusal = self.refusal(name, keys)
        if not refusal:
            stored = dict(self._settings.get(SHORTCUTS))
            if keys == self._own[name]:
                stored.pop(name, None)
            else:
                stored[name] = keys.toString(QKeySequence.SequenceFormat.PortableText)
            self._store(stored)
        return refusal

    def reset(self, name: str) -> str:
        """Give an action the program's own keys again; return why not, if another action has them now."""
        return self.change(name, self._own[name])

    def reset_all(self) -> Mapping[str, str]:
        """Give all actions the program's own keys again; return what was chosen, for `restore`."""
        chosen = dict(self._settings.get(SHORTCUTS))
        self._store({})
        return chosen

    def restore(self, chosen: Mapping[str, str]) -> None:
        """Undo `reset_all`."""
        self._store(dict(chosen))

    def _store(self, stored: dict[str, str]) -> None:
        self._settings.set(SHORTCUTS, stored)
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        chosen = self._settings.get(SHORTCUTS)
        taken: set[str] = set()
        wanted: dict[str, QKeySequence] = {}
        for name in self._actions:
            keys = QKeySequence(chosen[name]) if name in chosen else None
            if keys is not None and (keys.isEmpty() == (chosen[name] == "")) and not _unfit(keys):
                self._take(name, keys, wanted, taken)
        for name, own in self._own.items():
            if name not in wanted:
                self._take(name, own, wanted, taken)
        for name, action in self._actions.items():
            set_keys(action, wanted.get(name, QKeySequence()))

    @staticmethod
    def _take(name: str, keys: QKeySequence, wanted: dict[str, QKeySequence], taken: set[str]) -> None:
        text = keys.toString()
        if not text or text not in taken:
            wanted[name] = keys
            taken.add(text)


def keys_text(keys: QKeySequence) -> str:
    """Return keys as this system writes them; empty for none."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _unfit(keys: QKeySequence) -> str:
    """Say why keys are no shortcut for anything; empty if they may be, or are none."""
    if keys.isEmpty():
        return ""
    first: QKeyCombination = keys[0]  # type: ignore[index]  # PySide's stubs do not know that it has parts.
    key, held = first.key(), first.keyboardModifiers()
    modifier = Qt.KeyboardModifier
    reason = ""
    if keys.count() > 1 or key == Qt.Key.Key_unknown:
        reason = _tr("This cannot be a shortcut. Press one key, alone or together with Ctrl, Alt or Shift.")
    elif held & (modifier.ControlModifier | modifier.MetaModifier):
        pass
    elif held & modifier.AltModifier:
        if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            reason = _tr("Alt with a letter opens menus and presses buttons. Add Ctrl, or choose another.")
    elif key < _FIRST_NAMED_KEY:
        reason = _tr("This key is needed for typing. Add Ctrl or Alt, or choose a function key.")
    elif key in _WORKING_KEYS:
        reason = _tr("This key is needed for moving about and for typing. Add Ctrl or Alt, or choose another.")
    return reason


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)
