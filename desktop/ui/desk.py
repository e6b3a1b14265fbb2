"""The vault's part of the window: who is there, and what is covered."""

import logging
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QWidget

from desktop.core.domain.history import Lesion
from desktop.core.errors import KnownError
from desktop.core.settings.rows import (
    BACKUP_FOLDER,
    IDLE_MINUTES,
    VAULT_FOLDER,
    WITHOUT_VAULT,
)
from desktop.core.settings.settings import Settings
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.ui.actions import Actions
from desktop.ui.bundle_in_use import BundleInUse
from desktop.ui.clipboard import Clipboard
from desktop.ui.drafts import Drafts
from desktop.ui.filing_desk import FilingDesk
from desktop.ui.idle_lock import IdleLock
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.backups import BackupWork
from desktop.ui.operations.settings_work import SettingsWork
from desktop.ui.operations.tray_keeper import TrayKeeper
from desktop.ui.operations.vault_work import VaultState, VaultWork
from desktop.ui.operations.watch_folder import WatchFolder, WatchState
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.tasks import TaskRunner
from desktop.ui.vault_chores import VaultChores
from desktop.ui.views.vault_cover import VaultCover
from desktop.ui.widgets.date_edit import date_text

if TYPE_CHECKING:  # Loaded and made when they are first gone to: the window is there before.
    from desktop.core.inference.classifier import Classifier
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
    ``moved()``: the user has gone to another of the patients' pages.
    ``unfiled_counted(int)``: how many images wait for their patient.
    ``page_made(object)``: a page that is gone to for the first time, to be given its place.
    ``queue_abandoned()``: the images in the window belong to a vault that has been left.
    """

    covered_changed = Signal()
    message = Signal(str)
    offered = Signal(str, str, object, object)
    settings_changed = Signal()
    patient_shown = Signal()
    moved = Signal()
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
        self.bundle = BundleInUse(settings)
        self._account: tuple[str | None] | None = None
        self._drafts = Drafts()
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
        self.filing = FilingDesk(window=window, work=self.work, runner=runner, model=model, parent=self)
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
        place.unfiled_changed.connect(self.filing.look_again)
        place.patient_page.gone.connect(self.filing.look_again)
        place.moved.connect(self.moved)
        self.chores.record_changed.connect(place.refresh)
        self.chores.patients_gone.connect(place.start_anew)
        place.use_notes(self.bundle.notes_of)
        self._tell_patients_place(place)
        self.page_made.emit(place)
        return place

    @cached_property
    def unfiled_page(self) -> "UnfiledPage":
        """What waits for its patient."""
        from desktop.ui.views.unfiled_page import UnfiledPage

        page = UnfiledPage(self.work, self._runner)
        page.counted.connect(self.unfiled_counted)
        page.file_requested.connect(self.filing.file_images)
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
        if self.bundle.classifier is not None:
            page.operating_point_card.use_papers(self.bundle.classifier.manifest)
        self.page_made.emit(page)
        return page

    @property
    def _made(self) -> "Sequence[PatientsPlace | UnfiledPage | SettingsPage]":
        """Those of the three that have been gone to."""
        return [vars(self)[name] for name in ("patients_place", "unfiled_page", "settings_page") if name in vars(self)]

    @property
    def is_fixed_without(self) -> bool:
        """True if the practice's IT has fixed that there is no vault."""
        return self._settings.is_fixed(WITHOUT_VAULT) and self._settings.get(WITHOUT_VAULT)

    @property
    def standing(self) -> str:
        """How it stands with the vault and the watched folder, in a few words."""
        if self.watch.state is WatchState.MISSING:
            return self.tr("{vault} · watched folder not found").format(vault=self._vault_standing())
        return self._vault_standing()

    def _vault_standing(self) -> str:
        backups, state = self.backups, self.work.state
        if state is not VaultState.UNLOCKED:
            return {
                VaultState.NONE: self.tr("No vault: nothing is kept"),
                VaultState.OPENING: self.tr("Vault: being opened"),
                VaultState.LOCKED: self.tr("Vault: locked"),
            }[state]
        if backups.running:
            return self.tr("Vault: open, backup under way")
        if backups.last_day is None:
            return self.tr("Vault: open, no backup")
        if backups.made_today:
            return self.tr("Vault: open, backup today")
        return self.tr("Vault: open, backup {date}").format(date=date_text(backups.last_day))

    def begin(self) -> None:
        """Open the vault of last time, ask for one, or go on without, as was chosen."""
        if self.is_fixed_without or (self._settings.get(WITHOUT_VAULT) and not self._settings.get(VAULT_FOLDER)):
            self._set_covered(False)
            return
        self._set_covered(True)
        self.cover.begin()

    def ask_for_vault(self) -> None:
        """Open a vault or make one, in place of working without."""
        self.message.emit("")
        self._set_covered(True)
        self.cover.begin()

    def lock(self) -> None:
        """Lock the vault and cover everything."""
        if self.work.is_unlocked and not self.covered:
            self.work.lock()

    def use_classifier(self, classifier: "Classifier") -> None:
        """Take the classifier: the names of its bundle's labels, and what images are assessed again with."""
        self.bundle.classifier = classifier
        self.chores.use_classifier(classifier)
        self.watch.begin()
        if "patients_place" in vars(self):
            self._tell_patients_place(self.patients_place)
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
        # The vault first: whatever else there is to wait for, a drive that does not answer, it is locked by then.
        self._runner.end_store()
        try:
            self.work.close()
        finally:
            if self.work.state is not VaultState.NONE:
                self.clipboard.clear_own()
            self._runner.shutdown()
            self._finish_saving()

    def _finish_saving(self) -> None:
        try:
            self.saving.finish()
        except KnownError as error:
            _log.warning("%s", error)  # Nobody is there any more to be told.

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
        self.filing.message.connect(self.message)
        self.filing.offered.connect(self._offer)
        self.filing.unfiled_changed.connect(self._unfiled_changed)
        self.filing.record_changed.connect(self._record_changed)
        self.filing.lesion_requested.connect(self._show_lesion)
        self.shortcuts.changed.connect(self.settings_changed)
        self.chores.message.connect(self.message)
        self.chores.offered.connect(self._offer)
        self.chores.patients_gone.connect(self._unfiled_changed)
        self.chores.patients_gone.connect(self.filing.look_again)

    def _state_changed(self) -> None:
        if self.work.is_unlocked:
            self._watch_idleness()
        else:
            self.idle.stop()
        if self.work.state is VaultState.LOCKED:
            self._set_covered(True)
            self.cover.lock()

    def _watch_idleness(self) -> None:
        self.idle.start(self._settings.get(IDLE_MINUTES) * 60.0)

    def _entered(self, note: str) -> None:
        visitor = self.work.visitor
        if visitor is None:  # Locked again, by idleness, before all was asked.
            return
        same = self._account == (visitor.account_id,)
        self._account = (visitor.account_id,)
        self._set_covered(False)
        self._watch_idleness()  # Anew: a pause before the recovery key has ended it, for there was nothing to cover.
        if same:
            self.patients_place.resume()
        else:
            self.patients_place.start_anew()
            self.filing.start_anew()
        self.filing.look_again()
        self.unfiled_page.reload()
        if "settings_page" in vars(self):  # It may be on show, and what it shows depends on who is there.
            self.settings_page.reload()
        self._drafts.bring_back(same=same)
        if note:
            self.message.emit(note)

    def _forget(self) -> None:
        """Wipe what came from the vault off everything that shows it, and hide what is being typed."""
        self._drafts.hide()
        for part in self._made:
            part.forget()
        self.clipboard.clear_own()
        QPixmapCache.clear()
        self.message.emit("")

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
        self.filing.start_anew()
        self._drafts.bring_back(same=False)
        self.queue_abandoned.emit()

    def _unfiled_changed(self) -> None:
        self.unfiled_page.reload_soon()

    def _take_settings(self) -> None:
        if self.idle.watching:
            self._watch_idleness()
        self.watch.refresh()
        if "patients_place" in vars(self):
            self._tell_patients_place(self.patients_place)
        self.settings_changed.emit()

    def _tell_patients_place(self, place: "PatientsPlace") -> None:
        """Have images assessed again, and conclusions compared with predictions, by the bundle and point in use."""
        used = self.bundle.classifier
        if used is not None:
            place.use_classifier(used)
            place.list_page.differing_page.judge_by(used.bundle_id.sha256, self.bundle.point, self.bundle.titles)
            place.use_operating_point(self.bundle.point)

    def _show_lesion(self, lesion: Lesion) -> None:
        self.patients_place.open_patient(lesion.patient_id, lesion.id)
        self.patient_shown.emit()

    def _record_changed(self) -> None:
        if "patients_place" in vars(self):
            self.patients_place.refresh()

    def _tell_put_away(self, ids: tuple[str, ...]) -> None:
        text = self.tr("1 image put away.") if len(ids) == 1 else self.tr("{count} images put away.")
        self._offer_undo(text.format(count=len(ids)), partial(self.unfiled_page.take_back, ids))

    def _offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self._offer(text, "", None, undo)

    def _offer(self, text: str, offer: str, then: Callable[[], None] | None, undo: Callable[[], None] | None) -> None:
        """Pass an offer on, unless the vault has been locked since: it may name a patient, and is nobody else's."""
        if self.work.is_unlocked:
            self.offered.emit(text, offer, then, undo)
