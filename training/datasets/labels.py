"""The sets of labels that networks are trained for."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.manifest import Label
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

LabelSetName = Literal["diagnosis", "malignancy"]

# In the order of the network's outputs. Actinic keratosis and Bowen's disease are in-situ or precursor lesions of
# squamous cell carcinoma and are counted as malignant, as in the ISIC challenges.
DIAGNOSES = (
    Label("akiec", "Actinic keratosis / Bowen's disease", malignant=True),
    Label("bcc", "Basal cell carcinoma", malignant=True),
    Label("bkl", "Benign keratosis", malignant=False),
    Label("df", "Dermatofibroma", malignant=False),
    Label("mel", "Melanoma", malignant=True),
    Label("nv", "Melanocytic naevus", malignant=False),
    Label("vasc", "Vascular lesion", malignant=False),
)
MALIGNANCY = (
    Label("benign", "Benign", malignant=False),
    Label("malignant", "Malignant", malignant=True),
)
LABEL_SETS: dict[LabelSetName, tuple[Label, ...]] = {"diagnosis": DIAGNOSES, "malignancy": MALIGNANCY}

# A diagnosis that datasets tell and that none of the labels above stands for: malignant, but not one of the seven.
SQUAMOUS = Label("scc", "Squamous cell carcinoma", malignant=True)
# All that a dataset may say of a lesion.
KNOWN = {label.key: label for label in (*DIAGNOSES, SQUAMOUS, *MALIGNANCY)}


def finest_label_set(diagnoses: Iterable[str]) -> LabelSetName:
    """Return the finest set of labels that a dataset with such diagnoses can give."""
    coarse = {label.key for label in MALIGNANCY}
    return "diagnosis" if coarse.isdisjoint(diagnoses) else "malignancy"


def label_under(diagnosis: str, label_set: LabelSetName) -> str | None:
    """Return the key of the label that stands for a known diagnosis, or None if none of the set does."""
    key = diagnosis if label_set == "diagnosis" else "malignant" if KNOWN[diagnosis].malignant else "benign"
    return key if any(label.key == key for label in LABEL_SETS[label_set]) else None


def label_indices(photographs: Iterable[Photograph], labels: tuple[Label, ...]) -> npt.NDArray[np.int64]:
    """Return each photograph's label as an index into `labels`, int64, shape (photographs,).

    Raises
    ------
    DatasetError
        If a photograph has another label.
    """
    index_of = {label.key: index for index, label in enumerate(labels)}
    try:
        return np.array([index_of[photo.label] for photo in photographs], dtype=np.int64)
    except KeyError as error:
        raise DatasetError(f"There is a label {error.args[0]!r}; expected are {', '.join(index_of)}.") from error
