"""A patient's lesions as a list, each with a thumbnail of its newest image, fetched when it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from desktop.ui.models.examination_list_model import ExaminationRole
from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.map_pin import pin_kind_title
from desktop.ui.operations.examinations import ExaminationImages

Index = QModelIndex | QPersistentModelIndex


class LesionRole(IntEnum):
    """What the views can ask for beside `ExaminationRole`; headline, lines and thumbnail are here the lesion's."""

    ID = Qt.ItemDataRole.UserRole + 11
    KIND = Qt.ItemDataRole.UserRole + 12


@dataclass(frozen=True)
class LesionEntry:
    """One lesion in words.

    Attributes
    ----------
    lesion_id : str
    examination_id : str or None
        Whose image stands for it; None if there is no image.
    headline : str
    lines : tuple of str
        What stands below it.
    kind : PinKind
    """

    lesion_id: str
    examination_id: str | None
    headline: str
    lines: tuple[str, ...]
    kind: PinKind


class LesionListModel(QAbstractListModel):
    """A list of lesions. A thumbnail is fetched when a view paints its row for the first time."""

    def __init__(self, images: ExaminationImages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._entries: tuple[LesionEntry, ...] = ()
        self._thumbnails: dict[str, QImage | None] = {}
        images.thumbnail_ready.connect(self._take_thumbnail)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of lesions."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ExaminationRole.THUMBNAIL:
            return self._thumbnail(entry.examination_id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "\n".join((entry.headline, *entry.lines, pin_kind_title(entry.kind)))
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: entry.headline,
            Qt.ItemDataRole.ToolTipRole: "\n".join((entry.headline, *entry.lines)),
            ExaminationRole.HEADLINE: entry.headline,
            ExaminationRole.LINES: entry.lines,
            LesionRole.ID: entry.lesion_id,
            LesionRole.KIND: entry.kind,
        }
        return answers.get(role)

    def row_of(self, lesion_id: str | None) -> int | None:
        """Return a lesion's row, if it is in the list."""
        return next((row for row, entry in enumerate(self._entries) if entry.lesion_id == lesion_id), None)

    def show(self, entries: Sequence[LesionEntry]) -> None:
        """Replace the list; thumbnails that are there already stay."""
        self.beginResetModel()
        self._entries = tuple(entries)
        shown = {entry.examination_id for entry in self._entries}
        # What was still on its way is asked for again: the fetcher may have been told to forget.
        self._thumbnails = {key: image for key, image in self._thumbnails.items() if key in shown and image is not None}
        self.endResetModel()

    def forget(self) -> None:
        """Keep nothing."""
        self._thumbnails.clear()
        self.show(())

    def _thumbnail(self, examination_id: str | None) -> QImage | None:
        if examination_id is None:
            return None
        if examination_id not in self._thumbnails:
            self._thumbnails[examination_id] = None
            self._images.want_thumbnail(examination_id)
        return self._thumbnails[examination_id]

    def _take_thumbnail(self, examination_id: str, image: QImage) -> None:
        for row, entry in enumerate(self._entries):
            if entry.examination_id == examination_id:
                self._thumbnails[examination_id] = image
                self.dataChanged.emit(self.index(row), self.index(row))
