"""Beside the patients: operating point, audit trail, report, table, help, a watched folder, the lock, the language.

python -m tests.e2e.office_hours BUNDLE PHOTOGRAPH WATCHED TARGET
"""

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.e2e.first_visit import PATIENT
from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import find, leave, unlock


def _story(photograph: Path, watched: Path, target: Path, hands: Hands) -> Iterator[Ready]:
    yield from unlock(hands)
    yield from _choose_the_operating_point(hands)
    yield from _write_papers(target, hands)
    yield from _ask_for_help(hands)
    yield from _watch(watched, photograph, hands)
    hands.keys("Ctrl+L")
    yield partial(hands.sees, "The vault is locked")
    assert PATIENT.family_name not in hands.text()
    yield from unlock(hands)
    yield from _speak_german(hands)
    leave(hands)


def _choose_the_operating_point(hands: Hands) -> Iterator[Ready]:
    hands.press("Settings")
    yield partial(hands.sees, "Operating point", "No operating point")
    hands.choose("Find at least", "90\u00a0% of malignant lesions")
    yield partial(hands.sees, "Chance at the point", "Sensitivity", "Specificity", "Of 1,000 lesions like yours")
    hands.press("Work at this point")
    yield partial(hands.sees, "This holds from now on, and is recorded in the audit trail.")
    hands.press("Show…")
    yield lambda: any("sensitivity 90 %" in row for row in hands.rows("Audit trail"))
    hands.press("‹ Settings")


def _write_papers(target: Path, hands: Hands) -> Iterator[Ready]:
    for entry, suffix in (("Save as PDF…", "pdf"), ("Examinations as CSV…", "csv")):
        yield from find(hands, "zwirn", PATIENT)
        hands.press("Report")
        yield partial(hands.can_pick, entry)
        hands.pick(entry)
        yield partial(hands.sees, "the file is not encrypted")
        hands.save_as(target / f"report.{suffix}")
        yield partial(hands.sees, "Saved. The file is not encrypted: keep it like a paper record.")


def _ask_for_help(hands: Hands) -> Iterator[Ready]:
    hands.keys("F1")
    yield partial(hands.sees, "Lentigo: help", "Patients")
    hands.keys("Escape")
    yield partial(hands.sees, "‹ Patients", PATIENT.name)


def _watch(watched: Path, photograph: Path, hands: Hands) -> Iterator[Ready]:
    hands.press("Settings")
    yield partial(hands.can_press, "Choose the folder to watch…")
    hands.press("Choose the folder to watch…")
    yield partial(hands.sees, "Folder to watch")
    hands.save_as(watched)
    yield partial(hands.sees, "New images in it go to Unfiled by themselves.")
    assert not hands.sees("Unfiled (")
    shutil.copy(photograph, watched / "IMG_0001.jpg")
    yield partial(hands.sees, "Unfiled (1)")
    hands.press("Unfiled (1)")
    yield lambda: len(hands.rows("Unfiled images")) == 1


def _speak_german(hands: Hands) -> Iterator[Ready]:
    hands.press("Settings")
    yield partial(hands.sees, "Appearance", "Language")
    hands.choose("Language", "Deutsch")


if __name__ == "__main__":
    bundle, image, folder, papers = sys.argv[1:]
    sys.exit(play(partial(_story, Path(image), Path(folder), Path(papers)), ["--bundle", bundle]))
