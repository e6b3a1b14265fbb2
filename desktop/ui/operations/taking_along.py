"""Taking data along: what the vault and the archives for it do together."""

from collections.abc import Callable
from pathlib import Path

from desktop.core.domain.history import PatientRecord
from desktop.core.reporting.patient_archive import opened_patient_archive, patient_archive_steps
from desktop.core.reporting.research import ResearchReport, research_steps
from desktop.core.steps import Steps
from desktop.core.storage.history import History
from desktop.core.storage.transfer import (
    ImportReport,
    import_record,
    record_to_export,
    records_for_research,
    require_outside,
)


def patient_export_steps(history: History, identifier: str, target: Path) -> Steps[PatientRecord]:
    """Write all about a patient into a new ZIP; see `patient_archive_steps`."""
    require_outside(history, target)
    record = record_to_export(history, identifier)
    yield from patient_archive_steps(target, record, history.accounts(), history.image)
    return record


def research_export_steps(history: History, target: Path) -> Steps[ResearchReport]:
    """Write all examinations without names into a new folder; see `research_steps`."""
    require_outside(history, target)
    return (yield from research_steps(target, records_for_research(history), history.image))


def import_patient(
    history: History, source: Path, identifier: str | None, report: Callable[[int, int], None]
) -> ImportReport:
    """Add a patient out of a ZIP, in one transaction: all of it or nothing; see `import_record`.

    Parameters
    ----------
    history : History
    source : Path
    identifier : str or None
        To be given to a patient who is new here; None for their own.
    report : callable
        Is told how many images have been taken over, of how many; may raise to stop.
    """
    with opened_patient_archive(source) as archive:
        done, of = 0, len(archive.record.examinations)

        def image(examination_id: str) -> bytes:
            nonlocal done
            report(done, of)
            done += 1
            return archive.image(examination_id)

        return import_record(history, archive.record, image, identifier)
