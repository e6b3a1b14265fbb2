"""Destroying what is kept of a patient."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from desktop.core.domain.accounts import Action, Subject
from desktop.core.storage import examination_rows, patient_rows
from desktop.core.storage.images import StoredImage
from desktop.core.storage.session import Session
from desktop.core.storage.telling import told


class Erasing(Session):
    """The part of `History` that destroys."""

    def erase_patient(self, patient_id: str) -> None:
        """Destroy all that is kept of a patient, with the keys of their images. It cannot be undone.

        An image that another patient's examination shows too is kept for that one. What remains is an audit event with
        the patient's random id. Backups made before still hold the patient.

        Raises
        ------
        NotAllowedError
            Unless an administrator does it.
        NotFoundError
            If there is no such patient.
        """
        self.require_administrator()
        with self.transaction("the patient was not erased") as connection:
            gone = self.erase(connection, patient_id)
        self.remove_images(gone)

    def erase(
        self, connection: Connection, patient_id: str, details: Mapping[str, str] | None = None
    ) -> tuple[StoredImage, ...]:
        """Do what `erase_patient` does to the database, as part of a transaction; `remove_images` comes after it.

        Parameters
        ----------
        connection : Connection
        patient_id : str
        details : mapping of str to str, optional
            What else the audit event is to say.

        Returns
        -------
        tuple of StoredImage
            The images whose keys are gone.

        Raises
        ------
        NotFoundError
            If there is no such patient.
        """
        patient_rows.patient_by_id(connection, patient_id)
        lesion_ids = [lesion.id for lesion in patient_rows.lesions_of(connection, patient_id)]
        ids = [found.id for found in examination_rows.examinations_of(connection, lesion_ids)]
        gone = examination_rows.delete_examinations(connection, ids)
        patient_rows.delete_patient(connection, patient_id, lesion_ids)
        counts = {"lesions": str(len(lesion_ids)), "examinations": str(len(ids)), "images": str(len(gone))}
        self.record(connection, Action.ERASED, Subject.PATIENT, patient_id, {**counts, **(details or {})})
        return gone

    def remove_images(self, gone: Iterable[StoredImage]) -> None:
        """Remove the files of images whose keys have been destroyed."""
        database, images = self.opened()
        for image in gone:
            try:
                images.remove(image.name)
            except OSError:  # Nobody can read it any more: its key is gone. The sweep will find it.
                self.sweep_due = True
        with told("copies of the database from before an update, which hold the erased patient, were not removed"):
            database.forget_former()
