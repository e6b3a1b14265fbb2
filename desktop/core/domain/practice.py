"""Invented patients to practise with: who they are, and what happens to their lesions over time.

Their images are made of the program's synthetic samples; nobody's photograph is among them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.core.domain.assessment import Assessment
from desktop.core.domain.body_map import place_of
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    Pin,
    Sex,
)
from desktop.core.wording import translate

IDENTIFIER_PREFIX = "PRACTICE-"
"""What every practice patient's identifier begins with."""
PRACTICE_PATIENTS = 6
"""How many there are."""
# The texts below are kept in the vault in the language of whoever adds the patients, as if they had typed them.

_BROWN, _DARK, _RED = "synthetic-even-brown.jpg", "synthetic-ragged-dark.jpg", "synthetic-red.jpg"


@dataclass(frozen=True)
class PictureChange:
    """How a sample becomes another photograph of the same lesion, or another lesion.

    Attributes
    ----------
    sample : str
        The name of the sample's file.
    growth : float
        How much larger the lesion is, 1 for as large.
    turn_deg : float
        Counter-clockwise.
    mirrored : bool
        Left and right, before turning.
    tone : float
        Brightness, 1 for the sample's.
    """

    sample: str
    growth: float = 1.0
    turn_deg: float = 0.0
    mirrored: bool = False
    tone: float = 1.0


@dataclass(frozen=True)
class PracticeVisit:
    """One photograph of a lesion, and what was concluded."""

    days_ago: int
    picture: PictureChange
    conclusion: ConclusionDetails | None = None


@dataclass(frozen=True)
class PracticeLesion:
    """One lesion and its photographs, oldest first."""

    details: LesionDetails
    visits: tuple[PracticeVisit, ...]


@dataclass(frozen=True)
class PracticePatient:
    """One invented patient."""

    details: PatientDetails
    lesions: tuple[PracticeLesion, ...]


@dataclass(frozen=True)
class PracticeImage:
    """A photograph that has been made and assessed.

    Attributes
    ----------
    data : bytes
        JPEG.
    capture : Capture
    assessment : Assessment
        Of exactly these bytes.
    conclusion : ConclusionDetails or None
    """

    data: bytes
    capture: Capture
    assessment: Assessment
    conclusion: ConclusionDetails | None


def practice_patients(today: date) -> tuple[PracticePatient, ...]:
    """Return the patients, their visits lying before a day and their follow-ups around it."""
    return (
        _growing(today),
        _overdue(today),
        _judged_otherwise(today),
        _on_the_forehead(today),
        _unchanged(today),
        _with_two(today),
    )


def _growing(today: date) -> PracticePatient:
    histology = ConclusionDetails(
        ConclusionKind.HISTOLOGY,
        translate("Practice", "Superficial spreading melanoma, 0.4 mm"),
        today - timedelta(days=40),
        "C43.5",
        malignant=True,
    )
    lesion = PracticeLesion(
        _lesion(
            translate("Practice", "left upper back"), Pin(BodyView.BACK, 0.426, 0.219), status=LesionStatus.EXCISED
        ),
        (
            PracticeVisit(790, PictureChange(_DARK, growth=0.8)),
            PracticeVisit(410, PictureChange(_DARK, growth=0.95, turn_deg=7, tone=0.97)),
            PracticeVisit(48, PictureChange(_DARK, growth=1.2, turn_deg=-4, tone=0.93), histology),
        ),
    )
    return PracticePatient(_person(1, "Alder", "Alma", date(1958, 4, 12), Sex.FEMALE, 2), (lesion,))


def _overdue(today: date) -> PracticePatient:
    chest = PracticeLesion(
        _lesion(
            translate("Practice", "chest, right"), Pin(BodyView.FRONT, 0.441, 0.298), due_on=today - timedelta(days=21)
        ),
        (
            PracticeVisit(760, PictureChange(_BROWN)),
            PracticeVisit(390, PictureChange(_BROWN, turn_deg=5, tone=1.03)),
            PracticeVisit(203, PictureChange(_BROWN, growth=1.05, turn_deg=-8)),
        ),
    )
    forearm = PracticeLesion(
        _lesion(
            translate("Practice", "left forearm"), Pin(BodyView.FRONT, 0.779, 0.465), due_on=today + timedelta(days=160)
        ),
        (
            PracticeVisit(390, PictureChange(_BROWN, growth=0.8, turn_deg=173, mirrored=True)),
            PracticeVisit(203, PictureChange(_BROWN, growth=0.8, turn_deg=180, mirrored=True, tone=0.98)),
        ),
    )
    return PracticePatient(_person(2, "Birch", "Bruno", date(1971, 9, 30), Sex.MALE, 2), (chest, forearm))


