"""Looking at everything a vault holds, and naming what is not as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.core.storage import audit, examination_rows
from desktop.core.storage.database import Database
from desktop.core.storage.errors import ImageDamagedError, told
from desktop.core.storage.header import damaged_headers
from desktop.core.storage.images import ImageStore


@dataclass(frozen=True)
class VerifyReport:
    """What a verification found.

    Attributes
    ----------
    problems : tuple of str
        One sentence each; images by the ids of the examinations that show them, never by a patient's name.
    images_checked : int
    orphans : int
        Files that belong to no examination: left by a crash, harmless, swept at the next unlocking.
    """

    problems: tuple[str, ...]
    images_checked: int
    orphans: int

    @property
    def clean(self) -> bool:
        """Whether everything is as it was written."""
        return not self.problems


def verify(folder: Path, database: Database, images: ImageStore) -> VerifyReport:
    """Check header, database, audit trail and every image. Reads all of the vault.

    Raises
    ------
    VaultError
        If the drive fails so that nothing more can be said.
    """
    with told("the vault could not be verified"):
        problems = [f"The header file {name} is damaged or missing." for name in damaged_headers(folder)]
        in_database = database.problems()
        problems += [f"The database is damaged: {problem}." for problem in in_database]
        if in_database:
            return VerifyReport(tuple(problems), 0, 0)
        problems += _broken_audit(database)
        checked, damaged = _damaged_images(database, images)
        problems += damaged
        with database.transaction() as connection:
            orphans = list(images.orphans(lambda digits: examination_rows.image_names_starting(connection, digits)))
    return VerifyReport(tuple(problems), checked, len(orphans))


def _broken_audit(database: Database) -> Iterator[str]:
    with database.transaction() as connection:
        broken = audit.first_broken(connection)
    if broken is not None:
        yield f"The audit trail is broken at event {broken}."


def _damaged_images(database: Database, images: ImageStore) -> tuple[int, list[str]]:
    checked, damaged = 0, []
    with database.transaction() as connection:
        for image in examination_rows.all_images(connection):
            checked += 1
            try:
                images.read(image)
            except (ImageDamagedError, OSError) as error:
                shown = examination_rows.examinations_with_image(connection, image.sha256)
                names = ", ".join(examination.id for examination in shown)
                # Where one sector of the drive cannot be read any more, the other images can.
                what = error if isinstance(error, ImageDamagedError) else f"The drive cannot read it: {error.strerror}."
                damaged.append(f"Examination {names}: {what}")
    return checked, damaged
