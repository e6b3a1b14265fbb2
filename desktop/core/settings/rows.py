"""Every setting there is, one row each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T", bool, int, str)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting.

    Attributes
    ----------
    key : str
        Its name in the file.
    default : bool, int or str
        Also says which type the value has.
    label : str
        For people.
    allowed : callable
        Tells whether a value of the right type may be taken.
    """

    key: str
    default: T
    label: str
    allowed: Callable[[T], bool] = lambda _value: True

    def accepts(self, value: object) -> bool:
        """Tell whether a value read from a file may be taken."""
        return type(value) is type(self.default) and self.allowed(value)


NOTICE_ACCEPTED: Final = Setting("notice_accepted", default=False, label="Research-use statement acknowledged")
HEATMAP_VISIBLE: Final = Setting("heatmap_visible", default=False, label="Show the heatmap")
HEATMAP_OPACITY: Final = Setting(
    "heatmap_opacity", 60, "Opacity of the heatmap (percent)", lambda percent: percent in range(101)
)
WINDOW_GEOMETRY: Final = Setting("window_geometry", "", "Place and size of the window (base64)")
LONGEST_IDLE_MINUTES: Final = 240

VAULT_FOLDER: Final = Setting("vault_folder", "", "Folder of the vault")
WITHOUT_VAULT: Final = Setting("without_vault", default=False, label="Work without a vault")
PASSPHRASE_REMEMBERED: Final = Setting(
    "passphrase_remembered", default=False, label="Remember the passphrase in this computer's key store"
)
IDLE_MINUTES: Final = Setting(
    "idle_minutes", 10, "Lock after so many idle minutes", lambda count: count in range(1, LONGEST_IDLE_MINUTES + 1)
)
LAST_FOLDER: Final = Setting("last_folder", "", "Folder where images were last opened")
