"""Putting invented patients into the vault to practise with, and taking exactly those out again."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.core.domain.accounts import Action, Subject
from desktop.core.domain.history import (
    Conclusion,
    ConclusionDetails,
    Lesion,
    LesionDetails,
    Patient,
    PatientDetails,
)
from desktop.core.domain.practice import PracticeImage
from desktop.core.storage import examination_rows, patient_rows, practice_rows
from desktop.core.storage.history import History
from desktop.core.storage.images import StoredImage

_NOTE = {"practice": "yes"}


@dataclass(frozen=True)
class PracticeErased:
    """What erasing the practice patients has done.

    Attributes
    ----------
    patients : int
        How many were erased.
    taken_back : int
        How many images, filed under them by somebody, are in the unfiled tray again.
    """

    patients: int
    taken_back: int


def count_practice_patients(history: History) -> int:
    """Return how many practice patients are in the vault, archived ones too."""
    with history.transaction("the practice patients cannot be counted") as connection:
        return len(practice_rows.practice_patient_ids(connection))


def add_practice_patient(
    history: History, details: PatientDetails, lesions: Sequence[tuple[LesionDetails, Sequence[PracticeImage]]]
) -> bool:
    """Add an invented patient with all that belongs to them: all of it or nothing.

    Returns
    -------
    bool
        False, and nothing was added, if somebody in the vault has the identifier already.
    """
    try:
        with history.transaction("the practice patient was not added") as connection:
            if patient_rows.patient_id_by_identifier(connection, details.identifier) is not None:
                return False
            patient = Patient(uuid.uuid4().hex, details, history.stamp(), None)
            patient_rows.add_patient(connection, patient)
            history.record(connection, Action.CREATED, Subject.PATIENT, patient.id, _NOTE)
            filed: list[str] = []
            for lesion_details, images in lesions:
                lesion = Lesion(uuid.uuid4().hex, patient.id, lesion_details, history.stamp(), None)
                patient_rows.add_lesion(connection, lesion)
                history.record(connection, Action.CREATED, Subject.LESION, lesion.id, _NOTE)
                filed.extend(_file(connection, history, lesion.id, image) for image in images)
            practice_rows.mark(connection, patient.id, filed)
            return True
    except BaseException:
        history.sweep_due = True  # Files of images may have been written.
        raise


def erase_practice_patients(history: History) -> PracticeErased:
    """Destroy the practice patients. Everybody may, and nothing real is lost.

    An image that somebody has filed under a practice patient goes back into the unfiled tray, with all that was made of
    it. A patient whose identifier is no practice patient's any more stays.
    """
    gone: list[StoredImage] = []
    with history.transaction("the practice patients were not erased") as connection:
        invented, taken_back = practice_rows.practice_examination_ids(connection), 0
        ids = practice_rows.practice_patient_ids(connection)
        for patient_id in ids:
            for examination in examination_rows.record_of(connection, patient_id).examinations:
                if examination.id not in invented:
                    history.unfile_in(connection, examination.id)
                    taken_back += 1
            gone.extend(history.erase(connection, patient_id, _NOTE))
        practice_rows.forget(connection)
    history.remove_images(gone)
    return PracticeErased(len(ids), taken_back)


def _file(connection: Connection, history: History, lesion_id: str, image: PracticeImage) -> str:
    examination = history.file_in(connection, lesion_id, image.data, image.capture, [image.assessment])
    if image.conclusion is not None:
        _conclude(connection, history, examination.id, image.conclusion)
    return examination.id


def _conclude(connection: Connection, history: History, examination_id: str, details: ConclusionDetails) -> None:
    stamp = history.stamp()
    conclusion = Conclusion(uuid.uuid4().hex, examination_id, details, stamp.created_at, stamp.created_by)
    examination_rows.add_conclusion(connection, conclusion)
    history.record(connection, Action.CREATED, Subject.CONCLUSION, conclusion.id, _NOTE)
