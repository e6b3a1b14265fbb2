"""A practice begins: the notice, a vault, the first photograph, its patient and lesion.

python -m tests.e2e.first_visit BUNDLE VAULT PHOTOGRAPH DUE
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import ACCOUNT, PASSPHRASE, Person, accept_the_notice, ask_where, file_there, leave, make_patient

PATIENT = Person("PID-90210", "Zwirnsteiner", "Leopoldine")
_GROUPS = 9


def _story(vault: Path, photograph: Path, due_on: str, hands: Hands) -> Iterator[Ready]:
    yield from accept_the_notice(hands)
    yield from _create_vault(vault, hands)
    yield partial(hands.sees, "Drop dermoscopic images or folders here.", "Vault: open")
    hands.drop(photograph)
    yield partial(hands.sees, "Chance of malignancy", "1 of 1 assessed", "Melanoma")
    yield from ask_where(hands)
    assert not hands.can_press("File"), "it could be filed under nobody"
    yield from make_patient(hands, PATIENT)
    yield partial(hands.can_press, "New lesion…")
    yield from _make_lesion(due_on, hands)
    yield from file_there(hands, "scar")
    assert hands.sees("Filed.", "Show", "Undo")
    leave(hands)


def _create_vault(vault: Path, hands: Hands) -> Iterator[Ready]:
    yield partial(hands.sees, "Shall Lentigo keep a history?")
    hands.press("Create a vault")
    yield partial(hands.sees, "The first account is an administrator's.")
    hands.fill("Folder", str(vault))
    hands.fill("Your name", ACCOUNT)
    hands.fill("Passphrase", PASSPHRASE)
    hands.fill("The same again", PASSPHRASE)
    yield partial(hands.can_press, "Create the vault")
    hands.press("Create the vault")
    yield partial(hands.can_press, "I have it – next")
    groups = [text for text in hands.parts("Recovery key") if len(text) > 1]
    assert len(groups) == _GROUPS
    hands.press("I have it – next")
    yield partial(hands.sees, "Do you have it?")
    assert not any(group in hands.text() for group in groups), "the key is still on show"
    for number, group in enumerate(groups, start=1):
        if hands.sees(caption := f"Part {number} of {_GROUPS}"):
            hands.fill(caption, group)
    hands.press("Confirm")


def _make_lesion(due_on: str, hands: Hands) -> Iterator[Ready]:
    hands.press("New lesion…")
    yield partial(hands.sees, "Body site", "Take off the map")
    hands.fill("Name", "beside the scar")
    hands.fill("Look again on", due_on)
    hands.tab_to("Body map, ")
    hands.keys("N")
    assert "In hand, over:" in hands.said("Body map, ")
    hands.keys("Space")
    assert "1 pin" in hands.said("Body map, ")
    hands.keys("Return", "Return")  # On to Save, and save.


if __name__ == "__main__":
    bundle, folder, image, due = sys.argv[1:]
    sys.exit(play(partial(_story, Path(folder), Path(image), due), ["--bundle", bundle]))
