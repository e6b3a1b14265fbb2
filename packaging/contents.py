"""What goes into the packaged program and what stays out of it: read by `lentigo.spec`, `build.py` and the tests."""

import fnmatch
import re
from pathlib import Path

# Folders and files of the repository, and where they lie in the package: where `desktop.core.locations` and the modules
# beside them look. Alembic reads migrations as source. Of the bundles, `lentigo.spec` adds the one that is used.
DATA = (
    ("desktop/core/domain/body_sites.csv", "desktop/core/domain"),
    ("desktop/core/storage/migrations", "desktop/core/storage/migrations"),
    ("resources", "resources"),
)

# Licence texts that lie in the library's own folder and not among its metadata.
LICENCE_DATA = (("onnxruntime", ("LICENSE", "ThirdPartyNotices.txt", "Privacy.md")),)

# Imported by name at run time: PyInstaller sees no import of them.
HIDDEN_IMPORTS = (
    "desktop.core.storage.tables",
    "logging.config",
    "sqlalchemy.dialects.sqlite",
    "sqlcipher3.dbapi2",
)

# What dependencies could use and this program never does. Without `_ssl` no Python of the package speaks TLS.
EXCLUDED_MODULES = (
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtTest",
    "_sqlite3",
    "_ssl",
    "_uuid",
    "ensurepip",
    "flatbuffers",
    "google.protobuf",
    "idlelib",
    "lib2to3",
    "matplotlib",
    "numpy._core._simd",
    "numpy.f2py",
    "numpy.random",
    "onnx",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "pip",
    "pytest",
    "readline",
    "setuptools",
    "sqlite3",
    "tensorflow",
    "test",
    "tkinter",
    "training",
    "wheel",
)

# Qt is there for widgets, SVG icons, printing the recovery key, and the desktops' buses; nothing of it knows a network.
QT_MODULES = frozenset({"Core", "DBus", "Gui", "PrintSupport", "Svg", "WaylandClient", "Widgets", "XcbQpa"})
QT_PLUGINS = (
    "iconengines/*svgicon*",
    "imageformats/*qjpeg*",
    "imageformats/*qsvg*",
    "platforminputcontexts/*compose*",
    "platforminputcontexts/*ibus*",
    "platforms/*qcocoa*",
    "platforms/*qoffscreen*",
    "platforms/*qwayland*",
    "platforms/*qwindows*",
    "platforms/*qxcb*",
    "platformthemes/*qxdgdesktopportal*",
    "printsupport/*",
    "styles/*",
    "wayland-decoration-client/*bradient*",
    "wayland-shell-integration/*xdg-shell*",
)

# Of Linux's own libraries, what a bare desktop may lack or Python needs in the version that it was built with. All
# others are the system's: one of our age would shut out newer drivers and themes. See SYSTEM_LIBRARIES.
CARRIED_LIBRARIES = (
    "libbz2.so.*",
    "libcrypto.so.*",
    "libffi.so.*",
    "liblzma.so.*",
    "libpython3*.so*",
    "libxcb-cursor.so.*",
    "libxcb-icccm.so.*",
    "libxcb-image.so.*",
    "libxcb-keysyms.so.*",
    "libxcb-render-util.so.*",
    "libxcb-util.so.*",
    "libxcb-xkb.so.*",
    "libxkbcommon-x11.so.*",
    "libxkbcommon.so.*",
)

# Every other library that anything in the package is linked to, and the Debian package that brings it.
SYSTEM_LIBRARIES = {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libc.so.6": "libc6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdl.so.2": "libc6",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libm.so.6": "libc6",
    "libmvec.so.1": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# Only a plugin wants these, and Qt does without the plugin where they are missing: no printers then, but PDF.
OPTIONAL_LIBRARIES = {"libcups.so.2": "libcups2"}

_QT_LIBRARY = re.compile(
    r"(?:^|/)(?:lib)?Qt6?([A-Z][A-Za-z0-9]*)(?:\.framework|\.abi3\.so|\.so\.|\.dll|\.pyd|\.dylib|$)"
)
# Of Qt's own texts, those of its widgets and dialogs in the languages that Lentigo speaks.
_QT_TRANSLATION = re.compile(r"^PySide6/(?:Qt/)?translations/(.+)")
_QT_TRANSLATIONS = frozenset(
    f"qtbase_{path.stem.removeprefix('lentigo_')}.qm"
    for path in (Path(__file__).resolve().parents[1] / "resources" / "translations").glob("lentigo_*.qm")
)
_QT_PLUGIN = re.compile(r"^PySide6/(?:Qt/)?plugins/(.+)")
_SYSTEM_LIBRARY = re.compile(r"^lib[^/]+\.so[.\d]*$")
_NEVER = (
    "*/__pycache__/*",
    "*.dist-info/REQUESTED",
    "*.dist-info/INSTALLER",
    "*.dist-info/direct_url.json",  # The folder in which it was built.
    "*.dist-info/uv_*",
    "PySide6/opengl32sw.dll",
    "onnxruntime/capi/libonnxruntime.so*",  # The same library once more, for programs in C.
    "resources/screenshots/*",
    "resources/translations/*.ts",  # What the .qm files beside them are made of.
)


def is_shipped(path: str) -> bool:
    """Tell whether a file that PyInstaller has found belongs into the package.

    Parameters
    ----------
    path : str
        Relative to the package's inner folder, with forward slashes. Linux's own libraries lie at its top.
    """
    if any(fnmatch.fnmatchcase(path, pattern) for pattern in _NEVER):
        return False
    if qt_translation := _QT_TRANSLATION.match(path):
        return qt_translation[1] in _QT_TRANSLATIONS
    if plugin := _QT_PLUGIN.match(path):
        return any(fnmatch.fnmatchcase(plugin[1], pattern) for pattern in QT_PLUGINS)
    if library := _QT_LIBRARY.search(path):
        return library[1] in QT_MODULES
    if _SYSTEM_LIBRARY.match(path):
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in CARRIED_LIBRARIES)
    return True
