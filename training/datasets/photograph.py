"""A labelled photograph and what its dataset tells of it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Photograph:
    """One labelled photograph.

    Attributes
    ----------
    image_id, lesion_id : str
        Several photographs may show one lesion.
    label : str
        Key of one of the dataset's labels.
    path : Path
        The file.
    diagnosis : str
        What the dataset calls the lesion; finer than `label` when only benign and malignant are told apart. Splits are
        stratified by it.
    age_years : float, optional
    sex : str
        ``female``, ``male`` or empty.
    site : str
        Of the body; empty if unknown.
    source : str
        Where the photograph was taken; empty if unknown.
    confirmation : str
        How the diagnosis was confirmed (histology, follow-up, …); empty if unknown.
    """

    image_id: str
    lesion_id: str
    label: str
    path: Path
    diagnosis: str
    age_years: float | None = None
    sex: str = ""
    site: str = ""
    source: str = ""
    confirmation: str = ""
