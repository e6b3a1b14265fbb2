"""What the vault remembers: patients, their lesions, the examinations of each, and what was made of them.

What a person enters is a class of its own (`PatientDetails`, `LesionDetails`, `Capture`, `ConclusionDetails`); the
vault adds an id of 32 hexadecimal digits, and who recorded it and when. All moments carry a time zone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from desktop.core.domain.assessment import BundleId, CaptureFlag, Status
from desktop.core.domain.body_sites import BodySite, Laterality


class Sex(StrEnum):
    """A patient's sex, in the values of DICOM (0010,0040)."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class BodyView(StrEnum):
    """Which drawing of the body map a pin is on."""

    FRONT = "front"
    BACK = "back"
    HEAD = "head"
    HANDS = "hands"
    FEET = "feet"


class LesionStatus(StrEnum):
    """Whether a lesion is still there to be photographed."""

    OBSERVED = "observed"
    EXCISED = "excised"
    RESOLVED = "resolved"


class Immersion(StrEnum):
    """What lay between glass and skin."""

    NONE = "none"
    WATER = "water"
    ALCOHOL = "alcohol"
    OIL = "oil"
    GEL = "gel"


class ConclusionKind(StrEnum):
    """What a conclusion rests on."""

    CLINICAL = "clinical"
    HISTOLOGY = "histology"
    FOLLOW_UP = "follow_up"
    CONSENSUS = "consensus"


@dataclass(frozen=True)
class Stamp:
    """Who recorded something and when, and who changed it last.

    Attributes
    ----------
    created_at, changed_at : datetime
        With time zone (UTC); equal until the first change.
    created_by, changed_by : str or None
        An account's id; None if the vault was unlocked with its recovery key.
    """

    created_at: datetime
    created_by: str | None
    changed_at: datetime
    changed_by: str | None


@dataclass(frozen=True)
class PatientDetails:
    """What the clinic knows of a patient.

    Attributes
    ----------
    identifier : str
        The clinic's own; not empty; no two patients have the same.
    family_name, given_names : str
    birth_date : date or None
    sex : Sex or None
    skin_type : int or None
        Fitzpatrick's, 1–6 (I–VI).
    notes : str
    """

    identifier: str
    family_name: str = ""
    given_names: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    skin_type: int | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        if not self.identifier.strip():
            raise ValueError("a patient has an identifier")
        if self.skin_type is not None and self.skin_type not in range(1, 7):
            raise ValueError("skin types are 1–6")


@dataclass(frozen=True)
class Patient:
    """A patient of the clinic. `archived_at` is None unless the record has been put away."""

    id: str
    details: PatientDetails
    stamp: Stamp
    archived_at: datetime | None


@dataclass(frozen=True)
class ListedPatient(Patient):
    """A patient as a list shows them. What has been put away does not count.

    Attributes
    ----------
    lesions : int
        How many there are.
    seen_at : datetime or None
        When the newest photograph was taken or, where that is not known, imported.
    due_on : date or None
        The earliest day on which a lesion that is observed shall be looked at again.
    """

    lesions: int
    seen_at: datetime | None
    due_on: date | None


@dataclass(frozen=True)
class Pin:
    """A place on the body map: fractions (0–1) of the drawing's width from the left and of its height from the top."""

    view: BodyView
    x: float
    y: float

    def __post_init__(self) -> None:
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1):
            raise ValueError("a pin lies on the drawing")


@dataclass(frozen=True)
class LesionDetails:
    """What the clinic knows of a lesion. The name tells it from the patient's others ("left shoulder, upper").

    `due_on` is when it shall be looked at again; it stays until somebody changes it.
    """

    name: str
    site: BodySite | None = None
    laterality: Laterality | None = None
    pin: Pin | None = None
    status: LesionStatus = LesionStatus.OBSERVED
    notes: str = ""
    due_on: date | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a lesion has a name")


@dataclass(frozen=True)
class Lesion:
    """One lesion of one patient."""

    id: str
    patient_id: str
    details: LesionDetails
    stamp: Stamp
    archived_at: datetime | None


