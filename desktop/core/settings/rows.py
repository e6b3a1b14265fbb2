"""Every setting there is, one row each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T", bool, int, str, dict[str, str])


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting.

    Attributes
    ----------
    key : str
        Its name in the file.
    default : bool, int, str or dict of str to str
        Also says which type the value has.
    label : str
        For people.
    allowed : callable
        Tells whether a value of the right type may be taken.
    personal : bool
        True for what is somebody's own or a state rather than a choice: no policy may fix it.
    """

    key: str
    default: T
    label: str
    allowed: Callable[[T], bool] = lambda _value: True
    personal: bool = False

    def accepts(self, value: object) -> bool:
        """Tell whether a value read from a file may be taken."""
        return type(value) is type(self.default) and _is_sound(value) and self.allowed(value)


def _is_sound(value: object) -> bool:
    """Keep out of a text what JSON may hold and no path and no file may: half a character, and the character 0."""
    if isinstance(value, dict):
        return all(isinstance(text, str) and _is_sound(text) for pair in value.items() for text in pair)
    if not isinstance(value, str):
        return True
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


NOTICE_ACCEPTED: Final = Setting(
    "notice_accepted", default=False, label="Research-use statement acknowledged", personal=True
)
THEME: Final = Setting("theme", "system", "Theme", lambda name: name in ("system", "light", "dark"))
LANGUAGE: Final = Setting(
    "language", "", "Language of the window; empty for the system's", lambda name: name in ("", "en", "de")
)
SHORTCUTS: Final[Setting[dict[str, str]]] = Setting(
    "shortcuts", {}, "Keyboard shortcuts that are not the program's own, by action"
)
HEATMAP_VISIBLE: Final = Setting("heatmap_visible", default=False, label="Show the heatmap")
HEATMAP_OPACITY: Final = Setting(
    "heatmap_opacity", 60, "Opacity of the heatmap (percent)", lambda percent: percent in range(101)
)
WINDOW_GEOMETRY: Final = Setting("window_geometry", "", "Place and size of the window (base64)", personal=True)
LONGEST_IDLE_MINUTES: Final = 240

VAULT_FOLDER: Final = Setting("vault_folder", "", "Folder of the vault")
WITHOUT_VAULT: Final = Setting("without_vault", default=False, label="Work without a vault")
PASSPHRASE_REMEMBERED: Final = Setting(
    "passphrase_remembered", default=False, label="Remember the passphrase in this computer's key store"
)
IDLE_MINUTES: Final = Setting(
    "idle_minutes", 10, "Lock after so many idle minutes", lambda count: count in range(1, LONGEST_IDLE_MINUTES + 1)
)
LAST_FOLDER: Final = Setting("last_folder", "", "Folder where images were last opened", personal=True)
WATCH_FOLDER: Final = Setting("watch_folder", "", "Folder from which new images go to the unfiled tray")
BACKUP_FOLDER: Final = Setting(
    "backup_folder", "", "Folder of the daily backup, in place of the one that each vault keeps"
)

OPERATING_SENSITIVITIES: Final = (80, 90, 95)
OPERATING_SENSITIVITY: Final = Setting(
    "operating_sensitivity",
    0,
    "Operating point: percent of malignant lesions that are to lie above it; 0 for none",
    lambda percent: percent in (0, *OPERATING_SENSITIVITIES),
)
MALIGNANT_PER_THOUSAND: Final = Setting(
    "malignant_per_thousand",
    0,
    "Malignant lesions of 1,000 that the clinic photographs; 0 for as many as in the bundle's measurements",
    lambda count: count in range(1000),
)


def all_settings() -> tuple[Setting[Any], ...]:
    """Return every row there is."""
    return tuple(row for row in globals().values() if isinstance(row, Setting))
