"""Examinations as a list, with thumbnails that are fetched when they are seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from desktop.ui.operations.examinations import ExaminationImages

Index = QModelIndex | QPersistentModelIndex


class ExaminationRole(IntEnum):
    """What the views can ask for beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    HEADLINE = Qt.ItemDataRole.UserRole + 2
    LINES = Qt.ItemDataRole.UserRole + 3
    THUMBNAIL = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class ExaminationEntry:
    """One examination in words.

    Attributes
    ----------
    examination_id : str
    headline : str
    lines : tuple of str
        What stands below it.
    """

    examination_id: str
    headline: str
    lines: tuple[str, ...] = ()


class ExaminationListModel(QAbstractListModel):
    """A list of examinations. A thumbnail is fetched when a view paints its row for the first time."""

    def __init__(self, images: ExaminationImages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._entries: tuple[ExaminationEntry, ...] = ()
        self._thumbnails: dict[str, QImage | None] = {}
        images.thumbnail_ready.connect(self._take_thumbnail)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of examinations."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ExaminationRole.THUMBNAIL:
            return self._thumbnail(entry.examination_id)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join((entry.headline, *entry.lines))
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: entry.headline,
            ExaminationRole.ID: entry.examination_id,
            ExaminationRole.HEADLINE: entry.headline,
            ExaminationRole.LINES: entry.lines,
        }
        return answers.get(role)

    def row_of(self, examination_id: str) -> int | None:
        """Return an examination's row, if it is in the list."""
        return next((row for row, entry in enumerate(self._entries) if entry.examination_id == examination_id), None)

    def show(self, entries: Sequence[ExaminationEntry]) -> None:
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

    def _thumbnail(self, examination_id: str) -> QImage | None:
        if examination_id not in self._thumbnails:
            self._thumbnails[examination_id] = None
            self._images.want_thumbnail(examination_id)
        return self._thumbnails[examination_id]

    def _take_thumbnail(self, examination_id: str, image: QImage) -> None:
        row = self.row_of(examination_id)
        if row is not None:
            self._thumbnails[examination_id] = image
            self.dataChanged.emit(self.index(row), self.index(row))
