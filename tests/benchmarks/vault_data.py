"""A clinic's vault of any size, made up: written in bulk, but row for row what the program itself would write."""

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from desktop import __version__
from desktop.core.domain.accounts import Action, AuditEvent, Subject
from desktop.core.domain.assessment import Status
from desktop.core.domain.history import ConclusionKind, LesionStatus, Patient, PatientDetails, Sex, Stamp
from desktop.core.storage import audit, comparisons, overview, patient_rows
from desktop.core.storage.history import History
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.tables import audit_events, conclusions, examinations, lesions, predictions
from desktop.core.storage.vault import Vault

NAME, PASSPHRASE = "Dr. Weiß", "rostige Gießkanne im Nebelwald 7"
# The passphrase's derivation is half a second by intent and no part of what is measured: here it is next to nothing.
COST = PassphraseCost(memory_kib=8, passes=1, lanes=1)

# Those whose record is opened.
THICK_RECORDS, EXAMINATIONS_OF_A_THICK_RECORD = 20, 200

_IMAGES, _IMAGE_BYTES = 50, 200_000
_LESIONS_A_PATIENT = 2
_CONCLUDED, _DECIDED = 0.1, 0.6
_OBSERVED, _TO_BE_SEEN = 0.6, 0.8
_OVERDUE_DAYS, _TO_COME_DAYS, _LONG_AGO_DAYS = 60, 300, 3650
_AT_A_TIME = 5000
_FIRST = datetime(2016, 1, 4, 8, tzinfo=UTC)
_BETWEEN = timedelta(minutes=5)
BUNDLE_SHA256 = "ab" * 32
_LABELS = ("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc")
_SYLLABLES = [
    "an",
    "be",
    "ka",
    "lo",
    "mi",
    "ra",
    "su",
    "ten",
    "wal",
    "der",
    "sch",
    "mann",
    "ber",
    "gen",
    "hof",
    "ler",
    "stein",
    "bach",
    "dorf",
    "feld",
    "sen",
    "ger",
    "mül",
    "ös",
    "hä",
]


@dataclass(frozen=True)
class GeneratedVault:
    """A vault that lies in a folder, locked, and whose records in it are as thick as a clinic's thickest."""

    folder: Path
    patients: int
    examinations: int

    @property
    def last_day(self) -> date:
        """The day of the newest examination."""
        return (_FIRST + self.examinations * _BETWEEN).date()


@dataclass(frozen=True)
class _Examined:
    """What an examination's rows have in common; `chance` is what the network makes of it."""

    id: str
    lesion_id: str
    at: datetime
    chance: float


def generated_vault(cache: Path, examinations_wanted: int, examinations_a_patient: int = 10) -> GeneratedVault:
    """Return a vault with this many examinations, made when it is not in the cache: minutes for a million."""
    patients = examinations_wanted // examinations_a_patient
    made = GeneratedVault(cache / f"vault-of-{examinations_wanted}-{patients}", patients, examinations_wanted)
    whole = made.folder.with_suffix(".whole")
    if not whole.exists():
        shutil.rmtree(made.folder, ignore_errors=True)
        made.folder.parent.mkdir(parents=True, exist_ok=True)
        vault, _ = Vault.create(made.folder, NAME, PASSPHRASE, cost=COST)
        try:
            assert vault.history is not None
            _Clinic(vault.history, made).work_for_years()
        finally:
            vault.close()
        whole.touch()
    return made


