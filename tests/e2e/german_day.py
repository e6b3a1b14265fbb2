"""The window speaks German from its next start on.

python -m tests.e2e.german_day BUNDLE
"""

import sys
from collections.abc import Iterator
from functools import partial

from tests.e2e.first_visit import PATIENT
from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import ACCOUNT, PASSPHRASE, leave


def _story(hands: Hands) -> Iterator[Ready]:
    yield partial(hands.sees, "Der Tresor ist gesperrt", "Nur für Forschung und Lehre, kein Medizinprodukt")
    hands.fill("Konto", ACCOUNT)
    hands.fill("Passphrase", PASSPHRASE)
    hands.press("Entsperren")
    yield partial(hands.can_press, "Patienten")
    hands.press("Patienten")
    yield partial(hands.sees, "Alle Patienten", "Kontrolle fällig", PATIENT.name)
    assert not hands.sees("All patients")
    leave(hands)


if __name__ == "__main__":
    sys.exit(play(_story, ["--bundle", sys.argv[1]]))
