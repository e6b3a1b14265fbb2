"""What every story has in common: coming in, filing, finding, leaving."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.e2e.hands import Hands
from tests.e2e.played import Ready

ACCOUNT, PASSPHRASE = "Dr Quittenbaum", "rostige Giesskanne im Nebelwald 7"


@dataclass(frozen=True)
class Person:
    """A patient who does not exist."""

    identifier: str
    family_name: str
    given_names: str

    @property
    def name(self) -> str:
        """As the window writes it."""
        return f"{self.family_name}, {self.given_names}"


def accept_the_notice(hands: Hands) -> Iterator[Ready]:
    """Acknowledge what the program is for."""
    yield partial(hands.sees, "Before you begin", "Not a medical device")
    hands.press("I have read this")


def open_vault(hands: Hands, vault: Path) -> Iterator[Ready]:
    """Choose the folder of a vault at the first start, and unlock it."""
    yield partial(hands.can_press, "Open a vault…")
    hands.press("Open a vault…")
    yield partial(hands.sees, "Open a vault: choose its folder")
    hands.save_as(vault)
    yield from unlock(hands)


def unlock(hands: Hands, account: str = ACCOUNT, passphrase: str = PASSPHRASE) -> Iterator[Ready]:
    """Type account and passphrase, as soon as the page is there: the vault may still be being opened."""
    yield partial(hands.sees, "The vault is locked", "Passphrase")
    hands.fill("Account", account)
    hands.fill("Passphrase", passphrase)
    hands.press("Unlock")
    yield partial(hands.sees, "Vault: open")


def ask_where(hands: Hands) -> Iterator[Ready]:
    """Ask for the image on show to be filed."""
    yield partial(hands.can_press, "File under…")
    hands.press("File under…")
    yield partial(hands.sees, "New patient…", "Taken on")


def make_patient(hands: Hands, person: Person) -> Iterator[Ready]:
    """Make a patient out of the form in front."""
    hands.press("New patient…")
    yield partial(hands.sees, "Family name")
    hands.fill("Identifier", person.identifier)
    hands.fill("Family name", person.family_name)
    hands.fill("Given names", person.given_names)
    hands.press("Save")


def find(hands: Hands, typed: str, person: Person) -> Iterator[Ready]:
    """Find a patient by typing a part of the name, and open the page."""
    hands.keys("Ctrl+F")
    yield partial(hands.sees, "All patients")
    hands.write(typed)  # In place of what was typed before.
    yield lambda: [person.identifier in row for row in hands.rows("Patients")] == [True]
    hands.keys("Return")
    yield partial(hands.sees, "‹ Patients", person.name)


def make_lesion(hands: Hands, site: str, name: str = "", due_on: str = "") -> Iterator[Ready]:
    """Make a lesion out of the form in front."""
    hands.press("New lesion…")
    yield partial(hands.sees, "Body site")
    hands.fill("Body site", site)
    hands.fill("Name", name)
    hands.fill("Look again on", due_on)
    hands.press("Save")


def file_there(hands: Hands, lesion: str) -> Iterator[Ready]:
    """Press File in the form in front, once the lesion is chosen."""
    yield lambda: hands.can_press("File") and lesion in "".join(hands.rows("Lesions"))
    hands.press("File")
    yield partial(hands.sees, "Filed.")


def leave(hands: Hands) -> None:
    """Quit."""
    hands.keys("Ctrl+Q")