class _Clinic:
    """Ten years of work, examination after examination, so that a patient's are scattered over the database."""

    def __init__(self, history: History, size: GeneratedVault) -> None:
        self._history = history
        self._size = size
        self._rng = random.Random(size.examinations)
        self._account = history.account_id
        self._last = history.audit_events()[-1]

    def work_for_years(self) -> None:
        images = [
            self._history.file_examination(None, self._rng.randbytes(_IMAGE_BYTES)).sha256 for _ in range(_IMAGES)
        ]
        self._last = self._history.audit_events()[-1]
        with self._history.transaction("") as connection:
            # Otherwise each new row would push another page out of memory; counts for this connection only.
            connection.exec_driver_sql("PRAGMA cache_size = -3000000")
            patient_ids = [self._new_patient(connection, number) for number in range(self._size.patients)]
            lesion_ids = self._new_lesions(connection, patient_ids)
            self._examine(connection, lesion_ids, images)
            overview.refresh_all(connection)
            comparisons.refresh_all(connection)

    def _new_patient(self, connection: Connection, number: int) -> str:
        rng = self._rng
        family_name, given_names = (
            "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize() for _ in range(2)
        )
        birth = date(1930, 1, 1) + timedelta(days=rng.randrange(30_000))
        sex = rng.choice(list(Sex))
        details = PatientDetails(
            f"P-{number:06d}", family_name, given_names, birth, sex, rng.randint(1, 6), "notes " * 9
        )
        patient = Patient(self._new_id(), details, Stamp(_FIRST, self._account, _FIRST, self._account), None)
        patient_rows.add_patient(connection, patient)
        _insert(connection, audit_events, [self._event(Subject.PATIENT, patient.id, _FIRST)])
        return patient.id

    def _new_lesions(self, connection: Connection, patient_ids: list[str]) -> list[list[str]]:
        """Return for each patient the ids of their lesions."""
        ids = [[self._new_id() for _ in range(_LESIONS_A_PATIENT)] for _ in patient_ids]
        rows = (
            {"id": lesion_id, "patient_id": patient_id, "name": f"lesion {number}", "notes": "", **self._stamp(_FIRST)}
            | self._follow_up()
            for patient_id, of_patient in zip(patient_ids, ids, strict=True)
            for number, lesion_id in enumerate(of_patient)
        )
        _insert(connection, lesions, rows)
        return ids

    def _follow_up(self) -> dict[str, Any]:
        """Tell whether a lesion is there still; of what is gone, the day stays that was set once."""
        rng, today = self._rng, self._size.last_day
        if rng.random() < _OBSERVED:
            due_on = today + timedelta(rng.randrange(-_OVERDUE_DAYS, _TO_COME_DAYS))
            return {"status": LesionStatus.OBSERVED, "due_on": due_on if rng.random() < _TO_BE_SEEN else None}
        status = rng.choice([LesionStatus.EXCISED, LesionStatus.RESOLVED])
        return {"status": status, "due_on": today - timedelta(rng.randrange(_OVERDUE_DAYS, _LONG_AGO_DAYS))}

    def _examine(self, connection: Connection, lesion_ids: list[list[str]], images: list[str]) -> None:
        thick = [
            self._rng.choice(of) for of in lesion_ids[:THICK_RECORDS] for _ in range(EXAMINATIONS_OF_A_THICK_RECORD)
        ]
        thin = [lesion_id for of_patient in lesion_ids[THICK_RECORDS:] for lesion_id in of_patient]
        examined = thick + self._rng.choices(thin, k=self._size.examinations - len(thick))
        self._rng.shuffle(examined)
        days = iter(enumerate(examined))
        while some := list(islice(days, _AT_A_TIME)):
            made = [
                _Examined(self._new_id(), lesion_id, _FIRST + number * _BETWEEN, self._rng.betavariate(0.5, 2.5))
                for number, lesion_id in some
            ]
            _insert(connection, examinations, (self._examination(each, images) for each in made))
            _insert(connection, predictions, (self._prediction(each) for each in made))
            concluded = [each for each in made if self._rng.random() < _CONCLUDED]
            _insert(connection, conclusions, (self._conclusion(each) for each in concluded))
            _insert(connection, audit_events, [self._event(Subject.EXAMINATION, each.id, each.at) for each in made])

    def _examination(self, made: _Examined, images: list[str]) -> dict[str, Any]:
        at = made.at
        capture = {"captured_at": at, "captured_offset_minutes": 60, "camera": "Dermlite DL5", "polarised": True}
        image = {"sha256": self._rng.choice(images), "size_bytes": _IMAGE_BYTES}
        return {"id": made.id, "lesion_id": made.lesion_id, **image, **capture, **self._stamp(at)}

    def _prediction(self, made: _Examined) -> dict[str, Any]:
        shares = [self._rng.random() for _ in _LABELS]
        probabilities = [[label, share / sum(shares)] for label, share in zip(_LABELS, shares, strict=True)]
        return {
            "id": self._new_id(),
            "examination_id": made.id,
            "lesion_id": made.lesion_id,
            "bundle_name": "lentigo",
            "bundle_version": "0.1.0",
            "bundle_sha256": BUNDLE_SHA256,
            "outcome": Status.ASSESSED,
            "probabilities": probabilities,
            "malignant": made.chance,
            "top_label": "nv",
            "balanced_label": "mel",
            "flags": [],
            "program_version": __version__,
            "created_at": made.at,
            "created_by": self._account,
        }

    def _conclusion(self, made: _Examined) -> dict[str, Any]:
        """Decide, where anything is decided, as often malignant as the network's chance says."""
        malignant = self._rng.random() < made.chance if self._rng.random() < _DECIDED else None
        decided = {"kind": ConclusionKind.CLINICAL, "text": "naevus", "icd10": "D22.5", "malignant": malignant}
        written = {"concluded_on": made.at.date(), "created_at": made.at, "created_by": self._account}
        return {"id": self._new_id(), "examination_id": made.id, "lesion_id": made.lesion_id, **decided, **written}

    def _event(self, subject: Subject, subject_id: str, at: datetime) -> dict[str, Any]:
        """Make the next link of the audit trail's chain."""
        number, before = self._last.number + 1, self._last.hash
        action = Action.FILED if subject is Subject.EXAMINATION else Action.CREATED
        event = AuditEvent(number, at, self._account, action, subject, subject_id, {}, before, "")
        self._last = replace(event, hash=audit._hash(event))
        return vars(self._last)

    def _stamp(self, at: datetime) -> dict[str, Any]:
        return {"created_at": at, "created_by": self._account, "changed_at": at, "changed_by": self._account}

    def _new_id(self) -> str:
        return f"{self._rng.getrandbits(128):032x}"


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting: Iterator[dict[str, Any]] = iter(rows)
    while some := list(islice(waiting, _AT_A_TIME)):
        connection.execute(insert(table), some)
