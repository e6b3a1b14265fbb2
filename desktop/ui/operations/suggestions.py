"""Whose an image may be, as its file says. Only ever a suggestion: the clinician files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.domain.history import Examination, Patient
from desktop.core.errors import ImageError
from desktop.core.imaging.identifier_hints import (
    HintSource,
    IdentifierHint,
    Match,
    match,
    metadata_hints,
    name_hints,
)
from desktop.ui.operations.filing import Unfiled

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.storage.history import History

Hints = tuple[IdentifierHint, ...]

# To read what is written into an image, the vault has to decrypt all of it.
_MOST_DECRYPTED = 20


@dataclass(frozen=True)
class Suggestion:
    """Whose some images may be.

    Attributes
    ----------
    patient : Patient or None
        None if nobody is suggested.
    source : HintSource or None
        Where the identifier was found.
    count : int
        How many of the images point to the patient; the others point to nobody.
    disagree : bool
        Whether the images point to different patients.
    """

    patient: Patient | None = None
    source: HintSource | None = None
    count: int = 0
    disagree: bool = False


def hints_of(image: Unfiled) -> Hints:
    """Return what the file of an image in the window says; nothing of one that only the vault has.

    Reads the file, unless the vault has it: not for the GUI thread.
    """
    if image.source is None:
        return ()
    named = () if image.source.path is None else name_hints(image.source.name)
    if image.examination is not None:
        return named
    try:
        return named + metadata_hints(image.source.read())
    except ImageError:
        return named  # Filing it will say what is wrong.


def suggest(images: Sequence[Unfiled], hints: Sequence[Hints], history: "History") -> Suggestion:
    """Find the one patient to whom all images point that point to anybody.

    Parameters
    ----------
    images : sequence of Unfiled
    hints : sequence of tuple of IdentifierHint
        Of each image, from `hints_of`.
    history : History
    """
    names = history.unfiled_names()
    kept = {image.examination.id for image in images if image.examination is not None}
    of_names = {examination_id: name_hints(names[examination_id]) for examination_id in kept & names.keys()}
    patients = _patients([*hints, *of_names.values()], history)
    matches: list[Match[Patient]] = []
    decrypted = 0
    for image, found in zip(images, hints, strict=True):
        examination_id = "" if image.examination is None else image.examination.id
        matched = match(found or of_names.get(examination_id, ()), patients)
        if matched is None and examination_id in kept and decrypted < _MOST_DECRYPTED:
            decrypted += 1
            written = metadata_hints(history.image(examination_id))
            matched = match(written, _patients([written], history))
        if matched is not None:
            matches.append(matched)
    if len({matched.found.id for matched in matches}) > 1:
        return Suggestion(disagree=True)
    return Suggestion(matches[0].found, matches[0].source, len(matches)) if matches else Suggestion()


def suggest_by_name(examinations: Sequence[Examination], history: "History") -> dict[str, Patient]:
    """Return whose unfiled images may be, as their files' names say, by the examinations' ids."""
    names = history.unfiled_names()
    hints = {found.id: name_hints(names[found.id]) for found in examinations if found.id in names}
    patients = _patients(list(hints.values()), history)
    matches = {examination_id: match(of_name, patients) for examination_id, of_name in hints.items()}
    return {examination_id: matched.found for examination_id, matched in matches.items() if matched is not None}


def _patients(hints: Sequence[Hints], history: "History") -> Mapping[str, Patient]:
    texts = {hint.text for of_image in hints for hint in of_image}
    return history.patients_by_identifier(texts) if texts else {}
