"""The unlocked vault: everything that is done with patients, lesions and examinations."""

import contextlib
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from desktop import __version__
from desktop.core.domain.accounts import Action, Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import (
    Capture,
    Conclusion,
    ConclusionDetails,
    Examination,
    Lesion,
    LesionDetails,
    ListedPatient,
    Patient,
    PatientDetails,
    PatientRecord,
    StoredPrediction,
)
from desktop.core.storage import examination_rows, overview, patient_rows, tray_rows
from desktop.core.storage.erasing import Erasing
from desktop.core.storage.errors import ConflictError, ImageDamagedError
from desktop.core.storage.housekeeping import Housekeeping
from desktop.core.storage.images import StoredImage
from desktop.core.storage.tables import examinations, lesions, patients
from desktop.core.storage.tray import Tray
from desktop.core.storage.worklists import Worklists

_ARCHIVED = {Subject.PATIENT: patients, Subject.LESION: lesions, Subject.EXAMINATION: examinations}


class History(Housekeeping, Tray, Erasing, Worklists):
    """What an unlocked vault can do, on behalf of one account. Made by `Vault`; used by one thread at a time.

    Each method that changes something is all or nothing, durable on return, and leaves an audit event. All raise
    `VaultLockedError` once the vault is locked, and `VaultError` with a sentence if the drive refuses.
    """

    # --- patients and lesions

    def create_patient(self, details: PatientDetails) -> Patient:
        """Add a patient.

        Raises
        ------
        ConflictError
            If another patient has the same identifier.
        """
        patient = Patient(_new_id(), details, self.stamp(), None)
        with self.transaction("the patient was not saved") as connection:
            patient_rows.add_patient(connection, patient)
            self.record(connection, Action.CREATED, Subject.PATIENT, patient.id)
        return patient

    def change_patient(self, patient_id: str, details: PatientDetails) -> Patient:
        """Replace what is known of a patient.

        Raises
        ------
        NotFoundError
            If there is no such patient.
        ConflictError
            If another patient has the same identifier.
        """
        with self.transaction("the patient was not saved") as connection:
            before = patient_rows.patient_by_id(connection, patient_id).details
            patient_rows.change_patient(connection, patient_id, details, self.changed())
            self.record(connection, Action.CHANGED, Subject.PATIENT, patient_id, _changed_fields(before, details))
            return patient_rows.patient_by_id(connection, patient_id)

    def find_patients(self, text: str = "", *, limit: int = 100, archived: bool = False) -> tuple[ListedPatient, ...]:
        """Find patients by any part of identifier and names, by name.

        Parameters
        ----------
        text : str
            Every word has to occur; case does not matter; empty finds all.
        limit : int
            At most so many.
        archived : bool
            Look among those that have been put away instead.
        """
        with self.transaction("the patients cannot be listed") as connection:
            return patient_rows.find_patients(connection, text, limit, archived=archived)

    def open_patient(self, patient_id: str) -> PatientRecord:
        """Read all about a patient, archived lesions and examinations too. That it was read is an audit event.

        Raises
        ------
        NotFoundError
            If there is no such patient.
        """
        with self.transaction("the patient cannot be shown") as connection:
            record = examination_rows.record_of(connection, patient_id)
            self.record(connection, Action.READ, Subject.PATIENT, patient_id)
        return record

    def create_lesion(self, patient_id: str, details: LesionDetails) -> Lesion:
        """Add a lesion to a patient.

        Raises
        ------
        NotFoundError
            If there is no such patient.
        """
        lesion = Lesion(_new_id(), patient_id, details, self.stamp(), None)
        with self.transaction("the lesion was not saved") as connection:
            patient_rows.patient_by_id(connection, patient_id)
            patient_rows.add_lesion(connection, lesion)
            self.record(connection, Action.CREATED, Subject.LESION, lesion.id)
        return lesion

    def change_lesion(self, lesion_id: str, details: LesionDetails) -> Lesion:
        """Replace what is known of a lesion.

        Raises
        ------
        NotFoundError
            If there is no such lesion.
        """
        with self.transaction("the lesion was not saved") as connection:
            before = patient_rows.lesion_by_id(connection, lesion_id).details
            patient_rows.change_lesion(connection, lesion_id, details, self.changed())
            self.record(connection, Action.CHANGED, Subject.LESION, lesion_id, _changed_fields(before, details))
            return patient_rows.lesion_by_id(connection, lesion_id)

    def archive(self, subject: Subject, subject_id: str) -> None:
        """Put a patient, a lesion or an examination away. Nothing is lost; see `restore`.

        Raises
        ------
        NotFoundError
            If there is no such thing.
        """
        self._set_archived(subject, subject_id, datetime.now(UTC))

    def restore(self, subject: Subject, subject_id: str) -> None:
        """Take a patient, a lesion or an examination out of the archive.

        Raises
        ------
        NotFoundError
            If there is no such thing.
        """
        self._set_archived(subject, subject_id, None)

    # --- examinations

    def file_examination(
        self,
        lesion_id: str | None,
        data: bytes,
        capture: Capture | None = None,
        assessments: Iterable[Assessment] = (),
        file_name: str = "",
    ) -> Examination:
        """Keep an image: its bytes, how it was taken and what was made of it. On return it is on the disk.

        Parameters
        ----------
        lesion_id : str or None
            None puts it into the unfiled tray.
        data : bytes
            The file as it came.
        capture : Capture, optional
        assessments : iterable of Assessment
            Of exactly these bytes.
        file_name : str, optional
            Kept while the image is unfiled.

        Raises
        ------
        NotFoundError
            If there is no such lesion.
        ValueError
            If an assessment is of another image.
        """
        try:
            with self.transaction("the image was not filed") as connection:
                examination = self.file_in(connection, lesion_id, data, capture or Capture(), assessments)
                if lesion_id is None and file_name:
                    tray_rows.put_name(connection, examination.id, file_name)
                return examination
        except BaseException:
            # The file may have been written, and it is not known whether a failed commit has failed for good.
            self.sweep_due = True
            raise

    def file_unfiled(self, examination_id: str, lesion_id: str, capture: Capture | None = None) -> Examination:
        """Take an examination out of the unfiled tray and put it under a lesion, with its predictions.

        One that was put away is brought back.

        Parameters
        ----------
        examination_id, lesion_id : str
        capture : Capture, optional
            Replaces what was known of how it was taken.

        Raises
        ------
        NotFoundError
            If there is no such examination or lesion.
        ConflictError
            If it is under a lesion already.
        """
        with self.transaction("the image was not filed") as connection:
            examination = examination_rows.examination_by_id(connection, examination_id)
            if examination.lesion_id is not None:
                raise ConflictError("This image has been filed already.")
            patient_rows.lesion_by_id(connection, lesion_id)
            self._bring_back(connection, examination)
            examination_rows.change_examination(connection, examination_id, lesion_id, self.changed(), capture)
            tray_rows.forget_name(connection, examination_id)
            self.record(connection, Action.FILED, Subject.EXAMINATION, examination_id)
            return examination_rows.examination_by_id(connection, examination_id)

    def unfile(self, *examination_ids: str) -> tuple[Examination, ...]:
        """Take examinations from under their lesions back into the unfiled tray, with all that was made of them.

        What was put away waits there, too.

        Raises
        ------
        NotFoundError
            If there is no such examination.
        ConflictError
            If one is under no lesion.
        """
        with self.transaction("the image was not taken back") as connection:
            return tuple(self.unfile_in(connection, examination_id) for examination_id in examination_ids)

    def unfile_in(self, connection: Connection, examination_id: str) -> Examination:
        """Do what `unfile` does to one, as part of a transaction."""
        examination = examination_rows.examination_by_id(connection, examination_id)
        lesion_id = examination.lesion_id
        if lesion_id is None:
            raise ConflictError("This image is not filed under a lesion.")
        self._bring_back(connection, examination)
        examination_rows.change_examination(connection, examination_id, None, self.changed())
        overview.refresh_of(connection, lesions, lesion_id)
        # From where, by its random id: what was moved can be followed.
        details = {"fields": "lesion", "lesion": lesion_id}
        self.record(connection, Action.CHANGED, Subject.EXAMINATION, examination_id, details)
        return examination_rows.examination_by_id(connection, examination_id)

    def image(self, examination_id: str) -> bytes:
        """Return an examination's image, byte for byte as it was filed.

        Raises
        ------
        NotFoundError
            If there is no such examination.
        ImageDamagedError
            If its file is missing or damaged.
        """
        with self.transaction("the image cannot be shown") as connection:
            examination = examination_rows.examination_by_id(connection, examination_id)
            image = examination_rows.image_by_hash(connection, examination.sha256)
            if image is None:
                raise ImageDamagedError("The image's key is missing from the vault. Restore it from a backup.")
            return self.opened()[1].read(image)

    def add_prediction(self, examination_id: str, assessment: Assessment) -> StoredPrediction:
        """Keep what a bundle made of an examination's image, beside what others made of it before.

        Raises
        ------
        NotFoundError
            If there is no such examination.
        ValueError
            If the assessment is of another image.
        """
        with self.transaction("the prediction was not saved") as connection:
            examination = examination_rows.examination_by_id(connection, examination_id)
            return self._add_prediction(connection, examination, assessment)

    def predictions(self, examination_id: str) -> tuple[StoredPrediction, ...]:
        """Return an examination's predictions, newest first; those of the unfiled tray are in no patient's record."""
        with self.transaction("the predictions cannot be shown") as connection:
            return examination_rows.predictions_of(connection, examination_id)

    def set_scale(self, examination_id: str, mm_per_px: float | None) -> Examination:
        """Keep how many millimetres a pixel of an examination's photograph is; None if that is not known after all.

        Raises
        ------
        NotFoundError
            If there is no such examination.
        ValueError
            If it is not more than 0.
        """
        with self.transaction("the scale was not saved") as connection:
            before = examination_rows.examination_by_id(connection, examination_id).capture
            after = replace(before, mm_per_px=mm_per_px)
            examination_rows.set_scale(connection, examination_id, mm_per_px, self.changed())
            self.record(connection, Action.CHANGED, Subject.EXAMINATION, examination_id, _changed_fields(before, after))
            return examination_rows.examination_by_id(connection, examination_id)

    def conclude(self, examination_id: str, details: ConclusionDetails) -> Conclusion:
        """Keep what the clinician decided, beside earlier conclusions.

        Raises
        ------
        NotFoundError
            If there is no such examination.
        """
        stamp = self.stamp()
        conclusion = Conclusion(_new_id(), examination_id, details, stamp.created_at, stamp.created_by)
        with self.transaction("the conclusion was not saved") as connection:
            examination_rows.examination_by_id(connection, examination_id)
            examination_rows.add_conclusion(connection, conclusion)
            self.record(connection, Action.CREATED, Subject.CONCLUSION, conclusion.id)
        return conclusion

    def keep_image(self, connection: Connection, data: bytes) -> StoredImage:
        """Write an image's file, unless it is there and whole, and keep its key, as part of a transaction."""
        _, images = self.opened()
        kept = examination_rows.image_by_hash(connection, hashlib.sha256(data).hexdigest())
        if kept is not None:
            with contextlib.suppress(ImageDamagedError):
                images.read(kept)
                return kept
            self.sweep_due = True  # Of its damaged file.
        image = images.write(data)
        examination_rows.put_image(connection, image)
        return image

    def file_in(
        self,
        connection: Connection,
        lesion_id: str | None,
        data: bytes,
        capture: Capture,
        assessments: Iterable[Assessment],
    ) -> Examination:
        """Do what `file_examination` does, as part of a transaction. If that fails, a sweep is due."""
        if lesion_id is not None:
            patient_rows.lesion_by_id(connection, lesion_id)
        image = self.keep_image(connection, data)
        examination = Examination(_new_id(), lesion_id, image.sha256, image.size_bytes, capture, self.stamp(), None)
        examination_rows.add_examination(connection, examination)
        self.record(connection, Action.FILED if lesion_id else Action.CREATED, Subject.EXAMINATION, examination.id)
        for assessment in assessments:
            self._add_prediction(connection, examination, assessment)
        return examination

    def _add_prediction(
        self, connection: Connection, examination: Examination, assessment: Assessment
    ) -> StoredPrediction:
        if assessment.sha256 != examination.sha256:
            raise ValueError("the assessment is of another image")
        numbers, stamp = assessment.prediction, self.stamp()
        prediction = StoredPrediction(
            id=_new_id(),
            examination_id=examination.id,
            bundle=assessment.bundle,
            outcome=assessment.status,
            reason=assessment.reason,
            probabilities=None if numbers is None else dict(numbers.probabilities),
            malignant=None if numbers is None else numbers.malignant,
            top_label=None if numbers is None else numbers.top_label,
            balanced_label=None if numbers is None else numbers.balanced_label,
            flags=assessment.flags,
            program_version=__version__,
            created_at=stamp.created_at,
            created_by=stamp.created_by,
        )
        examination_rows.add_prediction(connection, prediction)
        self.record(connection, Action.CREATED, Subject.PREDICTION, prediction.id)
        return prediction

    def _set_archived(self, subject: Subject, subject_id: str, at: datetime | None) -> None:
        with self.transaction("it was not put away" if at else "it was not taken out of the archive") as connection:
            self._set_archived_in(connection, subject, subject_id, at)

    def _bring_back(self, connection: Connection, examination: Examination) -> None:
        """Take an examination out of the archive, if it was put there: it is wanted."""
        if examination.archived_at is not None:
            self._set_archived_in(connection, Subject.EXAMINATION, examination.id, None)

    def _set_archived_in(self, connection: Connection, subject: Subject, subject_id: str, at: datetime | None) -> None:
        patient_rows.set_archived(connection, _ARCHIVED[subject], subject_id, at, self.changed())
        self.record(connection, Action.ARCHIVED if at else Action.RESTORED, subject, subject_id)


def _new_id() -> str:
    return uuid.uuid4().hex


def _changed_fields(
    before: PatientDetails | LesionDetails | Capture, after: PatientDetails | LesionDetails | Capture
) -> dict[str, str]:
    """Name what has changed, without saying from what to what: that would be the patient's data."""
    names = sorted(name for name, value in vars(before).items() if vars(after)[name] != value)
    return {"fields": ", ".join(names)}
