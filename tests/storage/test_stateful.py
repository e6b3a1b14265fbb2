"""Whatever is done with a vault, in whatever order and with whatever texts, it holds what a plain reference holds.

Forty histories of up to forty steps as it stands. After a change of the storage, and for as long as a night is:

    pytest tests/storage/test_stateful.py --histories 2000 --timeout 0
"""

import copy
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import (
    Capture,
    ConclusionDetails,
    LesionDetails,
    PatientDetails,
)
from desktop.core.reporting.patient_archive import opened_patient_archive, patient_archive_steps
from desktop.core.steps import result_of
from desktop.core.storage import examination_rows
from desktop.core.storage.errors import ConflictError
from desktop.core.storage.history import History
from desktop.core.storage.restoring import restore
from desktop.core.storage.search import folded
from desktop.core.storage.transfer import import_record, record_to_export
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic
from tests.storage.entries import CAPTURES, CHANCES, CONCLUSIONS, LESIONS, PATIENTS, SEEDS
from tests.storage.reference import KeptExamination, KeptLesion, KeptPatient, Reference
from tests.storage.seeded import assessment_of, seeded_image

_FEW, _STEPS = 40, 40
_EAST, _WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


class _KilledError(BaseException):
    """Stands for the end of the process: nobody may catch it and go on."""


