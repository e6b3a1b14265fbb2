"""The window and the classifier put together."""

import gc
import logging
import logging.handlers
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

# Before anything of Qt: on Windows, ONNX Runtime would otherwise get the older C++ runtime that Qt brings.
import desktop.core.inference.runtime  # noqa: F401 - for the order alone

# isort: split
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.core.locations import default_bundle_dir
from desktop.core.settings.policy import NO_POLICY, default_policy_path, read_policy
from desktop.core.settings.rows import LANGUAGE
from desktop.core.settings.settings import Settings, default_settings_path
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.ui.bug_report import BugReporter
from desktop.ui.file_opening import FileOpener
from desktop.ui.garbage import GarbageCollector
from desktop.ui.icons import application_icon
from desktop.ui.language import install_language
from desktop.ui.theme import Theme
from desktop.ui.views.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.core.inference.classifier import Classifier

_log = logging.getLogger(__name__)

_LOG_BYTES = 256 * 1024


def run(paths: Sequence[Path], bundle: Path | None) -> int:
    """Show the window until it is closed.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders to assess at once.
    bundle : Path or None
        Folder of the bundle; None for the one that ships with the program.

    Returns
    -------
    int
        Exit status.
    """
    _log_to_file()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("lentigo")
    application.setApplicationDisplayName("Lentigo")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("lentigo")
    application.setWindowIcon(application_icon())
    # Elsewhere files come as arguments; and each event there is would pass through the opener.
    opener = FileOpener(application) if sys.platform == "darwin" else None
    reporter = BugReporter(application)
    reporter.install()
    collector = GarbageCollector(application)
    collector.start()
    window = build_window(
        application,
        open_classifier=partial(_open_classifier, bundle or default_bundle_dir()),
        settings_path=default_settings_path(),
        policy_path=default_policy_path(),
    )
    reporter.found.connect(window.show_message)
    # What has been made by now stays until the end: no use to look through it again and again, for a tenth of a second
    # each, while somebody works.
    gc.freeze()
    window.show()
    window.start()
    if paths:
        window.import_paths(paths)
    if opener is not None:
        opener.hand_to(window.import_paths)
    try:
        return application.exec()
    finally:
        window.shut_down()
        collector.stop()
        reporter.uninstall()


def build_window(
    application: QApplication,
    *,
    open_classifier: "Callable[[], Classifier]",
    settings_path: Path,
    policy_path: Path | None = None,
    passphrase_cost: PassphraseCost | None = None,
) -> MainWindow:
    """Make the window; `MainWindow.start` then opens the classifier and the vault."""
    policy = NO_POLICY if policy_path is None else read_policy(policy_path)
    if policy.problems:
        _log.warning("The policy file does not hold in full: %s", ", ".join(found.fault for found in policy.problems))
    settings = Settings(settings_path, policy)
    install_language(application, settings.get(LANGUAGE))
    return MainWindow(
        open_classifier=open_classifier,
        settings=settings,
        theme=application.findChild(Theme) or Theme(application),
        passphrase_cost=passphrase_cost,
    )


def _open_classifier(bundle: Path) -> "Classifier":
    """Load what opens bundles and decodes photographs, and open one; on a worker thread, beside the window."""
    from desktop.core.inference.fastest import open_fastest  # noqa: PLC0415 - see above

    return open_fastest(bundle)


def _log_to_file() -> None:
    """Keep warnings and bugs in a small file; without it if the folder may not be written."""
    try:
        folder = platformdirs.user_log_path("lentigo", appauthor=False, ensure_exists=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "lentigo.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[handler]
    )