def _judged_otherwise(today: date) -> PracticePatient:
    histology = ConclusionDetails(
        ConclusionKind.HISTOLOGY,
        translate("Practice", "Dysplastic naevus"),
        today - timedelta(days=20),
        "D22.5",
        malignant=False,
    )
    lesion = PracticeLesion(
        _lesion(
            translate("Practice", "lower back, right"), Pin(BodyView.BACK, 0.588, 0.412), status=LesionStatus.EXCISED
        ),
        (
            PracticeVisit(300, PictureChange(_DARK, turn_deg=180, mirrored=True)),
            PracticeVisit(30, PictureChange(_DARK, growth=1.05, turn_deg=172, mirrored=True), histology),
        ),
    )
    return PracticePatient(_person(3, "Cedar", "Clara", date(1989, 1, 5), Sex.FEMALE, 3), (lesion,))


def _on_the_forehead(today: date) -> PracticePatient:
    conclusion = ConclusionDetails(
        ConclusionKind.CLINICAL,
        translate("Practice", "Suspected basal cell carcinoma, to be excised"),
        today - timedelta(days=9),
        "C44.3",
        malignant=True,
    )
    lesion = PracticeLesion(
        _lesion(translate("Practice", "forehead"), Pin(BodyView.FRONT, 0.5, 0.051), due_on=today + timedelta(days=12)),
        (
            PracticeVisit(200, PictureChange(_RED, growth=0.85)),
            PracticeVisit(9, PictureChange(_RED, turn_deg=-6, tone=0.97), conclusion),
        ),
    )
    return PracticePatient(_person(4, "Elm", "Emil", date(1944, 11, 23), Sex.MALE, 1), (lesion,))


def _unchanged(today: date) -> PracticePatient:
    conclusion = ConclusionDetails(
        ConclusionKind.FOLLOW_UP,
        translate("Practice", "Naevus, unchanged"),
        today - timedelta(days=95),
        "D22.7",
        malignant=False,
    )
    lesion = PracticeLesion(
        _lesion(
            translate("Practice", "left thigh"), Pin(BodyView.FRONT, 0.588, 0.596), due_on=today + timedelta(days=270)
        ),
        (
            PracticeVisit(460, PictureChange(_BROWN, growth=0.9, turn_deg=185, tone=1.05)),
            PracticeVisit(95, PictureChange(_BROWN, growth=0.9, turn_deg=178, tone=1.02), conclusion),
        ),
    )
    return PracticePatient(_person(5, "Hazel", "Hanna", date(2001, 6, 17), Sex.FEMALE, 2), (lesion,))


def _with_two(today: date) -> PracticePatient:
    shoulder = PracticeLesion(
        _lesion(
            translate("Practice", "right shoulder blade"),
            Pin(BodyView.BACK, 0.588, 0.202),
            due_on=today + timedelta(days=10),
        ),
        (
            PracticeVisit(370, PictureChange(_RED, growth=0.8, turn_deg=176, mirrored=True)),
            PracticeVisit(170, PictureChange(_RED, growth=0.8, turn_deg=186, mirrored=True, tone=1.04)),
        ),
    )
    leg = PracticeLesion(
        _lesion(
            translate("Practice", "right lower leg"),
            Pin(BodyView.FRONT, 0.412, 0.807),
            due_on=today + timedelta(days=10),
        ),
        (
            PracticeVisit(370, PictureChange(_BROWN, growth=0.85, turn_deg=6, mirrored=True)),
            PracticeVisit(170, PictureChange(_BROWN, turn_deg=-3, mirrored=True, tone=0.94)),
        ),
    )
    return PracticePatient(_person(6, "Maple", "Milo", date(1966, 8, 2), Sex.MALE, 4), (shoulder, leg))


def _person(number: int, tree: str, given_name: str, birth_date: date, sex: Sex, skin_type: int) -> PatientDetails:
    return PatientDetails(
        identifier=f"{IDENTIFIER_PREFIX}{number}",
        family_name=f"Practice-{tree}",
        given_names=given_name,
        birth_date=birth_date,
        sex=sex,
        skin_type=skin_type,
        notes=translate("Practice", "Invented, to practise with. The images are synthetic."),
    )


def _lesion(
    name: str, pin: Pin, *, status: LesionStatus = LesionStatus.OBSERVED, due_on: date | None = None
) -> LesionDetails:
    place = place_of(pin)
    return LesionDetails(
        name=name,
        site=None if place is None else place.site,
        laterality=None if place is None else place.laterality,
        pin=pin,
        status=status,
        due_on=due_on,
    )
