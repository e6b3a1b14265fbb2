"""Where the program's own files lie."""

from pathlib import Path

from desktop.core.errors import BundleError

# Source checkout, installed wheel and PyInstaller folder all keep the data folders beside the package `desktop`.
_ROOT = Path(__file__).resolve().parents[2]


def resources_dir() -> Path:
    """Folder of icons, styles and synthetic samples."""
    return _ROOT / "resources"


def help_dir() -> Path:
    """Folder of the help's pages, with a folder for each language."""
    return resources_dir() / "help"


def samples_dir() -> Path:
    """Folder of the synthetic sample photographs."""
    return resources_dir() / "samples"


def translations_dir() -> Path:
    """Folder of the window's translations."""
    return resources_dir() / "translations"


def default_bundle_dir() -> Path:
    """Folder of the bundle that ships with the program: the newest under ``models/``.

    Raises
    ------
    BundleError
        If there is none.
    """
    candidates = sorted(
        # A hidden folder is an export that has not been finished.
        (found.parent for found in (_ROOT / "models").glob("*/manifest.json") if not found.parent.name.startswith(".")),
        key=lambda folder: _version_key(folder.name),
    )
    if not candidates:
        raise BundleError(
            "No bundle is installed. Reinstall Lentigo, or start it with --bundle and the folder of a bundle."
        )
    return candidates[-1]


def _version_key(folder_name: str) -> tuple[tuple[int, ...], str]:
    """Order ``<name>-<version>`` by version, numerically."""
    _, _, version = folder_name.rpartition("-")
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    return numbers, folder_name
