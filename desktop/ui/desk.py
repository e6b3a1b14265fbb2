"""The vault's part of the window: who is there, what is covered, and filing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop.core.domain.history import Capture, Examination, Lesion
from desktop.core.inference.classifier import Classifier
from desktop.core.settings.rows import IDLE_MINUTES, VAULT_FOLDER, WITHOUT_VAULT
from desktop.core.settings.settings import Settings
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.ui.actions import Actions
from desktop.ui.clipboard import Clipboard
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.idle_lock import IdleLock
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.filing import Unfiled, proposed_capture
from desktop.ui.operations.tray_keeper import TrayKeeper
from desktop.ui.operations.vault_work import VaultState, VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.views.patients_place import PatientsPlace
from desktop.ui.views.settings_page import SettingsPage
from desktop.ui.views.unfiled_page import UnfiledPage
from desktop.ui.views.vault_cover import VaultCover
from desktop.ui.widgets.date_edit import date_text


class Desk(QObject):
    """Holds the vault's screens together. What is on show is the window's; what it may show is decided here.

    *Signals:*
    ``covered_changed()``: see `covered`.
    ``message(str)``: a sentence for the user.
    ``offered(str, str, object)``: a sentence, what a button says, and what it does.
    ``settings_changed()``: to be saved.
    ``patient_shown()``: a patient is to be seen, where patients are.
    ``queue_abandoned()``: the images in the window belong to a vault that has been left.
    """

    covered_changed = Signal()
    message = Signal(str)
    offered = Signal(str, str, object)
    settings_changed = Signal()
    patient_shown = Signal()
    queue_abandoned = Signal()

    def __init__(
        self,
        *,
        window: QWidget,
        runner: TaskRunner,
        settings: Settings,
        model: QueueModel,
        actions: Actions,
        cost: PassphraseCost | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._settings = settings
        self._model = model
        self._account: tuple[str | None] | None = None
        self._drafts: list[QDialog] = []
        self._focus: QWidget | None = None
        self._last_capture = Capture()
        self.covered = False
        self.work = VaultWork(runner, cost=cost, parent=self)
        self.clipboard = Clipboard(self)
        self.idle = IdleLock(parent=self)
        self.keeper = TrayKeeper(
            model, self.work, lambda: not self.covered and self.work.state is VaultState.NONE, self
        )
        self.cover = VaultCover(work=self.work, runner=runner, settings=settings, clipboard=self.clipboard)
        self.patients_place = PatientsPlace(work=self.work, runner=runner, actions=actions)
        self.unfiled_page = UnfiledPage(self.work, runner)
        self.settings_page = SettingsPage(self.work, runner, settings, self.clipboard)
        self._connect()

    @property
    def standing(self) -> str:
        """How it stands with the vault, in a few words."""
        backups, state = self.settings_page.backups, self.work.state
        if state is VaultState.NONE:
            return self.tr("No vault: nothing is kept")
        if state is VaultState.LOCKED:
            return self.tr("Vault: locked")
        if backups.running:
            return self.tr("Vault: open, backup under way")
        if backups.last_day is None:
            return self.tr("Vault: open, no backup")
        if backups.made_today:
            return self.tr("Vault: open, backup today")
        return self.tr("Vault: open, backup {date}").format(date=date_text(backups.last_day))

    def begin(self) -> None:
        """Open the vault of last time, ask for one, or go on without, as was chosen."""
        if self._settings.get(WITHOUT_VAULT) and not self._settings.get(VAULT_FOLDER):
            self._set_covered(False)
            return
        self._set_covered(True)
        self.cover.begin()

    def ask_for_vault(self) -> None:
        """Open a vault or make one, in place of working without."""
        self._set_covered(True)
        self.cover.begin()

    def lock(self) -> None:
        """Lock the vault and cover everything."""
        if self.work.is_unlocked and not self.covered:
            self.work.lock()

    def use_classifier(self, classifier: Classifier) -> None:
        """Take the classifier: the names of its bundle's labels, and what images are assessed again with."""
        self.patients_place.titles = {label.key: label.title for label in classifier.bundle.manifest.labels}
        self.patients_place.classifier = classifier

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for part in (self.cover, self.patients_place, self.unfiled_page, self.settings_page):
            part.refresh_icons()

    def shut_down(self) -> None:
        """End all work and lock the vault. May be called twice."""
        self.idle.stop()
        self.settings_page.backups.cancel()
        self._runner.shutdown()
        self.work.close()
        if self.work.state is not VaultState.NONE:
            self.clipboard.clear_own()

    # --- filing

    def file_items(self, items: Sequence[QueueItem]) -> None:
        """Ask where images of the queue belong, and file them there."""
        images = [Unfiled(item.source.name, item.examination, item.source, item.assessment) for item in items]
        self.file_images(images)

    def file_images(self, images: Sequence[Unfiled]) -> None:
        """Ask where images belong, and file them there."""
        if images and self.work.is_unlocked:
            self._runner.submit(
                Lane.FILES,
                partial(_captures, tuple(images)),
                done=partial(self._ask_where, tuple(images)),
                failed=lambda error: self.message.emit(str(error)),
            )

    def _ask_where(self, images: tuple[Unfiled, ...], captures: tuple[Capture, ...]) -> None:
        if not self.work.is_unlocked:
            return
        dialog = FileUnderDialog(self.work, images, captures, self._last_capture, self._window)
        dialog.filed.connect(self._filed)
        dialog.saved.connect(partial(self._filed_all, len(images)))
        show_dialog(dialog)

    def _filed(self, _unfiled: Unfiled, examination: Examination) -> None:
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            same = item.assessment is not None and item.assessment.sha256 == examination.sha256
            if same and not item.is_filed:
                self._model.set_examination(item, examination)
        taken = examination.capture
        self._last_capture = Capture(
            polarised=taken.polarised,
            contact=taken.contact,
            immersion=taken.immersion,
            magnification=taken.magnification,
        )
        self.unfiled_page.reload_soon()

    def _filed_all(self, count: int, lesion: Lesion) -> None:
        text = self.tr("Filed.") if count == 1 else self.tr("{count} images filed.").format(count=count)
        show = partial(self._show_patient, lesion)
        self.offered.emit(text, self.tr("Show"), show)

    def _show_patient(self, lesion: Lesion) -> None:
        self.patients_place.open_patient(lesion.patient_id, lesion.id)
        self.patient_shown.emit()

    # --- covering

    def _connect(self) -> None:
        work = self.work
        work.about_to_lock.connect(self._forget)
        work.state_changed.connect(self._state_changed)
        work.failed.connect(self.message)
        self.cover.entered.connect(self._entered)
        self.cover.without_requested.connect(self._go_without)
        self.cover.settings_changed.connect(self.settings_changed)
        self.cover.unlock_page.other_requested.connect(partial(self._leave, for_another=True))
        self.idle.expired.connect(self.lock)
        self.keeper.kept.connect(self.unfiled_page.reload_soon)
        self.keeper.failed.connect(self.message)
        self.patients_place.message.connect(self.message)
        self.unfiled_page.file_requested.connect(self.file_images)
        self.unfiled_page.put_away.connect(self._offer_undo)
        self.settings_page.message.connect(self.message)
        self.settings_page.settings_changed.connect(self._take_settings)
        self.settings_page.close_requested.connect(partial(self._leave, for_another=True))

    def _state_changed(self) -> None:
        if self.work.is_unlocked:
            self.idle.start(self._settings.get(IDLE_MINUTES) * 60.0)
        else:
            self.idle.stop()
        if self.work.state is VaultState.LOCKED:
            self._set_covered(True)
            self.cover.lock()

    def _entered(self, note: str) -> None:
        visitor = self.work.visitor
        if visitor is None:  # Locked again, by idleness, before all was asked.
            return
        same = self._account == (visitor.account_id,)
        self._account = (visitor.account_id,)
        self._set_covered(False)
        if same:
            self.patients_place.resume()
        else:
            self.patients_place.start_anew()
        self.unfiled_page.reload()
        self.settings_page.reload()
        self._bring_back(same=same)
        if note:
            self.message.emit(note)

    def _forget(self) -> None:
        """Wipe what came from the vault off everything that shows it, and hide what is being typed."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        dialogs = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]
        shown = [dialog for dialog in dialogs if dialog.isVisible() and dialog not in self._drafts]
        for dialog in sorted(shown, key=_depth, reverse=True):
            if isinstance(dialog, FormDialog) and (dialog.keeps_draft or dialog.busy):
                dialog.forget()
                dialog.hide()
                self._drafts.append(dialog)
            else:
                dialog.reject()
        self.patients_place.forget()
        self.unfiled_page.forget()
        self.settings_page.forget()
        self.clipboard.clear_own()
        QPixmapCache.clear()
        self.message.emit("")

    def _bring_back(self, *, same: bool) -> None:
        drafts, self._drafts = self._drafts, []
        # Outermost first, as they were opened.
        for dialog in sorted((draft for draft in drafts if isValid(draft)), key=_depth):
            if isinstance(dialog, FormDialog) and not dialog.is_done:
                if same:
                    dialog.open()
                    dialog.resume()
                else:
                    dialog.reject()
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus) and focus.isVisible():
            QTimer.singleShot(0, focus.setFocus)

    def _set_covered(self, covered: bool) -> None:
        if covered != self.covered:
            self.covered = covered
        self.covered_changed.emit()

    def _go_without(self) -> None:
        if self.work.state is VaultState.NONE:
            if not self._settings.get(VAULT_FOLDER):
                self._settings.set(WITHOUT_VAULT, value=True)
                self.settings_changed.emit()
            self.keeper.give_up()
            self._set_covered(False)
        else:
            self._leave(for_another=False)

    def _leave(self, *, for_another: bool) -> None:
        """Let go of the vault, to open another or to work without one, unless something would be lost."""
        reason = self._reason_to_stay()
        if reason and self.covered:
            self.cover.unlock_page.show_problem(reason)
        elif reason:
            self.message.emit(reason)
        else:
            self._let_go()
            self._set_covered(for_another)
            if for_another:
                self.cover.ask()

    def _reason_to_stay(self) -> str:
        """Say why the vault must not be left yet; empty if it may."""
        count = self.keeper.unkept + self._model.progress.running
        if not count:
            return ""
        return self.tr(
            "{count} of the images in the window have not been kept in the vault yet. Wait for them, or unlock it "
            "first, so that they are not lost."
        ).format(count=count)

    def _let_go(self) -> None:
        """Leave the vault. The images in the window are its own: they go with it."""
        self.work.give_back()
        self._account = None
        self._bring_back(same=False)
        self.queue_abandoned.emit()

    def _take_settings(self) -> None:
        if self.idle.watching:
            self.idle.start(self._settings.get(IDLE_MINUTES) * 60.0)
        self.settings_changed.emit()

    def _offer_undo(self, ids: tuple[str, ...]) -> None:
        text = self.tr("1 image put away.") if len(ids) == 1 else self.tr("{count} images put away.")
        self.offered.emit(text.format(count=len(ids)), self.tr("Undo"), partial(self.unfiled_page.take_back, ids))


def show_dialog(dialog: QDialog) -> None:
    """Show a dialog without waiting for it; it is gone when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _captures(images: tuple[Unfiled, ...], token: CancelToken) -> tuple[Capture, ...]:
    captures = []
    for image in images:
        token.check()
        captures.append(proposed_capture(image))
    return tuple(captures)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
