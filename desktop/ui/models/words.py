"""The history's values in words for people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop.core.domain.assessment import Status
from desktop.core.domain.body_sites import BodySite, Laterality
from desktop.core.domain.history import (
    Capture,
    Conclusion,
    ConclusionKind,
    Examination,
    Immersion,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    Sex,
    StoredPrediction,
)
from desktop.ui.widgets.date_edit import date_text
from desktop.ui.widgets.percent import percent_text

if TYPE_CHECKING:  # Loaded when the bundle is opened.
    from desktop.core.bundle.manifest import Label

SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")
"""Fitzpatrick's, in his numerals."""


def full_name(details: PatientDetails) -> str:
    """Return a patient's name, or their identifier if there is none."""
    names = ", ".join(name for name in (details.family_name, details.given_names) if name)
    return names or details.identifier


def age_years(born: date, on: date) -> int:
    """Return how old somebody is on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def sex_title(sex: Sex | None) -> str:
    """Return a sex's name; empty for None."""
    names = {Sex.FEMALE: _tr("Female"), Sex.MALE: _tr("Male"), Sex.OTHER: _tr("Other")}
    return "" if sex is None else names[sex]


def laterality_title(laterality: Laterality | None) -> str:
    """Return a side's name; empty for None."""
    names = {Laterality.LEFT: _tr("Left"), Laterality.RIGHT: _tr("Right"), Laterality.BILATERAL: _tr("Both sides")}
    return "" if laterality is None else names[laterality]


def lesion_status_title(status: LesionStatus) -> str:
    """Return what has become of a lesion."""
    return {
        LesionStatus.OBSERVED: _tr("Observed"),
        LesionStatus.EXCISED: _tr("Excised"),
        LesionStatus.RESOLVED: _tr("Resolved"),
    }[status]


def immersion_title(immersion: Immersion) -> str:
    """Return what lay between glass and skin."""
    return {
        Immersion.NONE: _tr("None"),
        Immersion.WATER: _tr("Water"),
        Immersion.ALCOHOL: _tr("Alcohol"),
        Immersion.OIL: _tr("Oil"),
        Immersion.GEL: _tr("Gel"),
    }[immersion]


def conclusion_kind_title(kind: ConclusionKind) -> str:
    """Return what a conclusion rests on."""
    return {
        ConclusionKind.CLINICAL: _tr("Clinical impression"),
        ConclusionKind.HISTOLOGY: _tr("Histology"),
        ConclusionKind.FOLLOW_UP: _tr("Follow-up"),
        ConclusionKind.CONSENSUS: _tr("Consensus"),
    }[kind]


def where_text(details: LesionDetails) -> str:
    """Say where a lesion is: site and side; empty if neither is known."""
    return place_text(details.site, details.laterality)


def site_title(site: BodySite) -> str:
    """Return a body site's name."""
    return QCoreApplication.translate("BodySite", site.meaning)


def label_title(label: "Label") -> str:
    """Return the name of a bundle's label."""
    return bundle_text(label.title)


def bundle_text(text: str) -> str:
    """Return what a bundle says: translated if it is one that Lentigo ships, otherwise as it is."""
    return QCoreApplication.translate("Bundle", text)


def within_sentence(title: str) -> str:
    """Write a title small, as it stands within a sentence; not in German, which writes nouns large."""
    return title if QLocale().language() == QLocale.Language.German else title.lower()


def place_text(site: BodySite | None, laterality: Laterality | None) -> str:
    """Write a site and a side."""
    side = laterality_title(laterality)
    parts = ("" if site is None else site_title(site), side if site is None else side.lower())
    return ", ".join(part for part in parts if part)


def moment_text(moment: datetime) -> str:
    """Write a moment in this computer's time."""
    local = moment.astimezone()
    pattern = QCoreApplication.translate("Dates", "d MMM yyyy, HH:mm")
    text = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(local.timestamp())), pattern)
    return str(text)


def examination_date_text(examination: Examination) -> str:
    """Say when a photograph was taken or, where that is not known, when it was imported."""
    taken = examination.capture.captured_at
    if taken is not None:
        return date_text(taken.date())  # In the time of the place where it was taken.
    return _tr("Imported {date}").format(date=date_text(examination.stamp.created_at.astimezone().date()))


def prediction_text(prediction: StoredPrediction | None, titles: Mapping[str, str]) -> str:
    """Say in a line what a bundle made of an image.

    Parameters
    ----------
    prediction : StoredPrediction or None
    titles : mapping of str to str
        The labels' titles by their keys; a key that is missing stands for itself.
    """
    if prediction is None:
        return _tr("Not assessed")
    if prediction.outcome is Status.OUT_OF_SCOPE:
        return _tr("Out of scope: no chances")
    if prediction.malignant is None or prediction.top_label is None or prediction.probabilities is None:
        return _tr("Not assessed")
    top = titles.get(prediction.top_label, prediction.top_label)
    return _tr("Chance of malignancy {malignant} · most likely {label}, {percent}").format(
        malignant=percent_text(prediction.malignant),
        label=top,
        percent=percent_text(prediction.probabilities[prediction.top_label]),
    )


def conclusion_text(conclusion: Conclusion | None) -> str:
    """Say in a line what the clinician decided."""
    if conclusion is None:
        return _tr("No conclusion yet")
    details = conclusion.details
    return f"{conclusion_kind_title(details.kind)}: {details.text}, {date_text(details.concluded_on)}"


def capture_text(capture: Capture) -> str:
    """Say how a photograph was taken, as far as is known."""
    parts = [
        capture.camera,
        {True: _tr("polarised"), False: _tr("not polarised"), None: ""}[capture.polarised],
        {True: _tr("contact"), False: _tr("no contact"), None: ""}[capture.contact],
        ""
        if capture.immersion is None
        else _tr("immersion: {what}").format(what=within_sentence(immersion_title(capture.immersion))),
        ""
        if capture.magnification is None
        else _tr("{times}×").format(times=QLocale().toString(capture.magnification, "g", 6)),
        ""
        if capture.mm_per_px is None
        else _tr("{number} pixels a millimetre").format(number=QLocale().toString(1 / capture.mm_per_px, "g", 4)),
    ]
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)
