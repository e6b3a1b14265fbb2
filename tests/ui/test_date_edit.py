"""Dates are understood as people type them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.ui.widgets.date_edit import DateEdit

_LANGUAGES = ("en_GB", "de_DE", "de_AT", "fr_FR", "es_ES", "pt_PT", "pl_PL", "tr_TR", "cs_CZ", "hu_HU", "ru_RU")


@pytest.fixture
def edit(qapp: QApplication) -> Iterator[DateEdit]:
    before = QLocale()
    made = DateEdit()
    yield made
    made.deleteLater()
    QLocale.setDefault(before)


def _read(edit: DateEdit, text: str) -> date | None:
    edit.setText(text)
    assert bool(edit.problem) == (edit.date is None)
    return edit.date


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de_DE", "24. Dez 1961", date(1961, 12, 24)),
        ("de_DE", "24. Dez. 1961", date(1961, 12, 24)),
        ("de_DE", "24.Dezember 1961", date(1961, 12, 24)),
        ("de_DE", "3. Mär 2020", date(2020, 3, 3)),
        ("de_DE", "3 märz 2020", date(2020, 3, 3)),
        ("de_DE", "24 Dec 1961", date(1961, 12, 24)),
        ("de_AT", "2. Jän 2020", date(2020, 1, 2)),
        ("fr_FR", "3 févr 2020", date(2020, 2, 3)),
        ("es_ES", "3 sept 2020", date(2020, 9, 3)),
        ("en_GB", "3 Sep 2020", date(2020, 9, 3)),
        ("en_GB", "3. sept. 2020", date(2020, 9, 3)),
        ("en_GB", " 3/9/2020 ", date(2020, 9, 3)),
        ("en_GB", "2020-09-03", date(2020, 9, 3)),
    ],
)
def test_a_months_short_name_is_understood_with_and_without_a_dot(
    edit: DateEdit, language: str, text: str, day: date
) -> None:
    QLocale.setDefault(QLocale(language))

    assert _read(edit, text) == day


@pytest.mark.parametrize(
    "text",
    ["31. Feb 2020", "24. Dez 61", "24. Foo 1961", "24. 1961", "Dez 1961", "24. Dez 99999999999", "²4. Dez 1961"],
)
def test_what_is_no_date_is_not_taken_for_one(edit: DateEdit, text: str) -> None:
    QLocale.setDefault(QLocale("de_DE"))

    assert _read(edit, text) is None


@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_the_program_writes_it_reads(edit: DateEdit, language: str) -> None:
    QLocale.setDefault(QLocale(language))
    for day in (date(2024, 1, 5) + timedelta(days=29) * month for month in range(12)):
        edit.set_date(day)
        assert edit.date == day
