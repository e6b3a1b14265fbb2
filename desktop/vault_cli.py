"""`lentigo vault`: the vault without a window.

Imports of the vault are inside the commands: ``--help`` must answer at once.
"""

import argparse
import sys
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.core.errors import KnownError
from desktop.terminal import EXIT_OK, EXIT_PROBLEMS, asked_for, output
from desktop.transfer_cli import add_transfer_commands
from desktop.vault_commands import Commands, add_command, described_command, shown_progress, unlocked

if TYPE_CHECKING:
    from desktop.core.storage.audit import AuditFilter
    from desktop.core.storage.history import History
    from desktop.core.storage.restoring import RestoreReport

_Member = TypeVar("_Member", bound=StrEnum)

_BACKUP = """\
Copy the vault to a folder, on another drive if possible, also while a window has the vault open. Run it again and only
new images are copied. The backup is encrypted like the vault, and the accounts and passphrases of its day open it.

The folder holds one state, the newest; the one before is removed when the new one is whole. So what has been erased in
the vault is gone from a backup as soon as the next one to the same folder is whole, and not before: then the old
database, which held the patient and the keys of their images, and the images' files are removed. Copies that were made
of the folder still hold them."""
_RESTORE = """\
Make a vault from a backup, after all of it has been verified. A patient who was erased after the backup was made is
there again, and has to be erased again."""
_REHEARSE = """\
Restore a backup into a folder for temporary files, verify it there, report, and remove it again. Exit status: 0 the
backup is whole; 1 something is damaged."""


