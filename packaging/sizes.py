"""What the megabytes of the package are."""

from collections import Counter
from pathlib import Path

_MEGABYTE = 1_000_000
# The first that fits. The program itself holds all Python modules, compressed.
_COMPONENTS = (
    ("ICU, in Qt", ("PySide6/Qt/lib/libicu",)),
    ("Qt and PySide6", ("PySide6/", "shiboken6/", "libxcb-", "libxkbcommon")),
    ("ONNX Runtime", ("onnxruntime/",)),
    ("OpenBLAS and Fortran, in NumPy", ("numpy.libs/",)),
    ("NumPy", ("numpy/",)),
    ("x265, in pillow-heif", ("pillow_heif.libs/libx265",)),
    ("HEIC: pillow-heif", ("pillow_heif", "_pillow_heif")),
    ("Pillow", ("PIL/", "pillow.libs/")),
    ("SQLCipher", ("sqlcipher3/",)),
    ("cryptography", ("cryptography/", "_cffi_backend", "_argon2")),
    ("SQLAlchemy", ("sqlalchemy/",)),
    ("Python", ("libpython", "python3", "base_library.zip", "libcrypto", "libffi", "libbz2", "liblzma", "Python")),
    ("Python modules", ("lentigo", "../lentigo")),
    ("bundle", ("models/",)),
    ("resources, licences, migrations", ("resources/", "desktop/")),
)


def size_table(folder: Path) -> str:
    """Return a table of what lies in the program's folder, largest first, in megabytes of 10⁶ bytes."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[_component(path, folder)] += path.stat().st_size
    lines = [f"{size / _MEGABYTE:8.1f} MB  {name}" for name, size in sizes.most_common()]
    return "\n".join([*lines, f"{sizes.total() / _MEGABYTE:8.1f} MB  in all"])


def _component(path: Path, folder: Path) -> str:
    inner = folder / "_internal"
    if not path.is_relative_to(inner):
        return "Python modules"
    place = path.relative_to(inner).as_posix()
    return next((name for name, starts in _COMPONENTS if place.startswith(starts)), "other libraries, metadata")