@dataclass(frozen=True)
class Capture:
    """How and when a photograph was taken, as far as is known.

    Attributes
    ----------
    captured_at : datetime or None
        With the time zone of the place, which is kept.
    camera : str
        Camera and dermatoscope, for people.
    polarised, contact : bool or None
        Whether the light was cross-polarised; whether the glass touched the skin.
    immersion : Immersion or None
    magnification : float or None
        Times; more than 0.
    mm_per_px : float or None
        Millimetres of skin for one pixel of the upright photograph as its file holds it; more than 0. Somebody has
        measured it on this photograph, or said that it is the same as another's.
    """

    captured_at: datetime | None = None
    camera: str = ""
    polarised: bool | None = None
    contact: bool | None = None
    immersion: Immersion | None = None
    magnification: float | None = None
    mm_per_px: float | None = None

    def __post_init__(self) -> None:
        if self.captured_at is not None:
            if self.captured_at.utcoffset() is None:
                raise ValueError("a moment carries a time zone")
            try:
                self.captured_at.astimezone(UTC)
            except OverflowError:
                raise ValueError("a moment is in the years 1–9999 everywhere") from None
        if self.magnification is not None and not 0 < self.magnification < math.inf:
            raise ValueError("a magnification is more than 0")
        if self.mm_per_px is not None and not 0 < self.mm_per_px < math.inf:
            raise ValueError("a pixel shows more than 0 mm")


@dataclass(frozen=True)
class Examination:
    """One image of one lesion at one time.

    Attributes
    ----------
    id : str
    lesion_id : str or None
        None while it waits in the unfiled tray.
    sha256 : str
        Of the image's bytes as they came, 64 hexadecimal digits.
    size_bytes : int
    capture : Capture
    stamp : Stamp
        ``created_at`` is when the image was imported.
    archived_at : datetime or None
    """

    id: str
    lesion_id: str | None
    sha256: str
    size_bytes: int
    capture: Capture
    stamp: Stamp
    archived_at: datetime | None


@dataclass(frozen=True)
class StoredPrediction:
    """What a bundle made of an examination's image. Never changed and never overwritten; there may be several.

    Attributes
    ----------
    id, examination_id : str
    bundle : BundleId
    outcome : Status
    reason : str or None
        Why there are no numbers; None exactly if assessed.
    probabilities : mapping of str to float, or None
        Chance (0–1) of each label, in the bundle's order; None unless assessed. Withheld numbers are not kept: bundle
        and image say enough to compute them again.
    malignant : float or None
        Chance (0–1) of malignancy.
    top_label, balanced_label : str or None
        See `Prediction`.
    flags : tuple of CaptureFlag
    program_version : str
        Of Lentigo.
    created_at : datetime
    created_by : str or None
    """

    id: str
    examination_id: str
    bundle: BundleId
    outcome: Status
    reason: str | None
    probabilities: Mapping[str, float] | None
    malignant: float | None
    top_label: str | None
    balanced_label: str | None
    flags: tuple[CaptureFlag, ...]
    program_version: str
    created_at: datetime
    created_by: str | None


@dataclass(frozen=True)
class ConclusionDetails:
    """What the clinician decided.

    Attributes
    ----------
    kind : ConclusionKind
    text : str
        The diagnosis in the clinician's words; not empty.
    concluded_on : date
    icd10 : str
        Code of ICD-10, or empty.
    malignant : bool or None
        Whether the lesion was found malignant; None if that is not decided, or not told.
    """

    kind: ConclusionKind
    text: str
    concluded_on: date
    icd10: str = ""
    malignant: bool | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a conclusion says something")


@dataclass(frozen=True)
class Conclusion:
    """A conclusion about an examination. A later one does not replace an earlier one; both stay."""

    id: str
    examination_id: str
    details: ConclusionDetails
    created_at: datetime
    created_by: str | None


@dataclass(frozen=True)
class PatientRecord:
    """Everything about one patient that a page shows at once; examinations newest first."""

    patient: Patient
    lesions: tuple[Lesion, ...]
    examinations: tuple[Examination, ...]
    predictions: tuple[StoredPrediction, ...]
    conclusions: tuple[Conclusion, ...]
