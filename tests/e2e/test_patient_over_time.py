"""From the first photograph to histology, and all that is beside: each screen of the real program, day after day."""

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from tests.e2e.first_visit import PATIENT
from tests.e2e.second_visit import FIRST_DAY, SECOND_DAY
from tests.e2e.sessions import audit, counted, photograph, play_story, vault_command


def test_a_patient_is_followed_from_the_first_photograph_to_histology(tmp_path: Path, bundle_dir: Path) -> None:
    vault, papers, watched = tmp_path / "vault", tmp_path / "papers", tmp_path / "camera"
    first, second, third = (tmp_path / f"{name}.jpg" for name in ("first", "second", "third"))
    papers.mkdir()
    watched.mkdir()
    photograph(first, "even-brown", taken="2025:11:03 09:00:00")
    photograph(second, "even-brown", taken="2026:05:04 09:00:00", turned_degrees=4)
    photograph(third, "red", taken="2026:05:05 09:00:00")
    today = datetime.now().astimezone().date().isoformat()

    play_story("first_visit", bundle_dir, vault, first, today)
    play_story("second_visit", bundle_dir, second)
    play_story("office_hours", bundle_dir, third, watched, papers)
    play_story("german_day", bundle_dir)

    _check_report(papers / "report.pdf")
    _check_table(papers / "report.csv")
    assert [path.name for path in watched.iterdir()] == ["IMG_0001.jpg"]
    assert "3 images" in vault_command("verify", vault)
    told = counted(audit(vault))
    wanted = {
        ("created", "patient"): 1,
        ("created", "lesion"): 1,
        ("filed", "examination"): 2,
        ("created", "conclusion"): 1,
        # The pin: moved, and moved back.
        ("changed", "lesion"): 2,
    }
    assert {what: told[what] for what in wanted} == wanted


def _check_report(path: Path) -> None:
    content = path.read_bytes()
    assert content.startswith(b"%PDF-1.4")
    assert content.rstrip().endswith(b"%%EOF")
    reader = shutil.which("pdftotext")
    if reader is None:
        return
    text = subprocess.run([reader, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    for words in (
        PATIENT.family_name,
        PATIENT.identifier,
        "beside the scar",
        FIRST_DAY,
        SECOND_DAY,
        "Melanoma in situ",
        "not a medical device",
    ):
        assert words.lower() in " ".join(text.split()).lower(), words


def _check_table(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 2
    assert all(PATIENT.identifier in row.values() for row in rows)
    assert [row["conclusions"].partition(" ")[2] for row in rows] == ["histology: Melanoma in situ", ""]