class _Play(RuleBasedStateMachine):
    """A vault and its reference, told the same."""

    patients = Bundle("patients")
    lesions = Bundle("lesions")
    examinations = Bundle("examinations")

    def __init__(self, folder: Path, pristine: Path) -> None:
        super().__init__()
        self._folder = folder
        self._count = 0
        self._reference = Reference()
        self._backed_up: Reference | None = None
        self._backup = self._new_folder()
        self._vault = self._opened(shutil.copytree(pristine, self._new_folder()))

    @property
    def _history(self) -> History:
        assert self._vault.history is not None
        return self._vault.history

    def teardown(self) -> None:
        try:
            self.everything_is_as_the_reference_says()
        finally:
            self._vault.close()
            for number in range(1, self._count + 1):
                shutil.rmtree(self._folder / str(number), ignore_errors=True)

    # --- what is done; from the beginning there is something of each kind to do it with

    @initialize(target=patients)
    def begin_with_a_patient(self) -> Any:
        return self.create_patient(PatientDetails("P-1", "Sommerfeld", "Karoline"))

    @initialize(target=lesions)
    def begin_with_a_lesion(self) -> Any:
        return self.create_lesion(self.create_patient(PatientDetails("L-1")), LesionDetails("left shoulder"))

    @initialize(target=examinations)
    def begin_with_an_examination(self) -> Any:
        lesion = self.create_lesion(self.create_patient(PatientDetails("E-1")), LesionDetails("back"))
        return self.file(lesion, 1, Capture(), 0.5)

    @rule(target=patients, details=PATIENTS)
    def create_patient(self, details: PatientDetails) -> Any:
        if self._is_taken(details.identifier, None):
            with pytest.raises(ConflictError):
                self._history.create_patient(details)
            return multiple()
        patient = self._history.create_patient(details)
        self._reference.patients[patient.id] = KeptPatient(details)
        return patient.id

    @rule(patient_id=patients, details=PATIENTS)
    def change_patient(self, patient_id: str, details: PatientDetails) -> None:
        if patient_id not in self._reference.patients:
            return
        if self._is_taken(details.identifier, patient_id):
            with pytest.raises(ConflictError):
                self._history.change_patient(patient_id, details)
            return
        self._history.change_patient(patient_id, details)
        self._reference.patients[patient_id].details = details

    @rule(target=lesions, patient_id=patients, details=LESIONS)
    def create_lesion(self, patient_id: str, details: LesionDetails) -> Any:
        if patient_id not in self._reference.patients:
            return multiple()
        lesion = self._history.create_lesion(patient_id, details)
        self._reference.lesions[lesion.id] = KeptLesion(patient_id, details)
        return lesion.id

    @rule(target=examinations, lesion_id=st.none() | lesions, seed=SEEDS, capture=CAPTURES, chance=st.none() | CHANCES)
    def file(self, lesion_id: str | None, seed: int, capture: Capture, chance: float | None) -> Any:
        if lesion_id is not None and lesion_id not in self._reference.lesions:
            return multiple()
        data = seeded_image(seed, 500)
        assessments = [] if chance is None else [assessment_of(data, chance)]
        filed = self._history.file_examination(lesion_id, data, capture, assessments)
        self._reference.examinations[filed.id] = KeptExamination(
            lesion_id, seed, capture, [] if chance is None else [chance]
        )
        return filed.id

    @rule(examination_id=examinations, lesion_id=lesions)
    def file_from_the_tray(self, examination_id: str, lesion_id: str) -> None:
        found = self._reference.examinations.get(examination_id)
        if found is None or found.lesion_id is not None or lesion_id not in self._reference.lesions:
            return
        self._history.file_unfiled(examination_id, lesion_id)
        found.lesion_id, found.archived = lesion_id, False

    @rule(examination_id=examinations, chance=CHANCES)
    def predict(self, examination_id: str, chance: float) -> None:
        found = self._reference.examinations.get(examination_id)
        if found is not None:
            self._history.add_prediction(examination_id, assessment_of(seeded_image(found.seed, 500), chance))
            found.chances.append(chance)

    @rule(examination_id=examinations, details=CONCLUSIONS)
    def conclude(self, examination_id: str, details: ConclusionDetails) -> None:
        found = self._reference.examinations.get(examination_id)
        if found is not None:
            self._history.conclude(examination_id, details)
            found.conclusions.append(details)

    @rule(patient_id=patients, archived=st.booleans())
    def archive_patient(self, patient_id: str, archived: bool) -> None:
        self._archive(Subject.PATIENT, self._reference.patients, patient_id, archived=archived)

    @rule(lesion_id=lesions, archived=st.booleans())
    def archive_lesion(self, lesion_id: str, archived: bool) -> None:
        self._archive(Subject.LESION, self._reference.lesions, lesion_id, archived=archived)

    @rule(examination_id=examinations, archived=st.booleans())
    def archive_examination(self, examination_id: str, archived: bool) -> None:
        self._archive(Subject.EXAMINATION, self._reference.examinations, examination_id, archived=archived)

    @rule(patient_id=consumes(patients))
    def erase(self, patient_id: str) -> None:
        if patient_id in self._reference.patients:
            self._history.erase_patient(patient_id)
            self._reference.erase(patient_id)

    # --- what happens to it

    @rule()
    def lock_and_unlock(self) -> None:
        self._vault.lock()
        self._vault.unlock(NAME, PASSPHRASE)

    @rule()
    def kill_between_two_changes(self) -> None:
        """Go on with the files as they lie on the disk, as if the program had never ended in order."""
        self._go_on_in(shutil.copytree(self._vault.folder, self._new_folder()))

    @rule(
        lesion_id=st.none() | lesions,
        seed=st.integers(10, 99),
        moment=st.sampled_from(("put_image", "add_examination", "add_prediction")),
    )
    def kill_while_filing(self, lesion_id: str | None, seed: int, moment: str) -> None:
        """What was never acknowledged is not there afterwards, nor is its file."""
        if lesion_id is not None and lesion_id not in self._reference.lesions:
            return
        as_it_lay, data = self._new_folder(), seeded_image(seed, 500)

        def die(*_: Any) -> NoReturn:
            shutil.copytree(self._vault.folder, as_it_lay)
            raise _KilledError

        with mock.patch.object(examination_rows, moment, die), pytest.raises(_KilledError):
            self._history.file_examination(lesion_id, data, assessments=[assessment_of(data)])
        self._go_on_in(as_it_lay)

    @rule()
    def back_up(self) -> None:
        self._vault.begin_backup(self._backup).run()
        self._backed_up = copy.deepcopy(self._reference)

    @rule()
    def restore_the_backup(self) -> None:
        if self._backed_up is None:
            return
        target = self._new_folder()
        assert restore(self._backup, target, NAME, PASSPHRASE).problems == ()
        self._go_on_in(target)
        self._reference = copy.deepcopy(self._backed_up)

    @rule(patient_id=patients)
    def take_along_and_bring_back(self, patient_id: str) -> None:
        """A patient who is exported, erased and imported is the patient who was there before."""
        if patient_id not in self._reference.patients:
            return
        target = self._new_folder()
        identifier = self._reference.patients[patient_id].details.identifier
        result_of(patient_archive_steps(target, record_to_export(self._history, identifier), (), self._history.image))
        self._history.erase_patient(patient_id)
        with opened_patient_archive(target) as archive:
            assert import_record(self._history, archive.record, archive.image).created
        target.unlink()

    # --- what has to be true

    @rule(patient_id=patients, data=st.data())
    def any_part_of_an_identifier_finds_the_patient(self, patient_id: str, data: st.DataObject) -> None:
        patient = self._reference.patients.get(patient_id)
        if patient is None:
            return
        word = data.draw(st.sampled_from(patient.details.identifier.split()))
        start = data.draw(st.integers(0, max(len(word) - 3, 0)))
        part = word[start : start + 4]
        if start and len(folded(part)) < 3:
            return  # What is so short, without what nobody sees, has to begin a word.
        found = self._history.find_patients(part, archived=patient.archived)
        assert patient_id in {each.id for each in found}

    @rule()
    def everything_is_as_the_reference_says(self) -> None:
        history, reference = self._history, self._reference
        assert history.verify().problems == ()
        for archived in (False, True):
            listed = {each.id: each.details for each in history.find_patients(limit=10_000, archived=archived)}
            assert listed == {
                key: patient.details for key, patient in reference.patients.items() if patient.archived == archived
            }
        for patient_id in reference.patients:
            self._record_is_as_the_reference_says(patient_id)
        tray = {found.id for found in history.unfiled()}
        assert tray == {
            key for key, found in reference.examinations.items() if found.lesion_id is None and not found.archived
        }
        for key, found in reference.examinations.items():
            assert history.image(key) == seeded_image(found.seed, 500)
            assert sorted(each.malignant or 0.0 for each in history.predictions(key)) == sorted(found.chances)

    def _record_is_as_the_reference_says(self, patient_id: str) -> None:
        record, reference = self._history.open_patient(patient_id), self._reference
        lesions = {each.id: (each.details, each.archived_at is not None) for each in record.lesions}
        assert lesions == {
            key: (reference.lesions[key].details, reference.lesions[key].archived)
            for key in reference.lesions_of(patient_id)
        }
        wanted = {key: reference.examinations[key] for key in reference.examinations_of(patient_id)}
        assert {
            each.id: (each.lesion_id, each.archived_at is not None, each.capture) for each in record.examinations
        } == {key: (found.lesion_id, found.archived, found.capture) for key, found in wanted.items()}
        for key, found in wanted.items():
            concluded = [each.details for each in record.conclusions if each.examination_id == key]
            assert sorted(concluded, key=repr) == sorted(found.conclusions, key=repr)

    # --- how

    def _is_taken(self, identifier: str, by_others_than: str | None) -> bool:
        others = (patient for key, patient in self._reference.patients.items() if key != by_others_than)
        return any(patient.details.identifier == identifier for patient in others)

    def _archive(self, subject: Subject, things: dict[str, Any], key: str, *, archived: bool) -> None:
        if key in things:
            (self._history.archive if archived else self._history.restore)(subject, key)
            things[key].archived = archived

    def _go_on_in(self, folder: Path) -> None:
        former = self._vault
        former.close()
        shutil.rmtree(former.folder)
        self._vault = self._opened(folder)

    def _opened(self, folder: Path) -> Vault:
        vault = Vault.open(folder, cost=QUICK)
        vault.unlock(NAME, PASSPHRASE)
        return vault

    def _new_folder(self) -> Path:
        self._count += 1
        return self._folder / str(self._count)


