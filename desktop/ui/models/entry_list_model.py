"""Examinations or lesions as a list, with thumbnails that are fetched when they are seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from desktop.ui.operations.examinations import ExaminationImages

Index = QModelIndex | QPersistentModelIndex


class EntryRole(IntEnum):
    """What the views can ask for beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    HEADLINE = Qt.ItemDataRole.UserRole + 2
    LINES = Qt.ItemDataRole.UserRole + 3
    THUMBNAIL = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class Entry:
    """One examination or lesion in words.

    Attributes
    ----------
    id : str
    examination_id : str or None
        Whose image stands for it; None if there is no image.
    headline : str
    lines : tuple of str
        What stands below it.
    """

    id: str
    examination_id: str | None
    headline: str
    lines: tuple[str, ...] = ()


EntryT = TypeVar("EntryT", bound=Entry)


class EntryListModel(QAbstractListModel, Generic[EntryT]):
    """A list of entries. A thumbnail is fetched when a view paints its row for the first time."""

    def __init__(self, images: ExaminationImages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._entries: tuple[EntryT, ...] = ()
        self._thumbnails: dict[str, QImage | None] = {}
        images.thumbnail_ready.connect(self._take_thumbnail)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == EntryRole.THUMBNAIL:
            return self._thumbnail(entry.examination_id)
        return self._answers(entry).get(role)

    def row_of(self, entry_id: str | None) -> int | None:
        """Return an entry's row, if it is in the list."""
        return next((row for row, entry in enumerate(self._entries) if entry.id == entry_id), None)

    def show(self, entries: Sequence[EntryT]) -> None:
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

    def _answers(self, entry: EntryT) -> dict[int, object]:
        """Return what an entry answers, by role."""
        whole = "\n".join((entry.headline, *entry.lines))
        return {
            Qt.ItemDataRole.DisplayRole: entry.headline,
            Qt.ItemDataRole.AccessibleTextRole: whole,
            Qt.ItemDataRole.ToolTipRole: whole,
            EntryRole.ID: entry.id,
            EntryRole.HEADLINE: entry.headline,
            EntryRole.LINES: entry.lines,
        }

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
