"""A date that is typed, in the ways people type dates."""

import re
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QLineEdit, QWidget

_IN_NUMBERS = ("yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy")
_IN_WORDS = re.compile(r"(?P<day>\d{1,2}) (?P<month>.+) (?P<year>\d{4})")
_MONTHS = range(1, 13)
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
        found = _in_numbers(" ".join(self.text().split())) or _in_words(self.text())
        if found is None:
            return None
        day = date(found.year(), found.month(), found.day())
        # One to come may have passed since it was typed first.
        return day if _EARLIEST <= day <= (_LATEST if self._to_come else _today()) else None

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, in a sentence; empty if nothing is, or nothing was typed."""
        if not self.text().strip() or self.date is not None:
            return ""
        if self._to_come:
            return self.tr("Type a date like 24/12/{year}.").format(year=_today().year)
        return self.tr("Type a past date like 24/12/1961.")


def _in_numbers(text: str) -> QDate | None:
    tried = (locale.toDate(text, pattern) for pattern in _IN_NUMBERS for locale in (QLocale(), QLocale.c()))
    return next((day for day in tried if day.isValid()), None)


def _in_words(text: str) -> QDate | None:
    """Read a day, the month's name or its short form, with or without a dot, and a year, in that order."""
    parts = _IN_WORDS.fullmatch(_plain(text))
    if parts is None:
        return None
    month = next((month for month in _MONTHS if parts["month"] in _names(month)), 0)
    day = QDate(int(parts["year"]), month, int(parts["day"]))
    return day if day.isValid() else None


def _names(month: int) -> set[str]:
    """Return what people call a month, here and in English: “Dez.” in a date, “Dez” by itself, “Dezember”."""
    lengths = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    return {
        _plain(name(month, length))
        for locale in (QLocale(), QLocale.c())
        for name in (locale.monthName, locale.standaloneMonthName)
        for length in lengths
    }


def _plain(text: str) -> str:
    return " ".join(text.replace(".", " ").casefold().split())


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
