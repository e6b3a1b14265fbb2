"""What the lists of lesions to be looked at again say of each."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.core.domain.history import Lesion, Patient
from desktop.core.domain.worklists import Disagreement, DueLesion
from desktop.ui.models.words import conclusion_text, full_name, prediction_text, where_text
from desktop.ui.models.worklist_model import WorklistRow
from desktop.ui.widgets.date_edit import date_text


def due_row(due: DueLesion, today: date) -> WorklistRow:
    """Say whose lesion is due, and for how long it has been."""
    return _row(due.patient, due.lesion, (date_text(due.due_on), _how_long((today - due.due_on).days)))


def disagreement_row(found: Disagreement, titles: Mapping[str, str]) -> WorklistRow:
    """Say whose conclusion and prediction differ, and what they are."""
    return _row(
        found.patient, found.lesion, (conclusion_text(found.conclusion), prediction_text(found.prediction, titles))
    )


def _row(patient: Patient, lesion: Lesion, rest: tuple[str, ...]) -> WorklistRow:
    where = where_text(lesion.details)
    named = f"{lesion.details.name} ({where})" if where else lesion.details.name
    return WorklistRow(patient.id, lesion.id, (full_name(patient.details), patient.details.identifier, named, *rest))


def _how_long(days: int) -> str:
    if days == 0:
        return _tr("Today")
    if days > 0:
        return _tr("1 day ago") if days == 1 else _tr("{count} days ago").format(count=days)
    return _tr("In 1 day") if days == -1 else _tr("In {count} days").format(count=-days)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Worklist", text)
