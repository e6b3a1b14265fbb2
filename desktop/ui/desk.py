"""The vault's part of the window: who is there, what is covered, and filing."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY, MALIGNANT, point_at
from desktop.core.domain.history import Capture, Examination, Lesion, StoredPrediction
from desktop.core.errors import KnownError
from desktop.core.settings.rows import (
    BACKUP_FOLDER,
    IDLE_MINUTES,
    OPERATING_SENSITIVITY,
    VAULT_FOLDER,
    WITHOUT_VAULT,
)
from desktop.core.settings.settings import Settings
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.ui.actions import Actions
from desktop.ui.clipboard import Clipboard
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.idle_lock import IdleLock
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.models.words import label_title
from desktop.ui.operations.backups import BackupWork
from desktop.ui.operations.filing import Unfiled, proposed_capture
from desktop.ui.operations.settings_work import SettingsWork
from desktop.ui.operations.suggestions import Hints, hints_of
from desktop.ui.operations.tray_keeper import TrayKeeper
from desktop.ui.operations.vault_work import VaultState, VaultWork
from desktop.ui.operations.watch_folder import WatchFolder, WatchState
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.vault_chores import VaultChores
from desktop.ui.views.vault_cover import VaultCover
from desktop.ui.widgets.date_edit import date_text

if TYPE_CHECKING:  # Loaded and made when they are first gone to: the window is there before.
    from desktop.core.inference.classifier import Classifier
    from desktop.core.storage.history import History
    from desktop.ui.views.patients_place import PatientsPlace
    from desktop.ui.views.settings_page import SettingsPage
    from desktop.ui.views.unfiled_page import UnfiledPage

_log = logging.getLogger(__name__)


class Desk(QObject):
    """Holds the vault's screens together. What is on show is the window's; what it may show is decided here.

    *Signals:*
    ``covered_changed()``: see `covered`.
    ``message(str)``: a sentence for the user.
    ``offered(str, str, object, object)``: a sentence, what a button says, what it does, and what undoes it or None.
    ``settings_changed()``: to be saved.
    ``patient_shown()``: a patient is to be seen, where patients are.
    ``unfiled_counted(int)``: how many images wait for their patient.
    ``page_made(object)``: a page that is gone to for the first time, to be given its place.
    ``queue_abandoned()``: the images in the window belong to a vault that has been left.
    """

    covered_changed = Signal()
    message = Signal(str)
    offered = Signal(str, str, object, object)
    settings_changed = Signal()
    patient_shown = Signal()
    unfiled_counted = Signal(int)
    page_made = Signal(object)
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
        self._actions = actions
        self._classifier: Classifier | None = None
        self._account: tuple[str | None] | None = None
        self._drafts: list[QDialog] = []
        self._focus: QWidget | None = None
        self._last_capture = Capture()
        # By the form that is open, or was last.
        self._just_filed: list[Examination] = []
        self.covered = False
        self.work = VaultWork(runner, cost=cost, parent=self)
        self.clipboard = Clipboard(self)
        self.idle = IdleLock(parent=self)
        self.keeper = TrayKeeper(
            model, self.work, lambda: not self.covered and self.work.state is VaultState.NONE, self
        )
        self.cover = VaultCover(work=self.work, runner=runner, settings=settings, clipboard=self.clipboard)
        fixed_folder = settings.get(BACKUP_FOLDER)
        self.backups = BackupWork(self.work, runner, Path(fixed_folder) if fixed_folder else None, self)
        self.shortcuts = Shortcuts(actions, settings, self)
        self.saving = SettingsWork(settings, runner, self)
        self.watch = WatchFolder(model, self.work, runner, settings, self)
        self.chores = VaultChores(self.work, runner, lambda: model.progress.running > 0, self)
        self._connect()

    @cached_property
    def patients_place(self) -> "PatientsPlace":
        """Patients, their lesions and images."""
        from desktop.ui.views.patients_place import PatientsPlace

        place = PatientsPlace(work=self.work, runner=self._runner, actions=self._actions, practice=self.chores.practice)
        place.message.connect(self.message)
        place.undoable.connect(self._offer_undo)
        place.unfiled_changed.connect(self._unfiled_changed)
        self.chores.record_changed.connect(place.refresh)
        self.chores.patients_gone.connect(place.start_anew)
        if self._classifier is not None:
            place.use_classifier(self._classifier)
        place.use_notes(self.notes_of)
        self._judge_conclusions(place)
        self.page_made.emit(place)
        return place

    @cached_property
    def unfiled_page(self) -> "UnfiledPage":
        """What waits for its patient."""
        from desktop.ui.views.unfiled_page import UnfiledPage

        page = UnfiledPage(self.work, self._runner)
        page.counted.connect(self.unfiled_counted)
        page.file_requested.connect(self.file_images)
        page.put_away.connect(self._tell_put_away)
        self.page_made.emit(page)
        return page

    @cached_property
    def settings_page(self) -> "SettingsPage":
        """What can be set."""
        from desktop.ui.views.settings_page import SettingsPage

        page = SettingsPage(
            work=self.work,
            runner=self._runner,
            settings=self._settings,
            clipboard=self.clipboard,
            backups=self.backups,
            watch=self.watch,
            shortcuts=self.shortcuts,
            chores=self.chores,
        )
        self.saving.saved.connect(page.problem.hide)
        self.saving.failed.connect(page.show_problem)
        page.shortcuts_card.show_button.clicked.connect(self._actions.shortcuts.trigger)
        page.message.connect(self.message)
        page.settings_changed.connect(self._take_settings)
        page.close_requested.connect(partial(self._leave, for_another=True))
        if self._classifier is not None:
            page.operating_point_card.use_papers(self._classifier.manifest)
        self.page_made.emit(page)
        return page

    @property
    def _made(self) -> "Sequence[PatientsPlace | UnfiledPage | SettingsPage]":
        """Those of the three that have been gone to."""
        return [vars(self)[name] for name in ("patients_place", "unfiled_page", "settings_page") if name in vars(self)]

    @property
    def titles(self) -> Mapping[str, str]:
        """Each label's title by its key; empty until there is a bundle."""
        labels = () if self._classifier is None else self._classifier.bundle.manifest.labels
        return {label.key: label_title(label) for label in labels}

    @property
    def sensitivity(self) -> float | None:
        """The share (0–1) of malignant lesions that lie above the clinic's operating point; None if none was chosen."""
        percent = self._settings.get(OPERATING_SENSITIVITY)
        return percent / 100 if percent else None

    def notes_of(self, prediction: StoredPrediction) -> list[str]:
        """Return lines that name labels that must not be missed; none of a prediction by another bundle."""
        classifier = self._classifier
        if classifier is None or prediction.bundle != classifier.bundle_id or prediction.probabilities is None:
            return []
        from desktop.ui.models.must_not_miss import must_not_miss_lines

        points = classifier.manifest.operating_points
        sensitivity = self.sensitivity or DEFAULT_SENSITIVITY
        return must_not_miss_lines(prediction.probabilities, self.titles, points, sensitivity)

    @property
    def standing(self) -> str:
        """How it stands with the vault and the watched folder, in a few words."""
        if self.watch.state is WatchState.MISSING:
            return self.tr("{vault} · watched folder not found").format(vault=self._vault_standing())
        return self._vault_standing()

    def _vault_standing(self) -> str:
        backups, state = self.backups, self.work.state
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

    def use_classifier(self, classifier: "Classifier") -> None:
        """Take the classifier: the names of its bundle's labels, and what images are assessed again with."""
        self._classifier = classifier
        self.chores.use_classifier(classifier)
        self.watch.begin()
        if "patients_place" in vars(self):
            self.patients_place.use_classifier(classifier)
            self._judge_conclusions(self.patients_place)
        if "settings_page" in vars(self):
            self.settings_page.operating_point_card.use_papers(classifier.manifest)

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for part in (self.cover, *self._made):
            part.refresh_icons()

    def shut_down(self) -> None:
        """End all work and lock the vault. May be called twice."""
        self.idle.stop()
        self.backups.cancel()
        self._runner.shutdown()
        self._finish_saving()
        self.work.close()
        if self.work.state is not VaultState.NONE:
            self.clipboard.clear_own()

    def _finish_saving(self) -> None:
        try:
            self.saving.finish()
        except KnownError as error:
            _log.warning("%s", error)  # Nobody is there any more to be told.

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
                partial(_known_of, tuple(images)),
                done=partial(self._ask_where, tuple(images)),
                failed=lambda error: self.message.emit(str(error)),
            )

    def _ask_where(self, images: tuple[Unfiled, ...], known: tuple[tuple[Capture, Hints], ...]) -> None:
        if not self.work.is_unlocked:
            return
        from desktop.ui.dialogs.file_under_dialog import FileUnderDialog

        captures, hints = zip(*known, strict=True)
        self._just_filed = []
        dialog = FileUnderDialog(self.work, images, captures, self._last_capture, hints, self._window)
        dialog.filed.connect(self._filed)
        dialog.saved.connect(partial(self._filed_all, len(images)))
        show_dialog(dialog)

    def _filed(self, _unfiled: Unfiled, examination: Examination) -> None:
        self._just_filed.append(examination)
        self._note_examination(examination)
        taken = examination.capture
        self._last_capture = Capture(
            polarised=taken.polarised,
            contact=taken.contact,
            immersion=taken.immersion,
            magnification=taken.magnification,
        )
        self.unfiled_page.reload_soon()

    def _note_examination(self, examination: Examination) -> None:
        """Have the images in the window know where the vault keeps them."""
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            same = item.assessment is not None and item.assessment.sha256 == examination.sha256
            if same and not (item.is_filed and item.examination and item.examination.id != examination.id):
                self._model.set_examination(item, examination)

    def _filed_all(self, count: int, lesion: Lesion) -> None:
        text = self.tr("Filed.") if count == 1 else self.tr("{count} images filed.").format(count=count)
        filed, self._just_filed = tuple(self._just_filed), []
        show, undo = partial(self._show_patient, lesion), partial(self._unfile, filed)
        self.offered.emit(text, self.tr("Show"), show, undo)

    def _unfile(self, filed: tuple[Examination, ...]) -> None:
        self.work.change(partial(_unfile_all, filed), done=self._unfiled_again)

    def _unfiled_again(self, examinations: tuple[Examination, ...]) -> None:
        for examination in examinations:
            self._note_examination(examination)
        self._unfiled_changed()
        if "patients_place" in vars(self):
            self.patients_place.refresh()

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
        self.keeper.kept.connect(self._unfiled_changed)
        self.keeper.failed.connect(self.message)
        self.watch.message.connect(self.message)
        self.shortcuts.changed.connect(self.settings_changed)
        self.chores.message.connect(self.message)
        self.chores.offered.connect(self.offered)
        self.chores.patients_gone.connect(self._unfiled_changed)

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
        if "settings_page" in vars(self):  # It may be on show, and what it shows depends on who is there.
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
        for part in self._made:
            part.forget()
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

    def _unfiled_changed(self) -> None:
        self.unfiled_page.reload_soon()

    def _take_settings(self) -> None:
        if self.idle.watching:
            self.idle.start(self._settings.get(IDLE_MINUTES) * 60.0)
        self.watch.refresh()
        if "patients_place" in vars(self):
            self._judge_conclusions(self.patients_place)
        self.settings_changed.emit()

    def _judge_conclusions(self, place: "PatientsPlace") -> None:
        """Have conclusions compared with predictions at the clinic's operating point."""
        if self._classifier is not None:
            points = self._classifier.manifest.operating_points
            point = point_at(points, MALIGNANT, self.sensitivity or DEFAULT_SENSITIVITY)
            place.list_page.differing_page.judge_by(self._classifier.bundle_id.sha256, point, self.titles)
            place.use_operating_point(point)

    def _tell_put_away(self, ids: tuple[str, ...]) -> None:
        text = self.tr("1 image put away.") if len(ids) == 1 else self.tr("{count} images put away.")
        self._offer_undo(text.format(count=len(ids)), partial(self.unfiled_page.take_back, ids))

    def _offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.offered.emit(text, "", None, undo)


def show_dialog(dialog: QDialog) -> None:
    """Show a dialog without waiting for it; it is gone when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _known_of(images: tuple[Unfiled, ...], token: CancelToken) -> tuple[tuple[Capture, Hints], ...]:
    """Return how each image was taken and what its file says of whose it is."""
    known = []
    for image in images:
        token.check()
        known.append((proposed_capture(image), hints_of(image)))
    return tuple(known)


def _unfile_all(filed: tuple[Examination, ...], history: "History") -> tuple[Examination, ...]:
    return tuple(history.unfile(examination.id) for examination in filed)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
