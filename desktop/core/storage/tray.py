"""The unfiled tray's part of the history."""

from collections.abc import Iterable

from desktop.core.domain.history import Examination, Patient
from desktop.core.storage import examination_rows, patient_rows, tray_rows
from desktop.core.storage.session import Session


class Tray(Session):
    """The part of `History` that helps to fill the unfiled tray and to empty it."""

    def unfiled(self) -> tuple[Examination, ...]:
        """Return the unfiled tray, newest first."""
        with self.transaction("the unfiled images cannot be listed") as connection:
            return examination_rows.unfiled_examinations(connection)

    def examinations_of_image(self, sha256: str) -> tuple[Examination, ...]:
        """Return the examinations that show an image of this hash, newest first, archived ones too."""
        with self.transaction("the image cannot be looked up") as connection:
            return examination_rows.examinations_with_image(connection, sha256)

    def examinations_there(self, ids: Iterable[str]) -> dict[str, Examination]:
        """Return the examinations that have these ids, by them, as far as they are there; archived ones too."""
        with self.transaction("the image cannot be looked up") as connection:
            return examination_rows.examinations_by_ids(connection, ids)

    def unfiled_names(self) -> dict[str, str]:
        """Return the names of the unfiled images' files by the examinations' ids, where they are known.

        A name may hold a patient's. It is kept, encrypted as all is, until the image is filed.
        """
        with self.transaction("the unfiled images cannot be listed") as connection:
            return tray_rows.all_names(connection)

    def patients_by_identifier(self, identifiers: Iterable[str]) -> dict[str, Patient]:
        """Return the patients who have exactly these identifiers, by them; not those that have been put away."""
        with self.transaction("the patients cannot be listed") as connection:
            return patient_rows.patients_by_identifier(connection, identifiers)

    def patient_in_use(self, patient_id: str) -> Patient | None:
        """Return whose id this is, to be proposed by name; None if there is no such patient or they are put away.

        Their record is not read, and so it is no audit event.
        """
        with self.transaction("the patients cannot be listed") as connection:
            return patient_rows.patient_in_use(connection, patient_id)

    def watched_marks(self) -> frozenset[str]:
        """Return the marks of the watched folder's files that have been taken before; see `DroppedFile`."""
        with self.transaction("the watched folder cannot be looked into") as connection:
            return tray_rows.all_marks(connection)

    def note_watched(self, marks: Iterable[str]) -> None:
        """Keep that files of the watched folder have been taken, so that none comes again, not even after erasing."""
        with self.transaction("it was not noted which images have been taken") as connection:
            tray_rows.add_marks(connection, marks)
