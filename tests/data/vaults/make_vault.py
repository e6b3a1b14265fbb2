"""Make the kept vault of the present format, which every later Lentigo must open: once for each format.

    uv run --no-sync python -m tests.data.vaults.make_vault

makes ``tests/data/vaults/<format>/``: ``vault`` and ``contents.json``, what it holds as this program reads it. People
and images in it are made up. Until its format has been released it may be made anew; afterwards the script refuses.
"""

import dataclasses
import hashlib
import io
import json
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PIL import Image

from desktop.core.domain.accounts import Role, Subject
from desktop.core.domain.assessment import Assessment, Prediction, Status
from desktop.core.domain.body_sites import Laterality, body_sites
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    Immersion,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    Pin,
    Sex,
)
from desktop.core.storage.database import present_format
from desktop.core.storage.history import History
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.vault import Vault
from tests.storage.seeded import BUNDLE, assessment_of
from training.export.synthetic import synthetic_photograph

FOLDER = Path(__file__).parent
ADMINISTRATOR, PASSPHRASE = "Dr. Ada Weiß", "rostige Gießkanne im Nebelwald 7"
CLINICIAN, CLINICIANS_PASSPHRASE = "Nurse", "blaue Teekanne auf dem Deich 9"
_QUICK = PassphraseCost(memory_kib=8, passes=1, lanes=1)


def contents_of(history: History) -> dict[str, Any]:
    """Return all that a vault holds, but for its audit trail, which grows by reading it."""
    patients = [*history.find_patients(), *history.find_patients(archived=True)]
    records = [history.open_patient(patient.id) for patient in patients]
    shown = [found for record in records for found in record.examinations] + list(history.unfiled())
    return {
        "accounts": [_plain(account) for account in history.accounts()],
        "patients": [_plain(record) for record in records],
        "unfiled": [_plain([found, history.predictions(found.id)]) for found in history.unfiled()],
        "images": {found.id: hashlib.sha256(history.image(found.id)).hexdigest() for found in shown},
        "backup_folder": str(history.backup_folder()),
        "last_backup": _plain(history.last_backup()),
    }


def _plain(thing: Any) -> Any:
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: _plain(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
    if isinstance(thing, list | tuple):
        return [_plain(each) for each in thing]
    if isinstance(thing, dict):
        return {str(key): _plain(value) for key, value in thing.items()}
    if isinstance(thing, Path):
        return thing.name
    return thing if thing is None or isinstance(thing, bool | int | float) else str(thing)


def _fill(vault: Vault, history: History) -> None:
    vault.create_account(CLINICIAN, Role.CLINICIAN, CLINICIANS_PASSPHRASE)
    vault.archive_account(vault.create_account("Former", Role.ADMINISTRATOR, CLINICIANS_PASSPHRASE).id)
    first = history.create_patient(
        PatientDetails("A-17/2", "Müller-Łoś", "Zoë Ærø", date(1961, 2, 28), Sex.FEMALE, 3, "Two lines\nof notes.")
    )
    site = body_sites()[0]
    pin = Pin(BodyView.BACK, 0.25, 0.75)
    due_on = date(2026, 3, 31)
    details = LesionDetails("left shoulder", site, Laterality.LEFT, pin, LesionStatus.EXCISED, "itches", due_on)
    lesion = history.create_lesion(first.id, details)
    captured_at = datetime(2025, 3, 30, 9, 15, tzinfo=timezone(timedelta(hours=2)))
    capture = Capture(captured_at, "A camera", True, False, Immersion.ALCOHOL, 10.0, 0.0125)
    data = _image(1)
    examination = history.file_examination(lesion.id, data, capture, [assessment_of(data)])
    history.add_prediction(examination.id, assessment_of(data, melanoma=0.75))
    for kind, text, code in ((ConclusionKind.CLINICAL, "naevus", ""), (ConclusionKind.HISTOLOGY, "melanoma", "C43.6")):
        history.conclude(examination.id, ConclusionDetails(kind, text, date(2025, 4, 1), code))
    history.file_examination(lesion.id, _image(2), Capture(captured_at=datetime(2024, 1, 1, tzinfo=UTC)))
    second = history.create_patient(PatientDetails("B-1", "Okafor"))
    again = history.create_lesion(second.id, LesionDetails("sole"))
    history.archive(Subject.EXAMINATION, history.file_examination(again.id, data).id)
    history.archive(Subject.PATIENT, second.id)
    erased = history.create_patient(PatientDetails("C-1", "Nobody"))
    history.file_examination(history.create_lesion(erased.id, LesionDetails("nose")).id, _image(3))
    history.erase_patient(erased.id)
    tray = _image(4)
    history.file_examination(None, tray, assessments=[_out_of_scope(tray)])


def _image(seed: int) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(synthetic_photograph(seed, 64, 48)).save(stream, "JPEG")
    return stream.getvalue()


def _out_of_scope(data: bytes) -> Assessment:
    numbers: Prediction | None = None
    sha256 = hashlib.sha256(data).hexdigest()
    return Assessment(Status.OUT_OF_SCOPE, "not skin", BUNDLE, sha256, 64, 48, (), numbers, None, 1.0)


def main() -> None:
    """Make the vault."""
    folder = FOLDER / present_format()
    if folder.exists():
        sys.exit(f"{folder} is there: a kept vault is kept. Before its format is released, remove it by hand first.")
    vault, _ = Vault.create(folder / "vault", ADMINISTRATOR, PASSPHRASE, cost=_QUICK)
    assert vault.history is not None
    _fill(vault, vault.history)
    content = contents_of(vault.history)
    vault.close()
    for left in ("in-use.lock", "attempts.json", "vault.db-journal"):
        (folder / "vault" / left).unlink(missing_ok=True)
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (folder / "contents.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