# Half a minute on a machine of its own, several on one that is shared.
def test_a_vault_holds_what_a_plain_reference_holds(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    histories: int | None = request.config.getoption("--histories")
    pristine = tmp_path / "pristine"
    vault, _ = Vault.create(pristine, NAME, PASSPHRASE, cost=QUICK)
    vault.close()

    class Play(_Play):
        def __init__(self) -> None:
            super().__init__(tmp_path, pristine)

    run_state_machine_as_test(
        Play,
        settings=settings(
            max_examples=histories or _FEW,
            stateful_step_count=_STEPS,
            # The same few each time, unless more are wanted: a change must not fail by another's luck.
            derandomize=histories is None,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize(
    "details", [PatientDetails("P\ud800"), PatientDetails("P-1", "\udfff"), PatientDetails("P-1", notes="\ud800")]
)
def test_half_a_character_is_refused_and_nothing_is_kept(clinic: Clinic, details: PatientDetails) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        clinic.history.create_patient(details)

    assert clinic.history.find_patients() == ()
    assert clinic.history.verify().clean


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=_EAST), datetime(9999, 12, 31, 23, tzinfo=_WEST)])
def test_a_moment_that_is_in_no_year_elsewhere_is_refused(moment: datetime) -> None:
    with pytest.raises(ValueError, match="1–9999"):
        Capture(moment)
