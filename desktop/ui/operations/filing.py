"""Bringing images into the vault: into the unfiled tray, and under a lesion."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import Capture, Examination
from desktop.core.errors import ImageError
from desktop.core.imaging.sources import ImageSource, require_same
from desktop.core.locations import samples_dir
from desktop.core.storage.errors import ConflictError, NotFoundError

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


@dataclass(frozen=True)
class Filed:
    """Where an image lies once it was to be filed.

    Attributes
    ----------
    examination : Examination
    anew : bool
        False if it lay under the lesion already, and nothing was done.
    """

    examination: Examination
    anew: bool


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


def file(history: "History", unfiled: Unfiled, lesion_id: str, capture: Capture | None) -> Filed:
    """File an image under a lesion, out of the unfiled tray if it waits there; durable on return.

    The program's own samples are there to be tried: they may lie under one lesion after the other.

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
    ConflictError
        If it lies under another lesion.
    VaultError
        If the drive refuses or the vault no longer has the lesion.
    """
    known = _known(history, unfiled)
    here = next((found for found in known if found.lesion_id == lesion_id), None)
    waiting = next((found for found in known if found.lesion_id is None), None)
    if here is not None:
        return Filed(here, anew=False)
    if waiting is not None:
        return Filed(history.file_unfiled(waiting.id, lesion_id, capture), anew=True)
    source, assessment = unfiled.source, unfiled.assessment
    if known and not (source and is_sample(source)):
        raise ConflictError(
            "This image lies under another lesion already. To move it, open it there and choose “Back to Unfiled”."
        )
    if source is None or assessment is None:
        raise NotFoundError("This image is in the vault no longer: it was erased.")
    data = _same_bytes(source, assessment)
    return Filed(history.file_examination(lesion_id, data, capture or capture_of(data), [assessment]), anew=True)


def is_sample(source: ImageSource) -> bool:
    """Tell whether an image is one of the program's own samples, which belong to nobody."""
    return source.path is not None and source.path.parent == samples_dir()


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


def _known(history: "History", unfiled: Unfiled) -> list[Examination]:
    """Return where the vault keeps an image now, which may be elsewhere than when it was asked where it belongs."""
    if unfiled.examination is not None:
        return list(history.examinations_there([unfiled.examination.id]).values())
    return [] if unfiled.assessment is None else _in_use(history, unfiled.assessment)


def _in_use(history: "History", assessment: Assessment) -> list[Examination]:
    """Return the examinations of an assessed image that have not been put away."""
    known = history.examinations_of_image(assessment.sha256 or "")
    return [examination for examination in known if examination.archived_at is None]


def _same_bytes(source: ImageSource, assessment: Assessment) -> bytes:
    data = source.read()
    require_same(data, assessment.sha256)
    return data
