"""Look at a report as it would be printed, and print nothing.

python -m tests.e2e.previewing BUNDLE VAULT
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import Person, accept_the_notice, leave, make_patient, open_vault

_PATIENT = Person("P-001", "Amsel", "Rosa")


def _story(vault: Path, hands: Hands) -> Iterator[Ready]:
    yield from accept_the_notice(hands)
    yield from open_vault(hands, vault)
    hands.press("Patients")
    yield partial(hands.can_press, "New patient…")
    yield from make_patient(hands, _PATIENT)
    yield partial(hands.sees, "‹ Patients", _PATIENT.name)
    hands.press("Report")
    yield partial(hands.can_pick, "Preview…")
    hands.pick("Preview…")
    yield partial(hands.sees, "Report: preview", "Page 1 of 1")
    hands.press("Close")
    yield partial(hands.sees, "‹ Patients", _PATIENT.name)
    sys.stdout.write("previewed\n")
    leave(hands)


if __name__ == "__main__":
    bundle, vault = sys.argv[1:]
    sys.exit(play(partial(_story, Path(vault)), ["--bundle", bundle]))
