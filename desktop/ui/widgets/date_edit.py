"""A date that is typed, in the ways people type dates."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QLineEdit, QWidget

_FORMATS = (
    "yyyy-MM-dd",
    "d/M/yyyy",
    "d.M.yyyy",
    "d-M-yyyy",
    "d MMM yyyy",
    "d MMMM yyyy",
    "d. MMM yyyy",
    "d. MMMM yyyy",
)
_EARLIEST, _LATEST = date(1880, 1, 1), date(2199, 12, 31)


def date_text(day: date) -> str:
    """Write a date in full, so that nobody takes the month for the day."""
    pattern = QCoreApplication.translate("Dates", "d MMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


class DateEdit(QLineEdit):
    """Takes a date of the past, or one from today on, or nothing."""

    def __init__(self, parent: QWidget | None = None, *, to_come: bool = False) -> None:
        super().__init__(parent)
        self._to_come = to_come
        self.setPlaceholderText(self.tr("day/month/year"))

    def set_date(self, day: date | None) -> None:
        """Show a date; None for nothing."""
        self.setText("" if day is None else date_text(day))

    @property
    def date(self) -> date | None:
        """The date; None if there is nothing that can be read as one that may be."""
        text = " ".join(self.text().split())
        for pattern in _FORMATS:
            for locale in (QLocale(), QLocale.c()):
                found = locale.toDate(text, pattern)
                if found.isValid():
                    day = date(found.year(), found.month(), found.day())
                    # One to come may have passed since it was typed first.
                    return day if _EARLIEST <= day <= (_LATEST if self._to_come else _today()) else None
        return None

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, in a sentence; empty if nothing is, or nothing was typed."""
        if not self.text().strip() or self.date is not None:
            return ""
        if self._to_come:
            return self.tr("Type a date like 24/12/{year}.").format(year=_today().year)
        return self.tr("Type a past date like 24/12/1961.")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
