"""A day in a practice, from the first patient to the report; then the command line looks at what is left of it."""

from itertools import cycle
from pathlib import Path

from tests.e2e.practice_day import FOLLOW_UPS, IMAGES, LESIONS, PATIENTS
from tests.e2e.sessions import audit, counted, photograph, play_story, vault_command

_LOOKS = cycle(("even-brown", "ragged-dark", "red"))


def test_ten_patients_thirty_photographs_two_follow_ups_one_histology_and_a_report(
    tmp_path: Path, bundle_dir: Path
) -> None:
    vault, report = tmp_path / "vault", tmp_path / "report.pdf"
    photographs = [tmp_path / f"IMG_{number:04}.jpg" for number in range(IMAGES)]
    for number, (path, look) in enumerate(zip(photographs, _LOOKS, strict=False)):
        # No two are the same file: that one would be known already.
        photograph(path, look, taken=f"2026:11:02 08:{number:02}:00", shade=number % 5, turned_degrees=number / 10)
    vault_command("create", vault)

    play_story("practice_day", bundle_dir, vault, report, *photographs)

    assert report.read_bytes().startswith(b"%PDF-1.4")
    assert f"{IMAGES} images are as they were written" in vault_command("verify", vault)
    told = counted(audit(vault))
    wanted = {
        ("created", "patient"): len(PATIENTS),
        ("created", "lesion"): LESIONS,
        ("filed", "examination"): LESIONS + FOLLOW_UPS,
        ("created", "conclusion"): 1,
        ("exported", "patient"): 1,
    }
    assert {what: told[what] for what in wanted} == wanted
