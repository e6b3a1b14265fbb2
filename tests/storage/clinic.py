"""A clinic's small vault whose passphrases are quick to stretch, and a clock that the test turns."""

from dataclasses import dataclass
from pathlib import Path

from desktop.core.domain.history import Lesion, LesionDetails, PatientDetails
from desktop.core.storage.history import History
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.vault import Vault

NAME, PASSPHRASE = "Dr. Weiß", "rostige Gießkanne im Nebelwald 7"
QUICK = PassphraseCost(memory_kib=8, passes=1, lanes=1)


@dataclass
class Clock:
    now_s: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Clinic:
    """A vault, unlocked by its administrator, and what it takes to open it again."""

    folder: Path
    vault: Vault
    recovery_key: str
    clock: Clock

    @property
    def history(self) -> History:
        assert self.vault.history is not None
        return self.vault.history

    def reopen(self) -> History:
        self.vault.close()
        self.vault = Vault.open(self.folder, cost=QUICK, clock=self.clock)
        return self.vault.unlock(NAME, PASSPHRASE)

    def lesion(self, identifier: str = "P-1", family_name: str = "Sommerfeld") -> Lesion:
        patient = self.history.create_patient(PatientDetails(identifier, family_name, "Karoline"))
        return self.history.create_lesion(patient.id, LesionDetails("left shoulder"))

    def image_files(self) -> list[Path]:
        return sorted(path for path in (self.folder / "images").rglob("*") if path.is_file())
