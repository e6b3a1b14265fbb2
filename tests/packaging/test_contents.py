"""What the package holds, told without building it."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import contents
import pytest

_ROOT = Path(__file__).resolve().parents[2]
_WITHOUT_WHAT_STAYS_OUT = """
import sys
from importlib.abc import MetaPathFinder

class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if any(name == left_out or name.startswith(left_out + ".") for left_out in {names!r}):
            raise ModuleNotFoundError(name=name)

for name in {names!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
import desktop.app, desktop.core.imaging.registration, desktop.core.reporting.research
import desktop.core.storage.restoring, desktop.core.storage.vault
from desktop.cli import run
sys.exit(run(["self-test"]))
"""


def test_the_program_answers_without_the_modules_that_stay_out() -> None:
    code = _WITHOUT_WHAT_STAYS_OUT.format(names=contents.EXCLUDED_MODULES)
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_part_of_qt_that_the_window_imports_is_shipped() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (_ROOT / "desktop").rglob("*.py"))
    imported = set(re.findall(r"from PySide6\.Qt(\w+) import", sources))

    assert imported
    assert imported <= contents.QT_MODULES


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "libQt6Widgets.so.6",
        "PySide6/Qt6Gui.dll",
        "PySide6/QtSvg.pyd",
        "PySide6/QtPrintSupport.abi3.so",
        "PySide6/Qt/lib/QtDBus.framework/Versions/A/QtDBus",
        "PySide6/Qt/lib/libicui18n.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "libxcb-cursor.so.0",
        "libpython3.11.so.1.0",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "models/lentigo-9.9.9/manifest.json",
        "desktop/core/domain/body_sites.csv",
        "resources/bodymap/front.svg",
        "resources/help/de/start.html",
        "resources/translations/lentigo_de.qm",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/translations/qtbase_de.qm",
    ],
)
def test_what_the_program_needs_is_shipped(path: str) -> None:
    assert contents.is_shipped(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Qml.so.6",
        "PySide6/Qt6Network.dll",
        "QtNetwork",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/Qt/plugins/qmltooling/libqmldbg_tcp.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/translations/qt_help_de.qm",
        "resources/translations/lentigo_de.ts",
        "libgtk-3.so.0",
        "libssl.so.3",
        "libstdc++.so.6",
        "onnxruntime/capi/libonnxruntime.so.1.31.1",
        "resources/screenshots/assessment.png",
        "lentigo-0.1.0.dist-info/direct_url.json",
        "desktop/core/storage/migrations/__pycache__/env.cpython-311.pyc",
    ],
)
def test_what_nobody_needs_stays_out(path: str) -> None:
    assert not contents.is_shipped(path)


def test_all_data_files_are_where_the_package_takes_them_from() -> None:
    assert [source for source, _ in contents.DATA if not (_ROOT / source).exists()] == []


def test_every_data_file_beside_the_code_goes_into_the_package() -> None:
    tracked = subprocess.run(["git", "ls-files", "desktop"], cwd=_ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("this is no checkout")
    # The glossary is for people who read the sources.
    data = [name for name in tracked.stdout.split() if not name.endswith((".py", ".md"))]

    assert data
    assert [name for name in data if not name.startswith(tuple(source for source, _ in contents.DATA))] == []


def test_the_licence_texts_that_libraries_keep_to_themselves_exist() -> None:
    for package, names in contents.LICENCE_DATA:
        spec = importlib.util.find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        assert [name for name in names if not Path(spec.origin).with_name(name).is_file()] == []


def test_the_names_of_hidden_modules_are_those_of_modules() -> None:
    code = f"import importlib\nfor name in {contents.HIDDEN_IMPORTS!r}: importlib.import_module(name)"
    subprocess.run([sys.executable, "-c", code], cwd=_ROOT, env=dict(os.environ), check=True)
