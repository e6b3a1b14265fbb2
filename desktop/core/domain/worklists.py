"""What the practice has to look at again."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.core.domain.history import Conclusion, Lesion, Patient, StoredPrediction

# WHO's ICD-10: C43 melanoma of the skin, C44 other malignant neoplasms of the skin, D03 melanoma in situ, D04 carcinoma
# in situ of the skin; D17–D23 benign neoplasms of skin and soft tissue, L81 lentigo and other disorders of pigment,
# L82 seborrhoeic keratosis. Of all others, actinic keratosis (L57.0) too, a code alone does not decide.
_MALIGNANT = re.compile(r"C4[34]|D0[34]")
_BENIGN = re.compile(r"D1[78]|D2[23]|L8[12]")


@dataclass(frozen=True)
class DueLesion:
    """A lesion that is observed and whose day to be looked at again has come, or comes soon.

    Attributes
    ----------
    patient : Patient
    lesion : Lesion
    due_on : date
    """

    patient: Patient
    lesion: Lesion
    due_on: date


@dataclass(frozen=True)
class Disagreement:
    """An examination of which the newest conclusion and the bundle's newest prediction do not say the same.

    Attributes
    ----------
    patient : Patient
    lesion : Lesion
    conclusion : Conclusion
        Its ``details.malignant`` is not None.
    prediction : StoredPrediction
        Its ``malignant`` is not None.
    """

    patient: Patient
    lesion: Lesion
    conclusion: Conclusion
    prediction: StoredPrediction


def malignant_by_icd10(code: str) -> bool | None:
    """Tell whether a code of ICD-10 names a malignant or a benign lesion of the skin; None if it decides neither."""
    if _MALIGNANT.match(code):
        return True
    return False if _BENIGN.match(code) else None
