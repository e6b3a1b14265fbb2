"""What the program loads before its window is there."""

import os
import subprocess
import sys
from pathlib import Path

from desktop.core.settings.rows import NOTICE_ACCEPTED
from desktop.core.settings.settings import Settings, default_settings_path

_WINDOW = """
import sys
from desktop import app
class Impatient(app.QApplication):
    def exec(self):
        assert any(window.isVisible() for window in self.topLevelWidgets())
        print(*sys.modules)
        return 0
app.QApplication = Impatient
sys.exit(app.run([], None))
"""
_FOR_LATER = {
    "alembic",
    "argon2",
    "cryptography",
    "keyring",
    "sqlalchemy",
    "sqlcipher3",
    "zxcvbn",
    "PySide6.QtPrintSupport",
    "desktop.core.storage.vault",
    "desktop.ui.views.patients_place",
    "desktop.ui.views.settings_page",
}


def test_the_window_is_there_before_the_database_cryptography_and_the_other_pages_are_loaded(home: Path) -> None:
    settings = Settings(default_settings_path())
    settings.set(NOTICE_ACCEPTED, value=True)
    settings.save()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _WINDOW]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "desktop.ui.views.main_window" in loaded
    assert loaded & _FOR_LATER == set()
