"""The window."""

import base64
import binascii
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QStandardPaths, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import KnownError
from desktop.core.imaging.sources import IMAGE_SUFFIXES, ImageSource
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import samples_dir
from desktop.core.settings.rows import (
    HEATMAP_OPACITY,
    HEATMAP_VISIBLE,
    LAST_FOLDER,
    NOTICE_ACCEPTED,
    WINDOW_GEOMETRY,
)
from desktop.core.settings.settings import Settings
from desktop.ui.actions import build_actions, fill_menu_bar
from desktop.ui.dialogs.about_dialog import AboutDialog
from desktop.ui.dialogs.research_use_dialog import ResearchUseDialog
from desktop.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from desktop.ui.icons import application_icon
from desktop.ui.imports import Importer, ImportRequest, can_import
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.assess_queue import AssessQueue
from desktop.ui.operations.import_work import ImportWork
from desktop.ui.tasks import Lane, TaskRunner, without_token
from desktop.ui.theme import GRID_PX, Theme
from desktop.ui.views.assess_page import AssessPage
from desktop.ui.views.empty_page import EmptyPage
from desktop.ui.views.footer import Footer
from desktop.ui.views.problem_page import ProblemPage
from desktop.ui.widgets.message_bar import MessageBar

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
    """

    def __init__(self, *, open_classifier: Callable[[], Classifier], settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._open_classifier = open_classifier
        self._settings = settings
        self._classifier: Classifier | None = None
        self._refusal: str | None = None
        self._postponed: list[ImportRequest] = []
        self._samples_tried = 0
        self._importer = Importer()
        self.runner = TaskRunner(self)
        self.model = QueueModel(self)
        self._queue = AssessQueue(self.model, self.runner, self)
        self._import_work = ImportWork(self.runner, self)
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
        self._lay_out()
        self._connect_actions()
        self._queue.progress_changed.connect(self._progress_changed)
        self.model.rowsInserted.connect(self._show_right_page)
        self.model.modelReset.connect(self._show_right_page)
        self._import_work.images_found.connect(self._images_found)
        self._import_work.nothing_found.connect(self.message_bar.show_message)
        self._import_work.running_changed.connect(self._progress_changed)
        theme.changed.connect(self._refresh_icons)
        self._restore_geometry()
        self._progress_changed()

    def start(self) -> None:
        """Open the bundle, and at the first start ask for the research-use statement to be acknowledged."""
        self.empty_page.show_status(self.tr("Opening the bundle…"))
        self.runner.submit(
            Lane.FILES, without_token(self._open_classifier), done=self._classifier_opened, failed=self._refused
        )
        if not self._settings.get(NOTICE_ACCEPTED):
            dialog = ResearchUseDialog(self)
            dialog.accepted.connect(self._notice_accepted)
            dialog.rejected.connect(self.close)
            _open(dialog)

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Assess files and folders."""
        self._import(self._importer.from_paths(paths))

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
        self._import(self._importer.from_mime_data(event.mimeData()))
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel, drain, and remember the window's place."""
        self._settings.set(WINDOW_GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())
        self._save_settings()
        self.hide()  # The last image may take a moment to finish.
        self.runner.shutdown()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.message_bar)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.footer)
        self.setCentralWidget(centre)

    def _connect_actions(self) -> None:
        actions = self.commands
        for action, slot in (
            (actions.open_images, self._ask_for_images),
            (actions.open_folder, self._ask_for_folder),
            (actions.try_sample, self._try_sample),
            (actions.quit, self.close),
            (actions.paste, self._paste),
            (actions.cancel, self._cancel),
            (actions.resume, self._queue.resume),
            (actions.clear, self._clear),
            (actions.shortcuts, lambda: _open(ShortcutsDialog(self.commands, self))),
            (actions.about, self._show_about),
        ):
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
        actions.full_screen.toggled.connect(self._set_full_screen)
        for action in (actions.heatmap, actions.more_opaque, actions.less_opaque, actions.zoom_in, actions.zoom_out):
            action.setEnabled(False)
        for action in (actions.fit, actions.actual_size, actions.previous_image, actions.next_image):
            action.setEnabled(False)

    # What comes in

    def _import(self, request: ImportRequest) -> None:
        self.message_bar.clear()
        if self._refusal is not None:
            self.message_bar.show_message(self.tr("Nothing was assessed. {reason}").format(reason=self._refusal))
        elif request.refusal is None and (self._classifier is None or not self._settings.get(NOTICE_ACCEPTED)):
            self._postponed.append(request)
        else:
            self._import_work.start(request)

    def _import_postponed(self) -> None:
        postponed, self._postponed = self._postponed, []
        for request in postponed:
            self._import(request)

    def _paste(self) -> None:
        self._import(self._importer.from_mime_data(QGuiApplication.clipboard().mimeData()))

    def _ask_for_images(self) -> None:
        dialog = QFileDialog(self, self.tr("Open images"), self._last_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        dialog.setNameFilters([f"{self.tr('Images')} ({patterns})", f"{self.tr('All files')} (*)"])
        self._ask(dialog)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Open all images of a folder"), self._last_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog)

    def _last_folder(self) -> str:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        likely = (self._settings.get(LAST_FOLDER), pictures)
        return next((folder for folder in likely if folder and Path(folder).is_dir()), str(Path.home()))

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.filesSelected.connect(self._files_selected)
        _open(dialog)

    @Slot(list)
    def _files_selected(self, names: list[str]) -> None:
        if names:
            self._settings.set(LAST_FOLDER, str(Path(names[0]).parent))
            self.import_paths(Path(name) for name in names)

    def _try_sample(self) -> None:
        samples = sorted(path for path in samples_dir().glob("*") if path.suffix.lower() in IMAGE_SUFFIXES)
        if not samples:
            self.message_bar.show_message(self.tr("The samples are missing. Reinstall Lentigo to get them back."))
            return
        self.import_paths([samples[self._samples_tried % len(samples)]])
        self._samples_tried += 1

    @Slot(object, bool)
    def _images_found(self, sources: tuple[ImageSource, ...], first_of_request: bool) -> None:
        row = self.model.rowCount()
        self.model.append(sources)
        if first_of_request and self.assess_page is not None:
            self.assess_page.choose(row)

    # The bundle

    def _classifier_opened(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self.footer.show_bundle(classifier.bundle_id)
        self.empty_page.show_status("")
        page = AssessPage(
            labels=classifier.bundle.manifest.labels,
            model=self.model,
            queue=self._queue,
            runner=self.runner,
            actions=self.commands,
        )
        page.pane.set_heatmap_visible(self._settings.get(HEATMAP_VISIBLE))
        page.pane.set_heatmap_opacity(self._settings.get(HEATMAP_OPACITY))
        page.pane.heatmap_visible_changed.connect(lambda visible: self._settings.set(HEATMAP_VISIBLE, visible))
        page.pane.heatmap_opacity_changed.connect(lambda percent: self._settings.set(HEATMAP_OPACITY, percent))
        self.pages.addWidget(page)
        self.assess_page = page
        if classifier.bundle.manifest.is_newer_minor:
            self.show_message(self.tr("The bundle was made for a newer Lentigo, which may know more about it."))
        self._queue.start(classifier)
        self._import_postponed()

    def _refused(self, error: KnownError) -> None:
        self._refusal = str(error)
        self.footer.show_no_bundle()
        self.refused_page.show_problem(
            self.tr("Nothing can be assessed: the bundle was refused"),
            self._refusal,
            self.tr("Lentigo shows no numbers without a bundle that is exactly as it was made."),
        )
        self._show_right_page()
        self._import_postponed()

    def _notice_accepted(self) -> None:
        self._settings.set(NOTICE_ACCEPTED, value=True)
        self._save_settings()
        self._import_postponed()

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
        self.commands.cancel.setEnabled(progress.running > 0 or self._import_work.running)
        self.commands.resume.setEnabled(progress.cancelled > 0)
        self.commands.clear.setEnabled(progress.total > 0)

    def _cancel(self) -> None:
        self._import_work.cancel()
        self._queue.cancel()

    def _clear(self) -> None:
        self._import_work.cancel()
        self._queue.clear()
        self.message_bar.clear()

    def _show_about(self) -> None:
        _open(AboutDialog(None if self._classifier is None else self._classifier.bundle, self))

    def _set_full_screen(self, full: bool) -> None:
        # Not showNormal(): a maximised window is to be maximised again afterwards.
        state, full_screen = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full_screen if full else state & ~full_screen)

    def _refresh_icons(self) -> None:
        self.commands.refresh_icons()
        for part in (self.message_bar, self.empty_page, self.refused_page, self.assess_page):
            if part is not None:
                part.refresh_icons()

    def _restore_geometry(self) -> None:
        self.resize(GRID_PX * 160, GRID_PX * 95)
        try:
            geometry = base64.b64decode(self._settings.get(WINDOW_GEOMETRY), validate=True)
        except (binascii.Error, ValueError):
            return
        if geometry:
            self.restoreGeometry(QByteArray(geometry))

    def _save_settings(self) -> None:
        try:
            self._settings.save()
        except KnownError as error:
            _log.warning("%s", error)
            self.message_bar.show_message(str(error))


def _open(dialog: QDialog) -> None:
    """Show a dialog without waiting for it; it is gone when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
