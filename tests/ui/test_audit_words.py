"""The audit trail says in words what happened, not in the names that the program's insides give to it."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.domain.accounts import Role
from desktop.core.domain.history import Capture, LesionDetails, PatientDetails
from desktop.ui.language import install_language, remove_language
from desktop.ui.models.audit_words import details_text
from desktop.ui.views.settings_page import SettingsPage
from tests.ui.desk_steps import VaultWindow

_FIELDS = sorted({field.name for kind in (PatientDetails, LesionDetails, Capture) for field in fields(kind)})
_DETAILS_COLUMN = 5


@pytest.fixture
def _german(qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    del qtbot
    install_language(qapp, "de")
    yield
    install_language(qapp, "en")
    remove_language(qapp)


@pytest.mark.usefixtures("_german")
@pytest.mark.parametrize("name", _FIELDS)
def test_every_field_that_can_change_is_named_in_words(name: str) -> None:
    said = details_text({"fields": name})

    # In German what is a noun begins with a capital; what the format calls it never does.
    assert said != name
    assert said[0].isupper()
    assert "_" not in said


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"fields": "family_name, notes"}, "Family name, Notes"),
        ({"fields": "lesion", "lesion": "0123456789abcdef"}, "Lesion · was under lesion 01234567"),
        ({"setting": "backup_folder", "by": "policy"}, "Folder of the backup · by the practice's policy"),
        ({"form": "clipboard"}, "to the clipboard"),
        ({"patients": "12", "purpose": "research"}, "Patients: 12 · for research"),
        ({"lesions": "2", "images": "3", "practice": "yes"}, "Lesions: 2 · Images: 3 · practice patient"),
        ({"wrong_attempts": "4"}, "Wrong passphrases before: 4"),
        ({"made_at": "not a moment"}, "from the backup of not a moment"),
        ({"fields": ""}, ""),
        ({"of_a_newer_program": "who knows"}, "Of a newer program: who knows"),
        ({"fields": "of_a_newer_program, notes"}, "of_a_newer_program, Notes"),
    ],
)
def test_what_else_an_event_tells_is_said_in_words(details: dict[str, str], said: str) -> None:
    assert details_text(details) == said


@pytest.mark.parametrize("role", Role)
def test_roles_are_named(role: Role) -> None:
    assert details_text({"role": role.value}) == role.value.capitalize()


def test_when_a_restored_backup_was_made_is_told_by_this_computers_clock() -> None:
    said = details_text({"made_at": "2026-03-04T05:06:07+00:00"})

    assert "Mar 2026" in said
    assert "T05" not in said


@pytest.mark.usefixtures("_german")
def test_a_choice_of_the_operating_point_is_told_in_german() -> None:
    details = {
        "setting": "operating_point",
        "before": "no point; prevalence as measured",
        "after": "sensitivity 90 %; 12 of 1000 malignant",
    }

    assert details_text(details) == (
        "Arbeitspunkt · vorher: kein Punkt; Prävalenz wie gemessen · nachher: Sensitivität 90 %; 12 von 1.000 maligne"
    )


def test_the_page_shows_a_changed_patient_in_words(clinic: VaultWindow) -> None:
    patient = clinic.patient()
    clinic.ask(lambda history: history.change_patient(patient.id, PatientDetails("P-1", "Winterfeld", "Karoline")))
    clinic.window.commands.go_settings.trigger()
    page: SettingsPage = clinic.window.desk.settings_page
    page._show_trail()
    model = page.audit_page.model

    def details() -> list[str]:
        return [model.index(row, _DETAILS_COLUMN).data() for row in range(model.rowCount())]

    clinic.qtbot.waitUntil(lambda: "Family name" in details())
    assert [said for said in details() if "_" in said] == []
