"""Looking at everything a vault holds, and naming what is not as it was written."""

from dataclasses import dataclass
from pathlib import Path

from desktop.core.steps import Steps
from desktop.core.storage import audit, examination_rows
from desktop.core.storage.database import Database
from desktop.core.storage.errors import ImageDamagedError
from desktop.core.storage.header import damaged_headers
from desktop.core.storage.images import ImageStore, StoredImage
from desktop.core.storage.telling import told
from desktop.core.wording import translate


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


def verify_steps(folder: Path, database: Database, images: ImageStore) -> Steps[VerifyReport]:
    """Check header, database, audit trail and every image. Reads all of the vault, which may be used between two steps.

    Yields
    ------
    int, int
        How many images have been checked, of how many; 0 of 0 before it is their turn.

    Raises
    ------
    VaultError
        If the drive fails so that nothing more can be said.
    """
    with told("the vault could not be verified"):
        problems = [
            translate("Verification", "The header file {name} is damaged or missing.").format(name=name)
            for name in damaged_headers(folder)
        ]
        in_database = yield from database.problem_steps()
        problems += [
            translate("Verification", "The database is damaged: {problem}.").format(problem=problem)
            for problem in in_database
        ]
        if in_database:
            return VerifyReport(tuple(problems), 0, 0)
        broken = yield from audit.first_broken_steps(database.transaction)
        if broken is not None:
            problems.append(
                translate("Verification", "The audit trail is broken at event {number}.").format(number=broken)
            )
        checked, damaged = yield from _image_steps(database, images)
        problems += damaged
        with database.transaction() as connection:
            orphans = list(images.orphans(lambda digits: examination_rows.image_names_starting(connection, digits)))
    return VerifyReport(tuple(problems), checked, len(orphans))


def _image_steps(database: Database, images: ImageStore) -> Steps[tuple[int, list[str]]]:
    checked, damaged, last = 0, list[str](), ""
    with database.transaction() as connection:
        total = examination_rows.count_images(connection)
    while True:
        with database.transaction() as connection:
            page = examination_rows.images_after(connection, last)
        if not page:
            return checked, damaged
        for image in page:
            damaged += _damage(image, database, images)
            checked, last = checked + 1, image.name
            yield checked, max(checked, total)


def _damage(image: StoredImage, database: Database, images: ImageStore) -> list[str]:
    """Return a sentence if an image is damaged."""
    try:
        images.read(image)
    except (ImageDamagedError, OSError) as error:
        with database.transaction() as connection:
            if examination_rows.image_by_hash(connection, image.sha256) != image:
                return []  # Erased, or written anew, since the list was read.
            shown = examination_rows.examinations_with_image(connection, image.sha256)
        names = ", ".join(examination.id for examination in shown)
        # Where one sector of the drive cannot be read any more, the other images can.
        drive = translate("Verification", "The drive cannot read it: {why}.")
        what = error if isinstance(error, ImageDamagedError) else drive.format(why=error.strerror)
        return [translate("Verification", "Examination {names}: {what}").format(names=names, what=what)]
    return []
