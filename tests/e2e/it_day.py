"""A day for the practice's IT: a second account, a backup, its rehearsal, its restoring; a patient taken along by file.

python -m tests.e2e.it_day BUNDLE VAULT BACKUP RESTORED ARCHIVE FIRST SECOND LATE
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import (
    ACCOUNT,
    PASSPHRASE,
    Person,
    accept_the_notice,
    ask_where,
    file_there,
    find,
    leave,
    make_lesion,
    make_patient,
    open_vault,
    unlock,
)

COLLEAGUE, _COLLEAGUES_PASSPHRASE = "Dr Holunder", "blaue Teekanne auf dem Deich 9"
BEFORE = Person("P-001", "Amsel", "Rosa")
AFTER = Person("P-002", "Birke", "Klara")
_SITE, _LATE_SITE = "Skin of back", "Skin of face"


@dataclass(frozen=True)
class Places:
    """Where everything lies.

    Attributes
    ----------
    vault, backup, restored : Path
        Folders: of the vault; of its backup, empty; of the vault out of that, not there yet.
    archive : Path
        The patient's file; not there yet.
    photographs : tuple of Path
        Two that the backup has, and one that comes too late for it.
    """

    vault: Path
    backup: Path
    restored: Path
    archive: Path
    photographs: tuple[Path, Path, Path]


def _story(places: Places, hands: Hands) -> Iterator[Ready]:
    *early, late = places.photographs
    yield from accept_the_notice(hands)
    yield from open_vault(hands, places.vault)
    yield from _file_both(early, hands)
    yield from _make_account(hands)
    yield from _back_up(places.backup, hands)
    yield from _rehearse(hands)
    yield from _change_places(hands)
    yield from _file_after_the_backup(late, hands)
    yield from _export(places.archive, hands)
    yield from _restore(places.backup, places.restored, hands)
    yield from _import(places.archive, hands)
    leave(hands)


def _file_both(photographs: list[Path], hands: Hands) -> Iterator[Ready]:
    hands.drop(*photographs)
    yield partial(hands.sees, "2 of 2 assessed", "Chance of malignancy")
    hands.keys("Ctrl+Shift+S")
    yield partial(hands.sees, "File 2 images", "New patient…")
    yield from make_patient(hands, BEFORE)
    yield partial(hands.can_press, "New lesion…")
    yield from make_lesion(hands, _SITE)
    yield lambda: hands.can_press("File all") and [_SITE in row for row in hands.rows("Lesions")] == [True]
    hands.press("File all")
    yield partial(hands.sees, "2 images filed.")


def _make_account(hands: Hands) -> Iterator[Ready]:
    hands.press("Settings")
    yield lambda: [ACCOUNT in row for row in hands.rows("Accounts")] == [True]
    hands.press("New account…")
    yield partial(hands.sees, "Only administrators manage accounts")
    hands.fill("Name", COLLEAGUE)
    hands.choose("Role", "Clinician")
    hands.fill("Passphrase", _COLLEAGUES_PASSPHRASE)
    hands.fill("The same again", _COLLEAGUES_PASSPHRASE)
    yield partial(hands.can_press, "Make the account")
    hands.press("Make the account")
    yield lambda: sorted(row.split("  ·  ")[-1] for row in hands.rows("Accounts")) == ["administrator", "clinician"]
    assert COLLEAGUE in "".join(hands.rows("Accounts"))


def _back_up(folder: Path, hands: Hands) -> Iterator[Ready]:
    assert hands.sees("Vault: open, no backup", "there is no backup")
    assert not hands.can_press("Rehearse…"), "there is nothing to rehearse"
    hands.press("Choose the folder…")
    yield partial(hands.sees, "Folder for the backup")
    hands.save_as(folder)
    yield partial(hands.sees, "Last backup: ", ", 2 images. Folder: ", "Vault: open, backup today")


def _rehearse(hands: Hands) -> Iterator[Ready]:
    hands.press("Rehearse…")
    yield partial(hands.sees, "As it was when the backup was made.")
    hands.fill("Passphrase", "falsch")
    hands.press("Rehearse")
    yield partial(hands.sees, "is not right")
    hands.fill("Passphrase", PASSPHRASE)
    hands.press("Rehearse")
    yield partial(hands.sees, "is whole and can be restored. 1 patients, 2 examinations, 2 images.")


def _change_places(hands: Hands) -> Iterator[Ready]:
    hands.keys("Ctrl+L")
    yield from unlock(hands, COLLEAGUE, _COLLEAGUES_PASSPHRASE)
    hands.press("Settings")
    yield partial(hands.sees, "Backup", "Last backup: ")
    for button in ("New account…", "Rehearse…", "Choose the folder…"):
        assert not hands.can_press(button), "a clinician administers nothing"


def _file_after_the_backup(photograph: Path, hands: Hands) -> Iterator[Ready]:
    hands.press("Assess")
    yield partial(hands.sees, "2 of 2 assessed")
    hands.keys("Ctrl+Shift+Del")
    yield partial(hands.sees, "2 images taken off the queue.")
    hands.drop(photograph)
    yield partial(hands.sees, "1 of 1 assessed", "Chance of malignancy")
    yield from ask_where(hands)
    assert hands.sees(photograph.name)
    yield from make_patient(hands, AFTER)
    yield partial(hands.can_press, "New lesion…")
    yield from make_lesion(hands, _LATE_SITE)
    yield from file_there(hands, _LATE_SITE)


def _export(archive: Path, hands: Hands) -> Iterator[Ready]:
    yield from find(hands, "birk", AFTER)
    hands.press("More")
    yield partial(hands.can_pick, "Export…")
    hands.pick("Export…")
    yield partial(hands.sees, "Export the patient")
    hands.save_as(archive)
    yield partial(hands.sees, "Examinations written: 1. The file is not encrypted")


def _restore(backup: Path, folder: Path, hands: Hands) -> Iterator[Ready]:
    """Leave the vault, and go on in what the backup has of it."""
    hands.keys("Ctrl+L")
    yield partial(hands.can_press, "Other vault…")
    hands.press("Other vault…")
    yield partial(hands.can_press, "Restore a backup…")
    hands.press("Restore a backup…")
    yield partial(hands.sees, "The backup stays as it is.")
    hands.fill("Backup folder", str(backup))
    hands.fill("Folder for the vault", str(folder))
    hands.fill("Account name", COLLEAGUE)
    hands.fill("Passphrase", _COLLEAGUES_PASSPHRASE)
    hands.press("Restore")
    yield partial(hands.sees, f"“{folder.name}” is locked.")
    yield from unlock(hands, COLLEAGUE, _COLLEAGUES_PASSPHRASE)
    yield partial(hands.sees, "Restored: 1 patients, 2 examinations.")


def _import(archive: Path, hands: Hands) -> Iterator[Ready]:
    hands.keys("Ctrl+F")
    yield lambda: [BEFORE.identifier in row for row in hands.rows("Patients")] == [True]
    hands.press("Import…")
    yield partial(hands.sees, "Import a patient", "File name:")
    hands.save_as(archive)
    yield partial(hands.sees, "Identifier here")
    hands.press("Import")
    yield partial(hands.sees, "Examinations added: 1; here already: 0.", "‹ Patients", AFTER.name, AFTER.identifier)
    hands.tab_to("Lesions")
    hands.keys("Return")
    yield partial(hands.sees, _LATE_SITE, "To compare there must be a second image.")
    hands.tab_to("Images of this lesion")
    hands.keys("Return")
    yield partial(hands.sees, "Record a conclusion…", "Assessments")
    yield lambda: "1200 by 900 pixels" in hands.said("Photograph, ")


if __name__ == "__main__":
    bundle, vault, backup, restored, archive, first, second, late = sys.argv[1:]
    photographs = Path(first), Path(second), Path(late)
    where = Places(Path(vault), Path(backup), Path(restored), Path(archive), photographs)
    sys.exit(play(partial(_story, where), ["--bundle", bundle]))
