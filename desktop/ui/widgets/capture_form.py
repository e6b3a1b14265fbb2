"""How a photograph was taken, to be chosen and typed."""

from dataclasses import replace
from datetime import datetime, time

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from desktop.core.domain.history import Capture, Immersion
from desktop.ui.models.words import immersion_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.field import Field

_YES_OR_NO = (None, True, False)
_IMMERSIONS = (None, *Immersion)
_LARGEST_MAGNIFICATION = 1000.0


class CaptureForm(QWidget):
    """One row of fields. The day is asked for only if it is one photograph's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initial = Capture()
        self._asks_day = True
        self.day_edit = DateEdit()
        self._light, self._contact, self._immersion = QComboBox(), QComboBox(), QComboBox()
        unknown = self.tr("Not known")
        self._light.addItems([unknown, self.tr("Polarised"), self.tr("Not polarised")])
        self._contact.addItems([unknown, self.tr("Contact"), self.tr("No contact")])
        self._immersion.addItems([unknown, *(immersion_title(immersion) for immersion in Immersion)])
        self.magnification_edit = QLineEdit()
        self.magnification_edit.setPlaceholderText(self.tr("Times, such as 10"))
        self._day_field = Field(self.tr("Take&n on"), self.day_edit)
        self._magnification_field = Field(self.tr("&Magnification"), self.magnification_edit)
        row = self._row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(GRID_PX * 3 // 2)
        for column, part in enumerate(
            (
                self._day_field,
                Field(self.tr("&Light"), self._light),
                Field(self.tr("C&ontact"), self._contact),
                Field(self.tr("&Immersion"), self._immersion),
                self._magnification_field,
            )
        ):
            row.addWidget(part, 0, column)
            row.setColumnStretch(column, 1)

    def show_capture(self, capture: Capture, *, several: bool) -> None:
        """Propose what is known. Of several photographs each keeps its own day and camera."""
        self._initial = capture
        self._asks_day = not several
        self._day_field.setVisible(not several)
        self._row.setColumnStretch(0, 0 if several else 1)
        self.day_edit.set_date(None if capture.captured_at is None else capture.captured_at.date())
        self._light.setCurrentIndex(_YES_OR_NO.index(capture.polarised))
        self._contact.setCurrentIndex(_YES_OR_NO.index(capture.contact))
        self._immersion.setCurrentIndex(_IMMERSIONS.index(capture.immersion))
        self.magnification_edit.setText(
            "" if capture.magnification is None else QLocale().toString(capture.magnification, "g", 6)
        )

    @property
    def valid(self) -> bool:
        """Check the fields; those that are wrong say so."""
        problem = self.day_edit.problem if self._asks_day else ""
        self._day_field.set_error(problem)
        wrong = bool(self.magnification_edit.text().strip()) and self._magnification() is None
        self._magnification_field.set_error(self.tr("Type a number like 10.") if wrong else "")
        return not problem and not wrong

    def capture_for(self, known: Capture) -> Capture:
        """Return what the fields say of a photograph of which something is known already."""
        return replace(
            known,
            captured_at=self._moment() if self._asks_day else known.captured_at,
            polarised=_YES_OR_NO[self._light.currentIndex()],
            contact=_YES_OR_NO[self._contact.currentIndex()],
            immersion=_IMMERSIONS[self._immersion.currentIndex()],
            magnification=self._magnification(),
        )

    def _moment(self) -> datetime | None:
        day, known = self.day_edit.date, self._initial.captured_at
        if day is None:
            return None
        if known is not None and known.date() == day:
            return known  # It knows the hour, too.
        return datetime.combine(day, time(12)).astimezone()

    def _magnification(self) -> float | None:
        try:
            number = float(self.magnification_edit.text().strip().rstrip("x×").replace(",", "."))
        except ValueError:
            return None
        return number if 0 < number <= _LARGEST_MAGNIFICATION else None
