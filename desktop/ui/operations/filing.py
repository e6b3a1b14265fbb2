"""Bringing images into the vault: into the unfiled tray, and under a lesion."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import Capture, Examination
from desktop.core.errors import ImageError
from desktop.core.imaging.sources import ImageSource

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.storage.history import History


@dataclass(frozen=True, eq=False)
class Unfiled:
    """An image that waits for its lesion.

    Attributes
    ----------
    name : str
        What a person calls it.
    examination : Examination or None
        If the vault keeps it already.
    source : ImageSource or None
        If it is in the window; one of the two is there.
    assessment : Assessment or None
        Of the source's image.
    """

    name: str
    examination: Examination | None = None
    source: ImageSource | None = None
    assessment: Assessment | None = None


def keep(history: "History", source: ImageSource, assessment: Assessment) -> Examination:
    """Put an assessed image into the unfiled tray, unless the vault has it already.

    Raises
    ------
    ImageError
        If it cannot be read any more, or has changed since.
    VaultError
        If the drive refuses.
    """
    data = _same_bytes(source, assessment)
    there = next(iter(_in_use(history, assessment)), None)
    name = "" if source.path is None else source.path.name
    return there or history.file_examination(None, data, capture_of(data), [assessment], file_name=name)


def file(history: "History", unfiled: Unfiled, lesion_id: str, capture: Capture | None) -> Examination:
    """File an image under a lesion, out of the unfiled tray if it waits there; durable on return.

    Parameters
    ----------
    history : History
    unfiled : Unfiled
    lesion_id : str
    capture : Capture, optional
        How it was taken; if not given, what the file says.

    Raises
    ------
    ImageError
        If it cannot be read any more, or has changed since.
    VaultError
        If the drive refuses or the vault no longer has the lesion.
    """
    if unfiled.examination is not None:
        return history.file_unfiled(unfiled.examination.id, lesion_id, capture)
    if unfiled.source is None or unfiled.assessment is None:
        raise ValueError("an image that the vault does not keep has a source and an assessment")
    data = _same_bytes(unfiled.source, unfiled.assessment)
    # It may have come into the tray since it was asked where it belongs.
    waiting = next((found for found in _in_use(history, unfiled.assessment) if found.lesion_id is None), None)
    if waiting is not None:
        return history.file_unfiled(waiting.id, lesion_id, capture)
    return history.file_examination(lesion_id, data, capture or capture_of(data), [unfiled.assessment])


def capture_of(data: bytes) -> Capture:
    """Return what an image's file says of how it was taken."""
    from desktop.core.imaging.capture_facts import capture_facts

    facts = capture_facts(data)
    return Capture(captured_at=facts.taken_at, camera=facts.camera)


def proposed_capture(unfiled: Unfiled) -> Capture:
    """Return what is known of how an image was taken; nothing if its file is gone.

    Reads the file: not for the GUI thread.
    """
    if unfiled.examination is not None:
        return unfiled.examination.capture
    try:
        return Capture() if unfiled.source is None else capture_of(unfiled.source.read())
    except ImageError:
        return Capture()  # Filing it will say what is wrong.


def _in_use(history: "History", assessment: Assessment) -> list[Examination]:
    """Return the examinations of an assessed image that have not been put away."""
    known = history.examinations_of_image(assessment.sha256 or "")
    return [examination for examination in known if examination.archived_at is None]


def _same_bytes(source: ImageSource, assessment: Assessment) -> bytes:
    data = source.read()
    if hashlib.sha256(data).hexdigest() != assessment.sha256:
        raise ImageError("The file has changed since it was assessed. Drop it here again.")
    return data
