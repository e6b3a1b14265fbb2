"""Taking one photograph's scale over to another."""

from desktop.core.domain.history import Examination, PatientRecord
from desktop.core.errors import KnownError
from desktop.core.imaging.decode import decode
from desktop.core.storage.history import History


def scale_to_take_over(record: PatientRecord, examination: Examination) -> Examination | None:
    """Return the newest other examination of a patient whose scale an examination may share; None if there is none.

    Camera and magnification have to be known and the same.
    """
    own = examination.capture
    if not own.camera or own.magnification is None:
        return None
    return next(
        (
            found
            for found in record.examinations
            if found.id != examination.id
            and found.capture.mm_per_px is not None
            and (found.capture.camera, found.capture.magnification) == (own.camera, own.magnification)
        ),
        None,
    )


def take_over_scale(history: History, source: Examination, examination_id: str) -> Examination:
    """Give an examination the scale of another, if both photographs have the same size.

    Raises
    ------
    KnownError
        If they differ in size, cannot be read, or the drive refuses.
    """
    one, other = (_size(history, key) for key in (source.id, examination_id))
    if one != other:
        raise KnownError(
            "The photographs differ in size ({one} and {other} pixels), so the scale of one is not that of the other. "
            "Measure this one.",
            one=f"{one[0]} × {one[1]}",
            other=f"{other[0]} × {other[1]}",
        )
    return history.set_scale(examination_id, source.capture.mm_per_px)


def _size(history: History, examination_id: str) -> tuple[int, int]:
    image = decode(history.image(examination_id), cover=(1, 1))
    return image.width_px, image.height_px
