"""What is to be looked at again: the part of the history that lists it."""

from datetime import date

from desktop.core.domain.worklists import Disagreement, DueLesion
from desktop.core.storage import examination_rows, worklist_rows
from desktop.core.storage.examination_rows import UnassessedPage
from desktop.core.storage.session import Session


class Worklists(Session):
    """The part of `History` that lists what the practice, or the bundle in use, has to look at again."""

    def unassessed_page(self, bundle_sha256: str, after: str, limit: int) -> UnassessedPage:
        """Look through some examinations, by id, for those that a bundle has not assessed.

        See `examination_rows.unassessed_page`.
        """
        with self.transaction("the images cannot be listed") as connection:
            return examination_rows.unassessed_page(connection, bundle_sha256, after, limit)

    def due_lesions(self, until: date, *, limit: int = 500) -> tuple[DueLesion, ...]:
        """Return the lesions that are observed and due by a day, the longest overdue first."""
        with self.transaction("the lesions that are due cannot be listed") as connection:
            return worklist_rows.due_lesions(connection, until, limit)

    def disagreements(self, bundle_sha256: str, threshold: float, *, limit: int = 500) -> tuple[Disagreement, ...]:
        """Return the examinations where conclusion and prediction differ; see `worklist_rows.disagreements`."""
        with self.transaction("the conclusions cannot be compared") as connection:
            return worklist_rows.disagreements(connection, bundle_sha256, threshold, limit)