def add_vault_commands(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands of `lentigo vault` to its parser; each sets `run`, which returns the exit status."""
    commands = parser.add_subparsers(dest="vault_command", required=True)
    add_command(commands, "create", _create, "Make a vault in a new or empty folder, and print its recovery key.")
    add_command(
        commands,
        "verify",
        _verify,
        "Check database, images and audit trail. Exit status: 0 clean; 1 something is damaged.",
    )
    _add_audit(commands)
    backup = add_command(commands, "backup", _backup, _BACKUP, account="anybody's")
    backup.add_argument("target", type=Path, metavar="DEST", help="the backup's folder: new, empty, or the one before")
    _add_restore_and_rehearse(commands)
    add_transfer_commands(commands)


def _add_audit(commands: Commands) -> None:
    audit = add_command(commands, "audit", _audit, "Write the audit trail, or a part of it, to the terminal, as CSV.")
    wanted = audit.add_argument_group("only events")
    wanted.add_argument("--since", type=_day, metavar="DATE", help="of this day (YYYY-MM-DD) or later")
    wanted.add_argument("--until", type=_day, metavar="DATE", help="of this day or earlier")
    wanted.add_argument("--by", action="append", metavar="NAME", help="in the name of this account; may be repeated")
    wanted.add_argument("--action", action="append", metavar="WORD", help="of this kind, as read; may be repeated")
    wanted.add_argument(
        "--subject", action="append", metavar="WORD", help="about such a thing, as patient; may be repeated"
    )
    wanted.add_argument(
        "--patient",
        metavar="ID",
        help="about this patient and all that is kept of them: the clinic's identifier or, "
        "if the patient has been erased, the one in the audit trail",
    )


def _add_restore_and_rehearse(commands: Commands) -> None:
    restore = described_command(commands, "restore", _restore, _RESTORE)
    rehearse = described_command(commands, "rehearse", _rehearse, _REHEARSE)
    for command in (restore, rehearse):
        command.add_argument("backup", type=Path, metavar="BACKUP", help="the backup's folder")
        who = command.add_mutually_exclusive_group(required=True)
        who.add_argument("--account", metavar="NAME", help="anybody's who had an account when the backup was made")
        who.add_argument("--recovery-key", action="store_true", help="ask for the recovery key instead of a passphrase")
    restore.add_argument("folder", type=Path, metavar="DIR", help="the vault's folder: new or empty")
    restore.add_argument(
        "--replace",
        action="store_true",
        help="put the vault in the place of the one in DIR, which is kept beside it; for administrators",
    )
    restore.add_argument(
        "--even-if-damaged", action="store_true", help="restore what is whole of a backup in which images are damaged"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-03-31") from None


def _create(options: argparse.Namespace) -> int:
    from desktop.core.storage.vault import Vault

    passphrase = asked_for("Passphrase: ")
    if sys.stdin.isatty() and asked_for("The same again: ") != passphrase:
        raise KnownError("The two passphrases are not the same. Nothing was made.")
    vault, recovery_key = Vault.create(options.folder, options.account, passphrase)
    vault.close()
    print(f"Recovery key: {recovery_key}")
    print("Write it down and keep it in a safe place. It is shown once, and it opens the vault like a passphrase.")
    return EXIT_OK


def _verify(options: argparse.Namespace) -> int:
    from desktop.core.steps import result_of

    with unlocked(options) as history, shown_progress() as progress:
        report = result_of(history.verify_steps(), progress)
    for problem in report.problems:
        print(f"FAIL  {problem}")
    if not report.clean:
        return EXIT_PROBLEMS
    print(f"ok    database, audit trail and {report.images_checked} images are as they were written")
    return EXIT_OK


def _audit(options: argparse.Namespace) -> int:
    from desktop.core.reporting.audit_csv import write_audit_csv

    with unlocked(options) as history, output(None) as stream:
        write_audit_csv(stream, history.audit_events(_wanted(options, history)), history.accounts())
    return EXIT_OK


def _wanted(options: argparse.Namespace, history: "History") -> "AuditFilter":
    from desktop.core.domain.accounts import Action, Subject
    from desktop.core.storage.audit import AuditFilter

    day = timedelta(days=1)
    return AuditFilter(
        since=options.since and _midnight(options.since),
        until=options.until and _midnight(options.until + day),
        account_ids=options.by and [_account_id(history, name) for name in options.by],
        actions=options.action and [_member(Action, word) for word in options.action],
        subjects=options.subject and [_member(Subject, word) for word in options.subject],
        patient_id=options.patient and _patient_id(history, options.patient),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _account_id(history: "History", name: str) -> str:
    found = [account.id for account in history.accounts() if account.name.casefold() == name.casefold()]
    if not found:
        raise KnownError("There is, and was, no account of the name given with --by.")
    return found[0]


def _member(members: type[_Member], word: str) -> _Member:
    try:
        return members(word)
    except ValueError:
        raise KnownError(f"{word!r} is none of: {', '.join(members)}.") from None


def _patient_id(history: "History", identifier: str) -> str:
    for archived in (False, True):
        for patient in history.find_patients(identifier, archived=archived):
            if patient.details.identifier == identifier:
                return patient.id
    return identifier


def _backup(options: argparse.Namespace) -> int:
    from desktop.core.storage.vault import begin_backup_beside

    backup = begin_backup_beside(options.folder, options.account, asked_for("Passphrase: "), options.target)
    with shown_progress() as progress:
        report = backup.run(progress)
    print(
        f"ok    {report.images} images, {report.images_copied} of them copied now ({report.copied_bytes / 1e6:.1f} MB)"
    )
    if report.unreadable_images:
        print(
            f"FAIL  {report.unreadable_images} images are damaged in the vault and not in the backup: verify the vault"
        )
        return EXIT_PROBLEMS
    return EXIT_OK


def _restore(options: argparse.Namespace) -> int:
    from desktop.core.storage.restoring import restore

    with shown_progress() as progress:
        report = restore(
            options.backup,
            options.folder,
            options.account,
            _secret(options),
            replace=options.replace,
            accept_damage=options.even_if_damaged,
            progress=progress,
        )
    return _told(report, "restored")


def _rehearse(options: argparse.Namespace) -> int:
    from desktop.core.storage.restoring import rehearse

    with shown_progress() as progress:
        report = rehearse(options.backup, options.account, _secret(options), progress=progress)
    return _told(report, "can be restored")


def _told(report: "RestoreReport", done: str) -> int:
    for problem in report.problems:
        print(f"FAIL  {problem}")
    what = f"{report.patients} patients, {report.examinations} examinations, {report.images} images"
    print(f"{'some' if report.problems else 'ok  '}  {what} of {report.made_at.astimezone():%d %B %Y, %H:%M} {done}")
    return EXIT_PROBLEMS if report.problems else EXIT_OK


def _secret(options: argparse.Namespace) -> str:
    return asked_for("Recovery key: " if options.account is None else "Passphrase: ")
