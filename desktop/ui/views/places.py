"""The window's places, one of which is on show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from desktop.ui.actions import Actions
from desktop.ui.desk import Desk
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.operations.vault_work import VaultState
from desktop.ui.widgets.empty_state import EmptyState


class Places(QStackedWidget):
    """Assess, patients, unfiled and settings; and, where the vault's places would be without one, the way to it.

    Parameters
    ----------
    assess : QStackedWidget
        Its pages lead the focus to what is first in them, by a focus proxy.
    desk : Desk
    actions : Actions

    *Signals:*
    ``changed()``: another place is on show.
    """

    changed = Signal()

    def __init__(self, assess: QStackedWidget, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assess = assess
        self._desk = desk
        self._actions = actions
        self.no_vault_page = EmptyState("vault")
        why = self.tr("Patients, their images and what was made of them are kept in a vault, encrypted.")
        fixed = desk.is_fixed_without
        self.no_vault_page.say(self.tr("Without a vault nothing is kept"), f"{why} {fixed_text()}" if fixed else why)
        open_vault = self._open_vault = QPushButton(actions.open_vault.text())
        open_vault.setDefault(True)
        open_vault.clicked.connect(actions.open_vault.trigger)
        open_vault.setHidden(fixed)
        self.no_vault_page.add_buttons([open_vault])
        self.addWidget(assess)
        self.addWidget(self.no_vault_page)
        desk.page_made.connect(self.addWidget)
        desk.unfiled_counted.connect(self._show_unfiled_count)

    @property
    def is_assessing(self) -> bool:
        """True while images are assessed rather than looked up."""
        return self.currentWidget() is self._assess

    def assess(self) -> None:
        """Go where images are assessed."""
        first = self._assess.currentWidget()
        if self._go(self._assess, self._actions.go_assess) and first is not None and first.isVisible():
            first.setFocus()  # Each of the pages there has a part that takes it.

    def patients(self) -> None:
        """Go to the patients, where one was."""
        if self._desk.work.state is VaultState.NONE:
            self._go(self.no_vault_page, self._actions.go_patients)
            self._open_vault.setFocus()
        else:
            outside = self._go(self._desk.patients_place, self._actions.go_patients)
            self._desk.patients_place.enter()
            if outside:
                self._desk.patients_place.focus_first()

    def find_patient(self) -> None:
        """Go to the list of patients, to type whom to find."""
        if self._desk.work.is_unlocked:
            self._desk.patients_place.find_patient()
        self.patients()

    def new_patient(self) -> None:
        """Go to the patients and ask for a new one."""
        self.patients()
        if self._desk.work.is_unlocked:
            self._desk.patients_place.new_patient()

    def unfiled(self) -> None:
        """Go to the unfiled tray."""
        page = self._desk.unfiled_page
        if self._go(page, self._actions.go_unfiled):
            page.focus_first()
        page.reload()

    def settings(self) -> None:
        """Go to the settings."""
        page = self._desk.settings_page
        outside = self._go(page, self._actions.go_settings)
        page.reload()
        if outside:
            page.focus_first()

    def follow_vault(self) -> None:
        """Offer only what there is to go to, and leave what is no longer there."""
        actions, work = self._actions, self._desk.work
        for action in (actions.go_unfiled, actions.lock):
            action.setVisible(work.is_unlocked)
            action.setEnabled(work.is_unlocked)
        offered = not work.is_unlocked and not self._desk.is_fixed_without
        actions.open_vault.setVisible(offered)
        actions.open_vault.setEnabled(offered)
        for action in (actions.find_patient, actions.new_patient):
            action.setEnabled(work.is_unlocked)
        if work.state is VaultState.NONE and not self.is_assessing:
            self.assess()
        elif work.is_unlocked and self.currentWidget() is self.no_vault_page:
            self.patients()

    def _go(self, place: QWidget, action: QAction) -> bool:
        """Show a place; tell whether the focus was outside of it, on the rail or in another place."""
        focused = QApplication.focusWidget()
        outside = focused is None or not place.isAncestorOf(focused)
        moved = place is not self.currentWidget()
        self.setCurrentWidget(place)
        action.setChecked(True)
        if moved:
            self._give_keys()
            self.changed.emit()
        return outside

    def _give_keys(self) -> None:
        """Let the keys of the image and the queue work only where these are: elsewhere they move in lists."""
        actions = self._actions
        context = Qt.ShortcutContext.WindowShortcut if self.is_assessing else Qt.ShortcutContext.WidgetShortcut
        for action in (
            actions.zoom_in,
            actions.zoom_out,
            actions.fit,
            actions.actual_size,
            actions.heatmap,
            actions.more_opaque,
            actions.less_opaque,
            actions.previous_image,
            actions.next_image,
        ):
            action.setShortcutContext(context)

    def _show_unfiled_count(self, count: int) -> None:
        text = self.tr("U&nfiled ({count})").format(count=count) if count else self.tr("U&nfiled")
        self._actions.go_unfiled.setText(text)
