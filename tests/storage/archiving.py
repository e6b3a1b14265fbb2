"""A patient's archive written, read and tampered with."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.core.reporting.patient_archive import opened_patient_archive, patient_archive_steps
from desktop.core.steps import result_of
from desktop.core.storage.history import History
from desktop.core.storage.transfer import ImportReport, import_record, record_to_export


def exported(history: History, target: Path, identifier: str = "PID-77") -> Path:
    result_of(patient_archive_steps(target, record_to_export(history, identifier), history.accounts(), history.image))
    return target


def imported(history: History, source: Path, identifier: str | None = None) -> ImportReport:
    with opened_patient_archive(source) as archive:
        return import_record(history, archive.record, archive.image, identifier)


def rewritten(source: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write the archive again with another content of its JSON."""
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "patient.json":
                content = json.loads(data)
                change(content)
                data = json.dumps(content).encode()
            new.writestr(name, data)
    return target
