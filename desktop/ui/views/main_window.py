"""The window."""

import base64
import binascii
import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import KnownError
from desktop.core.imaging.sources import ImageSource
from desktop.core.settings.rows import (
    HEATMAP_OPACITY,
    HEATMAP_VISIBLE,
    NOTICE_ACCEPTED,
    THEME,
    WINDOW_GEOMETRY,
)
from desktop.core.settings.settings import Settings
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.ui.actions import build_actions, fill_menu_bar
from desktop.ui.closing import ClosingGuard
from desktop.ui.desk import Desk
from desktop.ui.dialogs.show import show_dialog
from desktop.ui.filing_commands import FilingCommands
from desktop.ui.help_command import HelpCommand
from desktop.ui.icons import application_icon
from desktop.ui.imports import can_import
from desktop.ui.intake import Intake
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.assess_queue import AssessQueue
from desktop.ui.report_commands import ReportCommands
from desktop.ui.tasks import Lane, TaskRunner, without_token
from desktop.ui.theme import GRID_PX, Theme
from desktop.ui.views.empty_page import EmptyPage
from desktop.ui.views.footer import Footer
from desktop.ui.views.image_dialogs import ImageDialogs
from desktop.ui.views.places import Places
from desktop.ui.views.problem_page import ProblemPage
from desktop.ui.views.rail import Rail
from desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:  # Loaded when the bundle has been opened: the window is there before.
    from desktop.core.inference.classifier import Classifier
    from desktop.ui.views.assess_page import AssessPage

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Everything that Lentigo shows.

    What is to be assessed waits until the research-use statement is acknowledged and the bundle has been opened. If the
    bundle is refused, nothing is assessed at all and no number is shown.

    Parameters
    ----------
    open_classifier : callable
        Called once, on a worker thread; raises `BundleError` to refuse.
    settings : Settings
    theme : Theme
    passphrase_cost : PassphraseCost, optional
        How dear a guess of a new passphrase of the vault is.
    """

    def __init__(
        self,
        *,
        open_classifier: "Callable[[], Classifier]",
        settings: Settings,
        theme: Theme,
        passphrase_cost: PassphraseCost | None = None,
    ) -> None:
        super().__init__()
        self._open_classifier = open_classifier
        self._settings = settings
        self._theme = theme
        self._classifier: Classifier | None = None
        self._refusal: str | None = None
        self.help = HelpCommand()
        self.runner = TaskRunner(self)
        self.model = QueueModel(self)
        self._queue = AssessQueue(self.model, self.runner, self)
        self._intake = Intake(self.runner, self)
        self.setWindowTitle("Lentigo")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.commands = build_actions(self)
        fill_menu_bar(self.menuBar(), self.commands)
        self.message_bar = MessageBar()
        self.empty_page = EmptyPage(self.commands)
        self.refused_page = ProblemPage("refused")
        self.assess_page: AssessPage | None = None
        self.footer = Footer()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty_page)
        self.pages.addWidget(self.refused_page)
        self._dialogs = ImageDialogs(self, settings, self.runner, self.import_paths)
        self.desk = Desk(
            window=self,
            runner=self.runner,
            settings=settings,
            model=self.model,
            actions=self.commands,
            cost=passphrase_cost,
        )
        self.places = Places(self.pages, self.desk, self.commands)
        self.screens = QStackedWidget()
        self._rail = Rail(self.commands)
        self.closing = ClosingGuard(self, self.desk)
        self._reports = ReportCommands(desk=self.desk, places=self.places, parent=self)
        self._filing = FilingCommands(model=self.model, desk=self.desk, places=self.places, actions=self.commands)
        self._lay_out()
        self._connect_actions()
        self._queue.progress_changed.connect(self._progress_changed)
        self.model.rowsInserted.connect(self._show_right_page)
        self.model.modelReset.connect(self._show_right_page)
        self._intake.begun.connect(self.message_bar.clear)
        self._intake.message.connect(self.message_bar.show_message)
        self._intake.sample_taken.connect(self.places.assess)
        self._intake.images_found.connect(self._images_found)
        self._intake.running_changed.connect(self._progress_changed)
        theme.changed.connect(self._refresh_icons)
        theme.prefer(settings.get(THEME))
        self._connect_desk()
        self._restore_geometry()
        self._progress_changed()
        self._vault_changed()

    def start(self) -> None:
        """Open the bundle, and at the first start ask for the research-use statement to be acknowledged."""
        self.empty_page.show_status(self.tr("Opening the bundle…"))
        self.runner.submit(
            Lane.FILES, without_token(self._open_classifier), done=self._classifier_opened, failed=self._refused
        )
        if not self._settings.get(NOTICE_ACCEPTED):
            from desktop.ui.dialogs.research_use_dialog import ResearchUseDialog

            dialog = ResearchUseDialog(self)
            dialog.accepted.connect(self._notice_accepted)
            dialog.rejected.connect(self.close)
            show_dialog(dialog)
        else:
            self.desk.begin()

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Assess files and folders."""
        self._intake.take_paths(paths)

    def show_message(self, text: str) -> None:
        """Show a sentence in the page."""
        self.message_bar.show_message(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take images; of anything else that looks like a file, say why not once it is dropped."""
        if can_import(event.mimeData()):
            # A copy: a file manager must never think that the files were moved here.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.empty_page.set_dragged(dragged=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """End the answer to a drag."""
        super().dragLeaveEvent(event)
        self.empty_page.set_dragged(dragged=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Assess what was dropped."""
        self.empty_page.set_dragged(dragged=False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._intake.take_mime_data(event.mimeData())
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel, drain, lock the vault, and remember the window's place; but lose nothing that was to be kept."""
        if not self.closing.may_close():
            event.ignore()
            return
        self._settings.set(WINDOW_GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())
        self._save_settings()
        self.help.close()
        self.hide()  # The last image may take a moment to finish.
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """End all work and lock the vault. May be called twice."""
        self.desk.shut_down()

    def _lay_out(self) -> None:
        self.screens.addWidget(self.places)
        self.screens.addWidget(self.desk.cover)
        # Messages come above the page alone: the rail stays where it is.
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self.message_bar)
        page.addWidget(self.screens, 1)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._rail)
        beside.addLayout(page, 1)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(beside, 1)
        layout.addWidget(self.footer)
        self.setCentralWidget(centre)

    def _connect_desk(self) -> None:
        desk = self.desk
        desk.covered_changed.connect(self._vault_changed)
        desk.work.state_changed.connect(self._vault_changed)
        desk.message.connect(self._show_or_clear)
        desk.offered.connect(self.message_bar.show_message)
        self.message_bar.undo_offered.connect(self.commands.undo.setEnabled)
        self.commands.undo.setEnabled(False)
        desk.settings_changed.connect(self._save_settings)
        desk.backups.changed.connect(lambda: self.footer.show_vault(desk.standing))
        desk.backups.failed.connect(self.show_message)
        desk.saving.failed.connect(self._not_saved)
        desk.watch.changed.connect(lambda: self.footer.show_vault(desk.standing))
        desk.watch.found.connect(self._take_watched)
        desk.patient_shown.connect(self.places.patients)
        desk.moved.connect(self.message_bar.settle)
        desk.queue_abandoned.connect(self._abandon_queue)
        self.places.changed.connect(self.message_bar.clear)
        self.closing.message.connect(self.show_message)
        self._filing.message.connect(self.show_message)
        self._reports.message.connect(self.show_message)

    def _connect_actions(self) -> None:
        actions = self.commands
        for action, slot in (
            (actions.open_images, self._dialogs.ask_for_images),
            (actions.open_folder, self._dialogs.ask_for_folder),
            (actions.try_sample, self._intake.try_sample),
            (actions.quit, self.close),
            (actions.undo, self.message_bar.undo),
            (actions.paste, self._intake.paste),
            (actions.print_report, self._reports.print_shown),
            (actions.copy_text, self._reports.copy_text),
            (actions.copy_image, self._reports.copy_image),
            (actions.cancel, self._cancel),
            (actions.resume, self._queue.resume),
            (actions.clear, self._clear_queue),
            (actions.help, self._show_help),
            (actions.shortcuts, self._show_shortcuts),
            (actions.about, self._show_about),
            (actions.go_assess, self.places.assess),
            (actions.go_patients, self.places.patients),
            (actions.go_unfiled, self.places.unfiled),
            (actions.go_settings, self.places.settings),
            (actions.find_patient, self.places.find_patient),
            (actions.new_patient, self.places.new_patient),
            (actions.file_under, self._filing.file_shown),
            (actions.file_queue, self._filing.file_queue),
            (actions.open_vault, self.desk.ask_for_vault),
            (actions.lock, self.desk.lock),
        ):
            action.triggered.connect(partial(self._do, action, slot))
        actions.full_screen.toggled.connect(self._set_full_screen)
        for action in (actions.heatmap, actions.more_opaque, actions.less_opaque, actions.zoom_in, actions.zoom_out):
            action.setEnabled(False)
        for action in (actions.fit, actions.actual_size, actions.previous_image, actions.next_image):
            action.setEnabled(False)

    def _do(self, action: QAction, slot: Callable[[], object], _checked: bool = False) -> None:
        """Carry out an action, unless everything is covered: then only what touches nothing."""
        allowed = (self.commands.quit, self.commands.help, self.commands.about, self.commands.shortcuts)
        if not self.desk.covered or action in allowed:
            slot()

    # What comes in

    @Slot(object, bool)
    def _images_found(self, sources: tuple[ImageSource, ...], first_of_request: bool) -> None:
        row = self.model.rowCount()
        self.model.append(sources)
        if first_of_request and self.assess_page is not None:
            self.assess_page.choose(row)
            if not self.desk.covered:
                self.places.assess()

    def _take_watched(self, sources: tuple[ImageSource, ...]) -> None:
        """Assess what the watched folder has brought, and disturb nobody."""
        first = not self.model.rowCount()
        self.model.append(sources)
        if first and self.assess_page is not None:
            self.assess_page.choose(0)

    # The bundle

    def _classifier_opened(self, classifier: "Classifier") -> None:
        self._classifier = classifier
        self.footer.show_bundle(classifier.bundle_id)
        self.empty_page.show_status("")
        from desktop.ui.operations.queue_pictures import QueuePictures
        from desktop.ui.views.assess_page import AssessPage

        page = AssessPage(
            labels=classifier.bundle.manifest.labels,
            points=classifier.manifest.operating_points,
            model=self.model,
            queue=self._queue,
            pictures=QueuePictures(self.runner, self.desk.work, self),
            actions=self.commands,
        )
        page.pane.set_heatmap_visible(self._settings.get(HEATMAP_VISIBLE))
        page.pane.set_heatmap_opacity(self._settings.get(HEATMAP_OPACITY))
        page.pane.fix_heatmap(
            visible=self._settings.is_fixed(HEATMAP_VISIBLE), opacity=self._settings.is_fixed(HEATMAP_OPACITY)
        )
        page.pane.heatmap_visible_changed.connect(lambda visible: self._settings.set(HEATMAP_VISIBLE, visible))
        page.pane.heatmap_opacity_changed.connect(lambda percent: self._settings.set(HEATMAP_OPACITY, percent))
        page.panel.work_at(self.desk.bundle.sensitivity)
        page.panel.operating_point_requested.connect(self._show_operating_point)
        self.desk.settings_changed.connect(lambda: page.panel.work_at(self.desk.bundle.sensitivity))
        self._filing.watch(page)
        self._reports.watch(page)
        self.pages.addWidget(page)
        self.assess_page = page
        self.desk.use_classifier(classifier)
        if classifier.bundle.manifest.is_newer_minor:
            self.show_message(self.tr("The bundle was made for a newer Lentigo, which may know more about it."))
        self._queue.start(classifier)
        self._let_in()

    def _show_operating_point(self) -> None:
        self.places.settings()
        self.desk.settings_page.show_operating_point()

    def _refused(self, error: KnownError) -> None:
        self._refusal = str(error)
        self.footer.show_no_bundle()
        self.refused_page.show_problem(
            self.tr("Nothing can be assessed: the bundle was refused"),
            self._refusal,
            self.tr("Lentigo shows no numbers without a bundle that is exactly as it was made."),
        )
        self._show_right_page()
        self._intake.close(self._refusal)

    def _notice_accepted(self) -> None:
        self._settings.set(NOTICE_ACCEPTED, value=True)
        self._save_settings()
        self.desk.begin()
        self._let_in()

    def _let_in(self) -> None:
        if self._classifier is not None and self._settings.get(NOTICE_ACCEPTED):
            self._intake.open()

    # The vault

    def _vault_changed(self) -> None:
        """Show the cover or what lies behind it, and only what there is to go to."""
        covered = self.desk.covered
        self.screens.setCurrentIndex(1 if covered else 0)
        self._rail.setVisible(not covered)
        # Behind the cover nothing may be done by way of the menus either; File and Help keep what touches nothing.
        menus = self.menuBar().actions()
        for menu in menus[1:-1]:
            menu.setEnabled(not covered)
        self.places.follow_vault()
        self.footer.show_vault(self.desk.standing)
        self._filing.refresh()

    def _show_or_clear(self, text: str) -> None:
        if text:
            self.show_message(text)
        else:
            self.message_bar.clear()

    # What is on show

    def _show_right_page(self) -> None:
        if self._refusal is not None:
            self.pages.setCurrentWidget(self.refused_page)
        elif self.assess_page is not None and self.model.rowCount():
            self.pages.setCurrentWidget(self.assess_page)
        else:
            self.pages.setCurrentWidget(self.empty_page)

    def _progress_changed(self) -> None:
        progress = self.model.progress
        self.footer.show_progress(progress)
        if self.assess_page is not None:
            self.assess_page.strip.show_progress(progress)
        self.commands.cancel.setEnabled(progress.running > 0 or self._intake.running)
        self.commands.resume.setEnabled(progress.cancelled > 0)
        self.commands.clear.setEnabled(progress.total > 0)
        self._filing.refresh()

    def _cancel(self) -> None:
        self._intake.cancel()
        self._queue.cancel()

    def _clear_queue(self) -> None:
        self._intake.cancel()
        items = self._queue.clear()
        if items:
            text = (
                self.tr("1 image taken off the queue.")
                if len(items) == 1
                else self.tr("{count} images taken off the queue.")
            )
            undo = partial(self._put_back, items)
            self.message_bar.show_message(text.format(count=len(items)), undo=undo)

    def _put_back(self, items: tuple[QueueItem, ...]) -> None:
        row = self.model.rowCount()
        self.model.put_back(items)
        if self.assess_page is not None:
            self.assess_page.choose(row)

    def _abandon_queue(self) -> None:
        self._intake.cancel()
        self._queue.clear()
        self.message_bar.clear()

    def _show_help(self) -> None:
        self.help.open(self.desk.cover if self.desk.covered else self.places)

    def _show_shortcuts(self) -> None:
        from desktop.ui.dialogs.shortcuts_dialog import ShortcutsDialog

        show_dialog(ShortcutsDialog(self.desk.shortcuts, self))

    def _show_about(self) -> None:
        from desktop.ui.dialogs.about_dialog import AboutDialog

        show_dialog(AboutDialog(self._classifier, self))

    def _set_full_screen(self, full: bool) -> None:
        # Not showNormal(): a maximised window is to be maximised again afterwards.
        state, full_screen = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full_screen if full else state & ~full_screen)

    def _refresh_icons(self) -> None:
        self.commands.refresh_icons()
        self.desk.refresh_icons()
        self.help.refresh_colours()
        parts = (self.message_bar, self.empty_page, self.refused_page, self.places.no_vault_page, self.assess_page)
        for part in parts:
            if part is not None:
                part.refresh_icons()

    def _restore_geometry(self) -> None:
        room = self.screen().availableSize()
        # With its frame it is not to be larger than a small screen.
        self.resize(min(GRID_PX * 160, room.width()), min(GRID_PX * 95, room.height() - GRID_PX * 5))
        try:
            geometry = base64.b64decode(self._settings.get(WINDOW_GEOMETRY), validate=True)
        except (binascii.Error, ValueError):
            return
        if geometry:
            self.restoreGeometry(QByteArray(geometry))

    def _save_settings(self) -> None:
        self._theme.prefer(self._settings.get(THEME))
        self.desk.saving.save()

    def _not_saved(self, reason: str) -> None:
        _log.warning("%s", reason)
        self.message_bar.show_message(reason)
