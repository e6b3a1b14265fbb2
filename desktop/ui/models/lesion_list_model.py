"""A patient's lesions as a list, each with a thumbnail of its newest image."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from desktop.ui.models.entry_list_model import Entry, EntryListModel
from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.map_pin import pin_kind_title


class LesionRole(IntEnum):
    """What the views can ask for beside `EntryRole`."""

    KIND = Qt.ItemDataRole.UserRole + 12


@dataclass(frozen=True, kw_only=True)
class LesionEntry(Entry):
    """One lesion in words, and the kind of its pin."""

    kind: PinKind


class LesionListModel(EntryListModel[LesionEntry]):
    """A list of lesions."""

    def _answers(self, entry: LesionEntry) -> dict[int, object]:
        answers = super()._answers(entry)
        spoken = "\n".join((entry.headline, *entry.lines, pin_kind_title(entry.kind)))
        return {**answers, Qt.ItemDataRole.AccessibleTextRole: spoken, LesionRole.KIND: entry.kind}
