"""`lentigo vault export-patient`, `import` and `export-research`.

Imports of the vault are inside the commands: ``--help`` must answer at once.
"""

import argparse
from pathlib import Path

from desktop.terminal import EXIT_OK, EXIT_PROBLEMS
from desktop.vault_commands import Commands, add_command, shown_progress, unlocked


def add_transfer_commands(commands: Commands) -> None:
    """Add the subcommands that take data out of a vault and into it; each sets `run`."""
    what = "Write all about a patient into a ZIP that can be read without Lentigo. It is not encrypted."
    patient = add_command(commands, "export-patient", _export_patient, what, account="anybody's")
    patient.add_argument("identifier", metavar="ID", help="the clinic's own, exactly as it is kept")
    patient.add_argument("target", type=Path, metavar="DEST", help="the new ZIP")
    what = "Take over a patient from such a ZIP; what the vault holds already stays as it is."
    taken_over = add_command(commands, "import", _import_patient, what, account="anybody's")
    taken_over.add_argument("source", type=Path, metavar="FILE", help="the ZIP")
    taken_over.add_argument("--identifier", metavar="ID", help="for a patient who is new here, instead of their own")
    what = "Write all examinations into a folder, with pseudonyms, shifted dates and images without metadata."
    research = add_command(commands, "export-research", _export_research, what)
    research.add_argument("target", type=Path, metavar="DEST", help="the new folder")


def _export_patient(options: argparse.Namespace) -> int:
    from desktop.core.reporting.patient_archive import patient_archive_steps
    from desktop.core.steps import result_of
    from desktop.core.storage.transfer import record_to_export, require_outside

    with unlocked(options) as history, shown_progress() as progress:
        require_outside(history, options.target)
        record = record_to_export(history, options.identifier)
        result_of(patient_archive_steps(options.target, record, history.accounts(), history.image), progress)
    print(f"ok    {len(record.examinations)} examinations were written")
    print("The file is not encrypted: whoever has it can read it. Keep it as you would keep a paper record.")
    return EXIT_OK


def _import_patient(options: argparse.Namespace) -> int:
    from desktop.core.reporting.patient_archive import opened_patient_archive
    from desktop.core.storage.transfer import import_record

    with unlocked(options) as history, opened_patient_archive(options.source) as archive:
        report = import_record(history, archive.record, archive.image, options.identifier)
    print(f"ok    the patient was {'added' if report.created else 'here already'}")
    print(f"ok    {report.examinations} examinations were added; {report.already_there} were here already")
    return EXIT_OK


def _export_research(options: argparse.Namespace) -> int:
    from desktop.core.reporting.research import research_steps
    from desktop.core.steps import result_of
    from desktop.core.storage.transfer import records_for_research, require_outside

    with unlocked(options) as history, shown_progress() as progress:
        require_outside(history, options.target)
        steps = research_steps(options.target, records_for_research(history), history.image)
        report = result_of(steps, progress)
    print(f"ok    {report.examinations} examinations of {report.patients} patients were written")
    print("Look at the images before you pass them on: no program can take writing or a face out of a picture.")
    for examination_id in report.left_out:
        print(f"FAIL  Examination {examination_id} is left out: its image is damaged or cannot be decoded.")
    return EXIT_PROBLEMS if report.left_out else EXIT_OK
