"""What a vault is, were there no disk, no keys and no crashes: what the real one is compared with."""

from dataclasses import dataclass, field

from desktop.core.domain.history import Capture, ConclusionDetails, LesionDetails, PatientDetails


@dataclass
class KeptExamination:
    lesion_id: str | None
    seed: int
    capture: Capture
    chances: list[float] = field(default_factory=list)
    conclusions: list[ConclusionDetails] = field(default_factory=list)
    archived: bool = False


@dataclass
class KeptLesion:
    patient_id: str
    details: LesionDetails
    archived: bool = False


@dataclass
class KeptPatient:
    details: PatientDetails
    archived: bool = False


@dataclass
class Reference:
    patients: dict[str, KeptPatient] = field(default_factory=dict)
    lesions: dict[str, KeptLesion] = field(default_factory=dict)
    examinations: dict[str, KeptExamination] = field(default_factory=dict)

    def lesions_of(self, patient_id: str) -> set[str]:
        return {key for key, lesion in self.lesions.items() if lesion.patient_id == patient_id}

    def examinations_of(self, patient_id: str) -> set[str]:
        lesions = self.lesions_of(patient_id)
        return {key for key, found in self.examinations.items() if found.lesion_id in lesions}

    def erase(self, patient_id: str) -> None:
        for key in self.examinations_of(patient_id):
            del self.examinations[key]
        for key in self.lesions_of(patient_id):
            del self.lesions[key]
        del self.patients[patient_id]
